"""The numbers that a figure is held against: those of earlier periods, and of the window before. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from indicators.checks.context import CURRENT, PREVIOUS, Cell, Context, Figures
from indicators.checks.ranges import non_overlapping
from indicators.definitions.families import PEOPLE, Column

MOST_REFERENCES = 4


@dataclass(frozen=True)
class Reference:
    """An earlier number of the same cell, with the words for its time: “in 2021-22”."""

    words: str
    number: Decimal


def number_of(figures: Figures, cell: Cell) -> Decimal | None:
    """The number of a cell, unless it is absent or made up."""
    value = figures.get(cell)
    return None if value is None or value.illustrative else value.number


def past_numbers(context: Context, cell: Cell) -> list[Reference]:
    """Approved numbers of periods that do not overlap, newest first. The oldest return tells of the window before it.

    Empty where the period of the return is not known.
    """
    if context.period is None:
        return []
    found = {one.period: number_of(one.figures, cell) for one in context.history}
    if context.history and cell[1] == CURRENT:
        oldest = context.history[0]
        found[oldest.period.year_before()] = number_of(oldest.figures, (cell[0], PREVIOUS))
    known = [(one, number) for one, number in found.items() if number is not None]
    return [Reference(f"in {one.label}", number) for one, number in non_overlapping(known, context.period)]


def references(figures: Figures, context: Context, cell: Cell) -> list[Reference]:
    """What is known of a cell before this return, newest first and at most four: approved periods, or a year ago.

    The window before that the return itself holds comes first where another number, or none, was approved for it.
    """
    known = past_numbers(context, cell) or list(_a_year_ago(context, cell))
    before = number_of(figures, (cell[0], PREVIOUS)) if cell[1] == CURRENT else None
    if before is not None and before not in {one.number for one in known}:
        known.insert(0, Reference("in the window before", before))
    return known[:MOST_REFERENCES]


def _a_year_ago(context: Context, cell: Cell) -> Iterator[Reference]:
    approved = number_of(context.earlier or {}, cell)
    if approved is not None:
        yield Reference("a year ago", approved)


def is_count_of_events(column: Column) -> bool:
    """Whether a column counts what happens in the window. Chance does not move the people behind a rate."""
    return column.unit == "count" and column.key not in (PREVIOUS, PEOPLE)
