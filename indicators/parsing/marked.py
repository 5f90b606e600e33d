"""Giving a file back with its problems marked: the same file, each finding at its cell. Pure; runs nothing."""

import csv
import io
import re
from collections.abc import Sequence

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from indicators.parsing.archive import LIMITS, check_workbook
from indicators.parsing.csv_file import CsvFile
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.layout import bare
from indicators.parsing.parsed import by_place
from indicators.parsing.state_words import PROBLEMS, guarded
from indicators.parsing.workbook import put

FILLS = {
    Level.REJECTED: PatternFill("solid", fgColor="F6D7D2"),
    Level.WARNING: PatternFill("solid", fgColor="FFF7BF"),
    Level.NOTE: PatternFill("solid", fgColor="D2E2F1"),
}
AUTHOR = "Portal"
# Marking needs the whole workbook in memory, cell by cell; a larger one is answered with the list of problems alone.
MOST_CELLS = 200_000
MOST_MARKS = 2_000
# Arithmetic on the same sheet, and nothing that reaches outside.
HARMLESS = re.compile(
    r"=(?:[0-9.,:;+\-*/()<>=\s%$]|\b[A-Z]{1,3}\$?[0-9]{1,7}\b|\b(?:SUM|ROUND|IF|IFERROR|ABS|AVERAGE|MIN|MAX)\b(?=\())*"
)
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def marked_csv(file: CsvFile, problems: Sequence[FileProblem]) -> bytes:
    """The same lines with one more column, in the same encoding and with the same separator."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=file.delimiter, lineterminator=file.line_end)
    # What is only told needs no correcting; it stands on the page.
    found = by_place([problem for problem in problems if problem.level is not Level.NOTE])
    heading = ": ".join([PROBLEMS, *map(str, found.get(("", 0), []))])
    width = _width(file)
    is_first = True
    for number, record in enumerate(file.records(), 1):
        told = [str(problem) for problem in found.get(("", number), [])]
        if is_first and any(cell.strip() for cell in record):
            is_first = False
            told.insert(0, heading)
        cells = [_harmless_text(cell) for cell in record[:width]]
        padding = [""] * (width - len(cells))
        writer.writerow([*cells, *padding, guarded(" ".join(told))] if told else cells)
    return out.getvalue().encode(file.encoding, errors="replace")


def _width(file: CsvFile) -> int:
    """How many columns the file has: a title may be shorter than its table. Ours, if it was marked before, is none."""
    first: Sequence[str] = next((record for record in file.records() if any(cell.strip() for cell in record)), [""])
    was_marked = bare(first[-1]).startswith(PROBLEMS.lower())
    return len(first) - 1 if was_marked else max(map(len, file.records()), default=0)


def _harmless_text(text: str) -> str:
    """A text as it came, unless a spreadsheet would run it. Numbers below zero stay numbers."""
    return text if text.startswith("'") or NUMBER.fullmatch(text.strip()) else guarded(text)


def marked_workbook(content: bytes, problems: Sequence[FileProblem]) -> bytes:
    """The same workbook: findings as comments on coloured cells, and all of them on a sheet of their own.

    Formulas that reach beyond their sheet come back as texts. Raises `FileRefused` for what is no safe workbook.
    """
    contents = check_workbook(content, LIMITS)
    book = None if contents.cells > MOST_CELLS else _load(content)
    if book is None:
        book = Workbook()
        book.remove(book.active)
    for sheet in book.worksheets:
        _disarm(sheet)
    _mark(book, problems)
    _list(book, problems)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _load(content: bytes) -> Workbook | None:
    """The workbook, to be written to; None where it can be read only by the other, more patient reader."""
    try:
        return load_workbook(io.BytesIO(content), keep_links=False, keep_vba=False)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, SyntaxError):
        return None


def _disarm(sheet: Worksheet) -> None:
    for record in sheet.iter_rows():
        for cell in record:
            if isinstance(cell, MergedCell):
                continue
            if cell.hyperlink is not None:
                cell.hyperlink = None
            if cell.data_type == "f" and not (isinstance(cell.value, str) and HARMLESS.fullmatch(cell.value.upper())):
                text = cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None) or ""
                cell.value = str(text)
                cell.data_type = "s"
                cell.quotePrefix = True


def _mark(book: Workbook, problems: Sequence[FileProblem]) -> None:
    found: dict[tuple[str, int, int], list[FileProblem]] = {}
    for problem in problems:
        if problem.line and problem.sheet in book.sheetnames:
            found.setdefault((problem.sheet, problem.line, problem.index or 0), []).append(problem)
    for (name, line, index), here in list(found.items())[:MOST_MARKS]:
        cell = book[name].cell(line, index + 1)
        cell.fill = FILLS[max(problem.level for problem in here)]
        if isinstance(cell, MergedCell):
            continue
        comment = Comment("\n".join(problem.sentence for problem in here), AUTHOR)
        comment.width, comment.height = 360, 60 + 40 * len(here)
        cell.comment = comment


def _list(book: Workbook, problems: Sequence[FileProblem]) -> None:
    if PROBLEMS in book.sheetnames:
        book.remove(book[PROBLEMS])
    sheet = book.create_sheet(PROBLEMS)
    heads = ("Sheet", "Line", "Column", "Heading", "Value", "Type", "What to do")
    for index, head in enumerate(heads, 1):
        put(sheet, 1, index, head).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(index)].width = (28, 8, 8, 26, 26, 14, 100)[index - 1]
    for line, problem in enumerate(problems, 2):
        told = (problem.sheet, problem.line or "", problem.column, problem.header, problem.value, problem.level.words)
        for index, text in enumerate((*told, problem.sentence), 1):
            put(sheet, line, index, text)
    book.active = book.sheetnames.index(PROBLEMS)
