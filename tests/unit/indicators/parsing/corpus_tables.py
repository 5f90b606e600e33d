"""Variants of one valid upload, made by rule: each is read as it was meant, or refused with what to do.

The figures are made up. A variant that `must` be read is one that a careful sender would call right; one that must be
refused says two things at once; of the others either answer is right, and a wrong figure never is.
"""

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from indicators.parsing.layout import FileForm
from tests.unit.indicators.parsing.forms import form

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
