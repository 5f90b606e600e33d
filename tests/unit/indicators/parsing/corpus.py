"""Variants of one valid upload, made by rule: each is read as it was meant, or refused with what to do.

The figures are made up. A variant that `must` be read is one that a careful sender would call right; one that must be
refused says two things at once; of the others either answer is right, and a wrong figure never is.
"""

import csv
import io
import itertools
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from indicators.parsing.layout import FileForm
from tests.unit.indicators.parsing.forms import CATEGORIES, RATES, WINDOWS, form

READ, REFUSE, EITHER = "read", "refuse", "either"
NOTE = "One force’s records – counted twice, then once."
HEAD = ["Code", "Row", "Current 12 months", "Previous 12 months", "Note"]
LINES: list[list[Any]] = [["a", "First row", 1048, 61, NOTE], ["b", "Second row", 3, 1116, ""]]
TRUTH = {("a", "current"): 1048, ("a", "previous"): 61, ("b", "current"): 3, ("b", "previous"): 1116}
Table = list[list[Any]]


@dataclass(frozen=True)
class Variant:
    """One file with its right answer. `note` is what stands beside the figures."""

    name: str
    file: str
    content: bytes
    must: str = READ
    note: str = NOTE
    form: FileForm = field(default_factory=form)


def table(head: Sequence[Any] = HEAD, lines: Sequence[Sequence[Any]] = LINES) -> Table:
    return [list(head), *(list(line) for line in lines)]


def changed(line: int, index: int, cell: Any) -> Table:
    """The table with one cell in place of another; the headings are line 0."""
    found = table()
    found[line][index] = cell
    return found


def as_csv(
    lines: Sequence[Sequence[Any]],
    delimiter: str = ",",
    end: str = "\r\n",
    quoting: int = csv.QUOTE_MINIMAL,
) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(lines)  # type: ignore[arg-type]
    return out.getvalue()


def text(name: str, content: str, must: str = READ, note: str = NOTE, encoding: str = "utf-8") -> Variant:
    return Variant(name, "return.csv", content.encode(encoding), must, note)


# CSV.


def ways_of_saving() -> Iterator[Variant]:
    delimiters = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman")
    ends = {"crlf": "\r\n", "lf": "\n", "cr": "\r"}
    quotings = {"needed": csv.QUOTE_MINIMAL, "all": csv.QUOTE_ALL, "texts": csv.QUOTE_NONNUMERIC}
    ways = itertools.product(delimiters.items(), encodings, ends.items(), quotings.items())
    for (separator, delimiter), encoding, (ending, end), (how, quoting) in ways:
        name = f"csv {separator} {encoding} {ending} quoted {how}"
        yield text(name, as_csv(table(), delimiter, end, quoting), encoding=encoding)


TITLES = {
    "a title": [["Police figures"]],
    "a title with commas": [["Avonside, police, figures, as counted"]],
    "the year": [["Return for 2022-23"]],
    "two lines and a blank": [["Police"], ["Year to March 2023"], []],
    "a long text": [["Counted by the rules of the year before. " * 5]],
    "windows over the columns": [["", "", "12 months to March 2023", "12 months to March 2022"]],
    "short windows over the columns": [["", "", "Apr 22 – Mar 23", "Apr 21 – Mar 22"]],
    "years over the columns": [["", "", 2023, 2022]],
    "an instruction of Excel": [["sep=,"]],
    "a line of semicolons": [["one; two; three; four; five; six"]],
    "blank lines": [[], [], []],
    "the family's own title": [["Two windows, 2022-23"]],
}
WRONG_TITLES = {
    "years the wrong way round": [["", "", 2022, 2023]],
    "windows the wrong way round": [["", "", "12 months to March 2022", "12 months to March 2023"]],
    "financial years the wrong way round": [["", "", "2021-22", "2022-23"]],
    "the current window over the previous one": [["", "", "", "2022-23"]],
    "other figures": [["Missing children"]],
    "other figures of the catalogue": [["Children on child protection plans: 2022-23"]],
}
HEADINGS: dict[str, list[Any]] = {
    "capitals": [str(one).upper() for one in HEAD],
    "spaces": [f"  {one} " for one in HEAD],
    "spaces that do not break": [str(one).replace(" ", "\u00a0") for one in HEAD],
    "stars and colons": [f"{one}*" for one in HEAD[:2]] + [f"{one}:" for one in HEAD[2:]],
    "line breaks": [str(one).replace(" ", "\n") for one in HEAD],
    "footnotes": [*HEAD[:2], "Current 12 months¹", "Previous 12 months²", "Note"],
    "keys": ["key", "label", "current", "previous", "notes"],
    "windows": ["Code", "Row", "Current 12 months (to March 2023)", "Previous 12 months to March 2022", "Note"],
    "short windows": ["Code", "Row", "Current 12 months to Mar-23", "Previous 12 months to Mar-22", "Note"],
    "financial years": ["Code", "Row", "Current 12 months 2022/23", "Previous 12 months 2021/22", "Note"],
    "invisible letters": ["\ufeffCode", "Row\u200b", "Current\u00ad 12 months", "Previous 12 months\u2060", "Note"],
    "letters of another script": ["Сode", "Rоw", "Сurrent 12 months", "Рrevious 12 months", "Nоte"],
}
WRONG_HEADINGS: dict[str, list[Any]] = {
    "windows the wrong way round": [
        *HEAD[:2],
        "Current 12 months to March 2022",
        "Previous 12 months to March 2023",
        "Note",
    ],
    "twice": ["Code", "Row", "Current 12 months", "Current 12 months", "Note"],
    "unknown": ["Code", "Row", "This year", "Last year", "Note"],
}
ROWS: dict[str, str] = {
    "capitals": "FIRST ROW",
    "spaces": " First  row ",
    "a space that does not break": "First\u00a0row",
    "an invisible letter": "First\u200b row",
    "a footnote": "First row¹",
    "another script": "First rоw",
    "other words": "Erste Zeile",
    "nothing": "",
}
NUMBERS: dict[str, tuple[str, str]] = {
    "plain": ("1048", READ),
    "thousands": ("1,048", READ),
    "a space between thousands": ("1 048", READ),
    "a thin space": ("1\u2009048", READ),
    "a narrow space that does not break": ("1\u202f048", READ),
    "spaces around": (" 1048 ", READ),
    "an invisible letter": ("1048\u200b", READ),
    "a mark of byte order": ("\ufeff1048", READ),
    "plus": ("+1048", EITHER),
    "one decimal of nothing": ("1048.0", READ),
    "two decimals of nothing": ("1048.00", READ),
    "an apostrophe of Excel": ("'1048", EITHER),
    "a point between thousands": ("1.048", REFUSE),
    "three decimals of nothing": ("1048.000", REFUSE),
    "an apostrophe between thousands": ("1'048", REFUSE),
    "a comma in the wrong place": ("10,48", REFUSE),
    "a lakh": ("1,04,8", REFUSE),
    "a zero before the thousands": ("0,048", REFUSE),
    "decimals": ("1048.5", REFUSE),
    "below zero": ("-1048", REFUSE),
    "brackets": ("(1048)", REFUSE),
    "a footnote": ("1048¹", REFUSE),
    "a footnote with a star": ("1048*", REFUSE),
    "a unit": ("1048 children", REFUSE),
    "about": ("c. 1048", REFUSE),
    "a range": ("1000-1100", REFUSE),
    "a power": ("1.048e3", REFUSE),
    "percent": ("1048%", REFUSE),
    "words": ("one thousand", REFUSE),
    "a date": ("1 April", REFUSE),
    "other digits": ("١٠٤٨", REFUSE),
    "wide digits": ("１０４８", REFUSE),
    "letters for digits": ("1O48", REFUSE),
    "a small l": ("l048", REFUSE),
    "an error": ("#REF!", REFUSE),
    "a dash": ("-", REFUSE),
    "n/a": ("n/a", REFUSE),
    "below five": ("<5", REFUSE),
    "a star": ("*", REFUSE),
    "true": ("TRUE", REFUSE),
    "two numbers": ("1048 / 1049", REFUSE),
}
NOTES = {
    "a line break": "First.\nSecond.",
    "a comma and a quotation mark": 'He said "yes", twice',
    "semicolons": "One; two; three",
    "a list with numbers": "Areas: 4, 5, 6\nand 7, 8",
    "a capital": "Élan",
    "a superscript": "The 1ˢᵗ count, m²",
    "a year": "As in 2021-22.",
    "a formula": "-1 is not a count",
}


def tables() -> Iterator[tuple[str, Table, str, str]]:
    """Tables for either kind of file: name, lines, what must be done, and the note."""
    for name, above in TITLES.items():
        yield f"under {name}", [*above, *table()], READ, NOTE
    for name, above in WRONG_TITLES.items():
        yield f"under {name}", [*above, *table()], REFUSE, NOTE
    for name, head in HEADINGS.items():
        yield f"headings in {name}", table(head), READ, NOTE
    for name, head in WRONG_HEADINGS.items():
        yield f"headings: {name}", table(head), REFUSE, NOTE
    for name, label in ROWS.items():
        yield f"row with {name}", changed(1, 1, label), READ, NOTE
    for name, (number, must) in NUMBERS.items():
        yield f"number with {name}", changed(1, 2, number), must, NOTE
    for name, note in NOTES.items():
        yield f"note with {name}", changed(1, 4, note), READ, note
    yield "code and words of other rows", changed(1, 1, "Second row"), REFUSE, NOTE
    yield "words of the other row, nearly", changed(1, 1, "Second rows"), REFUSE, NOTE
    yield "a code with a dash of another kind", changed(1, 0, "a\u200b"), READ, NOTE
    yield "a row twice", [*table(), ["a", "First row", 5, 6, ""]], REFUSE, NOTE
    yield "a row that is none", [*table(), ["c", "Third row", 5, 6, ""]], REFUSE, NOTE
    yield "a cell beside the headings", [*table()[:2], ["b", "Second row", 3, 1116, "", 7]], REFUSE, NOTE
    yield "a line of blanks", [*table(), ["", "", "", "", ""], ["", "", "", "", ""]], READ, NOTE
    yield "other lines first", [table()[0], *reversed(table()[1:])], READ, NOTE
    yield "other columns first", [list(reversed(line)) for line in table()], READ, NOTE
    yield "a column of ours", [[*HEAD, "Last time: x"], *([*line, 999] for line in LINES)], READ, NOTE
    yield "an unknown column", [[*HEAD, "Ward"], *([*line, "x"] for line in LINES)], READ, NOTE
    yield "words without codes", [line[1:] for line in table()], READ, NOTE
    yield "codes without words", [[line[0], *line[2:]] for line in table()], READ, NOTE
    yield "changes", [[*HEAD, "Change"], [*LINES[0], 987], [*LINES[1], -1113]], READ, NOTE
    yield "wrong changes", [[*HEAD, "Change"], [*LINES[0], 986], [*LINES[1], -1113]], REFUSE, NOTE
    yield "a share at another precision", [[*HEAD, "% change"], [*LINES[0], "1618%"], [*LINES[1], "-100%"]], READ, NOTE
    yield "damaged letters in the note", changed(1, 4, "childâ€™s"), REFUSE, NOTE


def of_csv() -> Iterator[Variant]:
    for name, lines, must, note in tables():
        yield text(f"csv: {name}", as_csv(lines), must, note)
        if name.startswith("number"):
            yield text(f"csv with semicolons: {name}", as_csv(lines, ";"), must, note)
    plain = as_csv(table())
    yield text("csv: two marks of byte order", "\ufeff\ufeff" + plain)
    yield text("csv: a mark that was read as letters", "ï»¿" + plain)
    yield text("csv: no line end at the end", plain.rstrip())
    yield text("csv: blank lines at the end", plain + ",,,,\r\n" * 3)
    yield text("csv: thousands that are not quoted", plain.replace('"1,048"', "1,048").replace("1048", "1,048"), REFUSE)
    yield text(
        "csv: both numbers not quoted",
        "Code,Current 12 months,Previous 12 months,Note,Comment\na,1,116,1,048\n",
        REFUSE,
    )
    yield text(
        "csv: the last number not quoted", "Code,Current 12 months,Previous 12 months,Note\na,61,1,048\n", REFUSE
    )
    yield text("csv: a zero after the comma", "Code,Current 12 months,Previous 12 months,Ward\na,1,048,61\n", REFUSE)
    yield text("csv: a quotation mark that is not closed", plain.replace(NOTE, '"' + NOTE), REFUSE)
    yield text("csv: a quotation mark in the middle", plain.replace("First row", '"First" row'), REFUSE)
    swallowed = plain.replace(f'"{NOTE}"', f'"{NOTE}').replace("Second row,3,1116,", 'Second row,3,1116,x"')
    yield text("csv: a line in the note", swallowed, REFUSE)
    yield text("csv: table with semicolons under commas", "Avonside, police, 2022-23\n" + as_csv(table(), ";"))
    yield text("csv: figures in semicolons under headings in commas", as_csv(table()[:1]) + as_csv(LINES, ";"), REFUSE)
    yield text("csv: a decimal comma", as_csv(changed(1, 2, "1048,5"), ";"), REFUSE)
    yield Variant("csv: a web page", "return.csv", f"<table><tr><td>{plain}</td></tr></table>".encode(), REFUSE)
    yield Variant("csv: bytes that are no letters", "return.csv", plain.encode().replace(b"One", b"\x81 \x8d"), REFUSE)


# Workbooks.

Change = Callable[[Worksheet], None]


def book(sheets: dict[str, Sequence[Sequence[Any]]], change: Change | None = None, state: str = "visible") -> bytes:
    """A workbook; `change` is made to its first sheet, and `state` is that of its second."""
    made = Workbook()
    made.remove(made.active)
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    if change is not None:
        change(made.worksheets[0])
    if len(made.worksheets) > 1:
        made.worksheets[1].sheet_state = state
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def workbook(name: str, content: bytes, must: str = READ, note: str = NOTE) -> Variant:
    return Variant(f"xlsx: {name}", "return.xlsx", content, must, note)


def _set(cell: str, **given: Any) -> Change:
    def change(sheet: Worksheet) -> None:
        for name, value in given.items():
            setattr(sheet[cell], name, value)

    return change


def _runs(*pieces: Any) -> CellRichText:
    return CellRichText(*pieces)


FORMATS = {
    "General": READ,
    "0": READ,
    "#,##0": READ,
    "#,##0.00": READ,
    "# ##0": READ,
    "0.0": READ,
    '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-': READ,
    "[Red]0": READ,
    '0" children"': READ,
    "#,##0_);(#,##0)": READ,
    "@": READ,
    "0%": REFUSE,
    "0.0%": REFUSE,
    "#,##0,": REFUSE,
    '#,##0,"k"': REFUSE,
    ";;;": REFUSE,
    '0"1"': REFUSE,
    '"c"': REFUSE,
    '0" k"': REFUSE,
    "-0": REFUSE,
    "[>999]0.0,;0": REFUSE,
    "dd/mm/yyyy": REFUSE,
    "0\\%": REFUSE,
}
_UP, _DOWN, _STRUCK = (
    InlineFont(vertAlign="superscript"),
    InlineFont(vertAlign="subscript"),
    InlineFont(strike=True),
)
RUNS = {
    "a raised footnote": (_runs("1048", TextBlock(_UP, "1")), REFUSE),
    "a lowered footnote": (_runs("1048", TextBlock(_DOWN, "2")), REFUSE),
    "a digit that is struck out": (_runs(TextBlock(_STRUCK, "9"), "1048"), REFUSE),
    "a bold digit": (_runs(TextBlock(InlineFont(b=True), "1"), "048"), EITHER),
}


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def in_xml(content: bytes, *pairs: tuple[bytes, bytes], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    parts = parts_of(content)
    for old, new in pairs:
        assert old in parts[part], old
        parts[part] = parts[part].replace(old, new)
    return packed(parts)


def of_workbooks() -> Iterator[Variant]:
    one = {"Two windows": table()}
    for name, lines, must, note in tables():
        yield workbook(name, book({"Two windows": lines}), must, note)
    for code, must in FORMATS.items():
        yield workbook(f"the format {code}", book(one, _set("C2", number_format=code)), must)
    yield workbook(
        "a zero that is not shown", book({"Two windows": changed(2, 2, 0)}, _set("C3", number_format="#")), REFUSE
    )
    for name, (value, must) in RUNS.items():
        yield workbook(f"a number with {name}", book({"Two windows": changed(1, 2, value)}), must)
    yield workbook("a raised footnote in the words", book({"Two windows": changed(1, 1, RUNS_IN_WORDS)}))
    yield workbook("a raised footnote in a heading", book({"Two windows": changed(0, 2, RUNS_IN_HEADING)}))
    yield workbook(
        "a raised ending in a note",
        book({"Two windows": changed(1, 4, _runs("The 1", TextBlock(_UP, "st")))}),
        READ,
        "The 1st",
    )
    yield workbook(
        "a part of a note struck out",
        book({"Two windows": changed(1, 4, _runs(TextBlock(_STRUCK, "No"), "Yes"))}),
        REFUSE,
    )
    for name, font in {"struck out": Font(strike=True), "raised": Font(vertAlign="superscript")}.items():
        yield workbook(f"a number that is {name}", book(one, _set("C2", font=font)), REFUSE)
    yield workbook("words that are struck out", book(one, _set("B2", font=Font(strike=True))), REFUSE)
    yield workbook("a formula without a result", book({"Two windows": changed(1, 2, "=1000+48")}), REFUSE)
    result = in_xml(book({"Two windows": changed(1, 2, "=1000+48")}), (b"<v></v>", b"<v>1048</v>"))
    yield workbook("a formula with its result", result)
    yield from _sheets(one)
    yield from _other_programs(book(one))


RUNS_IN_WORDS = _runs("First row", TextBlock(_UP, "1"))
RUNS_IN_HEADING = _runs("Current 12 months", TextBlock(_UP, "2"))


def _sheets(one: dict[str, Table]) -> Iterator[Variant]:
    other = table(lines=[["a", "First row", 7, 8, "Old"], ["b", "Second row", 9, 10, ""]])
    yield workbook("a sheet with another name", book({"Sheet1": table()}))
    yield workbook("the family's short name", book({"windows": table()}))
    yield workbook("an empty sheet beside it", book(one | {"Sheet2": []}))
    yield workbook("a cover", book(one | {"Cover": [["Police"], ["2022-23"]]}))
    yield workbook("notes of the sender", book(one | {"Workings": [["4", 5], [6, 7]]}))
    yield workbook("another table that is hidden", book({"Sheet1": table(), "Two windows": other}, state="hidden"))
    yield workbook(
        "another one that is hidden well", book({"Sheet1": table(), "Two windows": other}, state="veryHidden")
    )
    yield workbook("the table twice", book({"Two windows": table(), "windows": other}), REFUSE)
    yield workbook("a name of other figures", book({"Missing children": table()}), REFUSE)
    yield workbook("a name of another quarter", book({"Q3": table()}), EITHER)
    yield workbook(
        "a merged title",
        book({"Two windows": [["Police figures"], *table()]}, lambda sheet: sheet.merge_cells("A1:E1")),
    )
    yield workbook("merged figures", book(one, lambda sheet: sheet.merge_cells("C2:C3")), REFUSE)
    yield workbook(
        "a hidden line", book(one, lambda sheet: sheet.row_dimensions.__getitem__(2).__setattr__("hidden", True))
    )
    yield workbook(
        "a hidden column", book(one, lambda sheet: sheet.column_dimensions.__getitem__("C").__setattr__("hidden", True))
    )
    yield workbook(
        "a table further down", book({"Two windows": [[], [], [], *([None, None, *line] for line in table())]})
    )
    yield workbook(
        "a remark beside the table", book({"Two windows": [table()[0], [*LINES[0], None, "see above"], LINES[1]]})
    )
    yield workbook(
        "a number beside the table", book({"Two windows": [table()[0], [*LINES[0], None, 44], LINES[1]]}), REFUSE
    )
    yield workbook("a true value", book({"Two windows": changed(1, 2, True)}), REFUSE)
    yield workbook("an error", book({"Two windows": changed(1, 2, "#DIV/0!")}), REFUSE)
    yield workbook("a number as text", book({"Two windows": changed(1, 2, "1048")}))


def _other_programs(plain: bytes) -> Iterator[Variant]:
    sheet = b"</sheetData>"
    yield workbook(
        "backslashes in the archive", packed({name.replace("/", "\\"): part for name, part in parts_of(plain).items()})
    )
    yield workbook("slashes before its parts", packed({f"/{name}": part for name, part in parts_of(plain).items()}))
    yield workbook("a height to the last line", in_xml(plain, (sheet, b'<row r="1048576" ht="20"/></sheetData>')))
    yield workbook("the same with an end", in_xml(plain, (sheet, b'<row r="1048576" ht="20"></row></sheetData>')))
    coloured = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    yield workbook("a colour to the last cell", in_xml(plain, (sheet, coloured)))
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    yield workbook("a number in the last cell", in_xml(plain, (sheet, far)), REFUSE)
    zeros = (b"<sheetView ", b'<sheetView showZeros="0" ')
    yield workbook("zeros that are not shown", in_xml(plain, zeros))
    yield Variant("xlsx: named as csv", "return.csv", plain)
    yield Variant("xlsx: without an ending", "return", plain)
    yield Variant("xlsx: cut off", "return.xlsx", plain[: len(plain) // 2], REFUSE)
    yield Variant("xlsx: a text", "return.xlsx", b"Code,Row", REFUSE)
    yield Variant("xlsx: a Word document", "return.xlsx", packed({"word/document.xml": b"<x/>"}), REFUSE)
    yield Variant(
        "xlsx: an OpenDocument file", "return.xlsx", packed({"mimetype": b"x", "content.xml": b"<x/>"}), REFUSE
    )


# Shares, rates and several families.


def of_returns() -> Iterator[Variant]:
    both = form(WINDOWS, CATEGORIES, RATES)
    figures = [["Figures", "Code", "Current 12 months", "Previous 12 months", "Contacts", "Note"]]
    figures += [["Two windows", *line[:1], *line[2:4], "", line[4]] for line in LINES]
    for name, title in {"title": "Two windows", "slug": "windows", "capitals": "TWO WINDOWS"}.items():
        lines = [figures[0], *([title, *line[1:]] for line in figures[1:])]
        yield Variant(f"csv of a return: {name}", "a.csv", as_csv(lines).encode(), READ, NOTE, both)
    lines = [figures[0], ["Three windows", *figures[1][1:]], figures[2]]
    yield Variant("csv of a return: no such figures", "a.csv", as_csv(lines).encode(), REFUSE, NOTE, both)
    lines = [figures[0], [*figures[1][:4], 5, NOTE], figures[2]]
    yield Variant("csv of a return: a column of others", "a.csv", as_csv(lines).encode(), REFUSE, NOTE, both)
    sheets: dict[str, Sequence[Sequence[Any]]] = {"Two windows": table(), "Sources": [["Code", "Contacts"], ["1a", 5]]}
    yield Variant("xlsx of a return", "a.xlsx", book(sheets), READ, NOTE, both)
    swapped: dict[str, Sequence[Sequence[Any]]] = {"Sources": table(), "Two windows": [["Code", "Contacts"], ["1a", 5]]}
    yield Variant("xlsx of a return: sheets with each other's names", "a.xlsx", book(swapped), REFUSE, NOTE, both)
    titled: dict[str, Sequence[Sequence[Any]]] = {"Two windows": [["Sources"], *table()]}
    yield Variant("xlsx of a return: another's title", "a.xlsx", book(titled), REFUSE, NOTE, both)


def corpus() -> list[Variant]:
    """Every variant."""
    return [*ways_of_saving(), *of_csv(), *of_workbooks(), *of_returns()]
