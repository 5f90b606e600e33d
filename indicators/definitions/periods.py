"""The periods that a return is about: months, quarters, half-years, years, and rolling twelve months. Pure.

A period's slug is unambiguous in addresses, files and the database: `2022-23` is the year to 31 March 2023 (and the
rolling twelve months that end on that day), `2022-23-q1` its first quarter, `2022-23-m01` its first month (April),
`2022-23-to-june` the rolling twelve months to 30 June 2022, `2022-23-h1` the half-year from April to September 2022,
`2022-23-jul-dec` the half of the calendar year from July to December 2022. The part before it names the reporting year
in which the period ends.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from partnership.year_limits import FIRST_YEAR, LAST_YEAR

PATTERN = re.compile(
    r"(?P<start>[0-9]{4})-(?P<end>[0-9]{2})(?:-(?P<part>q[1-4]|h[12]|jan-jun|jul-dec|m(?:0[1-9]|1[0-2])|to-[a-z]+))?"
)
ROLLING_ENDS = {"to-june": 6, "to-september": 9, "to-december": 12}
# So begins the time of what is counted on one day and not over the period, such as “At {end}”.
ON_ONE_DAY = "At "
# The last month of each half of a calendar year.
CALENDAR_HALVES = {"jan-jun": 6, "jul-dec": 12}
FIRST_MONTH = 4


class Frequency(StrEnum):
    """How often a return is sent, and over which window it counts."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half"
    CALENDAR_HALF = "cal_half"
    YEAR = "year"
    ROLLING = "rolling"

    @property
    def words(self) -> str:
        """As people say it."""
        return _WORDS[self]


_WORDS = {
    Frequency.MONTH: "Every month",
    Frequency.QUARTER: "Every quarter",
    Frequency.HALF_YEAR: "Every half-year, April and October",
    Frequency.CALENDAR_HALF: "Every half-year, January and July",
    Frequency.YEAR: "Every year",
    Frequency.ROLLING: "Every quarter, over rolling 12 months",
}


@dataclass(frozen=True)
class Period:
    """A window of time, both days included."""

    slug: str
    starts_on: datetime.date
    ends_on: datetime.date

    @property
    def year_slug(self) -> str:
        """The reporting year in which the period ends."""
        return self.slug[:7]

    @property
    def part(self) -> str:
        """What follows the year in the slug; empty for a whole year."""
        return self.slug[8:]

    @property
    def is_rolling(self) -> bool:
        """Whether the window crosses a year's end, so that it overlaps with the windows beside it."""
        return self.part in ROLLING_ENDS

    @property
    def label(self) -> str:
        """As people write it: 2022-23; April to June 2022; April 2022; 12 months to June 2022."""
        if not self.part:
            return self.slug
        if self.is_rolling:
            return f"12 months to {self.ends_on:%B %Y}"
        if self.months == 1:
            return f"{self.starts_on:%B %Y}"
        from_year = "" if self.starts_on.year == self.ends_on.year else f" {self.starts_on:%Y}"
        return f"{self.starts_on:%B}{from_year} to {self.ends_on:%B %Y}"

    @property
    def months(self) -> int:
        """Length in months."""
        return (self.ends_on.year - self.starts_on.year) * 12 + self.ends_on.month - self.starts_on.month + 1

    def is_alike(self, other: "Period") -> bool:
        """Whether both are as long, and neither can overlap with the other in part; rolling windows always can."""
        if self.months != other.months:
            return False
        return self.months == 12 or (self.starts_on.month - other.starts_on.month) % self.months == 0

    def is_part_of(self, other: "Period") -> bool:
        """Whether it is shorter than the other, and lies in it."""
        return other.starts_on <= self.starts_on and self.ends_on <= other.ends_on and self.months < other.months

    def year_before(self) -> "Period":
        """The same window, twelve months earlier."""
        start = int(self.slug[:4]) - 1
        return parse_period("-".join(filter(None, (_year_slug(start), self.part))))

    def __str__(self) -> str:
        return self.label


def _year_slug(start: int) -> str:
    return f"{start:04d}-{(start + 1) % 100:02d}"


def _month(start: int, index: int) -> tuple[int, int]:
    """Calendar year and month of the month with this index in the year, 0 being April."""
    month = FIRST_MONTH + index
    return (start, month) if month <= 12 else (start + 1, month - 12)


def _months(slug: str, start: int, first: int, last: int) -> Period:
    (from_year, from_month), (to_year, to_month) = _month(start, first), _month(start, last)
    return Period(
        slug,
        datetime.date(from_year, from_month, 1),
        datetime.date(to_year, to_month, calendar.monthrange(to_year, to_month)[1]),
    )


def parse_period(slug: str) -> Period:
    """Read a slug. Raises `ValueError` with a sentence for people."""
    match = PATTERN.fullmatch(slug)
    start = int(match["start"]) if match else 0
    if match is None or not FIRST_YEAR <= start <= LAST_YEAR or (start + 1) % 100 != int(match["end"]):
        raise ValueError(
            f"“{slug}” is not a period. Use a format like 2022-23, 2022-23-h1, 2022-23-q1, 2022-23-m01 or "
            "2022-23-to-june."
        )
    part = match["part"] or ""
    if not part:
        return _months(slug, start, 0, 11)
    if part.startswith("q"):
        quarter = int(part[1:]) - 1
        return _months(slug, start, 3 * quarter, 3 * quarter + 2)
    if part in ("h1", "h2"):
        half = int(part[1:]) - 1
        return _months(slug, start, 6 * half, 6 * half + 5)
    if part in CALENDAR_HALVES:
        last = CALENDAR_HALVES[part] - FIRST_MONTH
        return _window(slug, start, last, 6)
    if part.startswith("m"):
        return _months(slug, start, int(part[1:]) - 1, int(part[1:]) - 1)
    if part not in ROLLING_ENDS:
        raise ValueError(f"“{slug}” is not a period. Rolling windows end in june, september, december, or with a year.")
    return _window(slug, start, ROLLING_ENDS[part] - FIRST_MONTH, 12)


def _window(slug: str, start: int, last: int, months: int) -> Period:
    """So many months that end with the month of this index; they may begin in the year before."""
    end_year, end_month = _month(start, last)
    end = datetime.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    first = end_year * 12 + end_month - months
    return Period(slug, datetime.date(first // 12, first % 12 + 1, 1), end)


def periods_of_year(frequency: Frequency, year_slug: str) -> tuple[Period, ...]:
    """Every period of this frequency that ends in the reporting year, in order of time."""
    parts = {
        Frequency.YEAR: [""],
        Frequency.ROLLING: [*ROLLING_ENDS, ""],
        Frequency.HALF_YEAR: ["h1", "h2"],
        Frequency.CALENDAR_HALF: list(CALENDAR_HALVES),
        Frequency.QUARTER: [f"q{number}" for number in range(1, 5)],
        Frequency.MONTH: [f"m{number:02d}" for number in range(1, 13)],
    }[frequency]
    return tuple(parse_period("-".join(filter(None, (year_slug, part)))) for part in parts)


def frequency_of(period: Period) -> Frequency:
    """How often a window like this one comes. A whole year is taken for a year, not for the last of rolling windows."""
    if not period.part:
        return Frequency.YEAR
    return next(
        one for one in Frequency if period.slug in [same.slug for same in periods_of_year(one, period.year_slug)]
    )


def period_label(slug: str) -> str:
    """A period's slug as people write it."""
    return parse_period(slug).label


def period_before(period: Period, frequency: Frequency) -> Period:
    """The period of this frequency that came just before. Raises `ValueError` where the two do not belong together."""
    same_year = periods_of_year(frequency, period.year_slug)
    slugs = [one.slug for one in same_year]
    if period.slug not in slugs:
        raise ValueError(f"{period.slug} is not a period of the frequency {frequency}.")
    index = slugs.index(period.slug)
    if index:
        return same_year[index - 1]
    return periods_of_year(frequency, _year_slug(int(period.slug[:4]) - 1))[-1]


def filled(template: str, *, end: str, previous_end: str) -> str:
    """The words of a definition about a period, with its days in their places."""
    return template.replace("{previous_end}", previous_end).replace("{end}", end)
