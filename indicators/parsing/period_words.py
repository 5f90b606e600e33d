"""A grammar of periods: how people, spreadsheets and published data write a window of time. Pure.

Years (2022-23, 2022 to 2023, FY22/23, FY23, 202223), their quarters, halves and months (Q3 2022-23, first half of
2022-23), lengths with an end (9 months to Dec-22, y/e 31.03.23), ranges of months and of days (Apr–Dec 22, April to
December 2022-23, 01/04/2022 - 31/03/2023), calendar years, and single months. A part without a year (Q3, April to
December) is read as such: it can contradict a period, and cannot confirm one.

Not read: a year by itself (2022), which may be part of anything, and a day that ends no month, on which something was
done.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from indicators.parsing.dates import MONTHS
from indicators.parsing.period_window import NO_YEAR, Named, last_day, window

_SHORT = [name[:3] for name in MONTHS]
_NUMBERS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        range(1, 13),
        strict=True,
    )
) | {"eighteen": 18, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_FIRST_MONTH = 4

_MONTH = r"(?:" + "|".join(f"{name}|{name[:3]}" for name in MONTHS) + r"|sept)(?![a-z])\.?"
_CENTURY = "(?:19|20)[0-9]{2}"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|−|/|\bto\b|\buntil\b|\bthrough\b)\s*"
_APART = r"[\s,:;()\[\]_/–—-]*(?:\b(?:of|in|for|the|return|figures|data)\b[\s,:;()\[\]–—-]*)*"
_COUNT = r"(?:[0-9]{1,2}|" + "|".join(name for name, number in _NUMBERS.items() if name[0] != "l") + ")"
# A month of a year, or a day of it. 23 behind a space can be a day: it is a year only where a window ends with it.
_NUMERIC = (
    rf"(?P<iso_year>{_CENTURY})-(?P<iso_month>[01][0-9])(?:-(?P<iso_day>[0-3][0-9]))?(?![0-9])"
    rf"|(?:(?P<d>[0-9]{{1,2}})[/.-])?(?P<m>[0-9]{{1,2}})[/.-](?P<y>{_CENTURY})(?![0-9])"
    r"|(?P<d2>[0-9]{1,2})[/.-](?P<m2>[0-9]{1,2})[/.-](?P<y2>[0-9]{2})(?![0-9])"
)
_WORDED = (
    rf"(?:(?P<day>{_DAY})[\s-]+(?:of\s+)?)?(?P<month>{_MONTH})[\s,/-]*(?P<year>{_CENTURY}|[’']?[0-9]{{2}})"
    r"(?![0-9]|[/–-][0-9])"
)
_ALONE = (
    rf"(?:(?P<day>{_DAY})[\s-]+(?:of\s+)?)?(?P<month>{_MONTH})"
    rf"(?:[\s,/-]*(?P<year>{_CENTURY}|[’'][0-9]{{2}})|-?(?P<short>[0-9]{{2}}))(?![0-9]|[/–-][0-9])"
)
_POINT_FORM = f"(?:{_WORDED}|{_NUMERIC})"
_WORD_OF_YEAR = r"(?:\b(?:f/?y|(?:financial|fiscal|reporting|tax|municipal|performance)\s+year)\s*[:’']?\s*)"
_YEARS_FORM = (
    rf"(?:(?:{_WORD_OF_YEAR})?(?:(?<![0-9/.-])(?P<first>{_CENTURY})(?:{_TO}|_)(?P<last>{_CENTURY}|[’']?[0-9]{{2}})"
    r"(?![0-9]|[-/.][0-9])|(?<![0-9/.-])(?P<six_first>20[0-9]{2})(?P<six_last>[0-9]{2})(?![0-9]))"
    rf"|{_WORD_OF_YEAR}(?P<fy>{_CENTURY}|[0-9]{{2}})(?![0-9]|\s*[/–-]\s*[0-9])"
    rf"|{_WORD_OF_YEAR}(?P<fy_first>[0-9]{{2}})\s*[/–-]?\s*[’']?(?P<fy_last>[0-9]{{2}})(?![0-9])"
    r"|(?<![0-9/.’'-])[’']?(?P<pair_first>[1-9][0-9])\s*/\s*[’']?(?P<pair_last>[1-9][0-9])(?![0-9a-z/.-])"
    r"|(?<![0-9])[’'](?P<tick_first>[0-9]{2})\s*[–-]\s*[’']?(?P<tick_last>[0-9]{2})(?![0-9]))"
)
_PAIRS = tuple((f"{name}first", f"{name}last") for name in ("", "six_", "fy_", "pair_", "tick_"))
# 2022Q3: nothing parts the two.
_EDGE = r"(?:\b|(?<=20[0-9]{2}))"
_QUARTER = (
    rf"{_EDGE}(?:q|qtr|quarters?)\s*[.-]?\s*(?P<quarter>[1-4])(?:(?:-|–|\s*to\s*|\s*and\s*)(?:q|qtr|quarter)?\s*"
    r"(?P<last_quarter>[1-4]))?(?![0-9])"
    r"|\b(?P<quarter_word>first|second|third|fourth|last|final|1st|2nd|3rd|4th)\s+(?:quarter|qtr)\b"
)
_HALF = (
    rf"{_EDGE}(?:h|hy|half[\s-]year|half)\s*[.-]?\s*(?P<half>[12])(?![0-9])"
    r"|\b(?P<half_word>first|second|1st|2nd)\s+half(?:[\s-]year)?\b"
)
_SOME_MONTHS = (
    rf"\bfirst\s+(?P<first_months>{_COUNT})\s+months?\b|\b(?P<from_month>{_MONTH}){_TO}(?P<to_month>{_MONTH})(?!\w)"
)
_PART_FORM = f"(?:{_QUARTER}|{_HALF}|{_SOME_MONTHS})"
_NUMBERED_FORM = r"(?:\b(?:m|month|period)\s*0?(?P<numbered>1[0-2]|[1-9])(?![0-9]))"
_ENDS = r"(?:\b(?:to|ending|ended|until|up to|as at|as of|at)(?:\s+the)?(?:\s+end(?:\s+of)?)?(?:\s+the)?\b)"
_LENGTH = (
    rf"(?:\b(?P<count>{_COUNT})[\s-]*(?P<unit>months?|mths?|mnths?|m|quarters?|years?)\b"
    r"|\b(?:r|rolling[\s-]?)(?P<rolling>12)\b|\b(?P<one>year|quarter|qtr|month|half[\s-]?year)\b|\b(?P<so_far>ytd|year[\s-]to[\s-]date)\b)"
    r"(?:[\s-]+(?:rolling|period|figures|data|total))*"
)


# A year from September to August, as it says in front of it or behind it.
_OF_SCHOOLS = re.compile(r"\b(?:(?:academic|school) years?|ay)\W*\||\|\W*(?:academic|school) year", re.IGNORECASE)


def _unnamed(form: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", form)


_POINT, _YEARS, _PART = _unnamed(_POINT_FORM), _unnamed(_YEARS_FORM), _unnamed(f"(?:{_PART_FORM}|{_NUMBERED_FORM})")
_READ_POINT = re.compile(_POINT_FORM, re.IGNORECASE)
_READ_YEARS = re.compile(_YEARS_FORM, re.IGNORECASE)
_READ_PART = re.compile(f"{_PART_FORM}|{_NUMBERED_FORM}", re.IGNORECASE)


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


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int("".join(filter(str.isdigit, word)))


def _month(name: str) -> int:
    return _SHORT.index(name.lower()[:3]) + 1


def _point(text: str) -> _Point | None:
    """The month or day that a text is; None for what is none, like 31/13/2022."""
    match = _READ_POINT.fullmatch(text)
    assert match is not None, "it was found by the same form"
    if match["month"]:
        point = _Point(_long(match["year"]), _month(match["month"]), _number(match["day"]) if match["day"] else None)
    else:
        year = _long(match["iso_year"] or match["y"] or match["y2"])
        month = int(match["iso_month"] or match["m"] or match["m2"])
        day = match["iso_day"] or match["d"] or match["d2"]
        is_year = match["iso_year"] and not day and month == (year + 1) % 100
        if is_year or not 1 <= month <= 12:
            return None
        point = _Point(year, month, int(day) if day else None)
    return point if point.day is None or 1 <= point.day <= point.last.day else None


def _first_year(text: str) -> int | None:
    """The calendar year in which a financial year begins; None where its two years do not follow each other."""
    match = _READ_YEARS.search(text)
    assert match is not None, "it was found by the same form"
    if match["fy"]:
        year = match["fy"]
        # FY1920 is 2019-20.
        return 2000 + int(year[:2]) if year == f"{year[:2]}{int(year[:2]) + 1}" else _long(year) - 1
    for one, other in _PAIRS:
        if match[one]:
            first, last = _long(match[one]), match[other].lstrip("’'")
            return first if last in (str(first + 1), f"{(first + 1) % 100:02d}") else None
    return None


def _months(text: str) -> tuple[int, int] | None:
    """Where a part begins, counted in months from April, and how many months it has."""
    match = _READ_PART.search(text)
    assert match is not None, "it was found by the same form"
    if match["quarter"] or match["quarter_word"]:
        first = _number(match["quarter"] or match["quarter_word"])
        last = int(match["last_quarter"] or first)
        return (3 * (first - 1), 3 * (last - first + 1)) if last >= first else None
    if match["half"] or match["half_word"]:
        return 6 * (_number(match["half"] or match["half_word"]) - 1), 6
    if match["first_months"]:
        return 0, _number(match["first_months"])
    if match["from_month"]:
        first, last = _month(match["from_month"]), _month(match["to_month"])
        return (first - _FIRST_MONTH) % 12, (last - first) % 12 + 1
    return int(match["numbered"]) - 1, 1


def _years(match: re.Match[str]) -> Named | None:
    first = _first_year(match["years"])
    if first is None:
        return None
    if _OF_SCHOOLS.search(f"{match.string[: match.start()]}|{match.string[match.end() :]}"):
        return Named(*window(first, 9, 12), match.span())
    return Named(datetime.date(first, 4, 1), datetime.date(first + 1, 3, 31), match.span(), is_year=True)


def _part_of_years(match: re.Match[str]) -> Named | None:
    months, first = _months(match["part"]), _first_year(match["years"])
    if months is None or first is None:
        return None
    return Named(*window(first, _FIRST_MONTH + months[0], months[1]), match.span())


def _part_of_one_year(match: re.Match[str]) -> Named | None:
    """Of one year alone it may be a part of the calendar year, or of the financial year that begins in it."""
    months, year = _months(match["part"]), int(match["one_year"])
    if months is None:
        return None
    or_else = window(year, 1 + months[0], months[1])
    return Named(*window(year, _FIRST_MONTH + months[0], months[1]), match.span(), or_else=or_else)


def _part(match: re.Match[str]) -> Named | None:
    months = _months(match["part"])
    if months is None:
        return None
    return Named(*window(NO_YEAR, _FIRST_MONTH + months[0], months[1]), match.span(), is_part=True)


def _range(match: re.Match[str]) -> Named | None:
    first, last = _point(match["first_point"]), _point(match["last_point"])
    if first is None or last is None or not last.is_end or first.last > last.last:
        return None
    return Named(datetime.date(first.year, first.month, 1), last.last, match.span())


def _range_in_year(match: re.Match[str]) -> Named | None:
    """April to December 2022: the year of the first month is that of the last, or the one before."""
    month, last = _month(match["first_month"]), _point(match["last_point"])
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


def _length(match: re.Match[str]) -> Named | None:
    """Of what has a length, a heading keeps the length: “Current 12 months to March 2023”."""
    point = _point(match["end_point"])
    if point is None:
        return None
    if match["so_far"]:
        months = (point.month - _FIRST_MONTH) % 12 + 1
    elif match["rolling"]:
        months = 12
    elif match["one"]:
        months = {"y": 12, "q": 3, "m": 1, "h": 6}[match["one"][0].lower()]
    else:
        months = _number(match["count"]) * {"y": 12, "q": 3, "m": 1}[match["unit"][0].lower()]
    if not 0 < months <= 120:
        return None
    return Named(*window(point.year, point.month - months + 1, months), match.span("tail"))


def _calendar_year(match: re.Match[str]) -> Named:
    year = _long(match["year_after"] or match["year_before"])
    return Named(datetime.date(year, 1, 1), datetime.date(year, 12, 31), match.span())


def _month_alone(match: re.Match[str]) -> Named | None:
    month, day = _month(match["month"]), match["day"]
    year = _long(match["year"] or match["short"])
    point = _Point(year, month, _number(day) if day else None)
    is_alone = match.group() == match.string.strip()
    return Named(None, point.last, match.span(), is_bare=True, is_alone=is_alone) if point.is_end else None


Read = Callable[[re.Match[str]], Named | None]


def _rule(pattern: str, read: Read) -> tuple[re.Pattern[str], Read]:
    return re.compile(pattern, re.IGNORECASE), read


_ONE_YEAR = rf"(?<![0-9/.-])(?P<one_year>{_CENTURY})(?![0-9]|[-/.][0-9])"
_QUARTER_OR_HALF = _unnamed(f"(?:{_QUARTER}|{_HALF})")
# In their order: what is longer comes before its own parts.
_RULES = (
    _rule(rf"(?<![0-9])(?P<first_point>{_POINT}){_TO}(?P<last_point>{_POINT})", _range),
    _rule(rf"(?P<part>{_PART}){_APART}(?P<years>{_YEARS})", _part_of_years),
    _rule(rf"(?P<years>{_YEARS}){_APART}(?P<part>{_PART})", _part_of_years),
    _rule(rf"\b(?:{_DAY}\s+)?(?P<first_month>{_MONTH}){_TO}(?P<last_point>{_POINT})", _range_in_year),
    _rule(rf"(?P<part>{_QUARTER_OR_HALF}){_APART}{_ONE_YEAR}", _part_of_one_year),
    _rule(rf"{_ONE_YEAR}[\s,:_-]*(?P<part>{_QUARTER_OR_HALF})", _part_of_one_year),
    _rule(rf"{_LENGTH}[\s,:-]*(?P<tail>{_ENDS}?\s*(?P<end_point>{_POINT}))", _length),
    _rule(rf"\b(?:y\.?/?e\.?|year[\s-]end)\s*:?\s*(?P<end_point>{_POINT})", _year_end),
    _rule(rf"{_ENDS}\s*(?P<end_point>{_POINT})", _end),
    _rule(f"(?P<years>{_YEARS})", _years),
    _rule(
        rf"\b(?:(?:calendar\s+year|cy)\s*(?P<year_after>{_CENTURY})|(?P<year_before>{_CENTURY})\s+calendar\s+year)\b",
        _calendar_year,
    ),
    _rule(rf"\b{_ALONE}", _month_alone),
    _rule(f"(?P<part>{_unnamed(_PART_FORM)})", _part),
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
