"""Worked-out columns that a file may hold: checked against the figures beside them, never stored. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.definitions.calculations import NoMeaning, change, half_up, percent_change, share, total
from indicators.definitions.families import TOTAL, Column, Row
from indicators.definitions.values import FORMATS, Value
from indicators.parsing.answers import CellRefused, read_derived
from indicators.parsing.layout import FamilyForm

Cell = tuple[str, str]
# How exactly a percentage is worked out before it is held against a printed one, which was rounded once.
EXACT = 12
# A binary number has no more digits of its own.
MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Printed:
    """A worked-out cell as the file has it. `row` is empty in the line of totals."""

    line: int
    index: int
    header: str
    column: Column
    raw: object
    row: str = ""


class Recomputed:
    """The same columns, worked out from the figures of the file."""

    def __init__(self, form: FamilyForm, cells: Mapping[Cell, Value]) -> None:
        self.form = form
        self.cells = cells
        self.totals: dict[str, Decimal | None] = {}

    def _number(self, row: str, column: str) -> Decimal | None:
        value = self.cells.get((row, column))
        return None if value is None else value.number

    def total(self, column: str) -> Decimal | None:
        """The total of a column; worked out once."""
        if column not in self.totals:
            parts = (self._number(row.key, column) for row in self.form.rows if row.base == TOTAL)
            self.totals[column] = total(parts)
        return self.totals[column]

    def expected(self, column: Column, row: Row) -> Decimal | NoMeaning | None:
        """What the cell should say, before it is rounded; None where it cannot be worked out."""
        if column.computation == "share":
            base = self.total("count") if row.base == TOTAL else self._number(row.base, "count")
            return share(self._number(row.key, "count"), base, EXACT) if row.base else None
        current, previous = self._number(row.key, "current"), self._number(row.key, "previous")
        if column.computation == "change":
            return change(current, previous)
        return percent_change(current, previous, EXACT)


def _agrees(printed: Decimal, exact: Decimal, decimals: int) -> bool:
    """Whether a printed number is the exact one, rounded to as many places as were printed (20 for 19.9).

    Half a unit either way: programs round a half up, down or to the even digit. A number that was rounded as the portal
    rounds, and printed with more zeros, is right as well.
    """
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int), "no cell is read as infinite"
    places = min(max(-exponent, 0), MOST_PLACES)
    return abs(printed - exact) <= Decimal(1).scaleb(-places) / 2 or printed == half_up(exact, decimals)


def check_printed(printed: Printed, recomputed: Recomputed) -> str:
    """Why the printed cell is wrong; empty where it is right, or where there is nothing to hold it against."""
    column = printed.column
    expected: Decimal | NoMeaning | None
    if not printed.row:
        expected = recomputed.total(column.key) if column.is_input else None
    else:
        expected = recomputed.expected(column, recomputed.form.by_code[printed.row])
    try:
        found = read_derived(printed.raw, column)
    except CellRefused as refusal:
        return str(refusal)
    if not found:
        return ""
    if not isinstance(expected, Decimal) or any(_agrees(one, expected, column.decimals) for one in found):
        return ""
    told = FORMATS[column.unit](expected, column.decimals)
    turned = any(_agrees(-one, expected, column.decimals) for one in found)
    sign = " The sign is wrong: a fall needs a minus sign." if turned else ""
    return (
        f"The file says {str(printed.raw).strip()}, but the figures next to it give {told}.{sign} Correct the "
        "figures, or clear this cell: the portal calculates it."
    )
