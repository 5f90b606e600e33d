"""Days as people write them. Pure."""

import datetime


def day(date: datetime.date) -> str:
    """9 April 2023."""
    return f"{date.day} {date:%B %Y}"
