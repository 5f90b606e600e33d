"""Figures of two partners that count the same from both ends: `indicators/definitions/across/pairs.toml`. Pure."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import DEFINITIONS, catalogue, get_family, library

PAIRS = DEFINITIONS / "across" / "pairs.toml"


@dataclass(frozen=True)
class Place:
    """One figure of one family."""

    family: str
    row: str
    column: str


@dataclass(frozen=True)
class Pair:
    """What one partner sends and another receives. They may differ by `percent`, and always by up to `at_least`."""

    code: str
    because: str
    sent: Place
    received: Place
    percent: Decimal
    at_least: Decimal

    @property
    def sentence(self) -> str:
        """The rule in words."""
        return f"{self.because}: the two differ by no more than {self.percent}%, or {self.at_least}."

    @property
    def where(self) -> str:
        """Both families, by title."""
        return f"{get_family(self.sent.family).title}; {get_family(self.received.family).title}"

    def agrees(self, sent: Decimal, received: Decimal) -> bool:
        """Whether the two are close enough."""
        return abs(sent - received) <= max(self.at_least, max(sent, received) * self.percent / 100)


def _place(entry: dict[str, Any], name: str, code: str) -> Place:
    place = Place(**entry)
    try:
        family = library()[place.family]
        family.column(place.column)
    except KeyError as error:
        raise CatalogueError(f"{name}: {code} names {error}, which does not exist.") from error
    if place.row not in {row.key for row in family.fixed_rows}:
        raise CatalogueError(f"{name}: {code} names the row {place.row}, which {family.slug} does not have.")
    return place


def load_pairs(path: Path) -> tuple[Pair, ...]:
    """Read the pairs of a file. Raises `CatalogueError` for one that is not signed, or names what does not exist."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if not data.get("authored_by") or data["authored_by"] == data.get("checked_by"):
        raise CatalogueError(f"{path.name}: author and checker must be two.")
    return tuple(
        Pair(
            code=entry["code"],
            because=entry["because"],
            sent=_place(entry["sent"], path.name, entry["code"]),
            received=_place(entry["received"], path.name, entry["code"]),
            percent=Decimal(entry["percent"]),
            at_least=Decimal(entry["at_least"]),
        )
        for entry in data["pairs"]
    )


@cache
def _declared() -> tuple[Pair, ...]:
    """Every pair of the file; read once."""
    return load_pairs(PAIRS)


def pairs() -> tuple[Pair, ...]:
    """Those of which both families are in use."""
    known = catalogue().newest
    return tuple(one for one in _declared() if {one.sent.family, one.received.family} <= known.keys())


def other_ends(family_slug: str) -> list[Place]:
    """The figures of other partners that those of this family are held against."""
    return [
        theirs
        for pair in pairs()
        for mine, theirs in ((pair.sent, pair.received), (pair.received, pair.sent))
        if mine.family == family_slug
    ]
