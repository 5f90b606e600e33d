"""The whole corpus of variants: CSV files, workbooks, and returns of several families."""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.unit.indicators.parsing.corpus_books import book, of_workbooks
from tests.unit.indicators.parsing.corpus_kinds import of_kinds
from tests.unit.indicators.parsing.corpus_more import of_more
from tests.unit.indicators.parsing.corpus_quirks import of_quirks
from tests.unit.indicators.parsing.corpus_tables import (
    LINES,
    NOTE,
    READ,
    REFUSE,
    Variant,
    as_csv,
    changed,
    table,
    tables,
    text,
    ways_of_saving,
)
from tests.unit.indicators.parsing.forms import CATEGORIES, RATES, WINDOWS, form


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


CORPUS: dict[str, Callable[[], Iterator[Variant]]] = {
    "ways of saving": ways_of_saving,
    "csv": of_csv,
    "workbooks": of_workbooks,
    "returns": of_returns,
    "kinds": of_kinds,
    "quirks": of_quirks,
    "more": of_more,
}


@functools.cache
def corpus(part: str) -> list[Variant]:
    """Every variant of a part. They take seconds to make: not where tests are only looked for."""
    return list(CORPUS[part]())
