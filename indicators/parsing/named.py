"""Which window of time a title or a heading names: “2021-22”, “12 months to March 2022”, “April to June 2022”. Pure.

A year alone (“2022”) names nothing, for it may be part of anything. Nor does a day or a month after the return's end:
it may be the day on which the file was made.
"""

import re
from enum import Enum

from indicators.definitions.periods import Period
from indicators.parsing.letters import folded
from indicators.parsing.period_window import Named, months_of
from indicators.parsing.period_words import named_in
from indicators.parsing.state_words import SPACES

# A longer text above a table is a note, and notes tell of many years.
MOST_OF_A_TITLE = 120

SPAN = re.compile(r"\s{0,8}(?:-|–|—|−|/|\bto\b|\buntil\b)\s{0,8}", re.IGNORECASE)
# Of when the file was made, and of what guides the count.
_ASIDE = re.compile(
    r"\b(?:version|issued|published|created|printed|updated|extracted|produced|prepared|exported|downloaded|"
    r"generated|saved|due|deadline|guidance|definitions?|act|census|estimates?|target|"
    r"forecast|budget)\b",
    re.IGNORECASE,
)
_WORKED_OUT = re.compile(r"%|\b(?:changes?|differences?|trends?|percent(?:age)?|increase|decrease)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:previous|prior|before|earlier|last (?:year|time)|compar\w*|versus|vs|against|baseline|since)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[^,;()\[\]|\n]+")


class Fit(Enum):
    """How a window that is named sits with the period of the return."""

    RIGHT = "right"
    OTHER = "other"
    OPEN = "open"


def fit(named: Named, period: Period) -> Fit:
    """Whether a window is the period's, plainly another one, or may be either."""
    if named.is_part:
        return _fit_of_part(named, period)
    if named.is_bare:
        return _fit_of_month(named, period)
    return _fit_of_end(named, period) if named.starts_on is None else _fit_of_window(named, period)


def _fit_of_window(named: Named, period: Period) -> Fit:
    assert named.starts_on is not None, "asked of whole windows only"
    if named.or_else is not None and named.or_else == (period.starts_on, period.ends_on):
        return Fit.RIGHT
    if named.starts_on <= period.starts_on and period.ends_on <= named.ends_on:
        return Fit.RIGHT
    if named.is_year and period.is_rolling and _year_slug(named) == period.year_slug:
        return Fit.RIGHT
    if not named.is_year:
        # A quarter's return over rolling months may be named after the quarter in which it is sent.
        is_last_quarter = period.is_rolling and named.ends_on == period.ends_on and _months(named) == 3
        return Fit.OPEN if is_last_quarter else Fit.OTHER
    return Fit.OTHER if named.ends_on < period.starts_on or period.ends_on < named.starts_on else Fit.OPEN


def _fit_of_part(named: Named, period: Period) -> Fit:
    """A part without a year confirms no period. It contradicts one of other months."""
    assert named.starts_on is not None, "a part is a whole window"
    meant = [(named.starts_on, named.ends_on), *([named.or_else] if named.or_else else [])]
    own = (period.starts_on.month, period.months)
    is_alike = any((first.month, months_of(first, last)) == own for first, last in meant)
    # A sheet may be called after the month in which its year ends.
    is_last_month = named.ends_on.month == period.ends_on.month and _months(named) == 1
    is_end_of_rolling = period.is_rolling and named.ends_on.month == period.ends_on.month
    return Fit.OPEN if is_alike or is_last_month or is_end_of_rolling else Fit.OTHER


def _fit_of_end(named: Named, period: Period) -> Fit:
    if named.ends_on == period.ends_on:
        return Fit.RIGHT
    return Fit.OPEN if period.starts_on <= named.ends_on < period.ends_on else Fit.OTHER


def _fit_of_month(named: Named, period: Period) -> Fit:
    if named.ends_on == period.ends_on:
        return Fit.RIGHT
    # Of a year that ends in March, nothing that stands under “January” alone can be the figures.
    if named.is_alone and period.starts_on <= named.ends_on < period.ends_on:
        return Fit.OTHER
    ends_alike = period.months == 1 or named.ends_on.month == period.ends_on.month
    return Fit.OTHER if ends_alike and named.ends_on < period.starts_on else Fit.OPEN


def _months(named: Named) -> int:
    assert named.starts_on is not None, "asked of whole windows only"
    return months_of(named.starts_on, named.ends_on)


def _year_slug(named: Named) -> str:
    assert named.starts_on is not None, "a year is a whole window"
    return f"{named.starts_on.year}-{(named.starts_on.year + 1) % 100:02d}"


def windows_named(text: str) -> list[Named]:
    """Every window that the text names, one that spans several (2015-16 to 2021-22) as one."""
    found: list[Named] = []
    for named in named_in(text):
        before = found[-1] if found else None
        between = text[before.span[1] : named.span[0]] if before is not None else ""
        if before is not None and before.is_year and named.is_year and SPAN.fullmatch(between):
            found[-1] = Named(before.starts_on, named.ends_on, (before.span[0], named.span[1]))
        else:
            found.append(named)
    return found


def windows_of_title(text: str) -> list[Named]:
    """The windows that a title says its table is about: none of those that it compares with, or names beside it."""
    if len(text) > MOST_OF_A_TITLE or _WORKED_OUT.search(text):
        return []
    text = folded(text)
    beside = [clause.span() for clause in _CLAUSES.finditer(text) if _ASIDE.search(clause.group())]
    found = [one for one in windows_named(text) if not any(first <= one.span[0] < last for first, last in beside)]
    if _COMPARED.search(text):
        # The latest is what the text is about; by itself, a window is what something else is compared with.
        return [max(found, key=lambda one: one.ends_on)] if len({one.ends_on for one in found}) > 1 else []
    return _parts_in_their_year(found)


def windows_of_heading(text: str) -> list[Named]:
    """The windows over a column. “Previous” before one says which column it is, and not that it is compared with."""
    return windows_named(folded(text)) if len(text) <= MOST_OF_A_TITLE else []


def _parts_in_their_year(found: list[Named]) -> list[Named]:
    """“Q3 return, 2022-23” is about a quarter, not about the year."""
    years = [one for one in found if one.is_year]
    if len(years) != 1 or not any(one.is_part for one in found):
        return found
    return [one.within(years[0]) if one.is_part else one for one in found if not one.is_year]


def without_window(heading: str) -> str:
    """A heading without the window that it names: “Current 12 months (to March 2022)” is “Current 12 months”."""
    text = SPACES.sub(" ", folded(heading))
    for named in reversed(windows_named(text)):
        text = text[: named.span[0]] + text[named.span[1] :]
    return " ".join(re.sub(r"\(\s*\)|\[\s*\]", "", text).split()).strip(" :,;-–—/")
