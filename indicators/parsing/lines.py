"""Reading one line of a table: the row that it is about, its answers, and what goes with all of them. Pure.

A file can have a hundred thousand lines, most of them plain whole numbers: those take the short way.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.checks.history import check_window
from indicators.definitions.families import Column, Row
from indicators.definitions.periods import Period
from indicators.definitions.values import Value, ValueState
from indicators.parsing.answers import MOST, Answer, CellRefused, read_cell, whole_number
from indicators.parsing.dates import read_date
from indicators.parsing.derived import Printed
from indicators.parsing.headers import Headers
from indicators.parsing.layout import FamilyForm, Heading
from indicators.parsing.parsed import ParsedFamily, Place
from indicators.parsing.problems import FileProblem, Level
from indicators.parsing.sheets import Record, Sheet
from indicators.parsing.words import MARKS, STATES, squeezed, unguarded

MOST_REASON = 300
MOST_COMMENT = 500
MOST_NOTE = 5000
is_plain = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3}").fullmatch
FIGURES_GIVEN = {"reported", "figures given"}
DATES = (Heading.FROM, Heading.TO, Heading.BEFORE_FROM, Heading.BEFORE_TO)
ASIDE = (Heading.STATE, Heading.REASON, Heading.MARK, Heading.COMMENT, Heading.NOTE, *DATES)


@dataclass(frozen=True, slots=True)
class Aside:
    """What holds for all figures of a line."""

    marks: frozenset[str]
    reason: str


class LineReader:
    """Takes the lines of one family, in one table."""

    def __init__(
        self,
        form: FamilyForm,
        headers: Headers,
        columns: Sequence[tuple[Column, Place]],
        *,
        period: Period,
        sheet: Sheet,
        found: ParsedFamily,
        problems: list[FileProblem],
    ) -> None:
        self.form = form
        self.headers = headers
        self.period = period
        self.sheet = sheet
        self.found = found
        self.problems = problems
        self.printed: list[Printed] = []
        self.columns = columns
        self.shift = sheet.first_index
        self.inputs = [(place.index - self.shift, column, place) for column, place in columns if column.is_input]
        self.derived = [(place.index - self.shift, column, place) for column, place in columns if not column.is_input]
        self.foreign = [place for name, place in headers.names if name not in form.columns]
        self.aside = [
            (heading, headers.headings[heading].index - self.shift) for heading in ASIDE if heading in headers.headings
        ]
        self.windows = (
            (Heading.FROM, Heading.TO, self.period),
            (Heading.BEFORE_FROM, Heading.BEFORE_TO, self.period.year_before()),
        )
        self.code = self._at(Heading.CODE)
        self.label = self._at(Heading.ROW)
        self.rejected = False
        self.line = 0
        for column, place in columns:
            found.columns[column.key] = place

    def _at(self, heading: Heading) -> int:
        index = self.headers.index(heading)
        return -1 if index is None else index - self.shift

    def take(self, line: int, record: Record) -> int:
        """Read a line; gives 1 where it holds anything, 0 where it is blank."""
        self.line = line
        row = self.form.by_code.get(record[self.code]) if 0 <= self.code < len(record) else None  # type: ignore[call-overload]
        if row is None:
            if not any(squeezed(cell) for cell in record if cell is not None):
                return 0
            row = self._find_row(record)
        if row is None:
            return 1
        key = row.key
        if key in self.found.lines:
            self._refuse(None, f"“{row.label}” is already in line {self.found.lines[key]}. Remove one of the lines.")
            return 1
        self.found.lines[key] = line
        self.rejected = False
        blanks, answers = self._read_inputs(key, record)
        width = len(record)
        for place in self.foreign:
            self._check_foreign(record, place)
        for index, column, place in self.derived:
            if index < width and record[index] not in ("", None):
                self.printed.append(Printed(line, place.index, place.header, column, record[index], key))
        if blanks or answers or any(index < width and record[index] not in ("", None) for _, index in self.aside):
            self._read_aside(row, record, blanks, answers)
        return 1

    def _read_inputs(self, key: str, record: Record) -> tuple[list[str], dict[str, Answer]]:
        """Keep plain numbers at once; give the columns that are blank, and the answers that need a second look."""
        blanks: list[str] = []
        answers: dict[str, Answer] = {}
        width, cells, errors = len(record), self.found.cells, self.sheet.errors
        for index, column, place in self.inputs:
            cell = record[index] if index < width else ""
            if type(cell) is str:
                if is_plain(cell):
                    cells[key, column.key] = whole_number(int(cell.replace(",", "")))
                    continue
            elif type(cell) is float and 0 <= cell < MOST and cell.is_integer():
                cells[key, column.key] = whole_number(int(cell))
                continue
            if errors and (self.line, place.index) in errors:
                told = errors[self.line, place.index]
                self._refuse(place, f"The cell contains the error {told}. Enter the number.", told)
                continue
            try:
                answer = read_cell(cell, column)
            except CellRefused as refusal:
                self._refuse(place, str(refusal), cell)
                continue
            if answer is None:
                blanks.append(column.key)
            else:
                answers[column.key] = answer
        return blanks, answers

    def _find_row(self, record: Record) -> Row | None:
        """The row by its code in another spelling, or by its label; says so where there is none."""
        code = self._text(record, self.code)
        if code.endswith(".0") and code[:-2].isdigit():
            code = code[:-2]
        label = self._text(record, self.label)
        row = self.form.by_code.get(code) or self.form.by_code.get(squeezed(code))
        if row is None and not code:
            row = self.form.by_label.get(squeezed(label))
        if row is not None:
            return row
        if self.form.is_total(squeezed(code), squeezed(label)):
            self._take_total(record)
            return None
        name = code or label
        sentence = f"“{name}” is not a row in {self.form.family.title}. Use the code from the template."
        if not name:
            sentence = "The line does not say which row it is about. Enter its code."
        heading = Heading.CODE if code or self.label < 0 else Heading.ROW
        self._refuse(self.headers.headings.get(heading), sentence, name)
        return None

    def _take_total(self, record: Record) -> None:
        for index, column, place in (*self.inputs, *self.derived):
            if index < len(record) and record[index] not in ("", None):
                self.printed.append(Printed(self.line, place.index, place.header, column, record[index]))

    def _text(self, record: Record, index: int) -> str:
        if not 0 <= index < len(record) or record[index] is None:
            return ""
        return unguarded(str(record[index]).strip())

    def _check_foreign(self, record: Record, place: Place) -> None:
        text = self._text(record, place.index - self.shift)
        if text:
            sentence = f"{self.form.family.title} has no column “{place.header}”. Clear the cell."
            self._refuse(place, sentence, text)

    def _refuse(self, place: Place | None, sentence: str, value: object = "", code: str = "CELL-1") -> None:
        self.rejected = True
        index, header = (None, "") if place is None else (place.index, place.header)
        self.problems.append(
            FileProblem(
                code, sentence, Level.REJECTED, self.sheet.name, self.line, index, header, str(value).strip()[:200]
            )
        )

    # What stands beside the figures of a line and holds for all of them.

    def _read_aside(self, row: Row, record: Record, blanks: Sequence[str], answers: dict[str, Answer]) -> None:
        said = {heading: self._text(record, index) for heading, index in self.aside}
        self._check_windows(said, record)
        state = self._state(said.get(Heading.STATE, ""), blanks)
        reason = self._limited(Heading.REASON, said, MOST_REASON)
        marks = self._marks(said.get(Heading.MARK, ""))
        comment = self._limited(Heading.COMMENT, said, MOST_COMMENT)
        note = self._limited(Heading.NOTE, said, MOST_NOTE)
        if comment:
            self.found.comments[row.key] = comment
        if note:
            self.found.notes.append(note.replace("\r\n", "\n"))
        if state is not None:
            number = Decimal(0) if state is ValueState.NIL else None
            answers |= {key: Answer(state, number) for key in blanks}
        for _index, column, place in self.inputs:
            answer = answers.get(column.key)
            if answer is not None or marks:
                self._keep((row.key, column.key), (column, place), answer, Aside(marks, reason))

    def _keep(self, cell: tuple[str, str], where: tuple[Column, Place], answer: Answer | None, aside: Aside) -> None:
        column, place = where
        if answer is None:
            plain = self.found.cells.get(cell)
            if plain is None:
                return
            answer = Answer(plain.state, plain.number)
        flags = answer.marks | {
            mark for mark in aside.marks if mark != "revised" or self._may_be_revised(column, answer)
        }
        needs = answer.state is ValueState.UNABLE_TO_SUPPLY or "revised" in flags
        why = (answer.reason or aside.reason) if needs else ""
        if needs and not why:
            what = "the figure was revised" if "revised" in flags else "the figure cannot be supplied"
            self._refuse(place, f"Enter the reason {what} in the column “{Heading.REASON}”. We publish the reason.")
            return
        if len(why) > MOST_REASON:
            self._refuse(place, f"The reason must be {MOST_REASON} characters or fewer.")
            return
        self.found.cells[cell] = Value(
            answer.state,
            answer.number,
            why,
            illustrative="illustrative" in flags,
            provisional="provisional" in flags,
            revised="revised" in flags,
        )

    def _may_be_revised(self, column: Column, answer: Answer) -> bool:
        """A line's mark: in two windows it is the earlier one that was revised, be it to a number or to none."""
        return column.key == "previous" if self.form.family.shape == "windows" else answer.number is not None

    def _limited(self, heading: Heading, said: dict[Heading, str], most: int) -> str:
        text = said.get(heading, "")
        if len(text) > most:
            self._refuse(self.headers.headings[heading], f"The text must be {most} characters or fewer.")
            return text[:most]
        return text

    def _state(self, text: str, blanks: Sequence[str]) -> ValueState | None:
        word = squeezed(text)
        if not word or word in FIGURES_GIVEN:
            return None
        place = self.headers.headings[Heading.STATE]
        state = STATES.get(word)
        if state is None:
            choices = "“nothing to report”, “not able to supply” or “not applicable”"
            self._refuse(place, f"We do not recognise “{text}”. Enter {choices}, or leave it blank.", text)
        elif not blanks and not self.rejected:
            self._refuse(place, "The line has figures but also says there are none. Clear one or the other.", text)
        return state

    def _marks(self, text: str) -> frozenset[str]:
        words = squeezed(text).replace(",", " ").replace(";", " ").replace("][", "] [").split()
        unknown = [word for word in words if word not in MARKS]
        if unknown:
            place = self.headers.headings[Heading.MARK]
            self._refuse(
                place, f"We do not recognise “{text}”. Enter “provisional”, “revised” or “illustrative”.", text
            )
        return frozenset(MARKS[word] for word in words if word in MARKS)

    def _check_windows(self, said: Mapping[Heading, str], record: Record) -> None:
        """Hold the dates of a line against the windows of the return: the one it is about, and the one before."""
        for first, last, window in self.windows:
            starts_on, ends_on = (
                self._day(heading, record) if said.get(heading) else None for heading in (first, last)
            )
            first_fits = starts_on in (None, window.starts_on)
            if first_fits and ends_on in (None, window.ends_on):
                if first is Heading.FROM and (starts_on or ends_on):
                    self.found.is_dated = True
                continue
            dates = (starts_on, ends_on) if first is Heading.FROM else (None, None, starts_on, ends_on)
            for problem in check_window(self.period, *dates):
                heading = last if first_fits else first
                self._refuse(self.headers.headings[heading], problem.sentence, said[heading], problem.code)

    def _day(self, heading: Heading, record: Record) -> datetime.date | None:
        """The day that a cell names; None, and a finding, where it names none."""
        place = self.headers.headings[heading]
        cell = record[place.index - self.shift]
        try:
            return read_date(cell)
        except ValueError as error:
            self._refuse(place, str(error), cell)
            return None
