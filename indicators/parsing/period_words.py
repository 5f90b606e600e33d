"""A grammar of periods: how people, spreadsheets and published data write a window of time. Pure.

Years (2022-23, 2022 to 2023, FY22/23, FY23, 202223), their quarters, halves, months and periods of account (Q3
2022-23, first half of 2022-23, P9), the year so far (Q3 YTD, to date (December)), lengths with an end (9 months to
Dec-22, y/e 31.03.23), ranges of months and of days (Apr–Dec 22, April to December 2022-23, 01/04/2022 - 31/03/2023),
calendar years, and single months. A part without a year (Q3, April to December) is read as such: it can contradict a
period, and cannot confirm one.

Not read: a year by itself (2022), which may be part of anything, and a day that ends no month, on which something was
done.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from indicators.parsing.period_forms import (
    ALONE,
    AND,
    APART,
    BESIDE,
    CENTURY,
    DAY,
    ENDS,
    FIRST_MONTH,
    HALF,
    LENGTH,
    MONTH,
    OF_SCHOOLS,
    PAIRS,
    PART,
    PART_ALONE,
    POINT,
    QUARTER,
    READ_POINT,
    READ_YEARS,
    SO_FAR,
    TERMS,
    TO,
    YEAR_TO_DATE,
    YEARS,
    unnamed,
)
from indicators.parsing.period_parts import month_said, months_in, number_said
from indicators.parsing.period_window import NO_YEAR, Named, last_day, window


@dataclass(frozen=True)
class _Point:
    """A month of a year; of a day, also its number."""

    year: int
    month: int
    day: int | None

    @property
    def last(self) -> datetime.date:
        return last_day(self.year, self.month)

    @property
    def is_end(self) -> bool:
        """Only the last day of a month can be the end of a window; on another something was done."""
        return self.day in (None, self.last.day)


def _long(year: str) -> int:
    number = int(year.lstrip("’'"))
    return number if number > 99 else 2000 + number


def _point(text: str) -> _Point | None:
    """The month or day that a text is; None for what is none, like 31/13/2022."""
    match = READ_POINT.fullmatch(text)
    assert match is not None, "it was found by the same form"
    if match["month"]:
        point = _Point(
            _long(match["year"]), month_said(match["month"]), number_said(match["day"]) if match["day"] else None
        )
    else:
        year = _long(match["whole_year"] or match["iso_year"] or match["y"] or match["y2"])
        month = int(match["whole_month"] or match["iso_month"] or match["m"] or match["m2"])
        day = match["whole_day"] or match["iso_day"] or match["d"] or match["d2"]
        is_year = match["iso_year"] and not day and month == (year + 1) % 100
        if is_year or not 1 <= month <= 12:
            return None
        point = _Point(year, month, int(day) if day else None)
    return point if point.day is None or 1 <= point.day <= point.last.day else None


def _first_year(text: str) -> int | None:
    """The calendar year in which a financial year begins; None where its two years do not follow each other."""
    match = READ_YEARS.search(text)
    assert match is not None, "it was found by the same form"
    if match["fy"]:
        year = match["fy"]
        # FY1920 is 2019-20.
        return 2000 + int(year[:2]) if year == f"{year[:2]}{int(year[:2]) + 1}" else _long(year) - 1
    for one, other in PAIRS:
        if match[one]:
            first, last = _long(match[one]), match[other].lstrip("’'")
            return first if last in (str(first + 1), f"{(first + 1) % 100:02d}") else None
    return None


def _years(match: re.Match[str]) -> Named | None:
    first = _first_year(match["years"])
    if first is None:
        return None
    if OF_SCHOOLS.search(f"{match.string[: match.start()]}|{match.string[match.end() :]}"):
        return Named(*window(first, 9, 12), match.span())
    return Named(datetime.date(first, 4, 1), datetime.date(first + 1, 3, 31), match.span(), is_year=True)


def _part_of_years(match: re.Match[str]) -> Named | None:
    months, first = months_in(match["part"]), _first_year(match["years"])
    if months is None or first is None:
        return None
    if match.groupdict().get("to_date"):
        months = months.to_date()
    return Named(*months.of(first), match.span(), or_else=months.or_else(first))


def _part_of_one_year(match: re.Match[str]) -> Named | None:
    """Of one year alone it may be a part of the calendar year, or of the financial year that begins in it."""
    months, year = months_in(match["part"]), int(match["one_year"])
    if months is None:
        return None
    return Named(*months.of(year), match.span(), or_else=months.of(year, start=1))


def _part(match: re.Match[str]) -> Named | None:
    months = months_in(match["part"])
    if months is None:
        return None
    return Named(*months.of(NO_YEAR), match.span(), is_part=True, or_else=months.or_else(NO_YEAR))


def _range(match: re.Match[str]) -> Named | None:
    first, last = _point(match["first_point"]), _point(match["last_point"])
    if first is None or last is None or not last.is_end or first.last > last.last:
        return None
    return Named(datetime.date(first.year, first.month, 1), last.last, match.span())


def _range_in_year(match: re.Match[str]) -> Named | None:
    """April to December 2022: the year of the first month is that of the last, or the one before."""
    month, last = month_said(match["first_month"]), _point(match["last_point"])
    if last is None or not last.is_end:
        return None
    return Named(datetime.date(last.year - (month > last.month), month, 1), last.last, match.span())


def _end(match: re.Match[str]) -> Named | None:
    point = _point(match["end_point"])
    return None if point is None else Named(None, point.last, match.span())


def _year_end(match: re.Match[str]) -> Named | None:
    point = _point(match["end_point"])
    if point is None:
        return None
    return Named(*window(point.year, point.month - 11, 12), match.span())


def _year_by_its_end(match: re.Match[str]) -> Named:
    """“Financial year ending 2024” and YE2024: the year alone says in which the months end."""
    year = int(match["last_year"])
    calendar = None if match["kind"] else window(year, 1, 12)
    return Named(*window(year - 1, FIRST_MONTH, 12), match.span(), is_year=calendar is None, or_else=calendar)


def _term(match: re.Match[str]) -> Named:
    return Named(*window(int(match["one_year"]), *TERMS[match["term"].lower()]), match.span())


def _week(match: re.Match[str]) -> Named | None:
    point = _point(match["end_point"])
    if point is None or point.day is None:
        return None
    day = datetime.date(point.year, point.month, point.day)
    is_first = bool(match["begins"] or match["starts"])
    week = datetime.timedelta(days=6)
    return Named(day if is_first else day - week, day + week if is_first else day, match.span())


def _length(match: re.Match[str]) -> Named | None:
    """Of what has a length, a heading keeps the length: “Current 12 months to March 2023”."""
    point = _point(match["end_point"])
    if point is None:
        return None
    if match["rolling"]:
        months = 12
    elif match["one"]:
        months = {"y": 12, "q": 3, "m": 1, "h": 6}[match["one"][0].lower()]
    else:
        months = number_said(match["count"]) * {"y": 12, "q": 3, "m": 1}[match["unit"][0].lower()]
    if not 0 < months <= 120:
        return None
    return Named(*window(point.year, point.month - months + 1, months), match.span("tail"))


def _to_date(point: _Point, span: tuple[int, int]) -> Named | None:
    """From April; of a window that rolls on, its twelve months."""
    if not point.is_end:
        return None
    months = (point.month - FIRST_MONTH) % 12 + 1
    or_else = window(point.year, point.month - 11, 12)
    return Named(*window(point.year, point.month - months + 1, months), span, or_else=or_else)


def _end_to_date(match: re.Match[str]) -> Named | None:
    point = _point(match["end_point"])
    return None if point is None else _to_date(point, match.span())


def _calendar_year(match: re.Match[str]) -> Named:
    year = _long(match["year_after"] or match["year_before"])
    return Named(datetime.date(year, 1, 1), datetime.date(year, 12, 31), match.span())


def _month_of_any_year(match: re.Match[str]) -> Named:
    """A sheet that is called “January” holds one month."""
    month = month_said(match["month"])
    return Named(*window(NO_YEAR, month, 1), match.span(), is_part=True)


def _month_alone(match: re.Match[str]) -> Named | None:
    month, day = month_said(match["month"]), match["day"]
    year = _long(match["year"] or match["short"])
    point = _Point(year, month, number_said(day) if day else None)
    is_alone = match.group() == match.string.strip()
    return Named(None, point.last, match.span(), is_bare=True, is_alone=is_alone) if point.is_end else None


Read = Callable[[re.Match[str]], Named | None]


def _rule(pattern: str, read: Read) -> tuple[re.Pattern[str], Read]:
    return re.compile(pattern, re.IGNORECASE), read


_ONE_YEAR = rf"(?<![0-9/.-])(?P<one_year>{CENTURY})(?![0-9]|[-/.][0-9])"
_QUARTER_OR_HALF = unnamed(f"(?:{QUARTER}|{HALF})")
# In their order: what is longer comes before its own parts.
_RULES = (
    _rule(rf"(?<![0-9])(?P<first_point>{POINT}){TO}(?P<last_point>{POINT})", _range),
    _rule(rf"(?P<part>{PART}){APART}(?P<years>{YEARS})(?P<to_date>{BESIDE}{YEAR_TO_DATE})?", _part_of_years),
    _rule(rf"(?P<years>{YEARS}){APART}(?P<part>{PART})", _part_of_years),
    _rule(
        rf"\b(?:{DAY}\s+)?(?P<first_month>{MONTH})(?:{TO}|{AND}(?:{MONTH}{AND})*)(?P<last_point>{POINT})",
        _range_in_year,
    ),
    _rule(rf"(?P<part>{_QUARTER_OR_HALF}){APART}{_ONE_YEAR}", _part_of_one_year),
    _rule(rf"{_ONE_YEAR}[\s,:_-]*(?P<part>{_QUARTER_OR_HALF})", _part_of_one_year),
    _rule(rf"(?P<end_point>{POINT})(?:{BESIDE}{YEAR_TO_DATE}|\s*[(\[]to date)", _end_to_date),
    _rule(rf"{SO_FAR}{BESIDE}{ENDS}?\s*(?P<end_point>{POINT})", _end_to_date),
    _rule(rf"{LENGTH}[\s,:-]*(?P<tail>{ENDS}?\s*(?P<end_point>{POINT}))", _length),
    _rule(
        rf"\b(?:w/?e|(?P<begins>w/?c)|week\s+(?:ending|ended|(?P<starts>beginning|commencing)))\s*:?\s*(?P<end_point>{POINT})",
        _week,
    ),
    _rule(rf"\b(?:y\.?/?e\.?|(?:year|yr)\.?[\s-]end)\s*:?\s*(?P<end_point>{POINT})", _year_end),
    _rule(
        rf"\b(?:(?P<kind>financial|fiscal|reporting)\s+)?(?:ye|y/e|year[\s-]end(?:ing|ed)?)\s*:?\s*(?:in\s+)?"
        rf"(?P<last_year>{CENTURY})(?![0-9]|[-/.–][0-9])",
        _year_by_its_end,
    ),
    _rule(rf"\b(?P<term>{'|'.join(TERMS)})\s+term\b[\s,:(]*{_ONE_YEAR}", _term),
    _rule(rf"{ENDS}\s*(?P<end_point>{POINT})", _end),
    _rule(f"(?P<years>{YEARS})", _years),
    _rule(
        rf"\b(?:(?:calendar\s+year|cy)\s*(?P<year_after>{CENTURY})|(?P<year_before>{CENTURY})\s+calendar\s+year)\b",
        _calendar_year,
    ),
    _rule(rf"\b{ALONE}", _month_alone),
    _rule(f"(?P<part>{PART_ALONE})", _part),
    _rule(rf"\A\s*(?P<month>{MONTH})\s*\Z", _month_of_any_year),
)


def named_in(text: str) -> list[Named]:
    """Every window that the text names, in the order of the text."""
    found: list[Named] = []
    start = 0
    while True:
        matches = [(match, read) for rule, read in _RULES if (match := rule.search(text, start)) is not None]
        if not matches:
            return found
        first = min(match.start() for match, _read in matches)
        here = [(match, read) for match, read in matches if match.start() == first]
        read_here = ((match, read(match)) for match, read in here)
        match, named = next(((match, named) for match, named in read_here if named is not None), (None, None))
        if match is None or named is None:
            # What looks like a period and is none, such as 12 April 2022, holds none either.
            start = min(match.end() for match, _read in here)
        else:
            found.append(named)
            start = match.end()
