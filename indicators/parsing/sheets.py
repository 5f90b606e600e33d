"""A table in a file, whatever the file: its lines as the sender's spreadsheet numbers them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Record = Sequence[object]


@dataclass(frozen=True)
class Sheet:
    """One table of cells. `first_line` and `first_index` say where its first cell stands, counted from 1 and from 0.

    `errors` are the cells that hold an error such as #REF!, by line and index.
    """

    name: str
    records: Iterator[Record]
    first_line: int = 1
    first_index: int = 0
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
