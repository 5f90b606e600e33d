"""What the machine knows by itself of one family, without a line of the portal's own checks."""

from collections.abc import Mapping
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

FAMILY = "missing-children"
CHILDREN, REPORTS = "number-of-missing-children", "number-of-missing-children-reports"
REPEAT = "number-of-repeat-missing-children"
CARE, REPEAT_CARE = "number-of-children-missing-from-care", "number-of-repeat-children-missing-from-care"
ROWS = (CHILDREN, REPORTS, REPEAT, CARE, REPEAT_CARE)
COLUMNS = ("current", "previous")
# Each is at most the other.
CHAINS = ((CHILDREN, REPORTS), (REPEAT, CHILDREN), (CARE, CHILDREN), (REPEAT_CARE, CARE))
CELLS = tuple((row, column) for row in ROWS for column in COLUMNS)

Cell = tuple[str, str]


def meaning(typed: str) -> Decimal | None:
    """The number that a plain cell means; None for a blank. Raises `ValueError` for anything else."""
    text = typed.strip()
    if not text:
        return None
    if not text.replace(",", "").isdecimal() or not text.isascii():
        raise ValueError(typed)
    return Decimal(text.replace(",", ""))


def broken_rules(figures: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[str]:
    """What a snapshot of figures says that can never be: a blank, a figure below zero, a part above its whole."""
    found = [f"blank: {cell}" for cell in CELLS if cell[1] not in figures.get(cell[0], {})]
    numbers: dict[Cell, Decimal] = {}
    for row, columns in figures.items():
        for column, answer in columns.items():
            if answer["value"] is not None:
                numbers[row, column] = Decimal(answer["value"])
    found += [f"below zero: {cell}" for cell, number in numbers.items() if number < 0]
    for column in COLUMNS:
        for lower, upper in CHAINS:
            part, whole = numbers.get((lower, column)), numbers.get((upper, column))
            if part is not None and whole is not None and part > whole:
                found.append(f"{column}: {lower} {part} above {upper} {whole}")
    return found


class Inputs(HTMLParser):
    """The text of every input of a page, by name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep name and value."""
        named = dict(attrs)
        if tag == "input" and named.get("name"):
            self.values[str(named["name"])] = named.get("value") or ""
