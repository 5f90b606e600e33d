"""The row that a line of a table is about, by its code and its words, and what every line has in common. Pure."""

import re
from collections.abc import Sequence

from indicators.definitions.families import Column, Row
from indicators.definitions.periods import Period
from indicators.parsing.derived import Printed
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.headers import Headers
from indicators.parsing.layout import FamilyForm, Heading, bare
from indicators.parsing.letters import cleaned, visible
from indicators.parsing.odd_cells import OddText, plain
from indicators.parsing.parsed import ParsedFamily, Place
from indicators.parsing.sheets import Record, Sheet
from indicators.parsing.state_words import squeezed, unguarded

DATES = (Heading.FROM, Heading.TO, Heading.BEFORE_FROM, Heading.BEFORE_TO)
TEXTS = (Heading.REASON, Heading.COMMENT, Heading.NOTE)
# What parts lines and cells; a comma only beside a digit, for words have commas too.
HOLDS_CELLS = re.compile(r"[\n\r\t;|]|,\d|\d,")
ASIDE = (Heading.STATE, Heading.REASON, Heading.MARK, Heading.COMMENT, Heading.NOTE, *DATES)


class LineBase:
    """The columns of one family in one table, the line that is read, and where findings go."""

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
        self.figures = {index for index, _column, _place in self.inputs}
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

    def _text(self, record: Record, index: int) -> str:
        if not 0 <= index < len(record) or record[index] is None:
            return ""
        return visible(unguarded(str(plain(record[index])).strip()))

    def _whole_text(self, record: Record, index: int) -> str:
        """A text that is printed, with all its letters."""
        if not 0 <= index < len(record) or record[index] is None:
            return ""
        return cleaned(unguarded(str(record[index]).strip())).strip()

    def _refuse(self, place: Place | None, sentence: str, value: object = "", code: str = "CELL-1") -> None:
        self.rejected = True
        index, header = (None, "") if place is None else (place.index, place.header)
        self.problems.append(
            FileProblem(
                code, sentence, Level.REJECTED, self.sheet.name, self.line, index, header, str(value).strip()[:200]
            )
        )


class RowLines(LineBase):
    """Knows which row a line is about."""

    def pass_over(self, line: int, record: Record) -> None:
        """Take a line that is refused as a whole for one that is there; nothing of it is read."""
        self.line = line
        code = squeezed(self._text(record, self.code))
        row = self.form.by_code.get(code) or self.form.by_label.get(bare(self._text(record, self.label)))
        if row is not None:
            self.found.lines.setdefault(row.key, line)

    def _find_row(self, record: Record) -> Row | None:
        """The row by its code in another spelling, or by its label; says so where there is none."""
        code = self._text(record, self.code)
        if code.endswith(".0") and code[:-2].isdigit():
            code = code[:-2]
        label = self._text(record, self.label)
        row = self.form.by_code.get(code) or self.form.by_code.get(squeezed(code))
        if row is None and not code:
            row = self.form.by_label.get(bare(label))
        if row is not None:
            return row
        if self.form.is_total(*filter(None, (squeezed(code), bare(label)))):
            self._take_total(record)
            return None
        name = code or label
        if self._is_footnote(record, code, label):
            told = f"We did not read “{name[:200]}”: the line has no figures. If readers need it, put it in the note."
            self.problems.append(FileProblem("LINE-1", told, Level.WARNING, self.sheet.name, self.line))
            return None
        sentence = (
            f"“{name}” is not a row in {self.form.family.title}. Use the code from the template, or remove the line if "
            "the return does not ask for it."
        )
        if not name and self._oddness(record):
            sentence = self._oddness(record)
        elif not name:
            sentence = "The line does not say which row it is about. Enter its code."
        self._refuse(self._named_at(record), sentence, name)
        return None

    def _named_at(self, record: Record) -> Place | None:
        """The cell that says which row a line is about: its code, or its words where it has none."""
        heading = Heading.CODE if self._text(record, self.code) or self.label < 0 else Heading.ROW
        return self.headers.headings.get(heading)

    def _is_footnote(self, record: Record, code: str, label: str) -> bool:
        """Whether the line is words alone, such as a source or a note below the table: nothing in it is a figure.

        A number without words may be a figure in the wrong column, and a text may hold lines of figures, or one with
        other separators than the headings.
        """
        names = {self.code, self.label}
        others = (cell for index, cell in enumerate(record) if index not in names)
        words = code + label
        if HOLDS_CELLS.search(words) or not any(letter.isalpha() for letter in words):
            return False
        if self.form.by_code.get(squeezed(words.split(",")[0])) or self.form.by_label.get(bare(words.split(",")[0])):
            return False
        return not any(squeezed(cell) for cell in others if cell is not None)

    def _oddness(self, record: Record) -> str:
        """Why the code, or the words, of the line cannot be read; empty where they can."""
        cells = [record[index] for index in (self.code, self.label) if 0 <= index < len(record)]
        return next((cell.refusal for cell in cells if isinstance(cell, OddText) and not cell), "")

    def _check_names(self, row: Row, record: Record) -> None:
        """A line's code and its words name the same row, and neither is struck out."""
        words = record[self.label] if 0 <= self.label < len(record) else None
        if type(words) is str and words == row.label and type(record[self.code]) is str:
            return
        for index, heading in ((self.code, Heading.CODE), (self.label, Heading.ROW)):
            cell = record[index] if 0 <= index < len(record) else None
            if isinstance(cell, OddText) and cell.is_struck:
                sentence = f"“{cell.strip()}” is struck out. Remove the line, or the formatting if the line counts."
                self._refuse(self.headers.headings[heading], sentence, cell)
        label = bare(self._text(record, self.label))
        if not label or not self._text(record, self.code):
            return
        keys = self.form.keys_by_label.get(label)
        if keys is not None and row.key in keys:
            return
        place = self.headers.headings[Heading.ROW]
        written = self._text(record, self.label)
        other = ""
        if keys is not None:
            other = f"the row with the code “{min(keys)}”"
        elif self.form.is_total(label):
            other = "the line of totals"
        else:
            alike = self.form.row_alike(label, row)
            other = "" if alike is None else f"“{alike.label}”"
        if other:
            sentence = (
                f"The code “{row.key}” is that of “{row.label}”, but the words “{written}” name {other}. Correct the "
                "code or the words: the figures can be of either."
            )
            self._refuse(place, sentence, written, "ROW-2")

    def _take_total(self, record: Record) -> None:
        for index, column, place in (*self.inputs, *self.derived):
            if index < len(record) and record[index] not in ("", None):
                self.printed.append(Printed(self.line, place.index, place.header, column, plain(record[index])))
