"""A definition that can be loaded can be used by every later step; what could not be is refused by name."""

import copy
import datetime
from typing import Any

import pytest

from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import Family, parse_family
from tests.unit.indicators.shapes.generated import COLUMNS, definition, definitions
from tests.unit.indicators.shapes.journey import whole_way

SOME = {column["key"]: column for column in COLUMNS}
WINDOWS = ("current", "previous", "change", "percent_change")


def loaded(data: dict[str, Any]) -> Family | None:
    """The family, or None where it is refused."""
    try:
        return parse_family(copy.deepcopy(data), "generated.toml")
    except CatalogueError:
        return None


ALL = [(name, loaded(data)) for name, data in definitions()]
USABLE = [(name, family) for name, family in ALL if family is not None]


def test_each_shape_can_be_loaded_and_most_choices_of_columns_cannot() -> None:
    assert {family.shape for _name, family in USABLE} == {"windows", "categories", "area_rates", "measures"}
    assert len(USABLE) < len(ALL) / 10


@pytest.mark.parametrize(("name", "family"), USABLE, ids=[name for name, _family in USABLE])
def test_what_is_loaded_goes_all_the_way_to_the_report(name: str, family: Family) -> None:
    assert whole_way(family)["title"] == "Generated family"


def of(shape: str, *keys: str, **more: Any) -> dict[str, Any]:
    return definition(shape, [SOME[key] for key in keys], **more)


def windows(**more: Any) -> dict[str, Any]:
    return of("windows", *WINDOWS, **more)


def with_current(changes: dict[str, Any] | None) -> dict[str, Any]:
    """Windows of which the first column is another, or has its key alone."""
    first = {"key": "current"} if changes is None else SOME["current"] | changes
    return {**windows(), "columns": [first, *(SOME[key] for key in WINDOWS[1:])]}


ROW = {"key": "a", "label": "A"}
ENDS = {"effective_to": datetime.date(2020, 3, 31)}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (of("categories", "count"), "needs the column share"),
        (of("area_rates", "count"), "needs the column rate"),
        (of("windows", "current"), "needs the column previous"),
        (of("windows", *WINDOWS[:3]), "needs the column percent_change"),
        (of("categories", "count", "share", "rate"), "has no column rate"),
        (with_current({"unit": "rate"}), "must be count"),
        (with_current({"unit": "ounce"}), "ounce"),
        (with_current({"decimals": 2}), "cannot have dec"),
        (with_current({"decimals": "1"}), "decimals"),
        (with_current({"label": "change"}), "same name"),
        (with_current(None), "lacks something"),
        (windows(colour="blue"), "what no definition knows"),
        (windows(rows_from="codes.csv"), "lacks something"),
        (windows(rows_from="areas", rows=[]), "there are no rows"),
        (windows(rows=[{"key": "a/b", "label": "A"}]), "key a/b of a row"),
        (windows(rows=[{"key": "total", "label": "A"}]), "used by the table itself"),
        (windows(rows=[{"key": "a" * 121, "label": "A"}]), "120 at most"),
        (windows(rows=[{"key": "a", "label": " "}]), "no label"),
        (windows(rows=[ROW, {"key": "b", "label": "B", "base": "a"}]), "has no shares"),
        (windows(slug="a" * 61), "60 at most"),
        (windows(period="Year to {stop}"), "nothing else"),
        (windows(period="Year to {"), "nothing else"),
        (windows(rules=[{"code": "R", "kind": "at_most", "because": "x", "lower": "a"}]), "needs upper"),
        (windows(rules=[{"code": "R", "kind": "sums_to", "because": "x", "whole": "a"}]), "needs parts"),
        (
            windows(rules=[{"code": "R", "kind": "sums_to", "because": "x", "whole": "a", "parts": ["a", "b"]}]),
            "a part of itself",
        ),
        (of("area_rates", "count", "rate", rows=[ROW]), "no rows"),
        (of("area_rates", "count", "rate", total_label="All"), "areas have no total"),
        (of("categories", "count", "share", total_label=""), "need a total_label"),
        (of("categories", "count", "share", rows=[ROW]), "needs rows whose base is the total"),
        (of("categories", "count", "share", rows=[ROW | {"base": "a"}], total_label=""), "its own base"),
        (
            of("categories", "count", "share", rows=[ROW | ENDS, {"key": "b", "label": "B", "base": "a"}]),
            "on which its base a is not",
        ),
    ],
)
def test_what_a_later_step_could_not_work_with_is_refused(data: dict[str, Any], says: str) -> None:
    with pytest.raises(CatalogueError, match=says) as caught:
        parse_family(copy.deepcopy(data), "generated.toml")
    assert str(caught.value).startswith("generated.toml: ")
