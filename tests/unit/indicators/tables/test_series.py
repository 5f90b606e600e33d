"""Months and quarters side by side, and what stands out in them."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from indicators.definitions.families import Break, get_family
from indicators.definitions.periods import Frequency, periods_of_year
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.tables.charts import with_chart
from indicators.tables.table import build_table
from tests.unit.indicators.tables.readings import area_rates, returned, windows, with_family

MISSING = "missing-children"
CHILDREN = "number-of-missing-children"
REPORTS = "number-of-missing-children-reports"
MONTHS = [*periods_of_year(Frequency.MONTH, "2021-22"), *periods_of_year(Frequency.MONTH, "2022-23")]
STEADY = [20, 24, 19, 22, 21, 25, 18, 23, 20, 22, 24, 19] * 2


def months(numbers: list[int], row: str = CHILDREN) -> list[Snapshot]:
    return [
        windows(MISSING, {row: (number, number)}, period.slug)
        for period, number in zip(MONTHS[-len(numbers) :], numbers, strict=True)
    ]


def series(snapshots: list[Snapshot], shown: int = 12) -> dict[str, Any]:
    return build_table(snapshots[-1], snapshots[:-1], shown=shown)


def test_columns_are_the_periods_of_the_year() -> None:
    table = series(months(STEADY))
    assert table["shape"] == "series"
    assert [column["key"] for column in table["columns"]][::11] == ["2022-23-m01", "2022-23-m12"]
    assert table["columns"][0]["label"] == "April 2022"
    assert [cell["text"] for cell in table["rows"][0]["cells"]] == [str(number) for number in STEADY[12:]]
    assert table["period"] == "2022-23-m12"
    assert table["period_label"] == "2022-23, by period"
    assert table["headline"] == "Number of Missing Children: 19 in March 2023, 24 in February 2023."


def test_one_quarter_is_a_series_of_one() -> None:
    table = build_table(windows(MISSING, {CHILDREN: (25, 20)}, "2022-23-q1"), shown=1)
    assert [column["label"] for column in table["columns"]] == ["April to June 2022"]
    assert table["headline"] == "Number of Missing Children: 25 in April to June 2022."
    assert table["statistics"]["rows"][CHILDREN] == "too_short"
    assert table["statistics"]["sentences"] == []


def test_a_quarter_alone_keeps_all_its_columns_and_names_its_period() -> None:
    table = build_table(windows(MISSING, {CHILDREN: (25, 20)}, "2022-23-q1"))
    assert table["shape"] == "windows"
    assert [cell["text"] for cell in table["rows"][0]["cells"]] == ["25", "20", "+5", "+25.0%"]
    assert [column.get("period") for column in table["columns"][:2]] == ["April to June 2022", "April to June 2021"]
    assert table["statistics"]["days"] == [91, 91]


def test_the_last_month_of_winter_can_be_in_a_leap_year() -> None:
    table = build_table(windows(MISSING, {CHILDREN: (25, 20)}, "2023-24-m11"))
    assert table["columns"][1]["period"] == "February 2023"
    assert table["statistics"]["days"] == [29, 28]


def test_a_figure_of_a_day_names_its_day() -> None:
    plans = area_rates(2023, (139, "38.4"))
    quarter = replace(plans, period="2022-23-q1", ends_on=datetime.date(2022, 6, 30))
    assert build_table(quarter)["period_label"] == "At 30 June 2022"


def test_nothing_stands_out_of_a_steady_series() -> None:
    statistics = series(months(STEADY))["statistics"]
    assert statistics["rows"][CHILDREN] == "steady"
    assert statistics["sentences"] == ["No unusual variation in: Number of Missing Children."]
    assert "two rules" in statistics["about"]


def test_a_month_that_stands_out_is_named_with_what_is_usual() -> None:
    statistics = series(months([*STEADY[:-1], 60]))["statistics"]
    assert statistics["rows"][CHILDREN] == "signal"
    assert statistics["sentences"] == [
        "Number of Missing Children: March 2023 is above the series' own variation (60; from 9 to 38 is usual)."
    ]


def test_a_low_month_and_a_run_are_named() -> None:
    said = series(months([*[30] * 12, 29, 31, 28, 6, *[22] * 8]))["statistics"]["sentences"]
    assert any("July 2022 is below the series" in sentence for sentence in said)
    assert any("up to March 2023, are below the average of the series" in sentence for sentence in said)
    up = series(months([*[20] * 12, 21, 19, 22, 18, *[28] * 8]))["statistics"]["sentences"]
    assert any("up to March 2023, are above the average of the series" in sentence for sentence in up)


def test_what_stood_out_in_an_earlier_year_is_not_told_again() -> None:
    statistics = series(months([60, *STEADY[1:]]))["statistics"]
    assert statistics["rows"][CHILDREN] == "steady"


def test_clustered_events_are_told_with_more_care() -> None:
    said = series(months([*STEADY[:-1], 90], REPORTS))["statistics"]["sentences"]
    assert said[0].endswith("One child can have several reports, so a few people can make a big difference.")


def test_rolling_windows_overlap_and_are_not_read() -> None:
    periods = periods_of_year(Frequency.ROLLING, "2022-23")
    snapshots = [windows(MISSING, {CHILDREN: (90 + index, 80)}, one.slug) for index, one in enumerate(periods)]
    table = series(snapshots, 4)
    assert table["columns"][0]["label"] == "12 months to June 2022"
    assert table["statistics"]["overlaps"] is True
    (said,) = table["statistics"]["sentences"]
    assert said.startswith("These windows overlap")


@pytest.mark.parametrize(
    "slugs",
    [
        [
            f"{year}-{(year + 1) % 100:02}-to-{end}"
            for year in range(2017, 2023)
            for end in ("june", "september", "december")
        ],
        [f"{year}-{(year + 1) % 100:02}-to-june" for year in range(2008, 2023)],
        ["2022-23-to-june"],
    ],
    ids=["overlapping", "a year apart", "one"],
)
def test_the_rules_are_never_held_against_rolling_windows(slugs: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("indicators.tables.series.control_chart", lambda *args, **_: asked.append(args))
    numbers = [*[90] * (len(slugs) - 1), 300]
    snapshots = [windows(MISSING, {CHILDREN: (number, 80)}, slug) for slug, number in zip(slugs, numbers, strict=True)]
    statistics = build_table(snapshots[-1], snapshots[:-1], shown=1 if len(slugs) == 1 else len(slugs))["statistics"]
    # A table of one rolling window has two windows beside each other, and no series.
    assert asked == []
    assert not any("the series" in sentence for sentence in statistics["sentences"])
    assert not any("tended" in sentence for sentence in statistics["sentences"])


def test_only_what_follows_the_last_gap_counts() -> None:
    snapshots = months(STEADY)
    lost = {(CHILDREN, "current"): Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")}
    snapshots[15] = replace(snapshots[15], figures=lost)
    assert series(snapshots)["statistics"]["rows"][CHILDREN] == "too_short"
    skipped = [*months(STEADY)[:15], *months(STEADY)[16:]]
    assert series(skipped, 11)["statistics"]["rows"][CHILDREN] == "too_short"


def test_only_what_follows_a_break_counts() -> None:
    broken = [with_family(one, breaks=(Break("2022-23-m06", "A new system"),)) for one in months(STEADY)]
    table, svg = with_chart(series(broken))
    assert table["statistics"]["rows"][CHILDREN] == "too_short"
    assert "The series breaks before September 2022." in table["chart"]["alt"]
    assert ">Break<" in svg


def test_the_chart_holds_four_lines_at_most_and_says_so() -> None:
    rows = [row.key for row in get_family(MISSING).fixed_rows]
    full = [windows(MISSING, dict.fromkeys(rows, (9, 9)), month.slug) for month in MONTHS[12:]]
    table, svg = with_chart(series(full))
    assert table["chart"]["alt"].startswith("Number. 4 of 5 measures. Number of Missing Children: April 2022 9, ")
    assert "Number: 4 of 5 measures" in svg


def test_the_chart_leaves_out_measures_without_any_figure() -> None:
    table, _ = with_chart(series(months(STEADY)))
    assert "1 of 5 measures" in table["chart"]["alt"]
    assert "Reports" not in table["chart"]["alt"]


def test_rolling_windows_are_still_called_twelve_months() -> None:
    periods = periods_of_year(Frequency.ROLLING, "2022-23")[:2]
    table = series([windows(MISSING, {CHILDREN: (90, 80)}, one.slug) for one in periods], 2)
    assert table["rate_label"] == "Current 12 months"


def test_categories_have_their_total_in_each_period() -> None:
    counts = {("1a", "count"): reported(3)}
    keys = [row.key for row in returned("contact-sources", "2022-23-q1", counts).rows]
    snapshots = [
        returned("contact-sources", period.slug, {(key, "count"): reported(2) for key in keys})
        for period in periods_of_year(Frequency.QUARTER, "2022-23")
    ]
    table = series(snapshots, 4)
    assert table["rows"][-1]["label"] == "All contacts"
    assert {cell["text"] for cell in table["rows"][-1]["cells"]} == {str(2 * len(keys))}
    assert table["rows"][0]["group"] == snapshots[0].rows[0].group


def test_without_any_figure_it_says_that_none_is_available() -> None:
    lost = {(CHILDREN, "current"): Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")}
    table = build_table(returned(MISSING, "2022-23-m01", lost), shown=1)
    assert table["headline"].startswith("[x]")
    assert with_chart(table) == (table, "")


def test_notes_of_every_shown_period_are_kept() -> None:
    first, last = months([5, 6])
    table = series([replace(first, note="April is late.", late=True), last], 2)
    assert table["notes"][0] == "April is late."
    assert table["late"] is True


def test_rates_of_areas_are_set_out_by_area_whatever_their_periods() -> None:
    years = [area_rates(2022, (139, "38.4")), area_rates(2023, (139, "38.4"))]
    table = series(years, 2)
    assert table["shape"] == "area_rates"
    assert [column["key"] for column in table["columns"]] == ["2021-22", "2022-23"]
