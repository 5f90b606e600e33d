"""What is asked of a yearly report, and whether a report does it. Pure: knows no Django and no database."""
