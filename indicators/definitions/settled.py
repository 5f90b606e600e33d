"""Relations between counts that hold in all figures so far and are no rule, as a person settled: `across/settled.toml`.

Pure.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indicators.definitions.across_relations import AT_MOST, EQUAL
from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import DEFINITIONS, library

SETTLED = DEFINITIONS / "across" / "settled.toml"
# A family and a row of it.
Row = tuple[str, str]


@dataclass(frozen=True)
class Settled:
    """Relations of these kinds, and why they are no rule.

    Those between rows of several of the families or, where there is one family, between its rows; with `others`, those
    between rows of both lists. `lower` and `upper` narrow it to rows, written as family/row; empty are all.
    """

    because: str
    kinds: tuple[str, ...]
    families: tuple[str, ...]
    others: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    upper: tuple[str, ...] = ()

    def covers(self, kind: str, lower: Sequence[Row], upper: Sequence[Row]) -> bool:
        """Whether a relation between these rows is one of them; what is equal is so from both sides."""
        found = {family for family, _ in (*lower, *upper)}
        if kind not in self.kinds or not self._is_about(found):
            return False
        sides = [(lower, upper), (upper, lower)] if kind == EQUAL else [(lower, upper)]
        return any(_are_in(one, self.lower) and _are_in(other, self.upper) for one, other in sides)

    def _is_about(self, found: set[str]) -> bool:
        """Whether rows of exactly these families stand in the relation."""
        mine, theirs = set(self.families), set(self.others)
        if theirs:
            return found <= mine | theirs and bool(found & mine) and bool(found & theirs)
        return found <= mine and (len(found) > 1) == (len(mine) > 1)


def _are_in(rows: Sequence[Row], names: Sequence[str]) -> bool:
    return not names or all("/".join(row) in names for row in rows)


def _one(entry: Mapping[str, Any], name: str) -> Settled:
    found = Settled(
        because=entry["because"],
        kinds=tuple(entry["kinds"]),
        families=tuple(entry["families"]),
        others=tuple(entry.get("others", ())),
        lower=tuple(entry.get("lower", ())),
        upper=tuple(entry.get("upper", ())),
    )
    named = (*found.families, *found.others)
    for slug in (*named, *(one.partition("/")[0] for one in (*found.lower, *found.upper))):
        if slug not in library():
            raise CatalogueError(f"{name}: names the family '{slug}', which does not exist.")
    if not found.because.strip() or not found.families or not set(found.kinds) <= {EQUAL, AT_MOST}:
        raise CatalogueError(f"{name}: each entry needs a reason, families, and kinds that are {EQUAL} or {AT_MOST}.")
    return found


def load_settled(path: Path) -> tuple[Settled, ...]:
    """Read a file. Raises `CatalogueError` for one that is not signed by two, gives no reason, or names no family."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if not data.get("authored_by") or data["authored_by"] == data.get("checked_by"):
        raise CatalogueError(f"{path.name}: author and checker must be two.")
    return tuple(_one(entry, path.name) for entry in data["settled"])


@cache
def settled() -> tuple[Settled, ...]:
    """Every entry; read once."""
    return load_settled(SETTLED)
