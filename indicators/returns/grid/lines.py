"""The parts of a form's table: its lines and cells, the names of their fields, and errors. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from indicators.definitions.families import Column, Family, Row
from indicators.returns.grid.last_time import Beside
from indicators.returns.grid.questions import Question

# One a form, beside the fields of its rows.
FORM_FIELDS = frozenset(
    {
        "note",
        "illustrative",
        "provisional",
        "revised",
        "revision_note",
        "whole_state",
        "whole_reason",
        "revision",
        "draft_key",
    }
)


def cell_id(row: str, column: str) -> str:
    """Name and address of a cell's input, so that an error can link to it."""
    return f"cell_{row}_{column}"


@dataclass(frozen=True)
class FormError:
    """A sentence and the field that it is about."""

    target: str
    sentence: str


@dataclass
class GridCell:
    """One input, or one computed cell where `name` is empty.

    `earlier` is what was approved before; `beside` is what somebody else saved meanwhile.
    """

    column: Column
    name: str = ""
    typed: str = ""
    text: str = ""
    error: str = ""
    beside: str = ""
    earlier: tuple[Beside, ...] = ()
    questions: list[Question] = field(default_factory=list)

    @property
    def described_by(self) -> str:
        """The texts that belong to the input, for those who hear the page."""
        parts = [("error", self.error), ("beside", self.beside), ("earlier", self.earlier)]
        return " ".join(
            [f"{self.name}_{part}" for part, present in parts if present]
            + [f"{question.name}_question" for question in self.questions]
        )


@dataclass
class GridLine:
    """One row of the table."""

    row: Row
    cells: list[GridCell] = field(default_factory=list)
    state: str = ""
    reason: str = ""
    provisional: bool = False
    error: str = ""

    @property
    def state_name(self) -> str:
        """Name of the field for blank cells."""
        return f"state_{self.row.key}"

    @property
    def reason_name(self) -> str:
        """Name of the field for the reason."""
        return f"reason_{self.row.key}"

    @property
    def provisional_name(self) -> str:
        """Name of the field that says that the row's figures may still change."""
        return f"provisional_{self.row.key}"

    @property
    def inputs(self) -> list[GridCell]:
        """The cells that are typed."""
        return [cell for cell in self.cells if cell.name]

    @property
    def questions(self) -> list[tuple[Column, Question]]:
        """What reviewers ask about figures of the row."""
        return [(cell.column, question) for cell in self.cells for question in cell.questions]

    @property
    def is_open(self) -> bool:
        """Whether the part for missing figures is unfolded."""
        return bool(self.state or self.reason or self.provisional or self.error)


def field_names(family: Family, rows: Sequence[Row]) -> frozenset[str]:
    """Every field that the form can have for its rows: nothing else is kept of what a browser sends."""
    names = set(FORM_FIELDS)
    for row in rows:
        line = GridLine(row)
        names |= {line.state_name, line.reason_name, line.provisional_name}
        names |= {cell_id(row.key, column.key) for column in family.input_columns}
    return frozenset(names)
