"""Files as people and programs write them: other quotation, sheets by year, formats of other countries, broken cells.

The figures are made up. Each was tried against the reader without knowing how it reads.
"""

import csv
import datetime
from collections.abc import Iterator, Mapping, Sequence
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
    Table,
    Variant,
    as_csv,
    changed,
    table,
    text,
)

CELLS: Mapping[str, tuple[str, str]] = {
    "the mark for as above": ('"', REFUSE),
    "the words for as above": ("as above", REFUSE),
    "zero in a word": ("zero", REFUSE),
    "the letter O": ("O", REFUSE),
    "nothing and a number": ("nil 1048", REFUSE),
    "a symbol close to a number": ("x1048", REFUSE),
    "a provisional mark in brackets": ("1048 (p)", REFUSE),
    "an estimate": ("1048 est.", REFUSE),
    "a mark of revision, apart": ("1048 r", REFUSE),
    "a fraction behind a space": ("1048 1/2", REFUSE),
    "a fraction alone": ("½", REFUSE),
    "a financial year": ("2022-23", REFUSE),
    "a space in the wrong place": ("10 48", REFUSE),
    "a space one digit too late": ("104 8", REFUSE),
    "a space behind the comma": ("1, 048", REFUSE),
    "a space before the comma": ("1 ,048", REFUSE),
    "a degree": ("1048º", REFUSE),
    "a keycap": ("1048\u20e3", REFUSE),
    "digits in bold of mathematics": ("𝟣𝟢𝟦𝟪", REFUSE),
    "zeros before it": ("001048", READ),
}
FORMATS: Mapping[str, str] = {
    "#'##0": REFUSE,
    '#"."##0': REFUSE,
    '#,##0"m"': REFUSE,
    '[<5000]"*";0': REFUSE,
    '[>5]"more than 5";0': REFUSE,
    "00-00": REFUSE,
    "0.0E+00": READ,
    "0;-0;;@": READ,
    '0" p.a."': READ,
    "[$-2000401]0": READ,
}
HEADINGS: Mapping[str, tuple[list[str], str]] = {
    "ends of the year": ([*HEAD[:2], "Current 12 months (YE Mar 23)", "Previous 12 months (YE Mar 22)", "Note"], READ),
    "thousands": ([*HEAD[:2], "Current 12 months, thousands", "Previous 12 months, thousands", "Note"], REFUSE),
    "percentages": ([*HEAD[:2], "Current 12 months (%)", "Previous 12 months (%)", "Note"], REFUSE),
    "money": ([*HEAD[:2], "Current 12 months (£)", "Previous 12 months (£)", "Note"], REFUSE),
    "years alone": ([*HEAD[:2], "2022-23", "2021-22", "Note"], REFUSE),
    "years alone, the wrong way round": ([*HEAD[:2], "2021-22", "2022-23", "Note"], REFUSE),
}
RIGHT, WRONG, AMERICAN = ("1 April 2022", "31-Mar-23"), ("01/04/2021", "31/03/2022"), ("04/01/2022", "03/31/2023")


def of_more() -> Iterator[Variant]:
    """All of them."""
    for name, (cell, must) in CELLS.items():
        yield text(f"csv, once more: {name}", as_csv(changed(1, 2, cell)), must)
        yield workbook(f"once more: {name}", book({"Two windows": changed(1, 2, cell)}), must)
    for name, (head, must) in HEADINGS.items():
        yield text(f"csv: headings with {name}", as_csv(table(head)), must)
        yield workbook(f"headings with {name}", book({"Two windows": table(head)}), must)
    for name, lines, must in _tables():
        yield text(f"csv: {name}", as_csv(lines), must)
        yield workbook(name, book({"Two windows": lines}), must)
    yield from _texts()
    yield from _books()


def _dated(*days: Sequence[str]) -> Table:
    return [[*HEAD, "Period from", "Period to"], *([*line, *of] for line, of in zip(LINES, days, strict=True))]


def _tables() -> Iterator[tuple[str, Table, str]]:
    yield "the headings twice", [HEAD, *table()], REFUSE
    yield "lines for columns", [list(line) for line in zip(*table(), strict=True)], REFUSE
    yield (
        "numbers of lines under a heading",
        [["#", *HEAD], *([place, *line] for place, line in enumerate(LINES))],
        READ,
    )
    yield (
        "numbers of lines without one",
        [["", *HEAD], *([place, *line] for place, line in enumerate(LINES, 1))],
        REFUSE,
    )
    yield "numbers of footnotes", [[*HEAD[:2], "", *HEAD[2:]], *([*one[:2], 1, *one[2:]] for one in LINES)], REFUSE
    yield (
        "a number before the words",
        [HEAD[1:], *([f"{n}. {line[1]}", *line[2:]] for n, line in enumerate(LINES))],
        REFUSE,
    )
    yield "more words behind the words", [HEAD[1:], ["First row (all)", *LINES[0][2:]], LINES[1][1:]], REFUSE
    yield "a total at the top", [HEAD, ["", "All rows", 1051, 1177, ""], *LINES], REFUSE
    yield "a mark that is none", [[*HEAD, "Mark"], [*LINES[0], "estimated"], [*LINES[1], ""]], REFUSE
    yield (
        "figures and the word for none",
        [[*HEAD, "If blank"], [*LINES[0], "nothing to report"], [*LINES[1], ""]],
        REFUSE,
    )
    yield "days of this period", _dated(RIGHT, RIGHT), READ
    yield "days of the year before", _dated(WRONG, WRONG), REFUSE
    yield "days of America", _dated(AMERICAN, AMERICAN), REFUSE


def _texts() -> Iterator[Variant]:
    plain = as_csv(table())
    yield text("csv: a space behind each separator", as_csv(table()).replace(",1048", ", 1048").replace(',"', ', "'))
    quoted = as_csv(table(), quoting=csv.QUOTE_ALL)
    yield text("csv: a space before each quotation mark", quoted.replace(',"', ', "'))
    whole = "\r\n".join('"' + line.replace('"', '""') + '"' for line in plain.strip().split("\r\n"))
    yield text("csv: each line quoted as a whole", whole, REFUSE)
    yield text("csv: quoted with apostrophes, whole", quoted.replace('"', "'"), REFUSE)
    yield text("csv: letters of a mainframe", plain.replace("’", "'").replace("–", "-"), REFUSE, encoding="cp500")
    yield Variant("csv: one byte that is no UTF-8", "a.csv", plain.encode().replace(b"counted", b"count\xffed"), REFUSE)
    yield text("csv: a euro", as_csv(changed(1, 4, "It cost €5 – once")), READ, "It cost €5 – once", "cp1252")
    yield text("csv: parted by tildes", as_csv(table(), "~"), REFUSE)
    yield text(
        "csv: separators at the end of each line", "".join(f"{line},,\r\n" for line in plain.strip().split("\r\n"))
    )
    yield text("csv: a quotation mark in a number", plain.replace("1048", '"10""48"'), REFUSE)


def _formatted(code: str, cell: str = "C2") -> Any:
    return lambda sheet: setattr(sheet[cell], "number_format", code)


def _books() -> Iterator[Variant]:
    one: dict[str, Sequence[Sequence[Any]]] = {"Two windows": table()}
    for code, must in FORMATS.items():
        yield workbook(f"the format {code}, once more", book(one, _formatted(code)), must)
    for name, cell in {
        "a day and a time": datetime.datetime(2022, 10, 4, 10, 48),  # noqa: DTZ001
        "a time": datetime.time(10, 48),
        "a length of time": datetime.timedelta(hours=1048),
        "a hundredth": 10.48,
        "a part that is not shown": 1048.4,
    }.items():
        yield workbook(f"a cell that holds {name}", book({"Two windows": changed(1, 2, cell)}), REFUSE)
    shown = book({"Two windows": changed(1, 2, 1048.4)}, _formatted("0"))
    yield workbook("a part that the format hides", shown, REFUSE)
    yield workbook("a hundredth as a percentage", book({"Two windows": changed(1, 2, 10.48)}, _formatted("0%")), REFUSE)
    white = book(one, lambda sheet: setattr(sheet["C2"], "font", Font(color="FFFFFFFF")))
    yield workbook("a number in white", white, EITHER)
    red = CellRichText("1", TextBlock(InlineFont(color="FFFF0000"), "048"))
    yield workbook("a number in two colours", book({"Two windows": changed(1, 2, red)}), READ)
    partly = CellRichText(TextBlock(InlineFont(strike=True), "Second "), "First row")
    yield workbook("words of a line partly struck out", book({"Two windows": changed(1, 1, partly)}), REFUSE)
    again = [*table(), ["a", "First row", 7, 8, ""]]
    hidden = book({"Two windows": again}, lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True))
    yield workbook("a hidden line and the same one shown", hidden, REFUSE)
    last = table(lines=[["a", "First row", 61, 5, ""], ["b", "Second row", 1116, 9, ""]])
    yield workbook("a sheet for each year", book({"2022-23": table(), "2021-22": last}), REFUSE)
    plain = book(one)
    said, number = sheet_xml(plain), '<c r="C2" t="n"><v>1048</v></c>'
    twice = number + '<c r="C2" t="n"><v>5</v></c>'
    yield workbook("two cells in one place", with_sheet(plain, said.replace(number, twice)), REFUSE)
    same = said.replace('<row r="3"', '<row r="2"')
    for letter in "ABCD":
        same = same.replace(f'r="{letter}3"', f'r="{letter}2"')
    yield workbook("two lines in one place", with_sheet(plain, same), REFUSE)
    for name, value in {
        "endless": "INF",
        "no number": "NaN",
        "with a comma": "1,048",
        "far too large": "1E300",
    }.items():
        yield workbook(f"a number that is {name}", with_sheet(plain, said.replace("<v>1048<", f"<v>{value}<")), REFUSE)
    lost = number.replace('t="n"', 't="s"')
    yield workbook("a shared text that is not there", with_sheet(plain, said.replace(number, lost)), REFUSE)
    linked = in_xml(
        book({"Two windows": changed(1, 2, "=Sheet2!A1"), "Sheet2": [[1048]]}), (b"<v></v>", b"<v>1048</v>")
    )
    yield workbook("a formula about another sheet", linked)
