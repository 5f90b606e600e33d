"""A file of figures, read and checked: what it would store, what is wrong with it, what stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.definitions.families import Column, Row
from indicators.definitions.periods import Period
from indicators.definitions.values import Value, text_of
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.files import FileReading
from indicators.parsing.layout import FamilyForm
from indicators.parsing.parsed import Counts
from indicators.returns.models.submission import Submission
from indicators.rounds.models.returns import ReturnTemplate
from review.states import ReviewState

Cell = tuple[str, str]
Key = tuple[str, str, str]
DONE = (ReviewState.SUBMITTED, ReviewState.APPROVED)


@dataclass(frozen=True)
class Change:
    """One figure that the file would change, as text for people. A blank one is empty."""

    row: Row
    column: Column
    before: str
    after: str


@dataclass
class CheckedFamily:
    """One family of a file: what it would store, and what is stored now."""

    form: FamilyForm
    submission: Submission | None
    saved: Mapping[Cell, Value]
    cells: Mapping[Cell, Value]
    note: str
    is_in_file: bool
    comments: dict[Key, str] = field(default_factory=dict)
    lacking: int = 0
    # What the file says of another period, as a sentence.
    other_period: str = ""
    # Whether something of it was stored, and not all of it was there already.
    is_stored: bool = False

    @property
    def revision(self) -> int:
        """The revision that is stored; 0 where nothing is."""
        return 0 if self.submission is None else self.submission.revision

    @property
    def is_unchanged(self) -> bool:
        """Whether the file says what is stored already."""
        if self.submission is None or not self.is_in_file:
            return not self.is_in_file
        return self._has_same_content and self.names_period == self.submission.other_period

    @property
    def _has_same_content(self) -> bool:
        return self.submission is not None and self.note == self.submission.note and self.cells == self.saved

    @property
    def changes_note(self) -> bool:
        """Whether another note would be stored."""
        return self.note != self.saved_note

    @property
    def saved_note(self) -> str:
        """The note that is stored now; empty where none is."""
        return "" if self.submission is None else self.submission.note

    @property
    def names_period(self) -> str:
        """What is stored of the other period that the file names.

        Figures that were sent already, and stay as they are, are not asked about anew.
        """
        if self.submission is not None and self.submission.state in DONE and self._has_same_content:
            return self.submission.other_period
        return self.other_period

    @property
    def is_done(self) -> bool:
        """Whether it is sent already, and the file changes nothing of it."""
        sent = self.submission is not None and self.submission.state in DONE
        return sent and self.is_unchanged and not self.comments

    @property
    def voids(self) -> bool:
        """Whether saving takes back what was submitted or approved."""
        return not self.is_unchanged and self.submission is not None and self.submission.state in DONE

    def changes(self) -> list[Change]:
        """What would be stored differently, in the order of the form."""
        if self.is_unchanged:
            return []
        cells = ((row, column) for row in self.form.rows for column in self.form.family.input_columns)
        found = []
        for row, column in cells:
            before, after = self.saved.get((row.key, column.key)), self.cells.get((row.key, column.key))
            if before != after:
                found.append(Change(row, column, with_reason(before, column), with_reason(after, column)))
        return found


def with_reason(value: Value | None, column: Column) -> str:
    """An answer with the reason that is published beside it: “[x]: no record is kept”."""
    told = shown(value, column)
    return f"{told}: {value.reason}" if value is not None and value.reason else told


def shown(value: Value | None, column: Column) -> str:
    if value is None:
        return ""
    marks = [mark for mark in ("illustrative", "provisional", "revised") if getattr(value, mark)]
    told = text_of(value, column.unit, column.decimals)
    return f"{told} ({', '.join(marks)})" if marks else told


@dataclass(frozen=True)
class Checked:
    """A file, read and checked. `seen` names the state of the returns that it was held against."""

    template: ReturnTemplate
    period: Period
    name: str
    reading: FileReading
    families: list[CheckedFamily]
    problems: list[FileProblem]

    @property
    def counts(self) -> Counts:
        """How many lines were accepted, accepted with warnings, and rejected."""
        return Counts.of(self.reading.parsed.lines, self.problems)

    @property
    def rejections(self) -> list[FileProblem]:
        """What keeps the file from being saved."""
        return [problem for problem in self.problems if problem.level is Level.REJECTED]

    @property
    def can_save(self) -> bool:
        """Whether the file can be saved as drafts: all of it, or nothing."""
        return not self.rejections and any(one.is_in_file for one in self.families)

    @property
    def lacking(self) -> int:
        """How many blank cells, findings without a comment and texts about people keep it from being submitted."""
        return sum(one.lacking for one in self.families)

    @property
    def can_submit(self) -> bool:
        """Whether what the file holds can be saved and submitted."""
        return self.can_save and not self.lacking

    @property
    def stored(self) -> list[CheckedFamily]:
        """The families of which something was stored: none while the file was only checked."""
        return [one for one in self.families if one.is_stored]

    @property
    def seen(self) -> str:
        """The revision of each return that the file was held against."""
        return ",".join(f"{one.form.family.slug}:{one.revision}" for one in self.families)


def as_data(checked: Checked) -> dict[str, Any]:
    """What a check found, as plain data for programs."""
    counts = checked.counts
    return {
        "return": checked.template.slug,
        "period": checked.period.slug,
        "file": checked.name,
        "lines": {"accepted": counts.accepted, "with_warnings": counts.warned, "rejected": counts.rejected},
        "can_save": checked.can_save,
        "can_submit": checked.can_submit,
        "problems": [
            {
                "code": problem.code,
                "level": problem.level.name.lower(),
                "sheet": problem.sheet,
                "line": problem.line or None,
                "column": problem.column or None,
                "heading": problem.header,
                "value": problem.value,
                "reason": problem.sentence,
            }
            for problem in checked.problems
        ],
    }
