"""What is wrong with a file of figures, told by the line and column that its sender sees. Pure."""

from dataclasses import dataclass
from enum import IntEnum

from indicators.parsing.places import letters
from ui.typed_text import seen

# The rule about titles, names of sheets and headings that name another period.
OTHER_PERIOD = "WINDOW-4"


class FileRefused(Exception):
    """The file cannot be read at all; the message says why and what to do."""


class Level(IntEnum):
    """How much a finding weighs. A rejection keeps the whole file from being saved."""

    NOTE = 0
    WARNING = 1
    REJECTED = 2

    @property
    def words(self) -> str:
        """As people say it."""
        return ("Note", "Warning", "Rejected")[self]


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One finding. `line` counts from 1 as the spreadsheet shows it; 0 is about the file, or about a whole sheet.

    `index` is the column, counted from 0; `value` is what the cell holds.
    """

    code: str
    sentence: str
    level: Level = Level.REJECTED
    sheet: str = ""
    line: int = 0
    index: int | None = None
    header: str = ""
    value: str = ""

    def __post_init__(self) -> None:
        """Make visible what a file holds and nobody would see."""
        for name in ("sentence", "sheet", "header", "value"):
            text = getattr(self, name)
            if not text.isprintable():
                object.__setattr__(self, name, seen(text))

    @property
    def is_about_headings(self) -> bool:
        """Whether it is about what stands above the lines of a table, and about none of them."""
        return self.code.startswith(("HEADING", OTHER_PERIOD))

    @property
    def column(self) -> str:
        """The column's letter."""
        return "" if self.index is None else letters(self.index)

    @property
    def place(self) -> str:
        """Where to look: Missing children, line 4, column C (Current 12 months)."""
        parts = [self.sheet, f"line {self.line}" if self.line else ""]
        if self.column:
            parts.append(f"column {self.column}" + (f" ({self.header})" if self.header else ""))
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        told = f"{self.place}: {self.sentence}" if self.place else self.sentence
        return f"{told} The cell contains “{self.value}”." if self.value and self.value not in told else told
