"""Percentages that are more than all of something, or were typed as parts of 1; rates above their base. Pure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from indicators.checks.context import Context, Figures
from indicators.checks.known import number_of
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.definitions.calculations import HUNDRED
from indicators.definitions.families import Column, Family, Row
from indicators.definitions.values import percent, with_commas

# One percentage below 1 may well be right, unless the same percentage of all other areas is ten times as high.
FEWEST_PARTS = 2
FEWEST_OTHERS, LEAST_OF_OTHERS = 2, 10


def check_percentages(family: Family, rows: Sequence[Row], figures: Figures) -> Iterator[Problem]:
    """Each percentage, typed or worked out, is at most 100, or somebody says why it is not."""
    yield from _above_what_it_is_of(family, rows, figures)
    for column in family.input_columns:
        if column.unit != "percent":
            continue
        yield from _parts_of_one(rows, figures, column)
        if family.is_area_rates:
            yield from _part_among_percentages(rows, figures, column)
        for row in rows:
            value = figures.get((row.key, column.key))
            if value is not None and value.number is not None and value.number > HUNDRED:
                yield finding(
                    "PERCENT-1",
                    f"“{row.label}”, {column.label}: {percent(value.number, column.decimals)} is more than all. Check "
                    "that the cell holds a percentage.",
                    row.key,
                    column.key,
                )


def _above_what_it_is_of(family: Family, rows: Sequence[Row], figures: Figures) -> Iterator[Problem]:
    """A count above the row that its share is taken of, where no rule of the family says so already."""
    if family.shape != "categories":
        return
    labels = {row.key: row.label for row in rows}
    for row in rows:
        if row.base not in labels or _is_ruled(family, row):
            continue
        for column in family.input_columns:
            number, whole = (number_of(figures, (key, column.key)) for key in (row.key, row.base))
            if number is not None and whole is not None and number > whole:
                yield finding(
                    "PERCENT-1",
                    f"“{row.label}”, {column.label}: {with_commas(number)} is more than the {with_commas(whole)} of "
                    f"“{labels[row.base]}”, of which it is a share. Check both numbers.",
                    row.key,
                    column.key,
                )


def _is_ruled(family: Family, row: Row) -> bool:
    """Whether a rule of the family holds the row against its base."""
    return any(
        (rule.kind == "each_at_most" and rule.upper == row.base)
        or (rule.lower == row.key and rule.upper == row.base)
        or (rule.whole == row.base and row.key in rule.parts)
        for rule in family.rules
    )


def _parts_of_one(rows: Sequence[Row], figures: Figures, column: Column) -> Iterator[Problem]:
    """All percentages between 0 and 1: a spreadsheet keeps 20% as 0.2."""
    numbers = [(row, number_of(figures, (row.key, column.key))) for row in rows]
    above_zero = [(row, number) for row, number in numbers if number]
    has_part = any(number % 1 for _row, number in above_zero)
    if len(above_zero) < FEWEST_PARTS or not has_part or any(number > 1 for _row, number in above_zero):
        return
    row = above_zero[0][0]
    yield finding(
        "PERCENT-2",
        f"{column.label}: no percentage is above 1%. Check that 20% was entered as 20, and not as 0.2.",
        row.key,
        column.key,
    )


def _part_among_percentages(rows: Sequence[Row], figures: Figures, column: Column) -> Iterator[Problem]:
    """A percentage below 1 where those of all other areas are 10 or more."""
    numbers = {row.key: number for row in rows if (number := number_of(figures, (row.key, column.key)))}
    for row in rows:
        number = numbers.get(row.key)
        others = [other for key, other in numbers.items() if key != row.key]
        if number and number < 1 and len(others) >= FEWEST_OTHERS and min(others) >= LEAST_OF_OTHERS:
            yield finding(
                "PERCENT-2",
                f"“{row.label}”, {column.label}: {percent(number, column.decimals)}, but {LEAST_OF_OTHERS}% or more in "
                "each other area. Check that 20% was entered as 20, and not as 0.2.",
                row.key,
                column.key,
            )


def check_above_base(family: Family, rows: Sequence[Row], figures: Figures, _context: Context) -> Iterator[Problem]:
    """Each rate is at most what it is per, or somebody says why it is not."""
    columns = [one for one in family.input_columns if one.unit == "rate" and not family.is_percentages]
    for column in columns:
        for row in rows:
            number = number_of(figures, (row.key, column.key))
            if number is not None and number > family.per:
                yield finding(
                    "RATE-5",
                    f"“{row.label}”: {with_commas(number, column.decimals)} per {with_commas(Decimal(family.per))} is "
                    "more than one for each person. Check the rate: a point may be missing.",
                    row.key,
                    column.key,
                )
