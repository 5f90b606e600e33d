"""Counts of two families that are the same by their definitions: each table tells what the other keeps back. Pure.

Which those are is data: `indicators/definitions/across/same.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import DEFINITIONS, TOTAL, get_family
from indicators.disclosure.change_rules import OTHERWISE, Measure

# A family and a row of it.
Counts = tuple[str, str]
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


@cache
def _first_names() -> dict[Counts, Counts]:
    """For each row that others count the same as: the one that all of them are called by."""
    groups: list[set[Counts]] = []
    for one in same():
        pair = {(row.family, row.row) for row in (one.first, one.second)}
        joined = pair.union(*(group for group in groups if pair & group))
        groups = [group for group in groups if not group & joined] + [joined]
    return {row: min(group) for group in groups for row in group}


def called(family: str, row: str) -> Counts:
    """A row as everything that counts the same is called: what two families count is one number."""
    return _first_names().get((family, row), (family, row))


def callers(family: str, row: str) -> tuple[Counts, ...]:
    """All rows that are called so."""
    return tuple(sorted(one for one, first in _first_names().items() if first == (family, row))) or ((family, row),)


def canonical(measure: Measure) -> Measure:
    """The measure as everything that counts the same is called."""
    return Measure(*called(measure.family, measure.row), measure.starts_on, measure.ends_on)


def canonical_key(key: str) -> str:
    """The name of a quantity as `canonical` calls what it measures. One that is no count keeps its name."""
    stem, otherwise, number = key.partition(OTHERWISE)
    try:
        measure = Measure.from_key(stem)
    except ValueError:
        return key
    return f"{canonical(measure).key}{otherwise}{number}"
