"""Reading a whole file of figures, whatever it is: the one door of the web, the command and the API. Pure."""

from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import PurePath

from indicators.parsing.archive import LIMITS, Limits, check_size
from indicators.parsing.bounds import bounded, stop
from indicators.parsing.csv_file import CsvFile, read_csv
from indicators.parsing.file_problems import FileProblem, FileRefused, Level
from indicators.parsing.headers import FIRST_LINES, is_header
from indicators.parsing.hidden import hidden_sheet
from indicators.parsing.layout import FamilyForm, FileForm
from indicators.parsing.parsed import ParsedFile
from indicators.parsing.sheets import Sheet
from indicators.parsing.state_words import PROBLEMS, squeezed
from indicators.parsing.table import TableReader
from indicators.parsing.titles import judge_titles
from indicators.parsing.workbook import HOW_SHEET
from indicators.parsing.xlsx_file import read_xlsx

XLSX, CSV = "xlsx", "csv"
OTHER_WORKBOOKS = {
    ".xlsm": "It can contain macros, which we cannot accept. Save it as .xlsx and upload that.",
    ".xls": "It is in an old format. Save it as .xlsx and upload that.",
    ".xlsb": "It is in a binary format. Save it as .xlsx and upload that.",
    ".ods": "Save it as .xlsx or .csv and upload that.",
    ".numbers": "Export it as .xlsx or .csv and upload that.",
    ".pdf": "We cannot read tables in a PDF. Upload .xlsx or .csv.",
}
# The sheets that we put into workbooks ourselves, beside the figures.
OURS = {squeezed(HOW_SHEET), squeezed(PROBLEMS)}
MARKUP = b"<"
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def kind_of(name: str, content: bytes) -> str:
    """`xlsx` or `csv`, by the file's name and its first bytes. Raises `FileRefused` for anything else."""
    ending = PurePath(name).suffix.lower()
    if ending in OTHER_WORKBOOKS:
        raise FileRefused(f"We cannot accept a file that ends in {ending}. {OTHER_WORKBOOKS[ending]}")
    if content.startswith(OLD_OFFICE):
        raise FileRefused(
            "The file is protected by a password or in an old format. Save it as .xlsx without a password and "
            "upload that."
        )
    if content.startswith(ZIP):
        return XLSX
    if ending == ".xlsx":
        raise FileRefused(
            "The file's name ends in .xlsx, but it is not a workbook. Open it in Excel or LibreOffice, save it as "
            "a new .xlsx file and upload that."
        )
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(MARKUP):
        raise FileRefused(
            "The file is a web page or XML, not a table. Open it in your spreadsheet program, save it as .xlsx and "
            "upload that."
        )
    return CSV


@dataclass(frozen=True)
class FileReading:
    """What `read_file` found. `csv` is there where the file is a CSV file: how it was written."""

    kind: str
    parsed: ParsedFile
    csv: CsvFile | None = None


def read_file(name: str, content: bytes, form: FileForm, limits: Limits = LIMITS) -> FileReading:
    """Read a file into answers and findings. A file that cannot be read at all gives one finding without a line."""
    parsed = ParsedFile()
    kind, written = "", None
    try:
        check_size(content, limits)
        kind = kind_of(name, content)
        if kind == XLSX:
            _read_sheets(read_xlsx(content, limits), form, parsed)
        else:
            written = read_csv(content, lambda record: is_header(record, form.families))
            sheet = written.sheet()
            sheet = replace(sheet, records=bounded(sheet, form, parsed))
            _read_table(sheet, form, parsed, form.families[0] if len(form.families) == 1 else None)
            _tell_letters(written, parsed)
    except FileRefused as refusal:
        # What was read before it broke off is no answer.
        return FileReading(kind, ParsedFile(problems=[FileProblem("FILE-1", str(refusal))]), written)
    _check_families(form, parsed)
    judge_titles(parsed, form.period)
    stop(parsed)
    return FileReading(kind, parsed, written)


def _tell_letters(file: CsvFile, parsed: ParsedFile) -> None:
    """Letters that were guessed are to be looked at before anything is saved."""
    if file.guess:
        sentence = (
            f"The file does not say how its letters are written. We read them as {file.guess}: check the notes, and "
            "save the file as “CSV UTF-8” next time."
        )
        parsed.problems.append(FileProblem("LETTERS-1", sentence, Level.WARNING))


def _read_sheets(sheets: list[Sheet], form: FileForm, parsed: ParsedFile) -> None:
    """Only what the sender sees is read."""
    sheets = [replace(sheet, records=bounded(sheet, form, parsed)) for sheet in sheets]
    visible = [sheet for sheet in sheets if not sheet.is_hidden and not sheet.is_empty]
    is_named = any(squeezed(sheet.name) in form.by_name for sheet in visible)
    sole = None
    if len(form.families) == 1 and not is_named:
        looked_at = [_looked_at(sheet, form) for sheet in visible]
        visible = [sheet for sheet, _has_table in looked_at]
        with_table = [sheet for sheet, has_table in looked_at if has_table]
        # Beside its table, a workbook may have sheets with notes or sums.
        sole = with_table[0] if len(with_table) == 1 else visible[0] if len(visible) == 1 else None
    for sheet in visible:
        only = form.families[0] if sheet is sole else form.by_name.get(squeezed(sheet.name))
        _read_table(sheet, form, parsed, only, is_named=only is not None)
    for sheet in sheets:
        if sheet.is_hidden and not sheet.is_empty:
            parsed.problems += hidden_sheet(sheet, form)


def _looked_at(sheet: Sheet, form: FileForm) -> tuple[Sheet, bool]:
    """The sheet, and whether its first lines have the headings of a table."""
    first = list(islice(sheet.records, FIRST_LINES))
    return replace(sheet, records=chain(first, sheet.records)), any(is_header(one, form.families) for one in first)


def _read_table(
    sheet: Sheet, form: FileForm, parsed: ParsedFile, only: FamilyForm | None, *, is_named: bool = True
) -> None:
    reader = TableReader(sheet, form, parsed, only)
    if reader.read():
        return
    if is_named:
        parsed.problems.append(
            FileProblem(
                "TABLE-2",
                f"We could not find a heading line with “Code” and the columns of figures.{_near(reader, form)} Start "
                "from the template and keep its first line.",
                sheet=sheet.name,
            )
        )
    elif squeezed(sheet.name) not in OURS:
        parsed.unread.append(sheet.name)


def _near(reader: TableReader, form: FileForm) -> str:
    """Which headings a line has in place of those of the figures."""
    if reader.near is None:
        return ""
    line, names = reader.near
    asked = dict.fromkeys(column.label for one in form.families for column in one.family.input_columns)
    return f" Line {line} has {_quoted(names)}. The figures need the headings {_quoted(list(asked))}."


def _quoted(names: list[str]) -> str:
    shown = ", ".join(f"“{name[:60]}”" for name in names[:6])
    return f"{shown} and {len(names) - 6:,} more" if len(names) > 6 else shown


def _check_families(form: FileForm, parsed: ParsedFile) -> None:
    """Say which families the file leaves out, and where it holds none at all."""
    if not parsed.families and not any(one.level is Level.REJECTED for one in parsed.problems):
        titles = ", ".join(f"“{one.family.title}”" for one in form.families)
        parsed.problems.append(
            FileProblem("TABLE-2", f"The file has no figures for this return. It should include {titles}.")
        )
    for one in form.families:
        if parsed.families and one.family.slug not in parsed.families:
            parsed.problems.append(
                FileProblem(
                    "FAMILY-1",
                    f"The file has no figures for {one.family.title}. Its saved figures stay the same.",
                    Level.WARNING,
                )
            )
    for name in parsed.unread if parsed.families else ():
        sentence = (
            f"We did not read the sheet “{name}”: it has no heading line with “Code” and columns of this return. If it "
            "holds figures of the return, give it the headings of the template."
        )
        parsed.problems.append(FileProblem("SHEET-1", sentence, Level.WARNING, name))
