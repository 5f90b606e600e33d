"""Writing the template as a workbook: one sheet for each family, and one that says how to fill them in. Pure."""

import datetime
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indicators.definitions.one_by_one import one_by_one
from indicators.parsing.layout import FamilyForm, FileForm, Heading
from indicators.parsing.letters import with_line_ends
from indicators.parsing.state_words import STATE_WORDS
from indicators.parsing.template import ASIDE, Filled, Line, cannot_be_written, last_heading, lines_of

HOW_SHEET = "How to fill this in"
HEAD = Font(bold=True)
TO_FILL = PatternFill("solid", fgColor="FFF7D6")
TO_READ = PatternFill("solid", fgColor="EEEFEF")
TOP = Alignment(vertical="top", wrap_text=True)
WIDTHS = {Heading.CODE: 22, Heading.ROW: 48, Heading.REASON: 34, Heading.COMMENT: 34, Heading.NOTE: 34}
USUAL_WIDTH = 18
HOW = (
    (
        "Figures",
        (
            "Enter each figure in the yellow columns. A blank is not a zero: you cannot submit a return "
            "with a blank cell."
        ),
    ),
    (
        "Nothing to report",
        "Enter 0, or choose “nothing to report” in the column “If blank” for the line's blank cells.",
    ),
    ("No figure", "Select “not able to supply” in the column “If blank” and give the reason in the column “Reason”."),
    ("No meaning", "Select “not applicable” if the figure would not make sense."),
    (
        "In a cell",
        "You can enter “nil”, “[x]: reason” (not able to supply) or “[z]” (not applicable) in a cell.",
    ),
    (
        "Mark",
        (
            "Enter “provisional” or “illustrative”, or “revised” with a reason if you have revised a figure "
            "from last time."
        ),
    ),
    ("Comment", "If the portal asks why an unusual figure is right, enter your answer here."),
    ("Note", "We publish this with the figures. You can put it in any line of the sheet."),
    ("Last time", "The grey columns are for information. We ignore them when you upload the file."),
    ("Order", "You can change the order of lines and columns. Do not change the headings or codes."),
)


def clean(text: str) -> str:
    """The text without characters that a workbook cannot hold; those that end a line still do."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", with_line_ends(text)))


def put(sheet: Worksheet, line: int, index: int, value: object) -> SheetCell:
    """Write a cell. A text is always a text, never a formula."""
    cell: SheetCell = sheet.cell(line, index)
    if isinstance(value, str):
        if value:
            cell.value = clean(value)
            cell.data_type = "s"
            cell.quotePrefix = True
    else:
        cell.value = value
    return cell


def template_workbook(file: FileForm, filled: Mapping[str, Filled], title: str) -> bytes:
    """The whole return as a workbook. A family that cannot be written is named on the first sheet."""
    book = Workbook()
    written, failed = one_by_one(
        file.families,
        lambda form: (form, list(lines_of(form, filled.get(form.family.slug, Filled()), file))),
        lambda form: form.family.slug,
    )
    _write_how(book.active, title, file, [form.family.title for form in failed])
    for form, lines in written:
        _write_family(book.create_sheet(file.sheet_names[form.family.slug]), form, lines)
    book.active = min(1, len(written))
    book.properties.creator = ""
    book.properties.title = title
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_how(sheet: Worksheet, title: str, file: FileForm, failed: Sequence[str]) -> None:
    sheet.title = HOW_SHEET
    put(sheet, 1, 1, f"{title}, {file.period.label}").font = Font(bold=True, size=14)
    put(sheet, 2, 1, "What")
    put(sheet, 2, 2, "How")
    for line, (what, how) in enumerate([*((name, cannot_be_written(name)) for name in failed), *HOW], 3):
        put(sheet, line, 1, what).alignment = TOP
        put(sheet, line, 2, how).alignment = TOP
    for index in (1, 2):
        sheet.cell(2, index).font = HEAD
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100


def _write_family(sheet: Worksheet, form: FamilyForm, lines: Sequence[Line]) -> None:
    columns = form.family.input_columns
    heads: list[str] = [
        *(Heading.CODE, Heading.ROW),
        *(column.label for column in columns),
        *ASIDE,
        *(last_heading(column.label) for column in columns),
    ]
    for index, head in enumerate(heads, 1):
        cell = put(sheet, 1, index, str(head))
        cell.font, cell.alignment = HEAD, TOP
        width = WIDTHS.get(head, USUAL_WIDTH) if isinstance(head, Heading) else USUAL_WIDTH
        sheet.column_dimensions[get_column_letter(index)].width = width
    keys = [column.key for column in columns]
    for number, line in enumerate(lines, 2):
        _write_line(sheet, number, line, keys)
    _offer_states(sheet, heads, 1 + len(form.rows))
    sheet.freeze_panes = "C2"


def _number(value: object) -> object:
    """Whole numbers as such: a decimal that came from the database would be shown with its zeros."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return value


def _write_line(sheet: Worksheet, number: int, line: Line, keys: Sequence[str]) -> None:
    put(sheet, number, 1, line.row.key)
    put(sheet, number, 2, line.row.label).alignment = TOP
    index = 3
    for key in keys:
        put(sheet, number, index, _number(line.figures[key])).fill = TO_FILL
        index += 1
    for heading in ASIDE:
        text = line.aside.get(heading, "")
        if heading in (Heading.FROM, Heading.TO):
            put(sheet, number, index, datetime.date.fromisoformat(text)).number_format = "DD/MM/YYYY"
        else:
            put(sheet, number, index, text).alignment = TOP
        index += 1
    for key in keys:
        put(sheet, number, index, _number(line.last[key])).fill = TO_READ
        index += 1


def _offer_states(sheet: Worksheet, heads: Sequence[str], last: int) -> None:
    """A list to choose from, where a line says what its blanks mean."""
    letter = get_column_letter(list(heads).index(Heading.STATE) + 1)
    choices = DataValidation(type="list", formula1=f'"{",".join(STATE_WORDS.values())}"', allow_blank=True)
    sheet.add_data_validation(choices)
    choices.add(f"{letter}2:{letter}{last}")
