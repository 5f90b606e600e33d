"""Reading XLSX: the guard first, then a fast reader that runs nothing. Pure."""

import io

from openpyxl import load_workbook
from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

from indicators.parsing.archive import LIMITS, Limits, check_workbook
from indicators.parsing.problems import FileRefused
from indicators.parsing.sheets import Sheet

Errors = dict[str, dict[tuple[int, int], str]]


def _error_cells(content: bytes) -> Errors:
    """Cells with an error, by sheet: the fast reader gives them as blank, and a blank is another thing."""
    errors: Errors = {}
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            for record in sheet.iter_rows():
                for cell in record:
                    if cell.data_type == "e":
                        errors.setdefault(sheet.title, {})[cell.row, cell.column - 1] = str(cell.value)
    finally:
        book.close()
    return errors


def read_xlsx(content: bytes, limits: Limits = LIMITS) -> list[Sheet]:
    """The sheets of a workbook in their order. Raises `FileRefused`."""
    contents = check_workbook(content, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        errors = _error_cells(content) if contents.has_errors else {}
        return [_sheet(book, name, errors) for name in book.sheet_names]
    except (CalamineError, WorksheetNotFound, KeyError, ValueError, TypeError) as error:
        raise FileRefused(
            "We cannot read the workbook because part of it is missing or damaged. Open it, save it again as "
            ".xlsx and upload that."
        ) from error


def _sheet(book: CalamineWorkbook, name: str, errors: Errors) -> Sheet:
    found = book.get_sheet_by_name(name)
    # The reader gives blank lines above a table, but no blank columns before it.
    _line, index = found.start or (0, 0)
    return Sheet(name, found.iter_rows(), 1, index, errors.get(name, {}))
