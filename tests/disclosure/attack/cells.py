"""What a reader reads: cells of tables, wherever they stand, and sentences. Nothing of the portal's code is used."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

MARKS = re.compile(r"\s*\[(?:p|r)\]")
SYMBOL = re.compile(r"\[[a-z]+\]")
NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")


@dataclass(frozen=True)
class Place:
    """A cell of a published table, as its row and column are headed. `table` tells the tables of a family apart."""

    release: str
    family: str
    table: str
    row: str
    column: str


@dataclass(frozen=True)
class Cell:
    """A cell with its keys: what is counted, from when to when, and what is printed: a number or a symbol."""

    place: Place
    row_key: str
    column_key: str
    unit: str
    period: str
    start: datetime.date
    end: datetime.date
    number: Decimal | None
    symbol: str

    @property
    def says(self) -> str:
        """What is printed, in one form for every kind of file."""
        return said(self.number, self.symbol)


def said(number: Decimal | None, symbol: str) -> str:
    """A number without what is only form; else the symbol."""
    if number is None:
        return symbol
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def read_text(text: str) -> str:
    """The same of a printed text such as `1,204 [p]`, `+3.0%` or `[c]`; the text itself where it is neither."""
    bare = MARKS.sub("", text).strip()
    if NUMBER.fullmatch(bare):
        return said(Decimal(bare.strip("+%").replace(",", "")), "")
    found = SYMBOL.match(bare)
    return found[0] if found else bare
