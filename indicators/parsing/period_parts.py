"""Parts of a year as months: quarters, halves, ranges of months, periods of account, the year so far. Pure."""

import datetime
import re
from dataclasses import dataclass

from indicators.parsing.period_forms import FIRST_MONTH, NUMBERS, READ_PART, READ_SO_FAR, SHORT
from indicators.parsing.period_window import window


def number_said(word: str) -> int:
    """The number that a word or its digits say."""
    return NUMBERS.get(word.lower()) or int("".join(filter(str.isdigit, word)))


def month_said(name: str) -> int:
    """The month of a name or its first three letters."""
    return SHORT.index(name.lower()[:3]) + 1


@dataclass(frozen=True)
class Months:
    """A part of a year: where it begins, counted in months from April, and how many months it has.

    A period of account (P12) can stand for the year until its end.
    """

    first: int
    count: int
    can_be_to_date: bool = False

    def of(self, year: int, start: int = FIRST_MONTH) -> tuple[datetime.date, datetime.date]:
        """Its window in the year that begins in `year`, in April or another month."""
        return window(year, start + self.first, self.count)

    def to_date(self) -> "Months":
        """The year until its end."""
        return Months(0, self.first + self.count)

    def or_else(self, year: int) -> tuple[datetime.date, datetime.date] | None:
        """The other window that it can mean."""
        return self.to_date().of(year) if self.can_be_to_date else None


def months_in(text: str) -> Months | None:
    """The part of a year that a text names."""
    match = READ_PART.search(text)
    assert match is not None, "it was found by the same form"
    if match["lasts"]:
        count = number_said(match["lasts"])
        return Months(month_said(match["lasts_until"]) - FIRST_MONTH - count + 1, count) if count <= 12 else None
    until = match["until"] or match["until_month"] or match["until_end"]
    if until:
        return Months(0, (month_said(until) - FIRST_MONTH) % 12 + 1)
    found = _bare_months(match)
    return found.to_date() if found and READ_SO_FAR.search(text) else found


def _bare_months(match: re.Match[str]) -> Months | None:
    quarter = match["quarter"] or match["quarter_word"] or match["quarter_number"]
    if quarter:
        first = number_said(quarter)
        last = int(match["last_quarter"] or first)
        return Months(3 * (first - 1), 3 * (last - first + 1)) if last >= first else None
    if match["half"] or match["half_word"]:
        return Months(6 * (number_said(match["half"] or match["half_word"]) - 1), 6)
    if match["first_months"]:
        return Months(0, number_said(match["first_months"]))
    if match["from_month"]:
        first, last = month_said(match["from_month"]), month_said(match["to_month"])
        return Months((first - FIRST_MONTH) % 12, (last - first) % 12 + 1)
    first, last = number_said(match["numbered"]), number_said(match["last_numbered"] or match["numbered"])
    # “Age in months 9” is no month.
    is_one = not match["several"] or match["last_numbered"]
    return Months(first - 1, last - first + 1, can_be_to_date=True) if is_one and last >= first else None
