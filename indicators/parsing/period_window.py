"""A window of time that a text names. Pure."""

import calendar
import datetime
from dataclasses import dataclass, replace

# A year that stands for none: what a part without a year is counted in.
NO_YEAR = 2000


def last_day(year: int, month: int) -> datetime.date:
    """The last day of a month."""
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def window(year: int, month: int, months: int) -> tuple[datetime.date, datetime.date]:
    """A window of whole months. `month` counts on beyond 12 and back below 1."""
    years, first = divmod(month - 1, 12)
    more, last = divmod(first + months - 1, 12)
    return datetime.date(year + years, first + 1, 1), last_day(year + years + more, last + 1)


def months_of(starts_on: datetime.date, ends_on: datetime.date) -> int:
    """How many months a window of whole months has."""
    return (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1


@dataclass(frozen=True, slots=True)
class Named:
    """A window that a text names, both days included.

    `starts_on` is None where the text names an end only. `is_year` is a window written as 2021-22, `is_bare` a month or
    a day by itself, `is_alone` one that is all of the text, `is_part` a window without a year (Q3), counted in a year
    of no meaning. `or_else` is the other window that the same words can mean: Q3 2022 of the calendar, P12 of all the
    year. `span` is what a heading can do without.
    """

    starts_on: datetime.date | None
    ends_on: datetime.date
    span: tuple[int, int]
    is_year: bool = False
    is_bare: bool = False
    is_part: bool = False
    or_else: tuple[datetime.date, datetime.date] | None = None
    is_alone: bool = False

    def within(self, year: "Named") -> "Named":
        """A part without a year as that of the year given."""
        assert self.starts_on is not None, "a part is a whole window"
        assert year.starts_on is not None, "so is a year"
        shift = 12 * (year.starts_on.year - NO_YEAR)
        here = window(self.starts_on.year, self.starts_on.month + shift, months_of(self.starts_on, self.ends_on))
        or_else = self.or_else
        if or_else is not None:
            or_else = window(or_else[0].year, or_else[0].month + shift, months_of(*or_else))
        return replace(self, starts_on=here[0], ends_on=here[1], is_part=False, or_else=or_else)
