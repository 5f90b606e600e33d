"""Relations between rows of several families, or bases of one: `indicators/definitions/across/relations.toml`. Pure.

One declaration serves the checks of returns and disclosure control. Families of the library are named as well: a
relation holds once all its families are in use. A family's own rules can name a row of another one (`Rule.other`).
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from indicators.definitions.current import Catalogue
from indicators.definitions.entries import RULE_SEVERITIES, SAME_ELSEWHERE, CatalogueError
from indicators.definitions.families import BASE, DEFINITIONS, TOTAL, Family, catalogue, get_family, library

RELATIONS = DEFINITIONS / "across" / "relations.toml"
EQUAL, AT_MOST = "equal", "at_most"
KINDS = (EQUAL, AT_MOST)
# In families of areas: the area that the partnership works in.
OWN_AREA = "own area"


@dataclass(frozen=True)
class RowOf:
    """A row of a family, or with `BASE` behind it what its percentage is of.

    `total` is the family's total, and `own area` the partnership's area in a family of areas.
    """

    family: str
    row: str

    @property
    def label(self) -> str:
        """The row in words."""
        family = get_family(self.family)
        if self.row == TOTAL:
            return family.total_label
        if family.is_area_rates:
            return family.column("count").label
        label = next(row.label for row in family.fixed_rows if row.key == self.row.removesuffix(BASE))
        return f"{label}{BASE}" if self.row.endswith(BASE) else label


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
        """The slugs of the families that it is about, each once."""
        return tuple(dict.fromkeys(one.family for one in (*self.lower, *self.upper)))


def _rows_of(family: Family) -> set[str]:
    """What a relation can name of a family."""
    if family.is_area_rates:
        return {OWN_AREA} if family.has_counts else set()
    keys = {one.key for one in family.fixed_rows}
    if family.counts_bases:
        keys |= {f"{key}{BASE}" for key in keys}
    return keys | ({TOTAL} if family.total_label else set())


def _row(entry: Mapping[str, str], name: str) -> RowOf:
    row, known = RowOf(**entry), library()
    if row.family not in known:
        raise CatalogueError(f"{name}: names the family {row.family}, which does not exist.")
    if row.row not in _rows_of(known[row.family]):
        raise CatalogueError(f"{name}: names the row {row.row}, which {row.family} does not have.")
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
    rows = {*found.lower, *found.upper}
    # Rows of one family have its own rules, which do not name what a percentage is of.
    is_of_bases = len(rows) > 1 and all(one.row.endswith(BASE) for one in rows)
    if not (found.lower and found.upper) or (len(found.families) < 2 and not is_of_bases):
        raise CatalogueError(
            f"{name}: {found.code} must tie rows of at least two families together, or what two percentages are of."
        )
    return found


def load_relations(path: Path) -> tuple[Relation, ...]:
    """Read a file. Raises `CatalogueError` for one that is not signed by two, or names what does not exist."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if not data.get("authored_by") or data["authored_by"] == data.get("checked_by"):
        raise CatalogueError(f"{path.name}: author and checker must be two.")
    return tuple(_relation(one, path.name) for one in data["relations"])


@cache
def _declared() -> tuple[Relation, ...]:
    """Every relation of the file; read once."""
    return load_relations(RELATIONS)


def own_area_is(slug: str) -> None:
    """Say which area the partnership works in. Called once, when the portal starts."""
    _own_area[:] = [slug]


_own_area: list[str] = []


def what_holds() -> tuple[Catalogue, str]:
    """The definitions in use and the partnership's area: what follows from relations can be kept with them."""
    return catalogue(), "".join(_own_area)


def relations() -> tuple[Relation, ...]:
    """The relations between families that are in use, as far as these have the rows."""
    return _in_use(*what_holds())


@lru_cache(maxsize=4)
def _in_use(now: Catalogue, own_area: str) -> tuple[Relation, ...]:
    found = []
    for one in (*_declared(), *_of_rules(now)):
        rows = (*one.lower, *one.upper)
        is_in_use = all(row.family in now.newest and row.row in _rows_of(now.newest[row.family]) for row in rows)
        if is_in_use and (own_area or OWN_AREA not in {row.row for row in rows}):
            lower, upper = (tuple(_with_area(side, own_area)) for side in (one.lower, one.upper))
            found.append(replace(one, lower=lower, upper=upper))
    return tuple(found)


def _of_rules(now: Catalogue) -> Iterator[Relation]:
    """What the rules of families say of other families."""
    for family in now.families:
        for rule in family.rules:
            if rule.other:
                slug, _, row = rule.other.partition("/")
                sides = (RowOf(family.slug, rule.lower),), (RowOf(slug, row),)
                kind = EQUAL if rule.kind == SAME_ELSEWHERE else AT_MOST
                yield Relation(rule.code, kind, rule.because, rule.severity, *sides)


def _with_area(side: Iterable[RowOf], own_area: str) -> Iterator[RowOf]:
    """The rows with the key of the own area in its place."""
    return (replace(row, row=own_area) if row.row == OWN_AREA else row for row in side)


def related_to(slug: str) -> tuple[str, ...]:
    """The families whose figures those of this family are held against."""
    tied = (family for one in relations() if slug in one.families for family in one.families)
    return tuple(dict.fromkeys(family for family in tied if family != slug))
