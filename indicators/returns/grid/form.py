"""The form of a return: what was typed, what it means, what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.checks.problems import Problem
from indicators.definitions.cells import compute, total_of
from indicators.definitions.families import Column, Family, Row
from indicators.definitions.values import Value, ValueState, reported, text_of
from indicators.parsing.letters import cleaned
from indicators.returns.grid.answers import MAX_REASON, Typed, answer_text, read_answer
from indicators.returns.grid.last_time import FigureChange, History, beside, changes_since_last_time
from indicators.returns.grid.lines import FormError, GridCell, GridLine, cell_id
from indicators.returns.grid.questions import (
    MAX_ANSWER,
    MAX_COMMENT,
    Question,
    finding_name,
    typed_answers,
    typed_comments,
)

__all__ = ["FormError", "GridCell", "GridLine", "ReturnGrid", "SavedReturn", "cell_id"]

Cell = tuple[str, str]
Data = Mapping[str, str]

UNABLE = ValueState.UNABLE_TO_SUPPLY
# Said of the cells of a row, or of the whole return, that are left blank.
CHOSEN_STATES = (ValueState.NIL, UNABLE, ValueState.NOT_APPLICABLE)
NO_REASON = "Enter the reason the figure cannot be supplied. We publish it in place of the figure."
TOO_LONG = f"The reason must be {MAX_REASON} characters or fewer."


@dataclass(frozen=True)
class SavedReturn:
    """What is stored now: the answers and the note."""

    values: Mapping[Cell, Value] = field(default_factory=dict)
    note: str = ""


class ReturnGrid:
    """A family's form for one period, from what is stored, or from what was typed.

    `cells` holds the answers that could be read, `errors` says what could not.
    """

    def __init__(
        self,
        family: Family,
        rows: Sequence[Row],
        saved: SavedReturn,
        *,
        data: Data | None = None,
        history: History | None = None,
    ) -> None:
        self.family = family
        self.rows = rows
        self.saved = saved.values
        self.history = history or History()
        self.errors: list[FormError] = []
        self.cells: dict[Cell, Value] = {}
        self.whole_state = self.whole_reason = ""
        if data is None:
            self._from_saved(saved)
        else:
            self._from_data(data)
        self._fill_computed()
        self._fill_earlier()

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
        return self.family.shape == "windows" and self.history.year_before is not None

    @property
    def blank_count(self) -> int:
        """How many cells have no answer."""
        return len(self.rows) * len(self.family.input_columns) - len(self.cells)

    @property
    def remarks(self) -> frozenset[tuple[str, str]]:
        """What is typed beside the figures: states and reasons, with the names of their fields."""
        fields = {"whole_state": self.whole_state, "whole_reason": self.whole_reason}
        fields["revision_note"] = self.revision_note
        for line in self.lines:
            fields |= {line.state_name: line.state, line.reason_name: line.reason}
        return frozenset((name, text) for name, text in fields.items() if text)

    @property
    def changes(self) -> tuple[FigureChange, ...]:
        """The figures that differ from what was approved last time."""
        return changes_since_last_time(self.family, self.rows, self.cells, self.history)

    @property
    def total_cells(self) -> list[tuple[Column, str]]:
        """The row of totals, where the family has one."""
        if not self.family.total_label:
            return []
        return [
            (column, text_of(total_of(self.cells, self.rows, column.key)) if column.is_input else "")
            for column in self.family.columns
        ]

    def _from_saved(self, saved: SavedReturn) -> None:
        self.cells = dict(saved.values)
        self.note = saved.note
        self.illustrative = any(value.illustrative for value in self.cells.values())
        self.provisional = _all_provisional(self.cells.values())
        self.revised = any(value.revised for value in self.cells.values())
        self.revision_note = _revision_note(self.cells.values())
        self.lines = [self._saved_line(row) for row in self.rows]

    def _saved_line(self, row: Row) -> GridLine:
        line = self._empty_line(row)
        values = [self.cells.get((row.key, cell.column.key)) for cell in line.inputs]
        reasons = [value.reason for value in values if value is not None and value.state is UNABLE]
        line.reason = reasons[0] if reasons else ""
        line.provisional = not self.provisional and _all_provisional(value for value in values if value is not None)
        for cell, value in zip(line.inputs, values, strict=True):
            if value is not None:
                is_said = self.provisional or line.provisional
                cell.typed = answer_text(value, reason_beside=line.reason, provisional_beside=is_said)
        return line

    def _empty_line(self, row: Row) -> GridLine:
        columns = self.family.columns
        return GridLine(row, [GridCell(one, cell_id(row.key, one.key) if one.is_input else "") for one in columns])

    def _from_data(self, data: Data) -> None:
        self.note = cleaned(data.get("note", "")).strip()
        self.illustrative = "illustrative" in data
        self.provisional = "provisional" in data
        self.revised = "revised" in data
        self.revision_note = cleaned(data.get("revision_note", "")).strip()
        self.whole_state = data.get("whole_state", "")
        self.whole_reason = data.get("whole_reason", "").strip()
        self.lines = [self._line(row, data) for row in self.rows]
        self._check_whole()
        for line in self.lines:
            self._read(line)
        if self.revised and self.may_declare_revision:
            self._mark_revised()
        self._check_lengths(data)

    def _line(self, row: Row, data: Data) -> GridLine:
        line = self._empty_line(row)
        line.state, line.reason = data.get(line.state_name, ""), data.get(line.reason_name, "").strip()
        line.provisional = line.provisional_name in data
        for cell in line.inputs:
            cell.typed = data.get(cell.name, "").strip()
        return line

    def _check_whole(self) -> None:
        if self.whole_state == UNABLE and not self.whole_reason:
            self.fail(
                "whole_reason",
                "Enter the reason the figures cannot be supplied. We publish it in place of the figures.",
            )
        if len(self.whole_reason) > MAX_REASON:
            self.fail("whole_reason", TOO_LONG)

    def _check_lengths(self, data: Data) -> None:
        """Comments and answers are stored after the figures: what could not be must be told before."""
        for key, comment in typed_comments(data).items():
            if len(comment) > MAX_COMMENT:
                self.fail(finding_name(key), f"The comment must be {MAX_COMMENT} characters or fewer.")
        for pk, answer in typed_answers(data).items():
            if len(answer) > MAX_ANSWER:
                self.fail(f"answer_{pk}", f"The answer must be {MAX_ANSWER} characters or fewer.")

    def fail(self, target: str, sentence: str) -> None:
        """Add an error, which links to the field that it is about."""
        self.errors.append(FormError(target, sentence))

    def _read(self, line: GridLine) -> None:
        """Turn one row of typed text into answers, or into errors."""
        answers = [(cell, read_answer(cell.typed, cell.column)) for cell in line.inputs]
        blanks = [cell for cell, answer in answers if answer.is_blank]
        for cell, answer in answers:
            if answer.error:
                cell.error = answer.error
                self.fail(cell.name, f"{line.row.label}, {cell.column.label}: {answer.error}")
        self._check_line(line, [answer for _cell, answer in answers], has_blanks=bool(blanks))
        if line.error:
            self.fail(line.reason_name, f"{line.row.label}: {line.error}")
            return
        for cell, answer in answers:
            value = self._value(line, answer)
            if value is not None:
                self.cells[line.row.key, cell.column.key] = replace(value, illustrative=self.illustrative)

    def _check_line(self, line: GridLine, answers: Sequence[Typed], *, has_blanks: bool) -> None:
        lacks_reason = not line.reason and (
            (line.state == UNABLE and has_blanks)
            or (not self.whole_reason and any(one.state is UNABLE and not one.reason for one in answers))
        )
        if line.state and not has_blanks and all(one.state != line.state for one in answers):
            line.error = (
                "You entered figures but also said there are none. Clear the figures, or choose “Figures given”."
            )
        elif lacks_reason:
            line.error = NO_REASON
        elif len(line.reason) > MAX_REASON:
            line.error = TOO_LONG

    def _value(self, line: GridLine, answer: Typed) -> Value | None:
        """The answer of a cell: its own, or for a blank what is said of the row, or of the whole return."""
        if answer.error:
            return None
        if answer.number is not None:
            provisional = answer.provisional or line.provisional or self.provisional
            return replace(reported(answer.number), provisional=provisional)
        if answer.state is not None:
            return self._without_number(answer.state, answer.reason or line.reason or self.whole_reason)
        state, reason = (line.state, line.reason) if line.state else (self.whole_state, self.whole_reason)
        return self._without_number(ValueState(state), reason) if state in CHOSEN_STATES else None

    @staticmethod
    def _without_number(state: ValueState, reason: str) -> Value:
        number = Decimal(0) if state is ValueState.NIL else None
        return Value(state, number, reason=reason if state is UNABLE else "")

    def _mark_revised(self) -> None:
        """Flag the answers of the window before that differ from what was approved, and only those."""
        if not self.revision_note or len(self.revision_note) > MAX_REASON:
            self.fail(
                "revision_note",
                f"Enter the reason last year's figures were revised, in {MAX_REASON} characters or fewer.",
            )
            return
        approved = self.history.year_before.figures if self.history.year_before else {}
        for (row, column), value in self.cells.items():
            before = approved.get((row, "current"))
            if column == "previous" and before and before.number != value.number:
                # A figure that cannot be supplied says why in its own reason, which is printed in its place.
                reason = value.reason or self._why_revised(row, column)
                self.cells[row, column] = replace(value, revised=True, reason=reason)

    def _why_revised(self, row: str, column: str) -> str:
        """The note below the table. A file may have given each figure its own: while the note stays, so do they."""
        stored = self.saved.get((row, column))
        is_untouched = self.revision_note == _revision_note(self.saved.values())
        keeps = is_untouched and stored is not None and stored.revised and stored.state is not UNABLE
        return stored.reason if keeps and stored is not None else self.revision_note

    def _fill_computed(self) -> None:
        for line in self.lines:
            for cell in line.cells:
                if not cell.name:
                    value = compute(cell.column, line.row, self.rows, self.cells)
                    cell.text = text_of(value, cell.column.unit, cell.column.decimals)

    def _fill_earlier(self) -> None:
        for line in self.lines:
            for cell in line.inputs:
                now = self.cells.get((line.row.key, cell.column.key))
                cell.earlier = beside(self.family, line.row, cell.column, self.history, now)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show what the checks found, each at its cell."""
        cells = self._inputs()
        for problem in problems:
            target = cell_id(problem.row, problem.column) if problem.row else "note"
            if target in cells:
                cells[target].error = " ".join(filter(None, (cells[target].error, problem.sentence)))
            self.fail(target, problem.sentence)

    def add_questions(self, questions: Iterable[Question]) -> None:
        """Show what reviewers ask, each at its cell."""
        cells = self._inputs()
        for question in questions:
            cell = cells.get(cell_id(question.row, question.column))
            if cell is not None:
                cell.questions.append(question)

    @property
    def questions(self) -> list[tuple[str, Question]]:
        """Everything that reviewers ask, each with the name of its figure."""
        return [
            (f"{line.row.label}, {column.label}", question)
            for line in self.lines
            for column, question in line.questions
        ]

    def _inputs(self) -> dict[str, GridCell]:
        return {cell.name: cell for line in self.lines for cell in line.inputs}

    def show_saved(self, saved: SavedReturn) -> None:
        """Put what somebody else saved beside what was typed, where the two differ."""
        for line in self.lines:
            for cell in line.inputs:
                mine = self.cells.get((line.row.key, cell.column.key))
                theirs = saved.values.get((line.row.key, cell.column.key))
                if (mine and (mine.state, mine.number)) != (theirs and (theirs.state, theirs.number)):
                    text = "blank" if theirs is None else text_of(theirs, cell.column.unit, cell.column.decimals)
                    cell.beside = f"Saved by the other person: {text}"


def _revision_note(values: Iterable[Value]) -> str:
    """Why figures were revised, as the form says it of all of them; empty where none was."""
    revised = [value for value in values if value.revised]
    # What cannot be supplied has a reason of its own: the note is that of another figure, where there is one.
    return next((value.reason for value in sorted(revised, key=lambda value: value.state is UNABLE)), "")


def _all_provisional(values: Iterable[Value]) -> bool:
    """Whether every number may still change, and there is one at least."""
    flags = [value.provisional for value in values if value.number is not None]
    return bool(flags) and all(flags)
