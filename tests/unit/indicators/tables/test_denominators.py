"""What a table of rates says where the people behind them are known, and when other people are."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.families import Column
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.exports.csvw import csv_metadata
from indicators.exports.package import data_package
from indicators.statistics.denominators import derived_rate_limits
from indicators.statistics.rates import rate
from indicators.tables.charts import with_chart
from indicators.tables.denominators import changed_denominators, estimate_sources, published_entries, rate_limits
from indicators.tables.differences import FamilyDifference, family_difference
from indicators.tables.table import build_table
from tests.unit.indicators.exports.exporting import ABOUT
from tests.unit.indicators.statistics.published import EXACT, reference
from tests.unit.indicators.tables.readings import area_rates, estimated

# 139 of 36,198 are 38.4 of 10,000; 5,000 of 1,000,000 are 50.0 of 10,000, and so on.
ALL = {"avonside": 36_198, "devon": 1_000_000, "wiltshire": 980_392, "england": 961_538}
VINTAGE = "people aged 0-17 on 30 June 2022, as published on 15 December 2023 (Statistics Office)"


def plans(year: int = 2023, own: tuple[int, str] = (139, "38.4")) -> Snapshot:
    return area_rates(year, own)


def content(*snapshots: Snapshot, **more: Any) -> dict[str, Any]:
    return build_table(snapshots[-1], snapshots[:-1], **more)


def limit_texts(table: dict[str, Any], row: int = 0) -> list[str]:
    return [cell["text"] for cell in table["more_tables"][0]["rows"][row]["cells"][-2:]]


def difference(before: dict[str, Any], after: dict[str, Any]) -> FamilyDifference:
    found = family_difference(before, after)
    assert found is not None
    return found


@pytest.mark.parametrize("case", reference("rates")["cases"], ids=str)
def test_the_interval_over_an_estimate_is_the_published_one(case: dict[str, Any]) -> None:
    """Whatever rate is printed: the limits are those of count over people, per 10,000."""
    limits = rate_limits(estimated(plans(own=(case["count"], "38.4")), avonside=case["base"]), "avonside")
    assert limits is not None
    per = 10_000 / case["multiplier"]
    assert limits.lower == pytest.approx(case["lower_95"] * per, rel=EXACT)
    assert limits.upper == pytest.approx(case["upper_95"] * per, rel=EXACT)
    assert limits == rate(case["count"], case["base"]).limits


def test_without_an_estimate_the_interval_is_derived_and_as_wide_as_the_rounding_leaves_it() -> None:
    assert rate_limits(plans(), "avonside") == derived_rate_limits(139, Decimal("38.4"), 1)
    table = content(plans())
    assert [key for key in table["statistics"] if "denominator" in key or key == "band_basis"] == []
    assert estimate_sources(table) == []


@pytest.mark.parametrize(
    ("count", "persons", "expected"),
    [(3, 40_000_000, ["0.000", "0.002"]), (0, 40_000_000, ["0.000", "0.001"]), (300, 67_000_000, ["0.0", "0.1"])],
)
def test_the_limits_in_a_table_are_two_numbers_however_small(count: int, persons: int, expected: list[str]) -> None:
    table = content(estimated(plans(own=(count, "0.0")), **(ALL | {"avonside": persons})))
    assert limit_texts(table) == expected == table["statistics"]["intervals"]["avonside"]
    assert table["statistics"]["band"]["2022-23"] == expected


def test_a_table_over_estimates_names_each_with_its_vintage_and_calls_nothing_derived() -> None:
    table = content(estimated(plans(), **ALL))
    assert (
        f"Population estimates, 2022-23: {VINTAGE}: Avonside 36,198; Devon 1,000,000; Wiltshire 980,392; "
        "England 961,538."
    ) in table["notes"]
    assert not [note for note in table["notes"] if "derived" in note.lower()]
    assert [column["label"] for column in table["more_tables"][0]["columns"][-2:]] == ["95% from", "95% to"]
    assert limit_texts(table) == ["32.3", "45.3"]
    entry = table["statistics"]["denominators"]["2022-23"]["avonside"]
    assert entry == {
        "kind": "estimate",
        "persons": "36198",
        "printed_rate": "38.4",
        "rate": "38.4",
        "agrees": True,
        "age_band": "0-17",
        "reference_date": "2022-06-30",
        "vintage": "2023-12-15",
        "source": "Statistics Office",
    }
    drawn, svg = with_chart(table)
    assert "derived" not in svg
    assert "derived" not in drawn["chart"]["alt"]


def test_a_table_that_mixes_both_says_whose_is_which() -> None:
    table = content(plans(2022), estimated(plans(), avonside=36_198, england=961_538))
    about = table["statistics"]["about"]
    assert about in table["notes"]
    assert "Over population estimates: Avonside and England in 2022-23." in about
    assert (
        "Derived from the published count and rate, because the population is not known: "
        "Avonside in 2021-22; Devon and Wiltshire in 2022-23."
    ) in about
    labels = [column["label"] for column in table["more_tables"][0]["columns"][-2:]]
    assert labels == ["95% from (see notes)", "95% to (see notes)"]
    assert table["statistics"]["denominators"]["2022-23"]["devon"] == {
        "kind": "derived",
        "label": "derived from the published count and rate",
        "lower": "999001",
        "upper": "1001001",
    }
    _, svg = with_chart(table)
    assert "Shaded: 95% interval of Avonside (derived in part)" in svg


def test_the_shaded_interval_is_called_derived_where_only_other_areas_have_estimates() -> None:
    table = content(plans(2022), estimated(plans(), england=961_538))
    assert table["statistics"]["band_basis"] == "derived"


def test_no_case_among_few_people_has_an_interval_once_the_people_are_known() -> None:
    table = content(estimated(plans(own=(0, "0.0")), avonside=36_198))
    # Garwood's upper limit of a count of 0 is 3.69.
    assert limit_texts(table) == ["0.0", "1.0"]
    assert [one["position"] for one in table["statistics"]["comparisons"]] == ["lower", "lower"]


def test_made_up_rates_and_missing_ones_have_no_interval_over_an_estimate_either() -> None:
    real = estimated(plans(), avonside=36_198)
    made_up = replace(real, figures={key: replace(one, illustrative=True) for key, one in real.figures.items()})
    assert rate_limits(made_up, "avonside") is None
    assert "denominators" not in content(made_up)["statistics"]
    lost = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")
    assert rate_limits(replace(real, figures=dict(real.figures) | {("avonside", "rate"): lost}), "avonside") is None


def test_a_printed_rate_that_is_not_count_over_people_stays_and_a_note_says_so() -> None:
    table = content(estimated(plans(), avonside=30_000))
    assert table["rows"][0]["cells"][-1]["text"] == "38.4"
    assert table["statistics"]["denominators"]["2022-23"]["avonside"]["agrees"] is False
    assert (
        "Avonside, 2022-23: the published rate of 38.4 is unchanged. The count over the "
        "population estimate of 30,000 published on 15 December 2023 gives a rate of 46.3, and the interval is "
        "for this rate."
    ) in table["notes"]


def test_people_that_were_sent_go_before_an_estimate() -> None:
    family = plans().family
    count, rate_column = family.columns
    plain = estimated(plans(), avonside=30_000)
    sent = replace(
        plain,
        family=replace(family, columns=(count, Column("people", "Children aged under 18"), rate_column)),
        figures=dict(plain.figures) | {("avonside", "people"): reported(36_198)},
    )
    table = content(sent)
    assert table["statistics"]["denominators"]["2022-23"]["avonside"] == {
        "kind": "sent",
        "persons": "36198",
        "printed_rate": "38.4",
        "rate": "38.4",
        "agrees": True,
    }
    assert "Over the population sent with the rate: Avonside in 2022-23." in table["statistics"]["about"]
    assert [cell["text"] for cell in table["more_tables"][0]["rows"][1]["cells"]] == [
        *("[z]", "[z]", "50.5", "[z]", "[z]")
    ]
    assert estimate_sources(table) == []


def test_another_vintage_is_a_difference_with_its_reason() -> None:
    before = content(estimated(plans(), **ALL))
    after = content(estimated(plans(), vintage="2024-12-15", **(ALL | {"avonside": 36_400})))
    found = difference(before, after)
    revised = (
        "he population estimate was revised from the vintage of 15 December 2023 (36,198 people) to the vintage of "
        "15 December 2024 (36,400 people)."
    )
    assert found.denominators[0] == f"Avonside, 2022-23: t{revised}"
    assert len(found.denominators) == 4
    assert {(one.row, one.column) for one in found.cells} == {("Avonside", "95% from"), ("Avonside", "95% to")}
    assert {one.reason for one in found.cells} == {f"T{revised}"}


def test_a_vintage_that_moves_no_printed_figure_is_told_all_the_same() -> None:
    before, after = (content(estimated(plans(), vintage=day, **ALL)) for day in ("2023-12-15", "2024-12-15"))
    found = difference(before, after)
    assert (found.cells, found.revised_cells, len(found.denominators)) == ((), 0, 4)


def test_what_was_derived_and_rests_on_an_estimate_now_is_told_and_so_is_the_way_back() -> None:
    before, after = content(plans(2022), plans()), content(plans(2022), estimated(plans(), avonside=36_198))
    now = "the population estimate of 36,198 published on 15 December 2023"
    derived = "a denominator that was derived from count and rate"
    assert difference(before, after).denominators == (
        f"Avonside, 2022-23: the interval was based on {derived}, and is now based on {now}.",
    )
    assert difference(after, before).denominators == (
        f"Avonside, 2022-23: the interval was based on {now}, and is now based on {derived}.",
    )
    assert family_difference(before, content(plans(2022), plans())) is None


def test_a_revised_count_keeps_its_own_reason_beside_that_of_the_people() -> None:
    before = content(estimated(plans(), avonside=36_198))
    after = content(estimated(plans(own=(150, "41.4")), vintage="2024-12-15", avonside=36_198))
    found = family_difference(before, after, {"avonside": {"count": "Late plans."}})
    assert found is not None
    reasons = {(one.row, one.column_key): one.reason for one in found.cells if one.row == "Avonside"}
    assert reasons["Avonside", "count"] == reasons["Avonside", "rate"] == "Late plans."
    assert reasons["Avonside", "lower"].startswith("Late plans. The population estimate was revised")


def test_other_people_that_were_sent_are_a_change_and_the_same_ones_are_none() -> None:
    entries = [{"2022-23": {"avonside": {"kind": "sent", "persons": number}}} for number in ("35000", "36000")]
    (found,) = changed_denominators(*entries)
    assert found.sentence({"avonside": "Avonside"}) == (
        "Avonside, 2022-23: the interval was based on the 35,000 people sent with the rate, and is now based "
        "on the 36,000 people sent with the rate."
    )
    assert changed_denominators(entries[0], entries[0]) == []


def test_history_over_another_estimate_than_it_was_published_by_says_so() -> None:
    first = content(estimated(plans(2022), avonside=36_198))
    published = {"2021-22": published_entries(first)["2021-22"]}
    later = estimated(plans(2022), vintage="2024-12-15", avonside=36_400)
    table = content(later, estimated(plans(), avonside=36_400), denominators=published)
    (said,) = table["statistics"]["denominator_changes"]
    assert said == (
        "Avonside, 2021-22: the population estimate was revised from the vintage of 15 December 2023 (36,198 people) "
        "to the vintage of 15 December 2024 (36,400 people) since the release of that year."
    )
    assert said in table["notes"]
    same = content(estimated(plans(2022), avonside=36_198), estimated(plans(), avonside=36_400), denominators=published)
    assert "denominator_changes" not in same["statistics"]


def test_a_table_without_rows_rests_on_nothing() -> None:
    assert published_entries(content(plans()) | {"rows": []}) == {}
    assert published_entries({"slug": "x"}) == {}


def test_files_name_the_estimates_among_their_sources() -> None:
    table = content(estimated(plans(), avonside=36_198))
    named = f"Population estimates: {VINTAGE}"
    assert csv_metadata(table, ABOUT, "x.csv")["dc:source"] == [table["source"], named]
    (resource,) = data_package([table], ABOUT)["resources"]
    assert [one["title"] for one in resource["sources"]] == [f"{table['supplier']}: {table['source']}", named]
    assert csv_metadata(content(plans()), ABOUT, "x.csv")["dc:source"] == table["source"]
