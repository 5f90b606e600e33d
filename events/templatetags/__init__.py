"""Template filters of events."""
