"""Returns for the tests of the rules: families, rows, and figures that break nothing."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from indicators.checks.context import Context, PastReturn
from indicators.checks.problems import Problem
from indicators.checks.rules import check_return
from indicators.definitions.families import Family, Row, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, reported

END = datetime.date(2023, 3, 31)
YEAR = parse_period("2022-23")
AREAS = (Row("own", "Our Area"), Row("other", "Other Area"))
CSE = "child-sexual-exploitation"
CSE_ROW = "number-of-child-sexual-exploitation-crimes"
Figures = dict[tuple[str, str], Value]


def cells(numbers: Mapping[str, int], *columns: str) -> Figures:
    """The same number in each of the columns."""
    return {(row, column): reported(number) for row, number in numbers.items() for column in columns}


def check(of: str | Family, figures: Figures, *, context: Context | None = None, note: str = "") -> list[Problem]:
    """The findings of a return of a family, or of the one with this slug; rates are of two areas."""
    family = get_family(of) if isinstance(of, str) else of
    rows = AREAS if family.is_area_rates else family.rows_on(END)
    return check_return(family=family, rows=rows, figures=figures, note=note, context=context or Context(period=YEAR))


def codes(found: list[Problem]) -> list[str]:
    """Their codes alone."""
    return [problem.code for problem in found]


def factors(**numbers: int) -> Figures:
    """Factors of 100 assessments, three for each."""
    rows = get_family("assessment-factors").rows_on(END)
    plain = {row.key: 8 for row in rows} | {"assessments": 100, "21": 5}
    return cells(plain | {key.removeprefix("code_"): number for key, number in numbers.items()}, "count")


def rates(count: int = 396, rate: str = "110.0") -> Figures:
    """Referrals of two areas; 396 of 36,000 children are 110.0 of 10,000."""
    figures = cells({"own": count, "other": 500}, "count")
    return figures | {("own", "rate"): reported_text(rate), ("other", "rate"): reported_text("100.0")}


def rates_before(count: int = 380, rate: str = "105.6") -> Figures:
    """What was approved a year ago, of as many children: other numbers in both lines."""
    figures = rates(count, rate) | {("other", "count"): reported(490)}
    return figures | {("other", "rate"): reported_text("98.0")}


def reported_text(text: str) -> Value:
    """A decimal as it is printed."""
    return reported(Decimal(text))


def crimes(current: int, previous: int = 10) -> Figures:
    """A return of one row and two windows."""
    return {(CSE_ROW, "current"): reported(current), (CSE_ROW, "previous"): reported(previous)}


def past(*counts: int, last: int = 2021) -> tuple[PastReturn, ...]:
    """Approved returns of one row, a year each, the last for the year that starts in `last`."""
    first = last - len(counts) + 1
    return tuple(
        PastReturn(parse_period(f"{year}-{(year + 1) % 100:02d}"), crimes(count, counts[max(index - 1, 0)]))
        for index, (year, count) in enumerate(zip(range(first, last + 1), counts, strict=True))
    )
