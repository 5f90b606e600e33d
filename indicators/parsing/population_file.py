"""Reading a file of population estimates, CSV or workbook: by the reader of every other file. Pure."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indicators.definitions.families import Column
from indicators.definitions.population_file import COLUMNS, EstimateLine, Unreadable, estimate_of
from indicators.parsing.answers import CellRefused, read_number
from indicators.parsing.archive import LIMITS, check_size
from indicators.parsing.csv_file import FIRST_LINES, read_csv
from indicators.parsing.file_problems import FileRefused
from indicators.parsing.files import XLSX, kind_of
from indicators.parsing.layout import bare
from indicators.parsing.letters import cleaned, garbled, visible
from indicators.parsing.odd_cells import OddNumber, OddText
from indicators.parsing.places import letters
from indicators.parsing.scales import other_scale
from indicators.parsing.sheets import Record, Sheet
from indicators.parsing.state_words import squeezed
from indicators.parsing.xlsx_file import read_xlsx

# With so many of the columns a line is one of headings, even if others are missing.
ENOUGH = 2
PERSONS = Column("persons", "Persons")


@dataclass(frozen=True)
class PopulationFile:
    """The lines that can be read, and a sentence for each that cannot."""

    lines: tuple[EstimateLine, ...]
    problems: tuple[str, ...]


def read_populations(content: bytes | str, name: str = "populations.csv") -> PopulationFile:
    """Read the columns of `COLUMNS`, in any order; other columns are not read, and titles may stand above them.

    Dates are ISO dates, or dates of a workbook. `area` is the short name (slug) of an area of the portal. Two lines
    with the same area, age band, date and vintage are a problem, even where they hold the same number.
    """
    content = content.encode() if isinstance(content, str) else content
    if not content.strip():
        return PopulationFile((), (f"Line 1: the columns {', '.join(COLUMNS)} are missing.",))
    try:
        check_size(content, LIMITS)
        sheets = _tables(content, name)
        if len(sheets) != 1:
            found = " and ".join(f"“{sheet.name}”" for sheet, _headings in sheets) or "no sheet"
            return PopulationFile((), (f"Line 1: the columns {', '.join(COLUMNS)} are missing. We found {found}.",))
        return _Reader(*sheets[0]).read()
    except FileRefused as refusal:
        return PopulationFile((), (str(refusal),))


def _is_header(record: Record) -> bool:
    return sum(bare(cell) in COLUMNS for cell in record if isinstance(cell, str)) >= ENOUGH


Lines = Iterator[tuple[int, Record]]


@dataclass(frozen=True)
class _Headings:
    """The line of headings, the lines below it, and those above."""

    line: int
    record: Record
    lines: Lines
    above: tuple[Record, ...] = ()


def _tables(content: bytes, name: str) -> list[tuple[Sheet, _Headings]]:
    """The visible sheets that hold estimates; of a CSV file the whole, whatever its first line is."""
    if kind_of(name, content) == XLSX:
        sheets = [sheet for sheet in read_xlsx(content) if not sheet.is_hidden]
        found = [(sheet, _headings(sheet)) for sheet in sheets]
        return [(sheet, headings) for sheet, headings in found if headings is not None]
    sheet = read_csv(content, _is_header).sheet()
    headings = _headings(sheet)
    return [(sheet, _Headings(1, (), iter(())) if headings is None else headings)]


def _headings(sheet: Sheet) -> _Headings | None:
    lines = iter(enumerate(sheet.records, sheet.first_line))
    above: list[Record] = []
    for line, record in lines:
        if _is_header(record):
            return _Headings(line, record, lines, tuple(above))
        above.append(record)
        if line >= FIRST_LINES:
            break
    return None


class _Reader:
    """Reads the lines of one table."""

    def __init__(self, sheet: Sheet, headings: _Headings) -> None:
        self.sheet = sheet
        self.headings = headings
        self.names = [bare(cell) if isinstance(cell, str) else "" for cell in headings.record]
        self.found: dict[tuple[str, str, datetime.date, datetime.date], EstimateLine] = {}
        self.problems: list[str] = []

    def read(self) -> PopulationFile:
        """Every line, or what is wrong with the headings."""
        self._check_headings()
        if not self.problems:
            for line, record in self.headings.lines:
                if any(squeezed(cell) for cell in record if cell is not None) or _is_odd(record):
                    self._take(line, record)
        return PopulationFile(tuple(self.found.values()), tuple(self.problems))

    def _check_headings(self) -> None:
        line = self.headings.line
        for number, record in enumerate(self.headings.above, self.sheet.first_line):
            for text in (one for one in record if isinstance(one, str)):
                if other_scale(text, ()):
                    self.problems.append(
                        f"Line {number}: “{text.strip()}” says that the numbers are in thousands, or on another scale. "
                        "Enter whole numbers of people, and remove these words."
                    )
        missing = [column for column in COLUMNS if column not in self.names]
        if missing:
            self.problems.append(f"Line {line}: the columns {', '.join(missing)} are missing.")
        for column in COLUMNS:
            places = [self._letters(index) for index, name in enumerate(self.names) if name == column]
            if len(places) > 1:
                self.problems.append(
                    f"Line {line}: the heading “{column}” is there twice, in {' and '.join(places)}. Remove one."
                )

    def _letters(self, index: int) -> str:
        return letters(index + self.sheet.first_index)

    def _take(self, line: int, record: Record) -> None:
        try:
            self._check_cells(record)
            cells = {column: self._cell(record, column) for column in COLUMNS}
            one = self._estimate(line, cells)
        except Unreadable as error:
            self.problems.append(f"Line {line}: {error}")
            return
        if one.key in self.found:
            first = self.found[one.key]
            self.problems.append(
                f"Lines {first.line} and {line} are about the same people, with {first.persons:,} and {one.persons:,}. "
                "Remove one of them."
            )
            return
        self.found[one.key] = one

    def _check_cells(self, record: Record) -> None:
        """Whether each cell stands under a heading and is one line, so that no comma or quotation mark moved any."""
        for index, cell in enumerate(record):
            is_named = index < len(self.names) and self.names[index]
            if not is_named and cell is not None and squeezed(cell):
                raise Unreadable(
                    f"column {self._letters(index)} has no heading. A comma between thousands may have split a number: "
                    "enter numbers without commas."
                )
            if (
                is_named
                and self.names[index] in COLUMNS
                and isinstance(cell, str)
                and len(cleaned(cell).splitlines()) > 1
            ):
                raise Unreadable(
                    f"{self.names[index]} has line breaks. A quotation mark may not be closed: correct it."
                )

    def _cell(self, record: Record, column: str) -> object:
        index = self.names.index(column)
        return record[index] if index < len(record) else ""

    def _estimate(self, line: int, cells: Mapping[str, object]) -> EstimateLine:
        for column, cell in cells.items():
            if isinstance(cell, OddText | OddNumber):
                raise Unreadable(f"{column}: {cell.refusal}")
        told = {column: _text(cell) for column, cell in cells.items()}
        if garbled(told["source"]):
            raise Unreadable(f"source: the letters of “{garbled(told['source'])}” were damaged. Enter the text again.")
        try:
            persons = read_number(told["persons"], PERSONS)
        except CellRefused as refusal:
            raise Unreadable(f"persons “{told['persons']}” is not a whole number above 0. {refusal}") from refusal
        return estimate_of(
            line, told | {"area": squeezed(told["area"]), "age_band": squeezed(told["age_band"])}, persons
        )


def _is_odd(record: Sequence[object]) -> bool:
    return any(isinstance(cell, OddText | OddNumber) for cell in record)


def _text(cell: object) -> str:
    """A cell as text: a whole number without its point, a day as an ISO date."""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else visible(cleaned(str(cell))).strip()
