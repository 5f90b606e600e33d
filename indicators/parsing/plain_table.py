"""Reading a table whose headings are known, CSV or workbook, as texts: by the reader of every other file. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.parsing.archive import LIMITS, check_size
from indicators.parsing.csv_file import FIRST_LINES, read_csv
from indicators.parsing.file_problems import FileRefused
from indicators.parsing.files import XLSX, kind_of
from indicators.parsing.layout import bare
from indicators.parsing.letters import cleaned, garbled, visible
from indicators.parsing.odd_cells import OddNumber, OddText
from indicators.parsing.sheets import Record, Sheet
from indicators.parsing.xlsx_file import read_xlsx

MOST_LINES = 2000
# With so many of the headings a line is the one of headings, even if others are missing.
ENOUGH = 2


@dataclass(frozen=True)
class PlainTable:
    """The lines that hold something, each with its number in the file; or a sentence for each thing that is wrong."""

    lines: tuple[tuple[int, dict[str, str]], ...]
    problems: tuple[str, ...]


def read_plain_table(name: str, content: bytes, headings: Sequence[str], needed: Sequence[str]) -> PlainTable:
    """The columns with these headings, in any order; titles may stand above, and other columns are not read.

    Dates of a workbook become ISO dates. A heading that is `needed` and missing is a problem, as is a damaged cell.
    """
    by_name = {bare(heading): heading for heading in headings}
    try:
        check_size(content, LIMITS)
        sheets = _sheets(name, content, by_name)
        for sheet in sheets:
            found = _read(sheet, by_name, needed)
            if found is not None:
                return found
    except FileRefused as refusal:
        return PlainTable((), (str(refusal),))
    return PlainTable((), (f"We could not find a line with the headings {', '.join(needed)}.",))


def _sheets(name: str, content: bytes, by_name: dict[str, str]) -> list[Sheet]:
    if kind_of(name, content) == XLSX:
        return [sheet for sheet in read_xlsx(content) if not sheet.is_hidden and not sheet.is_empty]
    return [read_csv(content, lambda record: _is_header(record, by_name)).sheet()]


def _is_header(record: Record, by_name: dict[str, str]) -> bool:
    return sum(isinstance(cell, str) and bare(cell) in by_name for cell in record) >= ENOUGH


def _read(sheet: Sheet, by_name: dict[str, str], needed: Sequence[str]) -> PlainTable | None:
    lines = iter(enumerate(sheet.records, sheet.first_line))
    for line, record in lines:
        if _is_header(record, by_name):
            break
        if line - sheet.first_line >= FIRST_LINES:
            return None
    else:
        return None
    names = [by_name.get(bare(cell), "") if isinstance(cell, str) else "" for cell in record]
    missing = [heading for heading in needed if heading not in names]
    if missing:
        return PlainTable((), (f"Line {line}: the columns {', '.join(missing)} are missing.",))
    found: list[tuple[int, dict[str, str]]] = []
    problems: list[str] = []
    for number, cells in lines:
        values = dict.fromkeys(by_name.values(), "")
        for heading, cell in zip(names, cells, strict=False):
            if heading:
                values[heading] = _text(cell)
                if isinstance(cell, OddText | OddNumber):
                    problems.append(f"Line {number}, {heading}: {cell.refusal}")
                elif garbled(values[heading]):
                    problems.append(f"Line {number}, {heading}: the letters were damaged. Enter the text again.")
        if any(values.values()):
            found.append((number, values))
        if len(found) > MOST_LINES:
            return PlainTable((), (f"The file has more than {MOST_LINES:,} lines. Upload it in parts.",))
    return PlainTable(tuple(found), tuple(problems))


def _text(cell: object) -> str:
    """A cell as text: a whole number without its point, a day as an ISO date."""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else visible(cleaned(str(cell))).strip()
