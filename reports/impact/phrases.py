"""Small words that evidence needs. Pure."""

import datetime

from partnership.days import day

FEW = 5


def day_words(date: datetime.date | None) -> str:
    """31 March 2023; nothing where there is no date."""
    return day(date) if date else ""


def people_words(people: int | None) -> str:
    """Of how many something was asked. Fewer than five are not counted: a small group is easily recognised."""
    if not people:
        return ""
    return f"fewer than {FEW} people" if people < FEW else f"{people} people"
