"""Quirks of real tables: footnotes and sources below, headings on two lines, units, grouped and hidden parts, exports.

The figures are made up; each way of writing was seen in tables of councils, forces and departments.
"""

import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table as ListObject

from tests.unit.indicators.parsing.corpus_books import book, workbook
from tests.unit.indicators.parsing.corpus_tables import (
    HEAD,
    LINES,
    READ,
    REFUSE,
    Variant,
    as_csv,
    changed,
    table,
    text,
)

# What stands below a table, and what stands in a cell.
BELOW: dict[str, tuple[list[list[Any]], str]] = {
    "a footnote": ([["1. Includes reports of earlier years."]], READ),
    "a note of rounding": ([["Note: not rounded."]], READ),
    "two footnotes after a blank": ([[], ["1", "Reports, not people."], ["2", "To 31 March."]], READ),
    "the day of printing": ([[], ["Printed", "12/05/2023"]], READ),
    "an end mark": ([["End of sheet"]], READ),
    "a total without a code": ([["", "All", 1051, 1177, ""]], REFUSE),
    "a total, twice": ([["Total", "", 1051, 1177, ""], ["Total", "", 1051, 1177, ""]], REFUSE),
    "an average": ([["", "Average", 525.5, 588.5, ""]], REFUSE),
    "a code without figures": ([["c", "", "", "", ""]], READ),
    "a number alone": ([["95", "", "", "", ""]], REFUSE),
    "lines of figures in one cell": ([["Note\nb,Second row,5,6,", "", "", "", ""]], REFUSE),
    "a line in semicolons": ([["b;Second row;5;6", "", "", "", ""]], REFUSE),
    "a line in commas": ([["b,Second row,nil,nil", "", "", "", ""]], REFUSE),
    "a line in commas without a code": ([["Third row,5,6", "", "", "", ""]], REFUSE),
    "a line of dashes": ([["-----", "-----", "-----", "-----", "-----"]], REFUSE),
    "the headings again": ([HEAD], REFUSE),
}
CELLS: dict[str, tuple[Any, str]] = {
    "a trailing unit": ("1048 cases", REFUSE),
    "a trailing unit without space": ("1048cases", REFUSE),
    "percent with a space": ("12 %", REFUSE),
    "accounting brackets": ("(3)", REFUSE),
    "thousands with a space that does not break": ("1\u00a0048", READ),
    "thousands with an apostrophe of Switzerland": ("1’048", REFUSE),
    "wide digits with a comma": ("１，０４８", REFUSE),
    "not available": ("n/a", REFUSE),
    "not available, in capitals": ("N/A", REFUSE),
    "not applicable, short": ("n.a.", REFUSE),
    "two points": ("..", REFUSE),
    "an en dash": ("–", REFUSE),
    "a point alone": (".", REFUSE),
    "rounds to zero": ("low", REFUSE),
    "suppressed": ("c", REFUSE),
    "confidential in words": ("suppressed", REFUSE),
    "below five, in words": ("fewer than 5", REFUSE),
    "a number and its revision mark": ("1048r", REFUSE),
    "a number and its provisional mark": ("1048 p", READ),
    "a number with a note in brackets": ("1048 (note 1)", REFUSE),
    "a number with a note in square brackets": ("1048 [note 1]", REFUSE),
}


def of_quirks() -> Iterator[Variant]:
    """All of them."""
    for name, (below, must) in BELOW.items():
        yield text(f"csv: below the table {name}", as_csv([*table(), *below]), must)
        yield workbook(f"below the table {name}", book({"Two windows": [*table(), *below]}), must)
    for name, (cell, must) in CELLS.items():
        yield text(f"csv of a report: {name}", as_csv(changed(1, 2, cell)), must)
        yield workbook(f"of a report: {name}", book({"Two windows": changed(1, 2, cell)}), must)
    yield from _texts()
    yield from _headings()
    yield from _sheets()
    yield from _other_files()


def _texts() -> Iterator[Variant]:
    plain = as_csv(table())
    yield text("csv: UTF-16 with tabs, as Excel's “Unicode text”", as_csv(table(), "\t"), encoding="utf-16")
    yield text("csv: semicolons and decimals of nothing", as_csv(changed(1, 2, "1048,00"), ";"), REFUSE)
    yield text("csv: semicolons and a space between thousands", as_csv(changed(1, 2, "1 048"), ";"))
    yield text("csv: line ends of three kinds", plain.replace("\r\n", "\r", 1).replace("\r\n", "\n", 1))
    yield text("csv: two line ends a line", plain.replace("\r\n", "\r\r\n"))
    yield text("csv: a line of separators first", ",,,,\r\n" + plain)
    yield text("csv: an empty column first", "".join(f",{line}\r\n" for line in plain.split("\r\n") if line))
    yield text("csv: an end of file of DOS", plain + "\x1a")
    yield text("csv: zero bytes", plain.replace("3,1116", "3,11\x0016"), REFUSE)
    yield text("csv: every cell as a formula of Excel", as_csv(changed(1, 2, '="1048"')), REFUSE)
    yield text("csv: quoted with typographic marks", plain.replace('"', "”").replace("1048", "“1048”"), REFUSE)


def _headings() -> Iterator[Variant]:
    two_lines = [["Code", "Row", "Current", "Previous", "Note"], ["", "", "12 months", "12 months", ""], *LINES]
    yield text("csv: headings on two lines", as_csv(two_lines), REFUSE)
    yield workbook("headings on two lines", book({"Two windows": two_lines}), REFUSE)
    units = [["Code", "Row", "Current 12 months (number)", "Previous 12 months (number)", "Note"], *LINES]
    yield text("csv: units in the headings", as_csv(units), REFUSE)
    groups = [["", "", "Reports", None, ""], *table()]
    yield workbook("a group over the headings", book({"Two windows": groups}, lambda one: one.merge_cells("C1:D1")))
    numbered = [["1", "2", "3", "4", "5"], *table()]
    yield text("csv: numbers of columns above", as_csv(numbered))
    numbered_below = [HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)"], *LINES]
    yield text("csv: numbers of columns below the headings", as_csv(numbered_below), REFUSE)
    dates = [["Code", "Row", datetime.date(2023, 3, 31), datetime.date(2022, 3, 31), "Note"], *LINES]
    yield workbook("days as headings", book({"Two windows": dates}), REFUSE)
    serials = [["Code", "Row", 45016, 44651, "Note"], *LINES]
    yield workbook("days as serial numbers", book({"Two windows": serials}), REFUSE)
    change = [[*HEAD, "% change"], [*LINES[0], "1,618 %"], [*LINES[1], "-99.7 %"]]
    yield text("csv: percentages with a space", as_csv(change))


def _grouped(sheet: Any) -> None:
    sheet.row_dimensions.group(2, 3, hidden=False)


def _folded(sheet: Any) -> None:
    sheet.row_dimensions.group(2, 3, hidden=True)


def _column_hidden(sheet: Any) -> None:
    sheet.column_dimensions["D"].hidden = True


def _commented(sheet: Any) -> None:
    sheet["C2"].comment = Comment("Should be 1,084", "A colleague")


def _validated(sheet: Any) -> None:
    rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    sheet.add_data_validation(rule)
    rule.add("C2:D3")


def _as_list(sheet: Any) -> None:
    sheet.add_table(ListObject(displayName="Returns", ref="A1:E3"))


def _turned(sheet: Any) -> None:
    sheet["C1"].alignment = Alignment(textRotation=90, wrapText=True)


def _sheets() -> Iterator[Variant]:
    one: dict[str, Sequence[Sequence[Any]]] = {"Two windows": table()}
    yield workbook("grouped lines", book(one, _grouped))
    yield workbook("folded lines", book(one, _folded))
    yield workbook("a hidden column of figures", book(one, _column_hidden))
    yield workbook("a comment on a cell", book(one, _commented))
    yield workbook("a rule for its cells", book(one, _validated))
    yield workbook("a list of Excel", book(one, _as_list))
    yield workbook("headings that are turned", book(one, _turned))
    contents = {"Contents": [["Sheet", "What it holds"], ["Two windows", "Reports"]], "Two windows": table()}
    yield workbook("a sheet of contents", book(contents))
    notes = {"Two windows": table(), "Notes": [["1. Reports, not people."], ["2. As known in May."]]}
    yield workbook("a sheet of notes", book(notes))
    days = {"Two windows": changed(1, 2, datetime.date(1902, 11, 13))}
    yield workbook("a day for a number", book(days), REFUSE)
    yield workbook("a number as text of a report", book({"Two windows": changed(1, 2, "1048")}))
    padded = [["", "", ""], *([None, *line] for line in table())]
    yield workbook("a table that begins in B2", book({"Two windows": padded}))


def _other_files() -> Iterator[Variant]:
    plain = book({"Two windows": table()})
    with_macro = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(with_macro, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    yield Variant("a workbook with macros", "return.xlsm", with_macro.getvalue(), REFUSE)
    # What stands at the beginning of a workbook of before 2007, and of one that is locked with a password.
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    yield Variant("a workbook of before 2007", "return.xls", compound, REFUSE)
    yield Variant("a workbook with a password", "return.xlsx", compound, REFUSE)
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", "<office:document-content/>")
    yield Variant("a workbook of OpenDocument", "return.ods", document.getvalue(), REFUSE)
    yield Variant("a workbook of Numbers", "return.numbers", document.getvalue(), REFUSE)
    yield Variant("a PDF", "return.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", REFUSE)
    yield Variant("a picture", "return.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", REFUSE)
    yield Variant("a packed file", "return.csv.gz", b"\x1f\x8b\x08\x00" + bytes(40), REFUSE)
    yield Variant("an empty file", "return.csv", b"", REFUSE)
    yield Variant("spaces alone", "return.csv", b"  \r\n \r\n", REFUSE)
    yield Variant("JSON", "return.json", b'[{"code": "a", "current": 1048}]', REFUSE)
