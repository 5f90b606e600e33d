"""Areas beside each other: per how many, percentages, without counts, and by half-year and quarter."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.families import Family, parse_family
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.disclosure.solver.policy import Method, Policy
from indicators.statistics.proportions import wilson_limits
from indicators.statistics.rates import byars_limits
from indicators.tables.table import build_table
from tests.unit.indicators.shapes.generated import definition
from tests.unit.indicators.shapes.journey import cells_of, checked, in_the_catalogue, read_on, released, returned

COUNT = {"key": "count", "label": "Children"}
PEOPLE = {"key": "people", "label": "Children under 18"}
HALVES = ("2020-21-jul-dec", "2021-22-jan-jun", "2021-22-jul-dec", "2022-23-jan-jun", "2022-23-jul-dec")


def family_of(*others: dict[str, Any], per: int = 10_000, unit: str = "rate", **more: Any) -> Family:
    rate = {"key": "rate", "label": "Rate", "unit": unit, "decimals": 1}
    return parse_family(definition("area_rates", [*others[:1], rate, *others[1:]], per=per, **more), "generated.toml")


def numbers(family: Family, **own: str) -> dict[tuple[str, str], Value]:
    """An answer in every cell, those of the own area as given."""
    given = {("avonside", column): reported(Decimal(text)) for column, text in own.items()}
    return {**cells_of(family), **given}


def table(family: Family, cells: dict[tuple[str, str], Value], *before: Snapshot) -> dict[str, Any]:
    with in_the_catalogue(family):
        return build_table(returned(family, cells), before, shown=1)


def texts(content: dict[str, Any], row: str) -> list[str]:
    return [cell["text"] for one in content["rows"] if one["key"] == row for cell in one["cells"]]


@pytest.mark.parametrize("per", [1_000, 10_000, 100_000])
def test_an_interval_is_per_as_many_people_as_its_rate(per: int) -> None:
    family = family_of(COUNT, PEOPLE, per=per)
    rate = round(Decimal(139) * per / 36_200, 1)
    content = table(family, numbers(family, count="139", people="36200", rate=str(rate)))
    limits = byars_limits(139).scaled(per / 36_200)
    lower, upper = (f"{limit:,.1f}" for limit in (limits.lower, limits.upper))
    assert texts(content["more_tables"][0], "avonside") == ["139", f"{rate:,}", "36,200", lower, upper]


@pytest.mark.parametrize("per", [1_000, 10_000, 100_000])
def test_a_rate_is_held_against_its_people_per_as_many(per: int) -> None:
    family = family_of(COUNT, PEOPLE, per=per)
    right = str(round(Decimal(139) * per / 36_200, 1))
    codes = [one.code for one in checked(family, numbers(family, count="139", people="36200", rate=right))]
    assert "RATE-1" not in codes
    wrong = checked(family, numbers(family, count="139", people="36200", rate="99.9"))
    assert [one.stops for one in wrong if one.code == "RATE-1"] == [True]


def test_a_percentage_of_an_area_has_the_interval_of_a_share() -> None:
    family = family_of(COUNT, PEOPLE, per=100, unit="percent")
    content = table(family, numbers(family, count="423", people="502", rate="84.3"))
    limits = wilson_limits(423, 502).scaled(100)
    lower, upper = (f"{limit:.1f}%" for limit in (limits.lower, limits.upper))
    assert texts(content["more_tables"][0], "avonside") == ["423", "84.3%", "502", lower, upper]
    assert texts(content, "avonside") == ["84.3%"]
    said = " ".join(content["statistics"]["sentences"])
    assert "the percentage of Avonside (95% interval" in said
    assert "rate" not in said
    assert "Wilson" in content["statistics"]["about"]


def test_the_base_of_a_percentage_is_derived_where_it_is_not_sent() -> None:
    family = family_of(COUNT, per=100, unit="percent")
    content = table(family, numbers(family, count="423", rate="84.3"))
    lower, upper = content["statistics"]["intervals"]["avonside"]
    known = wilson_limits(423, 502).scaled(100)
    assert Decimal(lower) <= Decimal(str(round(known.lower, 1)))
    assert Decimal(upper) >= Decimal(str(round(known.upper, 1)))
    assert Decimal(upper) < 100
    assert "derived" in content["statistics"]["about"]


def test_a_percentage_is_not_held_against_the_population_of_the_area() -> None:
    family = family_of(COUNT, per=100, unit="percent")
    assert "RATE-3" not in [one.code for one in checked(family, numbers(family, count="423", rate="84.3"))]


def test_rates_without_counts_are_printed_and_say_why_nothing_more_is_said() -> None:
    family = family_of()
    years = [f"20{year}-{year + 1}" for year in range(18, 23)]
    with in_the_catalogue(family):
        outcome = released([returned(family, cells_of(family, year), year) for year in years])
        assert outcome.problem == ""
        content = dict(outcome.contents[0])
        chart, _table = read_on(content)
    assert chart
    assert [column["key"] for column in content["more_tables"][0]["columns"]] == ["rate"]
    assert content["statistics"]["intervals"] == {}
    assert content["statistics"]["comparisons"] == []
    assert content["statistics"]["trend"] is None
    why = "The source publishes this rate without the number behind it. So we give no interval"
    assert any(note.startswith(why) for note in content["notes"])
    assert content["headline"].startswith("Rate, year to 31 March 2023: Avonside ")


def halves(family: Family, *periods: str) -> list[Snapshot]:
    return [returned(family, cells_of(family, period), period) for period in periods]


def released_half(family: Family, periods: Sequence[str], shown: int) -> dict[str, Any]:
    with in_the_catalogue(family):
        outcome = released(halves(family, *periods), shown)
        assert outcome.problem == ""
        content = dict(outcome.contents[0])
        read_on(content)
    return content


def test_half_years_from_july_2020_stand_on_one_axis() -> None:
    content = released_half(family_of(COUNT), HALVES, shown=2)
    assert content["shape"] == "area_rates"
    assert [column["label"] for column in content["columns"]] == [
        "July to December 2020", "January to June 2021", "July to December 2021", "January to June 2022",
        "July to December 2022",
    ]  # fmt: skip
    assert [row["key"] for row in content["rows"]] == ["avonside", "neighbours", "england"]
    assert content["caption"] == "Generated family: rate, by half-year"
    assert content["statistics"]["trend"] is None
    assert "We test for a trend over whole years only" in content["statistics"]["about"]
    assert content["statistics"]["sentences"][0].startswith("July to December 2022: the rate of Avonside")
    assert content["more_tables"][0]["title"] == "Each area, July to December 2022"


def test_a_half_year_of_which_nothing_came_keeps_its_place() -> None:
    content = released_half(family_of(COUNT), [HALVES[0], *HALVES[2:]], shown=2)
    assert [column["key"] for column in content["columns"]] == list(HALVES)
    assert [text == "[x]" for text in texts(content, "avonside")] == [False, True, False, False, False]
    assert any(note.startswith("[x] not available") for note in content["notes"])


def test_quarters_of_two_years_stand_on_one_axis() -> None:
    quarters = [f"{year}-q{number}" for year in ("2021-22", "2022-23") for number in range(1, 5)]
    content = released_half(family_of(), quarters, shown=4)
    assert [column["key"] for column in content["columns"]] == quarters
    assert content["caption"].endswith("by quarter")


def test_what_is_said_of_each_period_of_the_year_is_kept() -> None:
    family = family_of(COUNT)
    with in_the_catalogue(family):
        first, last = halves(family, *HALVES[3:])
        content = build_table(replace(last, late=True), [replace(first, note="A new system.")], shown=2)
    assert "A new system." in content["notes"]
    assert "Sent after it was due: July to December 2022." in content["notes"]


def test_a_small_count_and_its_rate_are_both_kept_back() -> None:
    family = family_of(COUNT, PEOPLE, per=100_000)
    cells = numbers(family, count="3", people="36200", rate="8.3")
    with in_the_catalogue(family):
        outcome = released([returned(family, cells)])
    content = outcome.contents[0]
    assert texts(dict(content), "avonside") == ["[c]"]
    assert texts(content["more_tables"][0], "avonside")[:2] == ["[c]", "[c]"]


def test_an_area_without_data_is_left_out_of_the_mean_and_named() -> None:
    family = family_of(per=100, unit="percent")
    cells = cells_of(family) | {("devon", "rate"): Value(ValueState.UNABLE_TO_SUPPLY, reason="Withdrawn")}
    content = table(family, dict(cells))
    assert "DfE nearest neighbours, 2022-23: no data for Devon; the mean is that of the other 1." in content["notes"]


def test_rounded_counts_take_their_rates_away() -> None:
    family = family_of(COUNT, per=1_000)
    with in_the_catalogue(family):
        outcome = released([returned(family, cells_of(family))], policy=Policy(method=Method.BOTH, base=5))
    assert set(texts(dict(outcome.contents[0]), "avonside")) == {"[c]"}
