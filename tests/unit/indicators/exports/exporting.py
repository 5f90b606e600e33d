"""Published tables with which the tests of exports work."""

import datetime
from dataclasses import replace
from typing import Any

from bcssp.example.sources import police_cells
from indicators.definitions.values import Value, ValueState
from indicators.exports.about import Publication
from indicators.tables.table import build_table
from tests.unit.indicators.tables.test_table import rates, snapshot

ABOUT = Publication(
    slug="2022-23",
    title="Figures for 2022-23",
    year="2022-23",
    number=1,
    made_at=datetime.datetime(2023, 6, 29, 9, tzinfo=datetime.UTC),
    published_at=datetime.datetime(2023, 6, 30, 9, tzinfo=datetime.UTC),
    sha256="a" * 64,
    publisher="The Partnership",
    email="partnership@example.org",
    area="bath-and-north-east-somerset",
    area_name="Bath and North East Somerset",
    site="https://portal.example.org",
)


def windows() -> dict[str, Any]:
    """Two windows with a number that is provisional, one that is revised, and one that was not supplied."""
    cells = dict(police_cells()["missing-children"])
    (first, second, third, *_) = [cell for cell in cells if cell[1] == "current"]
    cells[first] = replace(cells[first], provisional=True)
    cells[second] = replace(cells[second], revised=True, reason="Counted again")
    cells[third] = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")
    return build_table(snapshot("missing-children", cells))


def by_area() -> dict[str, Any]:
    """Rates of areas; one of them sent none."""
    return build_table(rates(2024))
