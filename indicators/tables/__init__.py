"""From approved snapshots to tables and charts that are ready to print. Pure: knows no database."""
