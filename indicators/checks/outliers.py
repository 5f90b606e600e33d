"""Counts that the history of the same row does not lead one to expect. Pure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from indicators.checks.context import Context, Figures
from indicators.checks.known import is_count_of_events, number_of, past_numbers
from indicators.checks.problems import Problem
from indicators.checks.ranges import FEWEST_PERIODS, ExpectedRange, expected_range
from indicators.checks.registry import finding
from indicators.definitions.families import Column, Family, Row
from indicators.definitions.values import with_commas

SELDOM = "By chance alone, this happens in about 1 in 100 periods."
GUIDE = "Treat this as a guide only: counts like this can depend on those of the year before."


def check_outliers(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """Each count of the current window, held against the range that its own past gives.

    Counts that somebody else published are only told to the reviewers, and only those of our own area. Many of them
    count who is there on one day: such counts hang on each other, so that the range is narrower than it should be.
    """
    for row, column in _judged(family, rows, context):
        count, past = number_of(figures, (row.key, column.key)), _past(context, row, column)
        expected = expected_range(past)
        if count is not None and expected is not None and not expected.holds(int(count)):
            yield finding(
                "OUTLIER-2" if family.is_area_rates else "OUTLIER-1",
                f"“{row.label}”, {column.label}: {_sentence(int(count), expected)} "
                f"{GUIDE if family.is_area_rates else SELDOM}",
                row.key,
                column.key,
            )


def counts_without_a_range(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> tuple[int, int]:
    """How many counts could not be judged because fewer than five periods are known, and how many counts there are."""
    cells = [
        (row, column)
        for row, column in _judged(family, rows, context)
        if number_of(figures, (row.key, column.key)) is not None
    ]
    return sum(len(_past(context, row, column)) < FEWEST_PERIODS for row, column in cells), len(cells)


def _judged(family: Family, rows: Sequence[Row], context: Context) -> Iterator[tuple[Row, Column]]:
    """The counts that are held against their past."""
    for row in rows:
        if family.is_area_rates and row.key != context.own_area:
            continue
        for column in family.input_columns:
            if is_count_of_events(column):
                yield row, column


def _past(context: Context, row: Row, column: Column) -> list[int]:
    return [int(one.number) for one in past_numbers(context, (row.key, column.key))]


def _sentence(count: int, expected: ExpectedRange) -> str:
    low, high, found = (with_commas(Decimal(number)) for number in (expected.lower, expected.upper, count))
    return (
        f"unusual: {found}; between {low} and {high} expected. The range comes from {expected.periods} earlier periods "
        f"(mean {with_commas(Decimal(expected.mean), 1)}) by a {expected.model} model."
    )
