"""A list as a file: what its table holds, in CSV for programs or in XLSX for people."""

import datetime
import io
from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from ui.csv_file import write_csv
from ui.tables import GovukTable

Format = Literal["csv", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
CONTENT_TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Excel refuses a longer cell, and some characters in the name of a sheet.
LONGEST_CELL, SHEET = 32_767, "List"


def _lines(table: GovukTable) -> Iterator[list[Any]]:
    """Headings, then every row of every page. Moments are in local time; a spreadsheet knows no time zones."""
    for line in table.as_values():
        yield [
            timezone.make_naive(value) if isinstance(value, datetime.datetime) and timezone.is_aware(value) else value
            for value in line
        ]


def csv_bytes(table: GovukTable) -> bytes:
    """The table as CSV: UTF-8 with a mark at its start, without which Excel guesses another encoding."""
    return write_csv(_lines(table)).encode("utf-8-sig")


def xlsx_bytes(table: GovukTable) -> bytes:
    """The table as a workbook of one sheet. Text is stored as text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "A2"
    for number, line in enumerate(_lines(table)):
        cells = [_xlsx_cell(sheet, value) for value in line]
        if number == 0:
            for cell in cells:
                cell.font = Font(bold=True)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", value)[:LONGEST_CELL])
    # openpyxl takes a text that begins with “=” for a formula.
    cell.data_type = "s"
    return cell


MAKERS: dict[Format, Callable[[GovukTable], bytes]] = {"csv": csv_bytes, "xlsx": xlsx_bytes}
