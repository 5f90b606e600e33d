"""Reading CSV as people save it: any of the usual encodings, separators and line ends. Pure."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from indicators.parsing.bounds import LINES_OF_A_SPREADSHEET, too_long
from indicators.parsing.encodings import decode
from indicators.parsing.file_problems import FileRefused
from indicators.parsing.sheets import Record, Sheet

DELIMITERS = ",;\t|"
# No cell of a return is longer; what is, lost its closing quote.
MOST_CHARACTERS = 20_000
# No line either, however many cells it has.
MOST_OF_A_LINE = 500_000
END_OF_FILE = "\x1a"
# How much of a file tells which separator it has: a title or a list of notes may stand above its table.
FIRST_LINES = 26


@dataclass(frozen=True)
class CsvFile:
    """The text of a file, and how it was written. `guess` names its letters in words where they were guessed."""

    text: str
    encoding: str
    delimiter: str
    line_end: str
    guess: str = ""

    def records(self) -> Iterator[list[str]]:
        """Its lines. A line of the spreadsheet is one record, even where a cell holds line breaks.

        Quotation marks are read strictly: one that is not closed would take the next lines into its cell.
        """
        reader = csv.reader(
            io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True, skipinitialspace=True
        )
        csv.field_size_limit(MOST_CHARACTERS)
        number = 0
        try:
            for number, record in enumerate(reader, 1):  # noqa: B007
                yield record
        except csv.Error as error:
            raise FileRefused(
                f"We cannot read line {number + 1}: a quotation mark is not closed or is in the middle of a cell, "
                "or a cell is far too long. Correct the line, or save the file again from your spreadsheet."
            ) from error

    def sheet(self) -> Sheet:
        """The one table of the file."""
        records: Iterator[Record] = self.records()
        return Sheet("", records)


def _first_records(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(MOST_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    found: list[list[str]] = []
    # The lines before one that cannot be read may hold the headings; the strict reading says what is wrong.
    with suppress(csv.Error):
        found.extend(islice(reader, FIRST_LINES))
    return found


def _delimiter(text: str, is_header: Callable[[Record], bool]) -> str:
    """The separator with which a line reads like headings; else the one that there is most of in the first lines."""
    cells: dict[str, int] = {}
    widths: dict[str, int] = {}
    for delimiter in DELIMITERS:
        records = _first_records(text, delimiter)
        widths[delimiter] = sum(len(record) - 1 for record in records)
        cells[delimiter] = max((len(record) for record in records if is_header(record)), default=0)
    return max(DELIMITERS, key=lambda delimiter: (cells[delimiter], widths[delimiter]))


def read_csv(content: bytes, is_header: Callable[[Record], bool] = lambda _record: False) -> CsvFile:
    """Find out how the file was written. `is_header` knows a line of headings. Raises `FileRefused` for no text."""
    found = decode(content)
    # What old programs write behind the end of a file.
    text = found.text.rstrip(END_OF_FILE)
    if "\x00" in text:
        raise FileRefused("The file is not a CSV file. Upload the template as .csv or .xlsx.")
    if not text.strip():
        raise FileRefused("The file is empty. Download the template, fill it in and upload it.")
    line_end = next((end for end in ("\r\n", "\n", "\r") if end in text[:MOST_CHARACTERS]), "\n")
    # Ten million blank lines are counted at once, but read one by one for seconds.
    if max(text.count("\n"), text.count("\r")) > LINES_OF_A_SPREADSHEET:
        raise too_long("The file", LINES_OF_A_SPREADSHEET)
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > MOST_OF_A_LINE:
            raise FileRefused(f"Line {number} is far too long for a table. Save the file again from your spreadsheet.")
    head = text[: 10 * MOST_CHARACTERS]
    return CsvFile(text, found.encoding, _delimiter(head, is_header), line_end, found.guess)
