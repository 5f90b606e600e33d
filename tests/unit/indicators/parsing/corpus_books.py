"""The workbooks of the corpus: formats, runs of letters, sheets, and what other programs write."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.indicators.parsing.corpus_tables import (
    EITHER,
    LINES,
    NOTE,
    READ,
    REFUSE,
    Table,
    Variant,
    changed,
    table,
    tables,
)

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
    inner = sheet_xml(plain)
    prefixed = re.sub(r"<(/?)(?!\?)", r"<\1x:", inner).replace("xmlns=", "xmlns:x=")
    yield workbook("names with a prefix", with_sheet(plain, prefixed))
    bare = re.sub(r' r="[A-Z]+[0-9]+"', "", inner)
    yield workbook("cells without their places", with_sheet(plain, re.sub(r'<row r="[0-9]+"', "<row", bare)))
    yield workbook("no styles", packed({name: part for name, part in parts_of(plain).items() if "styles" not in name}))
    yield workbook("the strict standard", packed({name: _strict(part) for name, part in parts_of(plain).items()}))
    yield workbook("bytes behind its end", plain + b"xxxx")
    yield workbook("bytes before its beginning", b"\xef\xbb\xbf" + plain, REFUSE)
    yield workbook("texts that are shared", shared(plain))
    for name, (value, must) in RUNS.items():
        content = shared(book({"Two windows": changed(1, 2, value)}))
        yield workbook(f"a shared text with {name}", content, must)


def _strict(part: bytes) -> bytes:
    old = b"http://schemas.openxmlformats.org/"
    part = part.replace(old + b"spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    return part.replace(
        old + b"officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    )


SHEET = "xl/worksheets/sheet1.xml"


def sheet_xml(content: bytes) -> str:
    return parts_of(content)[SHEET].decode()


def with_sheet(content: bytes, sheet: str) -> bytes:
    return packed(parts_of(content) | {SHEET: sheet.encode()})


def shared(content: bytes) -> bytes:
    """The same workbook with its texts in a part of their own, as Excel writes them."""
    texts: list[str] = []

    def share(match: re.Match[str]) -> str:
        texts.append(match[2])
        return f'{match[1]} t="s"><v>{len(texts) - 1}</v></c>'

    sheet = re.sub(r'(<c r="[A-Z]+[0-9]+"[^>]*?) t="inlineStr"><is>(.*?)</is></c>', share, sheet_xml(content))
    assert texts, "there are texts in every table"
    strings = "".join(f"<si>{text}</si>" for text in texts)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="{main}">{strings}</sst>'
    return packed(parts_of(content) | {SHEET: sheet.encode(), "xl/sharedStrings.xml": part.encode()})
