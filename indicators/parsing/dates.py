"""Reading dates as people in the United Kingdom write them. Pure."""

import datetime
import re

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?:[ t]00:00(?::00)?)?")
NUMBERS = re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4}|[0-9]{2})")
WORDS = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[ -](?P<month>[a-z]{3,9})\.?,?[ -](?P<year>[0-9]{4}|[0-9]{2})")
EXAMPLE = "Use the format 31/03/2023 or 31 March 2023."


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    named = [number for number, name in enumerate(MONTHS, 1) if text in (name, name[:3])]
    return 9 if text == "sept" else (named or [0])[0]


def read_date(cell: object) -> datetime.date:
    """The day that a cell names. Raises `ValueError` with a sentence; the day comes before the month."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = " ".join(str(cell).lower().split())
    match = ISO.fullmatch(text) or NUMBERS.fullmatch(text) or WORDS.fullmatch(text)
    if match is None:
        raise ValueError(f"“{cell}” is not a date. {EXAMPLE}")
    day, month = int(match["day"]), _month(match["month"])
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    if month > 12 >= day:
        raise ValueError(f"“{cell}” has its month before its day. Put the day first. {EXAMPLE}")
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise ValueError(f"“{cell}” is not a real date. {EXAMPLE}") from error
