"""What is said of rates: intervals, comparisons beside others, trends, breaks and revisions."""

from dataclasses import replace
from typing import Any

import pytest

from indicators.definitions.families import Break
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState
from indicators.tables.charts import with_chart
from indicators.tables.table import build_table
from tests.unit.indicators.tables.readings import area_rates, with_family

LOST = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")


def rising() -> list[Snapshot]:
    return [area_rates(2019 + index, (100 + 30 * index, f"{28 + 8 * index}.0")) for index in range(5)]


def content(snapshots: list[Snapshot]) -> dict[str, Any]:
    return build_table(snapshots[-1], snapshots[:-1])


def test_an_area_is_lower_similar_or_higher_by_its_interval() -> None:
    table = content([area_rates(2023, (139, "38.4"), ("30.0", "31.0", "40.0"))])
    # 38.4 x Byar's limits of 139 over 139, with what the rounding of the rate leaves open.
    assert table["statistics"]["intervals"]["avonside"] == ["32.2", "45.4"]
    assert [one["position"] for one in table["statistics"]["comparisons"]] == ["higher", "similar"]
    assert table["statistics"]["sentences"] == [
        "2022-23: the rate of Avonside (95% interval 32.2 to 45.4) is similar to England; higher than DfE nearest "
        "neighbours. A lower or higher rate is not in itself better or worse."
    ]
    assert table["headline"].endswith("The rate of Avonside is similar to England; higher than DfE nearest neighbours.")


def test_intervals_are_printed_beside_each_area_and_called_derived() -> None:
    table = content([area_rates(2023, (139, "38.4"))])
    (more,) = table["more_tables"]
    assert [cell["text"] for cell in more["rows"][0]["cells"]] == ["139", "38.4", "32.2", "45.4"]
    assert all("derived" in column["label"] for column in more["columns"][2:])
    assert any("It is derived from the published count and rate" in note for note in table["notes"])


def test_without_neighbours_there_is_no_line_of_their_mean_and_no_word_of_them() -> None:
    """A partnership without a set of neighbours is compared with its region and England alone."""
    several = [
        replace(one, areas=replace(one.areas, neighbours=(), set_slug="", set_label=""))
        for one in rising()
        if one.areas is not None
    ]
    table, svg = with_chart(content(several))

    assert [row["key"] for row in table["rows"]] == ["avonside", "england"]
    assert [row["key"] for row in table["more_tables"][0]["rows"]] == ["avonside", "england"]
    assert [one["label"] for one in table["statistics"]["comparisons"]] == ["England"]
    assert "neighbour" not in str([table["headline"], table["notes"], table["statistics"]]).lower()
    assert "neighbour" not in svg.lower()


def test_a_count_of_zero_has_no_interval_and_is_not_compared() -> None:
    table = content([area_rates(2023, (0, "0.0"))])
    assert [cell["text"] for cell in table["more_tables"][0]["rows"][0]["cells"]] == ["0", "0.0", "[z]", "[z]"]
    assert table["statistics"]["comparisons"] == []
    assert table["statistics"]["sentences"] == []
    assert table["headline"].endswith("England 52.0.")
    assert table["statistics"]["about"] == ""


def test_illustrative_rates_have_no_interval() -> None:
    real = area_rates(2023, (139, "38.4"))
    made_up = replace(real, figures={key: replace(one, illustrative=True) for key, one in real.figures.items()})
    table = content([made_up])
    assert table["statistics"]["intervals"] == {}
    assert "similar" not in table["headline"]


def test_a_benchmark_without_a_figure_is_left_out() -> None:
    full = area_rates(2023, (139, "38.4"))
    bare = replace(full, figures=dict(full.figures) | {("england", "rate"): LOST})
    assert [one["label"] for one in content([bare])["statistics"]["comparisons"]] == ["DfE nearest neighbours"]


@pytest.mark.parametrize(
    ("polarity", "words"),
    [("low_is_good", "For this measure lower is better."), ("high_is_good", "For this measure higher is better.")],
)
def test_polarity_is_said_where_there_is_one(polarity: str, words: str) -> None:
    table = content([with_family(area_rates(2023, (139, "38.4")), polarity=polarity)])
    assert table["statistics"]["sentences"][0].endswith(words)


def test_a_trend_of_provisional_rates_says_so() -> None:
    years = rising()
    for key in (("avonside", "count"), ("devon", "rate")):
        changed = dict(years[-1].figures) | {key: replace(years[-1].figures[key], provisional=True)}
        (*_, said) = content([*years[:-1], replace(years[-1], figures=changed)])["statistics"]["sentences"]
        assert said.endswith(" Some of these figures are provisional.") is (key[0] == "avonside")


def test_five_years_have_a_trend() -> None:
    table = content(rising())
    assert table["statistics"]["trend"] == {"direction": "increasing", "from": "2018-19", "to": "2022-23"}
    assert table["statistics"]["sentences"][-1] == (
        "Over the five years from 2018-19 to 2022-23 the rate of Avonside has tended upwards, more than chance "
        "would explain."
    )
    assert table["headline"].endswith("Over five years it has tended upwards, more than chance would explain.")


def test_four_years_and_years_with_gaps_have_none() -> None:
    years = rising()
    assert content(years[1:])["statistics"]["trend"] is None
    early = replace(area_rates(2018, (90, "27.0")))
    assert content([early, *years[1:]])["statistics"]["trend"] is None
    lost = replace(years[2], figures=dict(years[2].figures) | {("avonside", "rate"): LOST})
    assert content([*years[:2], lost, *years[3:]])["statistics"]["trend"] is None


def test_a_break_ends_the_trend_and_is_marked_in_the_chart() -> None:
    broken = [with_family(one, breaks=(Break("2020-21", "A new system"),)) for one in rising()]
    table, svg = with_chart(content(broken))
    assert table["statistics"]["trend"] is None
    assert table["breaks"] == [{"key": "2020-21", "why": "A new system"}]
    assert "The series breaks before 2020-21." in table["chart"]["alt"]
    assert ">Break<" in svg


@pytest.mark.parametrize("period", ["2018-19", "2023-24"])
def test_a_break_outside_of_the_columns_is_not_drawn(period: str) -> None:
    broken = [with_family(one, breaks=(Break(period, "A new system"),)) for one in rising()]
    table, svg = with_chart(content(broken))
    assert "breaks before" not in table["chart"]["alt"]
    assert ">Break<" not in svg
    assert table["statistics"]["trend"] is not None


def test_revised_points_are_marked_and_their_reason_is_printed() -> None:
    years = rising()
    old = years[1].value("avonside", "rate")
    revised = replace(old, revised=True, reason="Late plans were added")
    years[1] = replace(years[1], figures=dict(years[1].figures) | {("avonside", "rate"): revised})
    table, svg = with_chart(content(years))
    assert ">[r]<" in svg
    assert "2019-20: Revised (Avonside): Late plans were added." in table["notes"]


def test_the_chart_shades_the_interval_of_the_area_alone() -> None:
    table, svg = with_chart(content(rising()))
    assert "Shaded: 95% interval of Avonside (derived)" in table["chart"]["alt"]
    assert "Shaded: 95% interval of Avonside (derived)" in svg
    assert svg.count('opacity="0.18"') == 1
    assert set(table["statistics"]["band"]) == {"2018-19", "2019-20", "2020-21", "2021-22", "2022-23"}


def test_a_year_without_an_interval_leaves_a_gap_in_the_band() -> None:
    years = rising()
    years[2] = replace(years[2], figures=dict(years[2].figures) | {("avonside", "count"): LOST})
    table, svg = with_chart(content(years))
    assert "2020-21" not in table["statistics"]["band"]
    assert svg.count('opacity="0.18"') == 2
