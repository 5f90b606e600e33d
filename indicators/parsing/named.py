"""Which window of time a title or a heading names: “2021-22”, “12 months to March 2022”, “April to June 2022”. Pure.

A year alone (“2022”) names nothing, for it may be part of anything. Nor does a day or a month after the return's end:
it may be the day on which the file was made.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import Enum

from indicators.definitions.periods import Period
from indicators.parsing.dates import MONTHS
from indicators.parsing.words import SPACES

# A longer text above a table is a note, and notes tell of many years.
MOST_OF_A_TITLE = 120

_MONTH = "(?:" + "|".join(f"{name}|{name[:3]}" for name in MONTHS) + r"|sept)\.?"
_YEAR = "(?:19|20)[0-9]{2}"
_DAY = r"(?:[0-9]{1,2}(?:st|nd|rd|th)?\s+)?"
_TO = r"\s*(?:-|–|—|−|/|\bto\b|\buntil\b)\s*"
_END = (
    rf"(?:\b(?P<length>year|(?:12|twelve) months?)\s+)?"
    rf"(?P<tail>\b(?:to|ending|ended|until|as at|at)\s+(?:the\s+)?"
    rf"(?:{_DAY}(?P<end_month>{_MONTH})\s+|[0-9]{{1,2}}[/.](?P<end_number>[0-9]{{1,2}})[/.])(?P<end_year>{_YEAR})\b)"
)
_RANGE = (
    rf"(?P<range>\b{_DAY}(?P<from_month>{_MONTH})(?:\s+(?P<from_year>{_YEAR}))?{_TO}"
    rf"{_DAY}(?P<to_month>{_MONTH})\s+(?P<to_year>{_YEAR})\b)"
)
_YEARS = rf"(?P<years>(?<![0-9/.-])(?P<first>{_YEAR}){_TO}(?P<last>{_YEAR}|[0-9]{{2}})(?![0-9]|[-/.][0-9]))"
_ONLY = rf"(?P<only>\b(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<only_month>{_MONTH})\s+(?P<only_year>{_YEAR})\b)"
# In their order: what is longer comes before its own parts.
NAMED = re.compile("|".join((_RANGE, _END, _YEARS, _ONLY)), re.IGNORECASE)
SPAN = re.compile(_TO, re.IGNORECASE)
# Of when the file was made, of what guides the count, and of other kinds of year.
_ASIDE = re.compile(
    r"\b(?:version|issued|published|created|printed|updated|extracted|produced|prepared|exported|downloaded|"
    r"generated|saved|due|deadline|guidance|definitions?|act|census|estimates?|academic|school year|calendar|target|"
    r"forecast|budget)\b",
    re.IGNORECASE,
)
_WORKED_OUT = re.compile(r"%|\b(?:changes?|differences?|trends?|percent(?:age)?|increase|decrease)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:previous|prior|before|earlier|last (?:year|time)|compar\w*|versus|vs|against|baseline|since)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,;()\[\]|\n]")


class Fit(Enum):
    """How a window that is named sits with the period of the return."""

    RIGHT = "right"
    OTHER = "other"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Named:
    """A window that a text names, both days included.

    `starts_on` is None where the text names an end only. `is_year` is a window written as 2021-22, `is_bare` a month or
    a day by itself. `span` is what a heading can do without.
    """

    starts_on: datetime.date | None
    ends_on: datetime.date
    span: tuple[int, int]
    is_year: bool = False
    is_bare: bool = False

    def fit(self, period: Period) -> Fit:
        """Whether it is the period's window, plainly another one, or may be either."""
        if self.is_bare:
            return self._fit_of_month(period)
        if self.starts_on is None:
            return self._fit_of_end(period)
        if self.starts_on <= period.starts_on and period.ends_on <= self.ends_on:
            return Fit.RIGHT
        if self.is_year and period.is_rolling and _year_slug(self.starts_on) == period.year_slug:
            return Fit.RIGHT
        if self.ends_on < period.starts_on or period.ends_on < self.starts_on:
            return Fit.OTHER
        # Windows of the same length that overlap are those of rolling months. A year's name is not that exact.
        return Fit.OTHER if not self.is_year and self._months() == period.months else Fit.OPEN

    def _fit_of_end(self, period: Period) -> Fit:
        if self.ends_on == period.ends_on:
            return Fit.RIGHT
        return Fit.OPEN if period.starts_on <= self.ends_on < period.ends_on else Fit.OTHER

    def _fit_of_month(self, period: Period) -> Fit:
        if self.ends_on == period.ends_on:
            return Fit.RIGHT
        ends_alike = period.months == 1 or self.ends_on.month == period.ends_on.month
        return Fit.OTHER if ends_alike and self.ends_on < period.starts_on else Fit.OPEN

    def _months(self) -> int:
        assert self.starts_on is not None, "asked of whole windows only"
        years = self.ends_on.year - self.starts_on.year
        return years * 12 + self.ends_on.month - self.starts_on.month + 1


def windows_named(text: str) -> list[Named]:
    """Every window that the text names, one that spans several (2015-16 to 2021-22) as one."""
    found: list[Named] = []
    for match in NAMED.finditer(text):
        named = _read(match)
        if named is None:
            continue
        before = found[-1] if found else None
        between = text[before.span[1] : match.start()] if before is not None else ""
        if before is not None and before.is_year and named.is_year and SPAN.fullmatch(between):
            found[-1] = Named(before.starts_on, named.ends_on, (before.span[0], named.span[1]))
        else:
            found.append(named)
    return found


def windows_of_title(text: str) -> list[Named]:
    """The windows that a title says its table is about: none of those that it compares with, or names beside it."""
    if len(text) > MOST_OF_A_TITLE or _WORKED_OUT.search(text):
        return []
    found = [one for clause in _CLAUSES.split(text) if not _ASIDE.search(clause) for one in windows_named(clause)]
    if _COMPARED.search(text):
        # The latest is what the text is about; by itself, a window is what something else is compared with.
        return [max(found, key=lambda one: one.ends_on)] if len({one.ends_on for one in found}) > 1 else []
    return found


def without_window(heading: str) -> str:
    """A heading without the window that it names: “Current 12 months (to March 2022)” is “Current 12 months”."""
    text = SPACES.sub(" ", heading)
    for named in reversed(windows_named(text)):
        text = text[: named.span[0]] + text[named.span[1] :]
    return " ".join(re.sub(r"\(\s*\)|\[\s*\]", "", text).split()).strip(" :,;-–—/")


def _read(match: re.Match[str]) -> Named | None:
    if match["years"]:
        first, last = int(match["first"]), match["last"]
        if last not in (str(first + 1), f"{(first + 1) % 100:02d}"):
            return None
        return Named(datetime.date(first, 4, 1), datetime.date(first + 1, 3, 31), match.span(), is_year=True)
    if match["range"]:
        ends_on = _last_day(int(match["to_year"]), _number(match["to_month"]))
        first_month = _number(match["from_month"])
        year = int(match["from_year"] or ends_on.year - (first_month > ends_on.month))
        return Named(datetime.date(year, first_month, 1), ends_on, match.span())
    if match["only"]:
        ends_on = _last_day(int(match["only_year"]), _number(match["only_month"]))
        # Only the last day of a month can be the end of a window; another is a day on which something was done.
        is_end = match["day"] is None or int(match["day"]) == ends_on.day
        return Named(None, ends_on, match.span(), is_bare=True) if is_end else None
    month = _number(match["end_month"]) if match["end_month"] else int(match["end_number"])
    if not 1 <= month <= 12:
        return None
    ends_on = _last_day(int(match["end_year"]), month)
    after = ends_on + datetime.timedelta(days=1)
    return Named(after.replace(year=after.year - 1) if match["length"] else None, ends_on, match.span("tail"))


def _number(month: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if month.lower().startswith(name[:3]))


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _year_slug(starts_on: datetime.date) -> str:
    return f"{starts_on.year}-{(starts_on.year + 1) % 100:02d}"
