"""Days as people write them. Pure."""

import datetime


def day(date: datetime.date) -> str:
    """9 April 2023."""
    return f"{date.day} {date:%B %Y}"


def stored_day(text: str | None) -> datetime.date | None:
    """A day as JSON keeps it, such as 2023-04-09; None where none is kept."""
    return datetime.date.fromisoformat(text) if text else None


def stored_day_in_words(text: str | None) -> str:
    """9 April 2023, of 2023-04-09; empty where none is kept."""
    kept = stored_day(text)
    return day(kept) if kept else ""
