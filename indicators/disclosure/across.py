"""Counts of two families that are the same by their definitions: each table tells what the other keeps back. Pure.

Which those are is data: `indicators/definitions/across/relations.toml`.
"""

from dataclasses import dataclass
from functools import lru_cache

from indicators.definitions.across_relations import EQUAL, RowOf, relations, what_holds
from indicators.definitions.current import Catalogue
from indicators.disclosure.change_rules import OTHERWISE, Measure

# A family and a row of it.
Counts = tuple[str, str]


@dataclass(frozen=True)
class Same:
    """Two rows that count the same, and why."""

    because: str
    first: RowOf
    second: RowOf


def same() -> tuple[Same, ...]:
    """Every pair of single rows that are equal."""
    return tuple(
        Same(one.because, one.lower[0], one.upper[0])
        for one in relations()
        if one.kind == EQUAL and len(one.lower) == len(one.upper) == 1
    )


@lru_cache(maxsize=4)
def _first_names(_now: Catalogue, _own_area: str) -> dict[Counts, Counts]:
    """For each row that others count the same as: the one that all of them are called by."""
    groups: list[set[Counts]] = []
    for one in same():
        pair = {(row.family, row.row) for row in (one.first, one.second)}
        joined = pair.union(*(group for group in groups if pair & group))
        groups = [group for group in groups if not group & joined] + [joined]
    return {row: min(group) for group in groups for row in group}


def called(family: str, row: str) -> Counts:
    """A row as everything that counts the same is called: what two families count is one number."""
    return _first_names(*what_holds()).get((family, row), (family, row))


def callers(family: str, row: str) -> tuple[Counts, ...]:
    """All rows that are called so."""
    names = _first_names(*what_holds())
    return tuple(sorted(one for one, first in names.items() if first == (family, row))) or ((family, row),)


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
