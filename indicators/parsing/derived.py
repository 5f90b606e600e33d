"""Worked-out columns that a file may hold: checked against the figures beside them, never stored. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.definitions.calculations import HUNDRED, NoMeaning, change, percent_change, share, total
from indicators.definitions.families import TOTAL, Column, Row
from indicators.definitions.values import FORMATS, Value
from indicators.parsing.answers import CellRefused
from indicators.parsing.layout import FamilyForm
from indicators.parsing.printed import read_printed

Cell = tuple[str, str]
# How exactly a percentage is worked out before it is held against a printed one, which was rounded once.
EXACT = 12


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

    @property
    def parts(self) -> int:
        """How many rows are parts of the total."""
        return sum(row.base == TOTAL for row in self.form.rows)

    def total(self, column: str) -> Decimal | None:
        """The total of a column; worked out once."""
        if column not in self.totals:
            parts = (self._number(row.key, column) for row in self.form.rows if row.base == TOTAL)
            self.totals[column] = total(parts)
        return self.totals[column]

    def expected_total(self, column: Column) -> Decimal | NoMeaning | None:
        """What the line of totals should say in this column, before it is rounded; None where it cannot be known."""
        if column.is_input:
            return self.total(column.key)
        if column.computation == "share":
            return HUNDRED if self.total("count") else None
        current, previous = self.total("current"), self.total("previous")
        return change(current, previous) if column.computation == "change" else percent_change(current, previous, EXACT)

    def expected(self, column: Column, row: Row) -> Decimal | NoMeaning | None:
        """What the cell should say, before it is rounded; None where it cannot be worked out."""
        if column.computation == "share":
            base = self.total("count") if row.base == TOTAL else self._number(row.base, "count")
            return share(self._number(row.key, "count"), base, EXACT) if row.base else None
        current, previous = self._number(row.key, "current"), self._number(row.key, "previous")
        if column.computation == "change":
            return change(current, previous)
        return percent_change(current, previous, EXACT)


def check_printed(printed: Printed, recomputed: Recomputed) -> str:
    """Why the printed cell is wrong; empty where it is right, or where there is nothing to hold it against."""
    column = printed.column
    expected = (
        recomputed.expected(column, recomputed.form.by_code[printed.row])
        if printed.row
        else recomputed.expected_total(column)
    )
    try:
        found = read_printed(printed.raw, column)
    except CellRefused as refusal:
        return str(refusal)
    if not found or not isinstance(expected, Decimal):
        return ""
    terms = 1 if printed.row or column.computation != "share" else recomputed.parts
    if any(one.agrees(expected, column.decimals, terms) for one in found):
        return ""
    told = FORMATS[column.unit](expected, column.decimals)
    turned = any(one.turned().agrees(expected, column.decimals) for one in found)
    sign = " The sign is wrong: a fall needs a minus sign." if turned else ""
    return (
        f"The file says {_as_written(printed.raw)}, but the figures next to it give {told}.{sign} Correct the "
        "figures, or clear this cell: the portal calculates it."
    )


def _as_written(cell: object) -> str:
    """A workbook's numbers all come with a point: 104.0."""
    return format(cell, ".15g") if isinstance(cell, float) else str(cell).strip()
