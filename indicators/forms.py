"""The grid in which a return is typed: what was typed, what it means, what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.catalogue import Column, Family, Row
from indicators.parsing.cells import parse_number
from indicators.publication.cells import compute, total_of
from indicators.validation.problems import Problem
from indicators.values import Value, ValueState, reported, text_of

Cell = tuple[str, str]
Data = Mapping[str, str]

# A number is typed; the states without one are chosen for the cells of a row that are left blank.
CHOSEN_STATES = (ValueState.NIL, ValueState.UNABLE_TO_SUPPLY, ValueState.NOT_APPLICABLE)
MAX_REASON = 300


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
    """One input, or one computed cell where `name` is empty."""

    column: Column
    name: str = ""
    typed: str = ""
    text: str = ""
    error: str = ""
    beside: str = ""


@dataclass
class GridLine:
    """One row of the grid."""

    row: Row
    cells: list[GridCell] = field(default_factory=list)
    state: str = ""
    reason: str = ""
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
    def is_open(self) -> bool:
        """Whether the part for missing figures is unfolded."""
        return bool(self.state or self.reason or self.error)


@dataclass(frozen=True)
class SavedReturn:
    """What is stored now: the answers and the note."""

    values: Mapping[Cell, Value] = field(default_factory=dict)
    note: str = ""


def _input_text(value: Value | None) -> str:
    """A stored answer as it would be typed: plain digits."""
    if value is None or value.number is None:
        return ""
    return format(value.number.normalize() + 0, "f")


class ReturnGrid:
    """A family's form for one year, empty, from what is stored, or from what was typed."""

    def __init__(
        self,
        family: Family,
        rows: Sequence[Row],
        saved: SavedReturn,
        *,
        data: Data | None = None,
        earlier: Mapping[Cell, Value] | None = None,
    ) -> None:
        self.family = family
        self.rows = rows
        self.earlier = earlier
        self.errors: list[FormError] = []
        self.cells: dict[Cell, Value] = {}
        self.whole_state = self.whole_reason = ""
        if data is None:
            self._from_saved(saved)
        else:
            self._from_data(data)
        self._fill_computed()

    @property
    def is_valid(self) -> bool:
        """Whether everything that was typed can be read."""
        return not self.errors

    @property
    def state_choices(self) -> list[tuple[str, str]]:
        """What can be said of blank cells."""
        return [(state.value, state.words) for state in CHOSEN_STATES]

    @property
    def may_declare_revision(self) -> bool:
        """Whether there is an approved figure of last year that could have been revised."""
        return self.family.shape == "windows" and self.earlier is not None

    def _from_saved(self, saved: SavedReturn) -> None:
        self.cells = dict(saved.values)
        self.note = saved.note
        self.illustrative = any(value.illustrative for value in self.cells.values())
        revised = [value for value in self.cells.values() if value.revised]
        self.revised = bool(revised)
        self.revision_note = revised[0].reason if revised else ""
        self.lines = []
        for row in self.rows:
            line = GridLine(row)
            for column in self.family.columns:
                value = self.cells.get((row.key, column.key))
                name = cell_id(row.key, column.key) if column.is_input else ""
                line.cells.append(GridCell(column, name, _input_text(value)))
                if value is not None and value.number is None:
                    line.state, line.reason = value.state.value, value.reason
            self.lines.append(line)

    def _from_data(self, data: Data) -> None:
        self.note = data.get("note", "").strip().replace("\r\n", "\n")
        self.illustrative = "illustrative" in data
        self.revised = "revised" in data
        self.revision_note = data.get("revision_note", "").strip()
        self.whole_state = data.get("whole_state", "")
        self.whole_reason = data.get("whole_reason", "").strip()
        self.lines = [self._line(row, data) for row in self.rows]
        self._check_whole()
        for line in self.lines:
            self._read(line)
        if self.revised and self.may_declare_revision:
            self._mark_revised()

    def _line(self, row: Row, data: Data) -> GridLine:
        line = GridLine(row)
        line.state, line.reason = data.get(line.state_name, ""), data.get(line.reason_name, "").strip()
        for column in self.family.columns:
            name = cell_id(row.key, column.key) if column.is_input else ""
            line.cells.append(GridCell(column, name, data.get(name, "").strip() if name else ""))
        return line

    def _check_whole(self) -> None:
        if self.whole_state == ValueState.UNABLE_TO_SUPPLY and not self.whole_reason:
            self._fail("whole_reason", "Say why the figures cannot be supplied: the reason is printed in their place.")
        if len(self.whole_reason) > MAX_REASON:
            self._fail("whole_reason", f"The reason is too long: {MAX_REASON} characters at most.")

    def _fail(self, target: str, sentence: str) -> None:
        self.errors.append(FormError(target, sentence))

    def _read(self, line: GridLine) -> None:
        """Turn one row of typed text into answers, or into errors."""
        blanks = []
        for cell in line.cells:
            if not cell.name:
                continue
            parsed = parse_number(cell.typed, decimals=cell.column.decimals)
            if parsed.error:
                cell.error = parsed.error
                self._fail(cell.name, f"{line.row.label}, {cell.column.label}: {parsed.error}")
            elif parsed.number is None:
                blanks.append(cell)
            else:
                value = reported(parsed.number)
                self.cells[line.row.key, cell.column.key] = replace(value, illustrative=self.illustrative)
        self._read_blanks(line, blanks)

    def _read_blanks(self, line: GridLine, blanks: Sequence[GridCell]) -> None:
        if line.state and not blanks:
            line.error = "You gave figures and also said that there are none. Clear them, or choose “Figures given”."
        elif line.state == ValueState.UNABLE_TO_SUPPLY and not line.reason:
            line.error = "Say why the figure cannot be supplied: the reason is printed in its place."
        elif len(line.reason) > MAX_REASON:
            line.error = f"The reason is too long: {MAX_REASON} characters at most."
        if line.error:
            self._fail(line.reason_name, f"{line.row.label}: {line.error}")
            return
        state, reason = (line.state, line.reason) if line.state else (self.whole_state, self.whole_reason)
        if state not in CHOSEN_STATES:
            return
        for cell in blanks:
            self.cells[line.row.key, cell.column.key] = self._without_number(ValueState(state), reason)

    def _without_number(self, state: ValueState, reason: str) -> Value:
        number = Decimal(0) if state is ValueState.NIL else None
        kept = reason if state is ValueState.UNABLE_TO_SUPPLY else ""
        return Value(state, number, reason=kept, illustrative=self.illustrative)

    def _mark_revised(self) -> None:
        """Flag the figures of the window before that differ from what was approved, and only those."""
        if not self.revision_note or len(self.revision_note) > MAX_REASON:
            self._fail("revision_note", f"Say in at most {MAX_REASON} characters why last year's figures were revised.")
            return
        for (row, column), value in self.cells.items():
            before = (self.earlier or {}).get((row, "current"))
            if column == "previous" and value.number is not None and before and before.number != value.number:
                self.cells[row, column] = replace(value, revised=True, reason=self.revision_note)

    def _fill_computed(self) -> None:
        for line in self.lines:
            for cell in line.cells:
                if not cell.name:
                    value = compute(cell.column, line.row, self.rows, self.cells)
                    cell.text = text_of(value, cell.column.unit, cell.column.decimals)

    @property
    def total_cells(self) -> list[tuple[Column, str]]:
        """The row of totals, where the family has one."""
        if not self.family.total_label:
            return []
        return [
            (column, text_of(total_of(self.cells, self.rows, column.key)) if column.is_input else "")
            for column in self.family.columns
        ]

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show what the checks found, each at its cell."""
        cells = {cell.name: cell for line in self.lines for cell in line.cells if cell.name}
        for problem in problems:
            target = cell_id(problem.row, problem.column) if problem.row else "note"
            if target in cells:
                cells[target].error = " ".join(filter(None, (cells[target].error, problem.sentence)))
            self._fail(target, problem.sentence)

    def show_saved(self, saved: SavedReturn) -> None:
        """Put what somebody else saved beside what was typed, where the two differ."""
        for line in self.lines:
            for cell in line.cells:
                if not cell.name:
                    continue
                mine = self.cells.get((line.row.key, cell.column.key))
                theirs = saved.values.get((line.row.key, cell.column.key))
                if (mine and (mine.state, mine.number)) != (theirs and (theirs.state, theirs.number)):
                    text = "blank" if theirs is None else text_of(theirs, cell.column.unit, cell.column.decimals)
                    cell.beside = f"Saved by the other person: {text}"
