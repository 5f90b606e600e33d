"""A table in a file, whatever the file: its lines as the sender's spreadsheet numbers them. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indicators.parsing.xlsx_look import Look

Record = Sequence[object]


@dataclass(frozen=True)
class Sheet:
    """One table of cells. `first_line` and `first_index` say where its first cell stands, counted from 1 and from 0.

    `look` says what the sheet shows and hides; of a CSV file that is nothing.
    """

    name: str
    records: Iterator[Record]
    first_line: int = 1
    first_index: int = 0
    is_hidden: bool = False
    is_empty: bool = False
    look: Look = field(default_factory=Look)
