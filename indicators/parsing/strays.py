"""Cells that do not stand where they belong: beside the headings, or lines of the file that went into a text. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.headers import Headers
from indicators.parsing.layout import FileForm
from indicators.parsing.odd_cells import told
from indicators.parsing.sheets import Record, Sheet
from indicators.parsing.state_words import HIDDEN, MARKS, STATES, UNCLEAR, squeezed

_BREAK = re.compile(r"[\r\n]")
_SEPARATORS = re.compile(r"[,;\t|]")
_NUMBER = re.compile(r"[0-9][0-9., ]*")
_ANSWERS = frozenset(STATES) | frozenset(MARKS) | HIDDEN | UNCLEAR


class Strays:
    """Finds them, line by line."""

    def __init__(self, sheet: Sheet, headers: Headers, form: FileForm, problems: list[FileProblem]) -> None:
        self.sheet = sheet
        self.form = form
        self.problems = problems
        self.is_csv = not sheet.name
        width = max(headers.filled, default=-1) - sheet.first_index + 1
        self.width = width
        self.bare = [index for index in range(width) if index + sheet.first_index not in headers.filled]
        # The words by which a line of this file can be known.
        self.names: frozenset[str] = frozenset()

    def refuse(self, line: int, record: Record) -> bool:
        """Whether the line cannot be read for its cells; says why."""
        return self._has_surplus(line, record) or self._has_swallowed(line, record)

    def _has_surplus(self, line: int, record: Record) -> bool:
        """Whether a filled cell without a heading keeps the line from being read.

        In a CSV file any such cell does: a separator in the wrong place has moved all that follow. A cell of a workbook
        stands where somebody put it. So words beside the table, such as a remark for a colleague, are named and not
        read, and only an answer stops: it may be the figure of another column.
        """
        if len(record) <= self.width and not self.bare:
            return False
        beyond = [*self.bare, *range(self.width, len(record))]
        found = [index for index in beyond if index < len(record) and _is_filled(record[index])]
        if not found:
            return False
        numbers = [index for index in found if _is_answer(record[index])]
        index = (numbers or found)[0]
        is_refused = bool(numbers) or self.is_csv
        sentence = (
            "The line has more cells than there are headings. A comma between thousands may have split a number: enter "
            "numbers without commas, or give the column a heading."
            if is_refused
            else "The cell has no heading above it, so we did not read it. Give its column a heading if it belongs to "
            "the return."
        )
        level = Level.REJECTED if is_refused else Level.WARNING
        self.problems.append(self._at(line, index, FileProblem("SURPLUS-1", sentence, level), record[index]))
        return is_refused

    def _has_swallowed(self, line: int, record: Record) -> bool:
        for index, cell in enumerate(record):
            if type(cell) is str and ("\n" in cell or "\r" in cell) and self._holds_lines(cell):
                sentence = (
                    "The cell holds what looks like more lines of the file. A quotation mark may not be closed, or "
                    "may be in the wrong place: correct the line. If it is a text, write it in one line."
                )
                self.problems.append(self._at(line, index, FileProblem("QUOTE-1", sentence), cell))
                return True
        return False

    def _holds_lines(self, text: str) -> bool:
        return any(self._is_line(_SEPARATORS.split(line)) for line in _BREAK.split(text))

    def _is_line(self, pieces: Sequence[str]) -> bool:
        if len(pieces) < 3 or not any(_NUMBER.fullmatch(piece.strip(' "')) for piece in pieces):
            return False
        if not self.names:
            self.names = frozenset(
                squeezed(name)
                for form in self.form.families
                for name in (form.family.slug, form.family.title, *(row.key for row in form.rows))
            ) | frozenset(squeezed(row.label) for form in self.form.families for row in form.rows)
        return any(squeezed(piece.strip(' "')) in self.names for piece in pieces)

    def _at(self, line: int, index: int, problem: FileProblem, cell: object) -> FileProblem:
        place, value = index + self.sheet.first_index, told(cell)[:200]
        return replace(problem, sheet=self.sheet.name, line=line, index=place, value=value)


def _is_filled(cell: object) -> bool:
    return cell is not None and squeezed(cell) != ""


def _is_answer(cell: object) -> bool:
    """Whether a cell holds what stands in a cell of figures: a number, or a word or symbol in place of one."""
    if isinstance(cell, str):
        return _NUMBER.fullmatch(cell.strip()) is not None or squeezed(cell) in _ANSWERS
    return isinstance(cell, int | float)
