"""Figures of two years side by side: copied, never worked out."""

from typing import Any

import pytest

from reports.impact.comparison.indicators import ILLUSTRATIVE, REDEFINED, side_by_side


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


def series(year: str, rows: dict[str, dict[str, str]], **more: Any) -> dict[str, Any]:
    """A released series: texts by the part of the year that they are about."""
    texts = {row: {f"{year}-{part}".rstrip("-"): text for part, text in parts.items()} for row, parts in rows.items()}
    return content(year, "series", texts, rate_label="Number", **more)


def test_months_stand_below_each_other_with_the_two_years_side_by_side() -> None:
    then = series("2021-22", {"children": {"m01": "20", "m02": "[c]", "m12": "19"}, "reports": {"m01": "30"}})
    now = series("2022-23", {"children": {"m01": "21", "m02": "22", "m12": "[x]"}, "reports": {"m01": "[c]"}})

    children, reports = side_by_side([then], [now])

    assert (children.slug, children.title) == ("missing-children", "Missing children: Children")
    assert (children.row_head, children.measures) == ("Period", ("Number",))
    assert children.rows == (("April", "20", "21"), ("May", "[c]", "22"), ("March", "19", "[x]"))
    assert (reports.slug, reports.rows) == ("missing-reports", (("April", "30", "[c]"),))


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("m10", "January"),
        ("q1", "April to June"),
        ("q4", "January to March"),
        ("to-june", "12 months to June"),
        ("", "12 months to March"),
    ],
)
def test_a_period_is_named_without_its_year(part: str, words: str) -> None:
    [found] = side_by_side([series("2021-22", {"a": {part: "1"}})], [series("2022-23", {"a": {part: "2"}})])

    assert found.rows == ((words, "1", "2"),)


def test_periods_and_measures_that_only_one_year_has_are_left_out() -> None:
    then = series("2021-22", {"a": {"q1": "1", "q2": "2"}, "b": {"q2": "5"}, "gone": {"q1": "9"}})
    now = series("2022-23", {"a": {"q1": "3", "q3": "4"}, "b": {"q3": "5"}, "new": {"q1": "9"}})

    [found] = side_by_side([then], [now])

    assert (found.title, found.rows) == ("Missing children: A", (("April to June", "1", "3"),))


def test_months_are_not_set_beside_quarters() -> None:
    assert side_by_side([series("2021-22", {"a": {"q1": "1"}})], [series("2022-23", {"a": {"m01": "1"}})]) == ()


def test_a_break_between_the_first_period_and_the_last_is_told_at_each_table() -> None:
    breaks = [{"key": "2020-21-m07", "why": "Before."}, {"key": "2021-22-m07", "why": "A new system."}]
    then = series("2021-22", {"a": {"m01": "1"}, "b": {"m01": "1"}}, breaks=breaks)
    now = series("2022-23", {"a": {"m01": "1"}, "b": {"m01": "1"}}, breaks=breaks)

    for found in side_by_side([then], [now]):
        assert found.notes == ("Break in the series from October 2021: A new system.",)


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

    assert found.notes == (REDEFINED, "Break in the series from 2022-23: A new system.", ILLUSTRATIVE)


def test_a_break_before_both_years_is_no_news() -> None:
    breaks = [{"key": "2019-20", "why": "A new system."}]
    table = content("2022-23", "windows", {"a": {"current": "1"}}, breaks=breaks)
    [found] = side_by_side([table | {"year": "2021-22"}], [table])
    assert found.notes == ()
