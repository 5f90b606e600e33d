"""Counts that the history of the same row does not lead one to expect. Pure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from indicators.checks.context import CURRENT, PREVIOUS, Cell, Context, Figures
from indicators.checks.problems import Problem
from indicators.checks.ranges import ExpectedRange, expected_range, non_overlapping
from indicators.checks.registry import finding
from indicators.definitions.families import PEOPLE, Column, Family, Row
from indicators.definitions.periods import Period
from indicators.definitions.values import with_commas

SELDOM = "By chance alone, this happens in about 1 in 100 periods."
GUIDE = "Treat this as a guide only: counts like this can depend on those of the year before."


def check_outliers(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """Each count of the current window, held against the range that its own past gives.

    Counts that somebody else published are only told to the reviewers, and only those of our own area. Many of them
    count who is there on one day: such counts hang on each other, so that the range is narrower than it should be.
    """
    if context.period is None:
        return
    for row in rows:
        if family.is_area_rates and row.key != context.own_area:
            continue
        for column in family.input_columns:
            # People behind a rate are no events: chance does not move them.
            if column.unit == "count" and column.key not in (PREVIOUS, PEOPLE):
                yield from _check(family, row, column, figures, _past(context, (row.key, column.key), context.period))


def _check(family: Family, row: Row, column: Column, figures: Figures, past: Sequence[int]) -> Iterator[Problem]:
    count, expected = _count(figures, (row.key, column.key)), expected_range(past)
    if count is not None and expected is not None and not expected.holds(count):
        yield finding(
            "OUTLIER-2" if family.is_area_rates else "OUTLIER-1",
            f"“{row.label}”, {column.label}: {_sentence(count, expected)} {GUIDE if family.is_area_rates else SELDOM}",
            row.key,
            column.key,
        )


def _sentence(count: int, expected: ExpectedRange) -> str:
    low, high, found = (with_commas(Decimal(number)) for number in (expected.lower, expected.upper, count))
    return (
        f"unusual: {found}; between {low} and {high} expected. The range comes from {expected.periods} earlier periods "
        f"(mean {with_commas(Decimal(expected.mean), 1)}) by a {expected.model} model."
    )


def _count(figures: Figures, cell: Cell) -> int | None:
    """The number of a cell, unless it is absent or made up."""
    value = figures.get(cell)
    return None if value is None or value.number is None or value.illustrative else int(value.number)


def _past(context: Context, cell: Cell, period: Period) -> list[int]:
    """Approved counts of periods that do not overlap. The oldest return tells of the window before it as well."""
    found = {one.period: _count(one.figures, cell) for one in context.history}
    if context.history and cell[1] == CURRENT:
        oldest = context.history[0]
        found[oldest.period.year_before()] = _count(oldest.figures, (cell[0], PREVIOUS))
    known = [(one, count) for one, count in found.items() if count is not None]
    return [count for _, count in non_overlapping(known, period)]
