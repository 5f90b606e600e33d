"""Relations between rows of several families: `indicators/definitions/across/relations.toml`. Pure.

One declaration serves the checks of returns and disclosure control.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indicators.definitions.entries import RULE_SEVERITIES, CatalogueError
from indicators.definitions.families import DEFINITIONS, TOTAL, get_family

RELATIONS = DEFINITIONS / "across" / "relations.toml"
EQUAL, AT_MOST = "equal", "at_most"
KINDS = (EQUAL, AT_MOST)


@dataclass(frozen=True)
class RowOf:
    """A row of a family; `total` is the family's total."""

    family: str
    row: str

    @property
    def label(self) -> str:
        """The row in words."""
        family = get_family(self.family)
        if self.row == TOTAL:
            return family.total_label
        return next(row.label for row in family.fixed_rows if row.key == self.row)


@dataclass(frozen=True)
class Relation:
    """The `lower` rows together are equal to the `upper` rows together, or at most as many (`kind`), and why.

    It holds for the same window. The checks stop what breaks a hard one and ask about what breaks a soft one.
    """

    code: str
    kind: str
    because: str
    severity: str
    lower: tuple[RowOf, ...]
    upper: tuple[RowOf, ...]

    @property
    def families(self) -> tuple[str, ...]:
        """The slugs of the families that it ties together, each once."""
        return tuple(dict.fromkeys(one.family for one in (*self.lower, *self.upper)))


def _row(entry: Mapping[str, str], name: str) -> RowOf:
    row = RowOf(**entry)
    try:
        family = get_family(row.family)
    except KeyError as error:
        raise CatalogueError(f"{name}: names the family {error}, which does not exist.") from error
    if row.row not in {one.key for one in family.fixed_rows} | ({TOTAL} if family.total_label else set()):
        raise CatalogueError(f"{name}: names the row {row.row}, which {family.slug} does not have.")
    return row


def _relation(entry: Mapping[str, Any], name: str) -> Relation:
    found = Relation(
        code=entry["code"],
        kind=entry["kind"],
        because=entry["because"],
        severity=entry["severity"],
        lower=tuple(_row(one, name) for one in entry["lower"]),
        upper=tuple(_row(one, name) for one in entry["upper"]),
    )
    if found.kind not in KINDS or found.severity not in RULE_SEVERITIES:
        raise CatalogueError(f"{name}: the kind or the severity of {found.code} is unknown.")
    if not (found.lower and found.upper) or len(found.families) < 2:
        raise CatalogueError(f"{name}: {found.code} must tie rows of at least two families together.")
    return found


def load_relations(path: Path) -> tuple[Relation, ...]:
    """Read a file. Raises `CatalogueError` for one that is not signed by two, or names what does not exist."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if not data.get("authored_by") or data["authored_by"] == data.get("checked_by"):
        raise CatalogueError(f"{path.name}: author and checker must be two.")
    return tuple(_relation(one, path.name) for one in data["relations"])


@cache
def relations() -> tuple[Relation, ...]:
    """Every relation; read once."""
    return load_relations(RELATIONS)


def related_to(slug: str) -> tuple[str, ...]:
    """The families whose figures those of this family are held against."""
    tied = (family for one in relations() if slug in one.families for family in one.families)
    return tuple(dict.fromkeys(family for family in tied if family != slug))
