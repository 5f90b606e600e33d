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
from indicators.definitions.values import Value, ValueState
from indicators.parsing.answers import MOST, Answer, CellRefused, read_cell, whole_number
from indicators.parsing.dates import read_date
from indicators.parsing.derived import Printed
from indicators.parsing.layout import Heading
from indicators.parsing.letters import garbled, visible
from indicators.parsing.line_rows import TEXTS, RowLines
from indicators.parsing.odd_cells import OddText, plain, told
from indicators.parsing.parsed import Place
from indicators.parsing.sheets import Record
from indicators.parsing.state_words import MARKS, STATES, squeezed

MOST_REASON = 300
MOST_COMMENT = 500
MOST_NOTE = 5000
SPLIT = (
    "The number begins with a zero, and there is a number before it. A comma between thousands may have split it: "
    "enter the whole number without commas."
)
# What a comma between thousands leaves of 1,048, and 048 beside it.
START_OF_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}")
END_OF_THOUSANDS = re.compile(r"0[0-9]{2}")
NUMBER_ALONE = re.compile(r"[0-9][0-9 ,.]*")
is_plain = re.compile(r"[0-9]{1,12}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}").fullmatch
FIGURES_GIVEN = {"reported", "figures given"}


@dataclass(frozen=True, slots=True)
class Aside:
    """What holds for all figures of a line."""

    marks: frozenset[str]
    reason: str


def _is_number(cell: object) -> bool:
    return NUMBER_ALONE.fullmatch(str(cell).strip()) is not None


class LineReader(RowLines):
    """Takes the lines of one family, in one table."""

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
            sentence = f"“{row.label}” is already in line {self.found.lines[key]}. Remove one of the lines."
            self._refuse(self._named_at(record), sentence)
            return 1
        self.found.lines[key] = line
        self.rejected = False
        self._check_names(row, record)
        blanks, answers = self._read_inputs(key, record)
        width = len(record)
        for place in self.foreign:
            self._check_foreign(record, place)
        for index, column, place in self.derived:
            if index < width and record[index] not in ("", None):
                self.printed.append(Printed(line, place.index, place.header, column, plain(record[index]), key))
        if blanks or answers or any(index < width and record[index] not in ("", None) for _, index in self.aside):
            self._read_aside(row, record, blanks, answers)
        return 1

    def _read_inputs(self, key: str, record: Record) -> tuple[list[str], dict[str, Answer]]:
        """Keep plain numbers at once; give the columns that are blank, and the answers that need a second look."""
        blanks: list[str] = []
        answers: dict[str, Answer] = {}
        width, cells = len(record), self.found.cells
        for index, column, place in self.inputs:
            cell = record[index] if index < width else ""
            if type(cell) is str:
                if is_plain(cell) and not (cell[0] == "0" and self._is_split(record, index)):
                    cells[key, column.key] = whole_number(int(cell.replace(",", "")))
                    continue
            elif type(cell) is float and 0 <= cell < MOST and cell.is_integer():
                cells[key, column.key] = whole_number(int(cell))
                continue
            try:
                if self._is_split(record, index):
                    raise CellRefused(SPLIT)
                answer = read_cell(cell, column)
            except CellRefused as refusal:
                self._refuse(place, str(refusal), told(cell))
                continue
            if answer is None:
                blanks.append(column.key)
            else:
                answers[column.key] = answer
        return blanks, answers

    @staticmethod
    def _is_split(record: Record, index: int) -> bool:
        """Whether the cell is the 048 of an unquoted 1,048."""
        cell, before = (record[index], record[index - 1]) if 0 < index < len(record) else ("", "")
        return (
            type(cell) is str
            and cell[:1] == "0"
            and END_OF_THOUSANDS.fullmatch(cell) is not None
            and isinstance(before, str)
            and START_OF_THOUSANDS.fullmatch(before.strip()) is not None
        )

    def _check_foreign(self, record: Record, place: Place) -> None:
        text = self._text(record, place.index - self.shift)
        if text:
            sentence = f"{self.form.family.title} has no column “{place.header}”. Clear the cell."
            self._refuse(place, sentence, text)

    # What stands beside the figures of a line and holds for all of them.

    def _read_aside(self, row: Row, record: Record, blanks: Sequence[str], answers: dict[str, Answer]) -> None:
        said = {heading: self._whole_text(record, index) for heading, index in self.aside}
        self._check_texts(said, record)
        self._check_windows(said, record)
        state = self._state(said.get(Heading.STATE, ""), blanks)
        reason = self._limited(Heading.REASON, said, MOST_REASON)
        marks = self._marks(said.get(Heading.MARK, ""))
        comment = self._limited(Heading.COMMENT, said, MOST_COMMENT)
        note = self._limited(Heading.NOTE, said, MOST_NOTE)
        if comment:
            self.found.comments[row.key] = comment
        if note:
            self.found.notes.append(note)
        if state is not None:
            number = Decimal(0) if state is ValueState.NIL else None
            answers |= {key: Answer(state, number) for key in blanks}
        for _index, column, place in self.inputs:
            answer = answers.get(column.key)
            if answer is not None or marks:
                self._keep((row.key, column.key), (column, place), answer, Aside(marks, reason))

    def _check_texts(self, said: Mapping[Heading, str], record: Record) -> None:
        """Texts that are printed, or shown to reviewers: whole, and texts."""
        for heading, index in self.aside:
            text = said[heading]
            if heading not in TEXTS or not text:
                continue
            place, cell = self.headers.headings[heading], record[index]
            word = garbled(text)
            if word:
                sentence = f"The letters of “{word}” were damaged on the way. Enter the text again."
                self._refuse(place, sentence, text)
            elif NUMBER_ALONE.fullmatch(text) and index - 1 in self.figures and _is_number(record[index - 1]):
                sentence = (
                    f"“{text}” is only a number, where a text belongs. If a comma between thousands has moved it here, "
                    "enter the numbers of the line without commas; otherwise clear the cell."
                )
                self._refuse(place, sentence, text)
            elif isinstance(cell, OddText) and cell.is_struck:
                self._refuse(place, "Part of the text is struck out. Delete that part, or remove the formatting.", text)
            elif isinstance(cell, OddText) and not cell:
                self._refuse(place, cell.refusal)

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
        cell = plain(record[place.index - self.shift])
        try:
            return read_date(visible(cell) if isinstance(cell, str) else cell)
        except ValueError as error:
            self._refuse(place, str(error), cell)
            return None
