"""Values of the own area and of others, that the source prints beside them, in each other's columns. Pure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from indicators.checks.context import Context, Figures
from indicators.checks.known import number_of
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.checks.repeats import LIKELIER, Change, how_much_likelier
from indicators.definitions.families import Column, Family, Row
from indicators.definitions.usable import BENCHMARKS
from indicators.definitions.values import with_commas


def check_swapped_columns(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """Columns that would fit the past far better in each other's place: in one line, or in all of them together."""
    beside = [
        column for column in family.input_columns if column.key in ("rate", *BENCHMARKS) and not column.below_zero
    ]
    for one, other in combinations(beside, 2):
        known = [(row, pair) for row in rows if (pair := _pair(row, (one, other), figures, context.earlier or {}))]
        likelier = [how_much_likelier(*pair, ()) for _row, pair in known]
        swapped = [pair for pair, found in zip(known, likelier, strict=True) if found > LIKELIER]
        # Each line of a whole table may say too little.
        if not swapped and sum(likelier) > LIKELIER:
            swapped = known[:1]
        for row, pair in swapped:
            yield _told(row, (one, other), pair)


def _pair(row: Row, columns: tuple[Column, Column], figures: Figures, earlier: Figures) -> tuple[Change, Change] | None:
    """How both values of a line changed in a year; None where one of the four is missing or zero."""
    found = []
    for column in columns:
        now, before = (number_of(one, (row.key, column.key)) for one in (figures, earlier))
        if not now or not before:
            return None
        found.append(Change(row, now, before, is_count=False))
    return found[0], found[1]


def _told(row: Row, columns: tuple[Column, Column], pair: tuple[Change, Change]) -> Problem:
    one, other = columns
    now, before = ([_text(getattr(change, name), one) for change in pair] for name in ("now", "before"))
    return finding(
        "SWAP-2",
        f"“{row.label}”: {one.label} and {other.label} may have changed places. They are {now[0]} and {now[1]}, but "
        f"were {before[0]} and {before[1]} a year ago. Check both columns.",
        row.key,
        one.key,
    )


def _text(number: Decimal, column: Column) -> str:
    return with_commas(number, column.decimals)
