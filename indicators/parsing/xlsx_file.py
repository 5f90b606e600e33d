"""Reading XLSX: the guard first, then a fast reader that runs nothing. Pure."""

import io
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum, WorksheetNotFound

from indicators.parsing.archive import LIMITS, Limits, check_workbook, with_plain_names
from indicators.parsing.file_problems import FileRefused
from indicators.parsing.odd_cells import OddNumber
from indicators.parsing.sheets import Record, Sheet
from indicators.parsing.xlsx_look import Look, Odd, look_at


def read_xlsx(content: bytes, limits: Limits = LIMITS) -> list[Sheet]:
    """The sheets of a workbook in their order, hidden ones too. Raises `FileRefused`."""
    check_workbook(content, limits)
    try:
        content = with_plain_names(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        looks = look_at(content)
        return [
            _sheet(book, about.name, looks.get(about.name, Look()), about.visible is not SheetVisibleEnum.Visible)
            for about in book.sheets_metadata
            if about.typ is SheetTypeEnum.WorkSheet
        ]
    except (
        CalamineError,
        ExpatError,
        WorksheetNotFound,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        OverflowError,
    ) as error:
        raise FileRefused(
            "We cannot read the workbook because part of it is missing or damaged. Open it in Excel or LibreOffice, "
            "save it as a new .xlsx file and upload that."
        ) from error


def _sheet(book: CalamineWorkbook, name: str, look: Look, is_hidden: bool) -> Sheet:
    found = book.get_sheet_by_name(name)
    # The reader gives blank lines above a table, but no blank columns before it.
    _line, index = found.start or (0, 0)
    return Sheet(name, _records(found.iter_rows(), look, index), 1, index, is_hidden, found.start is None, look)


def _records(records: Iterator[Record], look: Look, first_index: int) -> Iterator[Record]:
    """The lines, with the cells that show more than they hold in place of what they hold."""
    if not (look.odd or look.merged):
        yield from records
        return
    by_line: dict[int, list[tuple[int, Odd | None]]] = {}
    for line, index in look.merged - set(look.odd):
        by_line.setdefault(line, []).append((index - first_index, None))
    for (line, index), cell in look.odd.items():
        by_line.setdefault(line, []).append((index - first_index, cell))
    for line, record in enumerate(records, 1):
        odd = by_line.get(line)
        if odd is None:
            yield record
            continue
        cells = list(record)
        for index, odd_cell in odd:
            if index >= 0:
                cells.extend([""] * (index + 1 - len(cells)))
                cells[index] = _merged(cells[index]) if odd_cell is None else odd_cell
        yield cells


def _merged(cell: object) -> object:
    """A number that stands in several cells at once. Headings and titles may do so."""
    refusal = (
        "The figure is in merged cells, so we cannot tell which rows or columns it is for. Unmerge them and enter a "
        "figure for each."
    )
    is_number = isinstance(cell, float | int) and not isinstance(cell, bool)
    return OddNumber(float(str(cell)), refusal, told=f"{cell:g}") if is_number else cell
