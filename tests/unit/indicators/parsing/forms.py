"""Small returns for the tests of reading: two windows, categories of a total, rates."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from openpyxl import Workbook

from indicators.definitions.families import Column, Row, get_family
from indicators.definitions.periods import parse_period
from indicators.parsing.files import FileReading, read_file
from indicators.parsing.layout import FamilyForm, FileForm

PERIOD = parse_period("2022-23")
WINDOWS = FamilyForm(
    replace(
        get_family("child-sexual-exploitation"),
        slug="windows",
        title="Two windows",
        fixed_rows=(Row("a", "First row"), Row("b", "Second row")),
        rules=(),
    ),
    (Row("a", "First row"), Row("b", "Second row")),
)
CATEGORIES = FamilyForm(
    replace(
        get_family("contact-sources"),
        slug="sources",
        title="Sources",
        total_label="All contacts",
        columns=(Column("count", "Contacts"), Column("share", "Share", "percent", 1, "share")),
    ),
    (
        Row("1a", "Schools", base="total"),
        Row("2", "Police", base="total"),
        Row("z", "Unknown", base="2"),
        Row("n", "No"),
    ),
)
RATES = FamilyForm(
    replace(get_family("referrals-rate"), slug="rates", title="Rates of: all/any [areas]"),
    (Row("here", "Here"), Row("there", "There")),
)
HEAD = ["Code", "Row", "Current 12 months", "Previous 12 months"]


def form(*families: FamilyForm) -> FileForm:
    """A return of these families; of two windows unless told otherwise."""
    return FileForm(PERIOD, families or (WINDOWS,))


def csv_bytes(lines: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The lines as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines)
    return out.getvalue().encode(encoding)


def book_bytes(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """The sheets as a workbook."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_csv_lines(*lines: Sequence[object], head: Sequence[str] = HEAD, file: FileForm | None = None) -> FileReading:
    """Read lines below the usual headings."""
    return read_file("return.csv", csv_bytes([head, *lines]), file or form())


def read_book_lines(*lines: Sequence[object], head: Sequence[str] = HEAD, file: FileForm | None = None) -> FileReading:
    """The same as a workbook of one sheet."""
    return read_file("return.xlsx", book_bytes({"Sheet1": [head, *lines]}), file or form())


def numbers(reading: FileReading, slug: str = "windows") -> dict[tuple[str, str], Decimal | None]:
    """The numbers that were read, by row and column."""
    return {cell: value.number for cell, value in reading.parsed.families[slug].cells.items()}


def sentences(reading: FileReading) -> list[str]:
    """What was found, as people read it."""
    return [str(problem) for problem in reading.parsed.problems]


def only_sentence(reading: FileReading) -> str:
    """The one thing that was found."""
    (found,) = sentences(reading)
    return found
