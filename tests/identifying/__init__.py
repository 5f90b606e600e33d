"""How often the anonymisation check finds what tells who somebody is, and how often it asks about clean sentences."""
