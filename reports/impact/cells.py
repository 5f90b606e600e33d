"""Cells of published tables, by their addresses. Pure: works on the content of a released table.

Nothing is worked out here: a cell is what the release prints, or it is not there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CellAddress:
    """Where a cell stands: the family, which of its tables (0 is the first), row and column."""

    family: str
    table: int
    row: str
    column: str

    @property
    def key(self) -> str:
        """The address as one text, for a form."""
        return "|".join((self.family, str(self.table), self.row, self.column))


@dataclass(frozen=True)
class PrintedCell:
    """One cell as it was published, with the words around it. `has_value` is False for every symbol, `[c]` too."""

    address: CellAddress
    title: str
    row: str
    column: str
    period: str
    text: str
    has_value: bool
    is_illustrative: bool

    def is_evidence(self, *, made_up: bool) -> bool:
        """Whether a claim may rest on it: a number that readers are shown. `made_up`: also an illustrative one."""
        return self.has_value and (made_up or not self.is_illustrative)

    @property
    def label(self) -> str:
        """What it counts, what it says, and whether that is made up, in one line."""
        return f"{self.row}, {self.column}: {self.text}{' (illustrative)' if self.is_illustrative else ''}"


def cells_of(content: Mapping[str, Any]) -> Iterator[PrintedCell]:
    """Every cell of a released table and of the tables beside it, in the order in which they are printed."""
    for number, table in enumerate([content, *content.get("more_tables", ())]):
        periods = {column["key"]: column for column in table["columns"]}
        for row in table["rows"]:
            for cell in row["cells"]:
                column = periods[cell["key"]]
                yield PrintedCell(
                    address=CellAddress(content["slug"], number, row["key"], cell["key"]),
                    title=content["title"] if number == 0 else f"{content['title']}: {table['title']}",
                    row=row["label"],
                    column=column["label"],
                    period=column.get("period", "") or content["period_label"],
                    text=cell["text"],
                    has_value=cell["value"] is not None,
                    is_illustrative=cell["illustrative"],
                )


def find_cell(content: Mapping[str, Any], address: CellAddress) -> PrintedCell | None:
    """The cell at the address; None where the table has no such cell."""
    return next((cell for cell in cells_of(content) if cell.address == address), None)
