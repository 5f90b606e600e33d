"""Counts of two families that are the same by their definitions: each table tells what the other keeps back. Pure.

Which those are is data: `indicators/definitions/across/same.toml`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import DEFINITIONS, TOTAL, get_family
from indicators.disclosure.change_rules import Measure
from indicators.disclosure.problem_index import Book
from indicators.disclosure.solver.facts import Fact, scaled

SAME = DEFINITIONS / "across" / "same.toml"


@dataclass(frozen=True)
class Row:
    """A row of a family."""

    family: str
    row: str


@dataclass(frozen=True)
class Same:
    """Two rows that count the same, and why."""

    because: str
    first: Row
    second: Row


def _row(entry: Mapping[str, str], name: str) -> Row:
    row = Row(**entry)
    try:
        family = get_family(row.family)
    except KeyError as error:
        raise CatalogueError(f"{name}: names the family {error}, which does not exist.") from error
    if row.row not in {one.key for one in family.fixed_rows} | ({TOTAL} if family.total_label else set()):
        raise CatalogueError(f"{name}: names the row {row.row}, which {family.slug} does not have.")
    return row


def load_same(path: Path) -> tuple[Same, ...]:
    """Read the pairs of a file. Raises `CatalogueError` for one that is not signed, or names what does not exist."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if not data.get("authored_by") or data["authored_by"] == data.get("checked_by"):
        raise CatalogueError(f"{path.name}: author and checker must be two.")
    return tuple(
        Same(one["because"], _row(one["first"], path.name), _row(one["second"], path.name)) for one in data["same"]
    )


@cache
def same() -> tuple[Same, ...]:
    """Every pair; read once."""
    return load_same(SAME)


def same_counts(book: Book) -> Iterator[Fact]:
    """That both are the same, for each window that both count, where the newest figures of both agree.

    Figures that differ are two numbers: a reader who took one for the other would be wrong.
    """
    for pair in same():
        for measure in book.measures(pair.first.family, pair.first.row):
            other = Measure(pair.second.family, pair.second.row, measure.starts_on, measure.ends_on)
            first, second = book.newest(measure), book.newest(other)
            if first and second and book.values[first] == book.values[second]:
                yield scaled({first: 1, second: -1}, 0, 0)
