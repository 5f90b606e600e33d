"""Reading CSV as people save it: any of the usual encodings, separators and line ends. Pure."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.parsing.problems import FileRefused
from indicators.parsing.sheets import Record, Sheet

BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
DELIMITERS = ",;\t"
# No cell of a return is longer; what is, lost its closing quote.
MOST_CHARACTERS = 20_000


@dataclass(frozen=True)
class CsvFile:
    """The text of a file, and how it was written."""

    text: str
    encoding: str
    delimiter: str
    line_end: str

    def records(self) -> Iterator[list[str]]:
        """Its lines. A line of the spreadsheet is one record, even where a cell holds line breaks."""
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter)
        csv.field_size_limit(MOST_CHARACTERS)
        try:
            yield from reader
        except csv.Error as error:
            raise FileRefused(
                f"We cannot read the file after line {reader.line_num}: a quotation mark is not closed, or a "
                "cell is far too long."
            ) from error

    def sheet(self) -> Sheet:
        """The one table of the file."""
        records: Iterator[Record] = self.records()
        return Sheet("", records)


def _decode(content: bytes) -> tuple[str, str]:
    """Text and encoding. UTF-8 proves itself; what is not UTF-8 is taken for Windows-1252, as Excel writes it."""
    named = [encoding for mark, encoding in BYTE_ORDER_MARKS.items() if content.startswith(mark)]
    for encoding in named or ["utf-8", "cp1252"]:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise FileRefused(
        "We cannot read the characters in the file. Save it as “CSV UTF-8 (comma delimited)” and upload it again."
    )


def read_csv(content: bytes) -> CsvFile:
    """Find out how the file was written. Raises `FileRefused` where it is no text."""
    text, encoding = _decode(content)
    if "\x00" in text:
        raise FileRefused("The file is not a CSV file. Upload the template as .csv or .xlsx.")
    head = next((line for line in text[:MOST_CHARACTERS].splitlines() if line.strip()), "")
    if not head:
        raise FileRefused("The file is empty. Download the template, fill it in and upload it.")
    delimiter = max(DELIMITERS, key=head.count)
    return CsvFile(text, encoding, delimiter, "\r\n" if "\r\n" in text[:MOST_CHARACTERS] else "\n")
