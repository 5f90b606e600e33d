"""Breaks in a series, as a definition names them."""

import datetime
import tomllib
from typing import Any

import pytest

from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import DEFINITIONS, Break, parse_family


def definition(**changes: Any) -> dict[str, Any]:
    with (DEFINITIONS / "missing-children.toml").open("rb") as file:
        return tomllib.load(file) | changes


def test_a_break_has_its_period_and_its_reason() -> None:
    family = parse_family(definition(breaks=[{"period": "2020-21-q2", "why": "A new system."}]), "a.toml")
    assert family.breaks == (Break("2020-21-q2", "A new system."),)
    assert parse_family(definition(), "a.toml").breaks == ()


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"period": "2020-21", "why": " "}, "must say why"),
        ({"period": "2020-21"}, "must say why"),
        ({"period": "soon", "why": "A new system."}, "“soon” of a break is not a period"),
        ({"why": "A new system."}, "is not a period"),
    ],
)
def test_a_break_without_them_is_refused(entry: dict[str, str], words: str) -> None:
    with pytest.raises(CatalogueError, match=words):
        parse_family(definition(breaks=[entry]), "a.toml")


def test_events_that_cluster_say_so_and_persons_do_not() -> None:
    family = parse_family(definition(), "missing-children.toml")
    by_key = {row.key: row.clusters for row in family.rows_on(datetime.date(2023, 3, 31))}
    assert by_key["number-of-missing-children-reports"] == "One child can have several reports"
    assert by_key["number-of-missing-children"] == ""
