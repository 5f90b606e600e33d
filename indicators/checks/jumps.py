"""Figures that are many times what they were, from the first earlier value on. Pure.

A digit too many or too few makes a count about ten times as large or small; losing the first of several digits less.
Published counts of children's social care changed by a factor of up to 1.94 from one year to the next. A count is asked
about if it is at least 2.5 times the nearest of its earlier values, or the other way round, and an exact test says that
chance gives such a change in fewer than 1 in 10,000 cases. The test keeps small counts out: 3 after 10 is no slip.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from indicators.checks.context import Cell, Context, Figures
from indicators.checks.known import Reference, is_count_of_events, number_of, past_numbers, references
from indicators.checks.problems import Problem
from indicators.checks.ranges import FEWEST_PERIODS
from indicators.checks.registry import finding
from indicators.definitions.families import PEOPLE, Column, Family, Row
from indicators.definitions.values import with_commas
from indicators.statistics.windows import equal_rates_p

FACTOR = Decimal("2.5")
LEVEL = 1e-4
# A rate without its number cannot be tested: it may rest on very few events. Of what can be below zero only the size is
# held against the largest that was before.
FACTOR_OF_RATES = Decimal(4)
LEAST_DIGITS = 10
# A net change of so many that is 0 now, or the same with the other sign, is asked about.
LEAST_CHANGE = 6


def check_jumps(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """Each count, and each rate or percentage without a number beside it, held against the nearest earlier value.

    A count that is held against the range of five periods or more is left to that, and a rate beside its number to the
    people behind both.
    """
    for row in rows:
        counts = [column for column in family.input_columns if is_count_of_events(column)]
        for column in counts:
            if family.is_area_rates or len(past_numbers(context, (row.key, column.key))) < FEWEST_PERIODS:
                yield from _of_count(row, column, figures, context)
        # What percentages are of was counted as well; a population is held against its estimate.
        for column in family.input_columns:
            if column.key == PEOPLE and family.counts_bases:
                yield from _of_count(row, column, figures, context)
        if all(number_of(figures, (row.key, column.key)) is None for column in counts):
            for column in family.input_columns:
                if column.unit != "count":
                    yield from _of_rate(row, column, figures, context)


def _of_count(row: Row, column: Column, figures: Figures, context: Context) -> Iterator[Problem]:
    found = _nearest(figures, context, (row.key, column.key))
    if found is None:
        return
    now, before = found
    large, small = max(now, before.number), min(now, before.number)
    if small and large >= FACTOR * small and equal_rates_p(int(now), int(before.number)) < LEVEL:
        yield _told(row, column, now, before, "as many")


def _of_rate(row: Row, column: Column, figures: Figures, context: Context) -> Iterator[Problem]:
    if column.below_zero:
        yield from _of_change(row, column, figures, context)
        return
    found = _nearest(figures, context, (row.key, column.key))
    if found is None:
        return
    now, before = found
    large, small = max(now, before.number), min(now, before.number)
    # Below ten of its last digits a rate is too coarse to say how many times another it is.
    if large >= LEAST_DIGITS * Decimal(1).scaleb(-column.decimals) and large >= FACTOR_OF_RATES * small:
        yield _told(row, column, now, before, "as high")


def _of_change(row: Row, column: Column, figures: Figures, context: Context) -> Iterator[Problem]:
    now, earlier = number_of(figures, (row.key, column.key)), references(figures, context, (row.key, column.key))
    if now is None or not earlier:
        return
    newest, least = earlier[0], LEAST_CHANGE * Decimal(1).scaleb(-column.decimals)
    if abs(newest.number) >= least and now in (0, -newest.number):
        what = "the same with the other sign. Check the sign." if now else "check that there was no change."
        yield finding(
            "JUMP-1",
            f"“{row.label}”, {column.label}: {with_commas(now, column.decimals)}, but "
            f"{with_commas(newest.number, column.decimals)} {newest.words}: {what}",
            row.key,
            column.key,
        )
        return
    largest = max(earlier, key=lambda one: abs(one.number))
    is_fine = abs(now) >= LEAST_DIGITS * Decimal(1).scaleb(-column.decimals)
    if is_fine and largest.number and abs(now) >= FACTOR_OF_RATES * abs(largest.number):
        yield finding(
            "JUMP-1",
            f"“{row.label}”, {column.label}: {with_commas(now, column.decimals)}, but no more than "
            f"{with_commas(largest.number, column.decimals)} {largest.words}. Check the digits and the decimal point.",
            row.key,
            column.key,
        )


def _nearest(figures: Figures, context: Context, cell: Cell) -> tuple[Decimal, Reference] | None:
    """The number of a cell and the closest of its earlier ones."""
    now, earlier = number_of(figures, cell), references(figures, context, cell)
    if now is None or not earlier:
        return None
    return now, min(earlier, key=lambda one: max(now, one.number) / max(min(now, one.number), Decimal(1) / 1000))


def _told(row: Row, column: Column, now: Decimal, before: Reference, words: str) -> Problem:
    typed, was = (with_commas(number, column.decimals) for number in (now, before.number))
    return finding(
        "JUMP-1",
        f"“{row.label}”, {column.label}: {typed}, but {was} {before.words}{_times(now, before.number, words)}. "
        "Check the digits and the decimal point.",
        row.key,
        column.key,
    )


def _times(now: Decimal, before: Decimal, words: str) -> str:
    if not now or not before:
        return ""
    decimals = 1 if now > before else 2
    return f": {with_commas(now / before, decimals)} times {words}"
