"""More of the same kinds: two numbers in a cell, words that say a scale, formats with letters, other programs.

Each stands for a way in which a figure is easily taken for another. The figures are made up.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.unit.indicators.parsing.corpus_books import book, in_xml, sheet_xml, with_sheet, workbook
from tests.unit.indicators.parsing.corpus_tables import (
    EITHER,
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

# A cell that holds the 1,048 of the first line, or something that only looks like it.
CELLS: dict[str, tuple[str, str]] = {
    "two numbers on two lines": ("1\n048", REFUSE),
    "two numbers on two lines of Windows": ("1\r\n048", REFUSE),
    "two numbers with a tab": ("1\t048", REFUSE),
    "two numbers far apart": ("1   048", REFUSE),
    "a line end behind it": ("1048\n", READ),
    "a symbol before a number": ("x 1048", REFUSE),
    "a symbol in brackets before a number": ("[x] 1048", REFUSE),
    "a symbol behind it": ("1048 [x]", REFUSE),
    "suppressed behind it": ("1048 [c]", REFUSE),
    "provisional behind it, without space": ("1048[z]", REFUSE),
    "letters that turn the other way": ("\u202e8401\u202c", REFUSE),
    "letters that turn the other way, alone": ("\u202d1048", REFUSE),
    "a sign of direction": ("\u200e1048", READ),
    "a joiner of no width": ("10\u200d48", READ),
    "a soft hyphen": ("10\u00ad48", READ),
    "a figure space": ("1\u2007048", READ),
    "a space of Ogham": ("1\u1680048", REFUSE),
    "a low line": ("1_048", REFUSE),
    "a middle dot": ("1·048", REFUSE),
    "a comma of Arabic": ("1٬048", REFUSE),
    "a comma of China": ("1，048", REFUSE),
    "digits of India": ("१०४८", REFUSE),
    "a digit of mathematics": ("𝟏𝟎𝟒𝟖", REFUSE),
    "a struck-out digit of Unicode": ("9\u03361048", REFUSE),
    "a raised digit before it": ("¹1048", REFUSE),
    "a lowered digit": ("1048₁", REFUSE),
    "a digit in a circle": ("①048", REFUSE),
    "a fraction": ("1048½", REFUSE),
    "a minus behind it": ("1048-", REFUSE),
    "a true minus": ("\u22121048", REFUSE),
    "square brackets": ("[1048]", REFUSE),
    "a power in capitals": ("1.048E3", REFUSE),
    "a power as programs write it": ("1.048E+03", REFUSE),
    "a power of ten": ("1048×10", REFUSE),
    "thousands in a letter": ("1.048k", REFUSE),
    "thousands in a word": ("1 thousand", REFUSE),
    "a decimal comma of nothing": ("1048,0", REFUSE),
    "decimals and thousands of Germany": ("1.048,00", REFUSE),
    "thousands and decimals of nothing": ("1,048.00", READ),
    "spaces and decimals of nothing": ("1 048.0", READ),
    "thousands in groups of two": ("10,48", REFUSE),
    "a comma at the end": ("1,048,", REFUSE),
    "a point at the end": ("1048.", REFUSE),
    "two points": ("1..048", REFUSE),
    "a zero for a letter": ("1O48", REFUSE),
    "an exclamation mark": ("1048!", REFUSE),
    "a question mark": ("1048?", REFUSE),
    "at least": ("1048+", REFUSE),
    "about": ("~1048", REFUSE),
    "more than": (">1048", REFUSE),
    "at most": ("≤1048", REFUSE),
    "a dagger": ("1048†", REFUSE),
    "an asterisk before it": ("*1048", REFUSE),
    "a currency": ("£1,048", REFUSE),
    "a sum": ("1000+48", REFUSE),
    "a formula as text": ("=1000+48", REFUSE),
    "a text of a formula": ('="1048"', REFUSE),
    "a day": ("01/04/8", REFUSE),
    "a time": ("10:48", REFUSE),
    "a month": ("Oct-48", REFUSE),
    "an en dash": ("–", REFUSE),
    "an em dash": ("—", REFUSE),
    "two dashes": ("--", REFUSE),
    "not known": ("not known", REFUSE),
    "to be confirmed": ("TBC", REFUSE),
    "two points for a gap": ("..", REFUSE),
    "missing in a program": ("NaN", REFUSE),
    "missing in another": ("NULL", REFUSE),
    "missing in a third": ("#N/A", REFUSE),
    "infinite": ("inf", REFUSE),
    "hexadecimal": ("0x418", REFUSE),
    "Roman": ("MXLVIII", REFUSE),
    "words": ("a thousand and forty-eight", REFUSE),
    "a change in brackets": ("1048 (+3)", REFUSE),
    "the last one in brackets": ("1048 (61)", REFUSE),
    "its share in brackets": ("1048 (94%)", REFUSE),
    "a word before it": ("total 1048", REFUSE),
    "a tag": ("<b>1048</b>", REFUSE),
    "an entity": ("1&nbsp;048", REFUSE),
    "a sign that is lost": ("1\ufffd048", REFUSE),
}
# A text over the table that says that its numbers are not those that they look like.
SCALES = {
    "thousands": "All figures in thousands",
    "thousands in brackets": "Reports (thousands)",
    "thousands behind the title": "Two windows (thousands)",
    "three zeros": "Reports (000s)",
    "three zeros with an apostrophe": "Reports, ’000",
    "hundreds": "Figures are in hundreds",
    "millions": "Numbers in millions",
    "a rate": "Rate per 1,000 children",
    "a share": "Percentage of all children",
}
HARMLESS = {
    "of a thousand words": "One of a thousand families was asked",
    "of several million": "Avon and Somerset has 1.8 million people",
    "not rounded": "Figures are not rounded",
    "a rate beside": "See the rate per 10,000 on another page",
}
LITERALS: dict[str, str] = {
    'General" [c]"': REFUSE,
    'General"%"': REFUSE,
    '0" hundred"': REFUSE,
    '0" dozen"': REFUSE,
    '0"+"': REFUSE,
    '"~"0': REFUSE,
    '"about "0': EITHER,
    '0"k"': REFUSE,
    '0" reports"': READ,
    "[$£-809]#,##0": READ,
    '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-': READ,
    "#,##0;[Red]#,##0": READ,
    "[Red]#,##0": READ,
    "[>=1000]#,##0;0": READ,
    "[<2000]#,##0,;0": REFUSE,
    "0000": READ,
    "00000": EITHER,
    "#\\ ##0": READ,
    "0\\.000": REFUSE,
    '0"."0': REFUSE,
    "0.00E+00": READ,
    "[$-409]mmm-yy": REFUSE,
    "[$-F800]dddd, mmmm dd, yyyy": REFUSE,
    "mmm\\-yy;@": REFUSE,
    "[h]:mm": REFUSE,
}
_STRUCK, _BOLD = InlineFont(strike=True), InlineFont(b=True)
_SHEET_END = b"</sheetData>"


def of_kinds() -> Iterator[Variant]:
    """All of them, as CSV and as a workbook where both can hold it."""
    for name, (cell, must) in CELLS.items():
        yield text(f"csv: a cell with {name}", as_csv(changed(1, 2, cell)), must)
        if cell.strip() and not cell.startswith(("=", "#N/A")):
            yield workbook(f"a cell with {name}", book({"Two windows": changed(1, 2, cell)}), must)
    for name, title in SCALES.items():
        yield text(f"csv: in {name}", as_csv([[title], *table()]), REFUSE)
    for name, title in HARMLESS.items():
        yield text(f"csv: a title {name}", as_csv([[title], *table()]))
    yield text("csv: a heading in thousands", as_csv(table([*HEAD[:2], "Current 12 months (000s)", *HEAD[3:]])), REFUSE)
    yield text("csv: a sheet of two tables, one above the other", as_csv([*table(), [], *table()]), REFUSE)
    yield text("csv: the second one of a year before", as_csv([*table(), ["2021-22"], HEAD, ["b", "", 1, 2]]), REFUSE)
    beside = [[*one, "", *two] for one, two in zip(table(), table(), strict=True)]
    yield text("csv: two tables side by side", as_csv(beside), REFUSE)
    yield text("csv: a source below the table", as_csv([*table(), [], ["Source: the force's own records"]]))
    yield text("csv: a total that is not asked for", as_csv([*table(), ["", "Total", 1051, 1177, ""]]), REFUSE)
    yield text("csv: a line of units", as_csv([HEAD, ["", "", "number", "number", ""], *LINES]), REFUSE)
    yield text("csv: a label on two lines", as_csv(changed(1, 1, "First\nrow")))
    yield text("csv: a heading on two lines", as_csv(changed(0, 2, "Current\n12 months")))
    yield text("csv: a code with a line end", as_csv(changed(1, 0, "a\n")))
    yield text("csv: quoted with apostrophes", as_csv(table()).replace("1048", "'1048'"), REFUSE)
    yield text("csv: an escaped quotation mark", as_csv(table()).replace("3,1116,", '3,1116,"say \\"x\\""'), REFUSE)
    yield text("csv: a tab behind a comma", as_csv(table()).replace(",1048", ",\t1048"))
    yield text("csv: columns of spaces", as_csv(table(), " "), REFUSE)
    yield from _books()


def _books() -> Iterator[Variant]:
    one: dict[str, Sequence[Sequence[Any]]] = {"Two windows": table()}
    for code, must in LITERALS.items():
        yield workbook(f"the format {code}", book(one, _format("C2", code)), must)
    partly = {
        "a digit in the middle": CellRichText("1", TextBlock(_STRUCK, "9"), "048"),
        "the last digit": CellRichText("1048", TextBlock(_STRUCK, "9")),
        "all its digits": CellRichText(TextBlock(_STRUCK, "1"), TextBlock(_STRUCK, "048")),
        "a space": CellRichText("1048", TextBlock(_STRUCK, " ")),
        "another number": CellRichText(TextBlock(_STRUCK, "95 "), "1048"),
    }
    for name, cell in partly.items():
        yield workbook(
            f"struck out: {name}", book({"Two windows": changed(1, 2, cell)}), EITHER if name == "a space" else REFUSE
        )
    raised = CellRichText("1", TextBlock(InlineFont(vertAlign="superscript"), "048"))
    yield workbook("raised: the rest", book({"Two windows": changed(1, 2, raised)}), REFUSE)
    struck = book({"Two windows": changed(1, 0, CellRichText(TextBlock(_STRUCK, "b"), "a"))})
    yield workbook("struck out: a letter of the code", struck, REFUSE)
    yield workbook("struck out: a heading", book(one, _font("C1", Font(strike=True))), EITHER)
    yield workbook("struck out: a whole line", book(one, _line_struck), REFUSE)
    plain = book(one)
    said = sheet_xml(plain)
    number = '<c r="C2" t="n"><v>1048</v></c>'
    assert number in said
    phonetic = '<c r="C2" t="inlineStr"><is><t>1048</t><rPh sb="0" eb="1"><t>9</t></rPh></is></c>'
    yield workbook("how a number is spoken", with_sheet(plain, said.replace(number, phonetic)))
    formula = '<c r="C2"><f>1000+48</f><v>{}</v></c>'
    yield workbook(
        "a formula with its result as text", _with(plain, number, formula.replace("<c ", '<c t="str" ').format("1048"))
    )
    yield workbook("a formula that was never worked out", _with(plain, number, formula.format("0")), REFUSE)
    yield workbook(
        "a formula with an error", _with(plain, number, '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'), REFUSE
    )
    yield workbook("a power in the part", _with(plain, number, '<c r="C2"><v>1.048E3</v></c>'))
    yield workbook("noise behind the point", _with(plain, number, '<c r="C2"><v>1048.0000000000002</v></c>'))
    yield workbook("a number with a part", _with(plain, number, '<c r="C2"><v>1048.4</v></c>'), REFUSE)
    yield workbook("a date in the part", _with(plain, number, '<c r="C2" t="d"><v>1902-11-13</v></c>'), REFUSE)
    yield workbook("true in the part", _with(plain, number, '<c r="C2" t="b"><v>1</v></c>'), REFUSE)
    text_with_space = '<c r="C2" t="inlineStr"><is><t xml:space="preserve"> 1048 </t></is></c>'
    yield workbook("a text with its spaces", _with(plain, number, text_with_space))
    escaped = '<c r="C2" t="inlineStr"><is><t>1048_x000D_</t></is></c>'
    yield workbook("a line end as a code", _with(plain, number, escaped), EITHER)
    yield workbook("a line of no height", in_xml(plain, (b'<row r="3"', b'<row r="3" ht="0" customHeight="1"')))
    yield from _filters(plain)
    yield workbook(
        "merged headings", book({"Two windows": [["", "", "2022-23", "2021-22"], *table()]}, _merge("A1:B1"))
    )
    over_both = [["", "", "12 months to March 2023", None], *table()]
    yield workbook("a merged heading over both windows", book({"Two windows": over_both}, _merge("C1:D1")), EITHER)
    yield workbook("a merged heading of figures", book({"Two windows": changed(0, 3, None)}, _merge("C1:D1")), REFUSE)
    yield workbook("merged codes", book({"Two windows": changed(2, 0, None)}, _merge("A2:A3")), EITHER)
    swapped: dict[str, Sequence[Sequence[Any]]] = {"Figures": table(), "Two windows": []}
    yield workbook("an empty sheet with the name", book(swapped), EITHER)
    yield workbook("a total below", book({"Two windows": [*table(), [None, "Total", 1051, 1177]]}), REFUSE)
    yield workbook("two tables in a sheet", book({"Two windows": [*table(), [], *table()]}), REFUSE)
    far = [[*line, *[None] * 3, *other] for line, other in zip(table(), table(), strict=True)]
    yield workbook("two tables side by side", book({"Two windows": far}), REFUSE)
    yield workbook("a title in thousands", book({"Two windows": [["Reports, in thousands"], *table()]}), REFUSE)
    yield workbook("a sheet in thousands", book({"In thousands": table()}), REFUSE)


def _filters(plain: bytes) -> Iterator[Variant]:
    filtered = (_SHEET_END, b'</sheetData><autoFilter ref="A1:E3"/>')
    yield workbook("a filter", in_xml(plain, filtered))
    yield workbook("a filter that hides a line", in_xml(plain, filtered, (b'<row r="3"', b'<row r="3" hidden="1"')))


def _with(plain: bytes, old: str, new: str) -> bytes:
    return with_sheet(plain, sheet_xml(plain).replace(old, new))


def _format(cell: str, code: str) -> Any:
    return lambda sheet: setattr(sheet[cell], "number_format", code)


def _font(cell: str, font: Font) -> Any:
    return lambda sheet: setattr(sheet[cell], "font", font)


def _merge(cells: str) -> Any:
    return lambda sheet: sheet.merge_cells(cells)


def _line_struck(sheet: Any) -> None:
    for cell in sheet[2]:
        cell.font = Font(strike=True)
