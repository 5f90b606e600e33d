"""Figures of two years side by side: copied, never worked out."""

from typing import Any

import pytest

from reports.comparison.indicators import ILLUSTRATIVE, REDEFINED, side_by_side


def content(year: str, shape: str, rows: dict[str, dict[str, str]], **more: Any) -> dict[str, Any]:
    """A released table: rows by key, each with its texts by column."""
    columns = list(dict.fromkeys(key for texts in rows.values() for key in texts))
    return {
        "slug": "missing",
        "title": "Missing children",
        "year": year,
        "shape": shape,
        "definition": "Each child once.",
        "illustrative": False,
        "columns": [{"key": key, "label": key.capitalize()} for key in columns],
        "rows": [
            {
                "key": row,
                "label": row.capitalize(),
                "cells": [{"key": key, "text": text, "value": None} for key, text in texts.items()],
            }
            for row, texts in rows.items()
        ],
        **more,
    }


def test_windows_show_the_current_window_of_each_year() -> None:
    then = content("2021-22", "windows", {"children": {"current": "90", "previous": "85", "change": "+5"}})
    now = content("2022-23", "windows", {"children": {"current": "95", "previous": "91", "change": "+4"}})

    [found] = side_by_side([then], [now])

    assert (found.slug, found.title, found.measures) == ("missing", "Missing children", ("Current",))
    assert found.rows == (("Children", "90", "95"),)
    assert found.notes == ()


@pytest.mark.parametrize(("then", "now"), [("[c]", "9"), ("9", "[c]"), ("[c]", "[c]"), ("[x]", "[low]")])
def test_a_symbol_of_either_year_stays_a_symbol(then: str, now: str) -> None:
    tables = (
        content("2021-22", "windows", {"a": {"current": then}}),
        content("2022-23", "windows", {"a": {"current": now}}),
    )

    [found] = side_by_side([tables[0]], [tables[1]])

    assert found.rows == (("A", then, now),)


def test_rates_show_each_years_own_rate() -> None:
    then = content("2021-22", "area_rates", {"bath": {"2020-21": "30.0", "2021-22": "31.0"}})
    now = content("2022-23", "area_rates", {"bath": {"2021-22": "31.5", "2022-23": "32.0"}})

    [found] = side_by_side([then], [now])

    assert (found.measures, found.rows) == (("Rate",), (("Bath", "31.0", "32.0"),))


def test_categories_show_every_measure_that_both_have() -> None:
    then = content("2021-22", "categories", {"a": {"count": "5", "share": "50%"}, "b": {"count": "5", "share": "50%"}})
    now = content("2022-23", "categories", {"a": {"count": "6", "share": "60%", "new": "1"}, "c": {"count": "4"}})

    [found] = side_by_side([then], [now])

    assert (found.measures, found.rows) == (("Count", "Share"), (("A", "5", "6", "50%", "60%"),))


@pytest.mark.parametrize(
    "other",
    [
        {"slug": "another"},
        {"shape": "categories"},
        {"rows": []},
    ],
)
def test_what_only_one_year_has_is_not_compared(other: dict[str, Any]) -> None:
    now = content("2022-23", "windows", {"a": {"current": "1"}})
    assert side_by_side([now | {"year": "2021-22"} | other], [now]) == ()


def test_series_by_month_are_not_compared() -> None:
    table = content("2022-23", "series", {"a": {"2022-04": "1"}})
    assert side_by_side([table], [table]) == ()


def test_group_stands_before_a_label_that_does_not_say_it() -> None:
    rows = {"a": {"current": "1"}}
    table = content("2022-23", "windows", rows)
    table["rows"][0]["group"] = "Children in care"

    [found] = side_by_side([table], [table])

    assert found.rows[0][0] == "Children in care: A"


def test_readers_are_warned_of_breaks_other_definitions_and_made_up_figures() -> None:
    then = content("2021-22", "windows", {"a": {"current": "1"}}, definition="Otherwise.", breaks=[])
    breaks = [{"key": "2022-23", "why": "A new system."}]
    now = content("2022-23", "windows", {"a": {"current": "1"}}, illustrative=True, breaks=breaks)

    [found] = side_by_side([then], [now])

    assert found.notes == (REDEFINED, "Break in the series from 2022-23 on: A new system.", ILLUSTRATIVE)


def test_a_break_before_both_years_is_no_news() -> None:
    breaks = [{"key": "2019-20", "why": "A new system."}]
    table = content("2022-23", "windows", {"a": {"current": "1"}}, breaks=breaks)
    [found] = side_by_side([table | {"year": "2021-22"}], [table])
    assert found.notes == ()
