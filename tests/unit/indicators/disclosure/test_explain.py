"""The cells that keep a number back: found in finished tables of every shape, with their reason."""

from typing import Any

import pytest

from indicators.disclosure.change_rules import Place
from indicators.disclosure.explain import ROUNDED, Named, certified, explained, interval_of, named, spots
from indicators.disclosure.protect_release import HiddenCell
from indicators.disclosure.solver.attack import Interval
from indicators.disclosure.solver.audit import Why

ROW = "number-of-missing-children"
YEAR = "2022-23"


def cell(key: str, text: str, state: str = "confidential") -> dict[str, Any]:
    return {"key": key, "text": text, "state": state, "value": None}


def table(slug: str, shape: str, row: str, *cells: dict[str, Any], **more: Any) -> dict[str, Any]:
    columns = [{"key": one["key"], "label": one["key"].title()} for one in cells]
    rows = [{"key": row, "label": "The row", "cells": list(cells)}]
    return {"slug": slug, "title": slug, "shape": shape, "year": YEAR, "columns": columns, "rows": rows, **more}


WINDOWS = table(
    "missing-children",
    "windows",
    ROW,
    cell("current", "[c]"),
    cell("previous", "61", "reported"),
    cell("change", "[c] [p]"),
)
PLACE = Place("missing-children", YEAR, ROW, "current")


def test_a_count_is_explained_by_the_attack_and_the_rest_by_the_count() -> None:
    hidden = HiddenCell(PLACE, Why.SMALL, Interval(3, 3), Interval(0, 9))
    count, change = explained(WINDOWS, [hidden], {})
    assert (count.why, str(count.before), str(count.after), count.is_count) == ("small count", "3", "0 to 9", True)
    assert (change.why, change.before, change.after, change.is_count) == (Why.DERIVED.words, None, None, False)
    assert (change.spot.symbol, change.spot.column) == ("[c] [p]", "Change")


def test_a_count_that_protects_another_has_the_wider_interval() -> None:
    hidden = HiddenCell(PLACE, Why.PROTECTS, None, None)
    count, _ = explained(WINDOWS, [hidden], {PLACE: Interval(40, None)})
    assert (count.why, str(count.after)) == ("protects another figure", "40 or more")


@pytest.mark.parametrize(("symbol", "why"), [("[low]", ROUNDED), ("[c]", Why.DERIVED.words)])
def test_a_count_that_was_not_hidden_by_itself(symbol: str, why: str) -> None:
    content = table("missing-children", "windows", ROW, cell("current", symbol))
    (count,) = explained(content, [], {})
    assert (count.why, count.is_count) == (why, True)


def test_a_column_of_a_series_is_its_period() -> None:
    content = table("missing-children", "series", ROW, cell("2022-23-q1", "[c]"))
    assert [spot.place for spot in spots(content)] == [Place("missing-children", "2022-23-q1", ROW, "current")]


def test_further_tables_are_looked_at_too() -> None:
    more = {"title": "Each area", "columns": [{"key": "count", "label": "Children"}, {"key": "rate", "label": "Rate"}]}
    rows = [{"key": "somerset", "label": "Somerset", "cells": [cell("count", "[c]"), cell("rate", "[c]")]}]
    content = table(
        "children-looked-after-rate", "area_rates", "somerset", cell(YEAR, "[c]"), more_tables=[more | {"rows": rows}]
    )
    content["caption"] = "Rates"
    found = [(spot.table, spot.place.column if spot.place else "") for spot in spots(content)]
    assert found == [("Rates", ""), ("Each area", "count"), ("Each area", "")]


@pytest.mark.parametrize(
    ("slug", "shape", "column"),
    [("missing-children", "windows", "current"), ("children-looked-after-rate", "area_rates", "count")],
)
def test_a_count_behind_a_statistic_is_that_of_its_year(slug: str, shape: str, column: str) -> None:
    behind = {"of": "behind", "title": "Numbers behind", "columns": [{"key": "2020-21", "label": "2020-21"}]}
    rows = [{"key": ROW, "label": "A measure", "cells": [cell("2020-21", "[c]")]}]
    content = table(slug, shape, ROW, cell(YEAR, "7"), more_tables=[behind | {"rows": rows}])
    assert [spot.place for spot in spots(content) if spot.table == "Numbers behind"] == [
        Place(slug, "2020-21", ROW, column)
    ]


def test_a_made_table_is_explained_by_its_certificate() -> None:
    key = f"missing-children/{ROW}/2022-04-01..2023-03-31"
    counts = [{"key": f"{key} (otherwise 1)", "must stay possible": [1, 5], "a reader concludes": [0, None]}]
    count, change = certified(WINDOWS, {"counts": counts})
    assert (count.why, str(count.after), count.is_small) == ("small count", "0 or more", True)
    assert change.why == Why.DERIVED.words
    count, _ = certified(WINDOWS, {"counts": []})
    assert (count.why, count.after, count.is_count) == ("protects another figure", None, True)
    low = table("missing-children", "windows", ROW, cell("current", "[low]"))
    assert [one.why for one in certified(low, {"counts": []})] == [ROUNDED]


def test_quantities_are_named_for_people() -> None:
    one_year = named(f"missing-children/{ROW}/2022-04-01..2023-03-31 (otherwise 1)")
    assert one_year == Named("Missing children", "Number of Missing Children", "1 April 2022 to 31 March 2023")
    assert named("missing-children/elsewhere/2023-03-31..2023-03-31") == Named(
        "Missing children", "elsewhere", "31 March 2023"
    )
    assert named("a piece of windows") == Named("a piece of windows", "", "")
    assert interval_of(None) is None
    assert str(interval_of([1, 1200])) == "1 to 1,200"
