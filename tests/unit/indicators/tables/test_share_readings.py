"""What is said of shares."""

from dataclasses import replace

from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.tables.table import build_table
from tests.unit.indicators.tables.readings import returned

NUMBERS = (100, 60, 10, 20, 5, 5, 40, 15, 5)


def outcomes(*numbers: int) -> Snapshot:
    rows = returned("desired-outcomes", "2022-23", {}).rows
    figures = {(row.key, "count"): reported(number) for row, number in zip(rows, numbers, strict=True)}
    return returned("desired-outcomes", "2022-23", figures)


def test_shares_have_wilsons_interval_and_those_of_the_chart_a_sentence() -> None:
    statistics = build_table(outcomes(*NUMBERS))["statistics"]
    # 40 of 60: (80 + 3.8415 -/+ 1.96 sqrt(3.8415 + 160/3)) / (2 (60 + 3.8415)), in percent.
    assert statistics["intervals"]["fully-achieved"] == ["54.1", "77.3"]
    assert statistics["sentences"][0] == "Fully achieved: the 95% interval of the share is 54.1% to 77.3%."
    assert len(statistics["sentences"]) == 3
    assert "Wilson" in statistics["about"]
    assert "concluded" not in statistics["intervals"]


def test_a_share_of_nothing_and_a_part_beyond_its_base_have_none() -> None:
    assert build_table(outcomes(0, 0, 0, 0, 0, 0, 0, 0, 0))["statistics"]["intervals"] == {}
    assert "fully-achieved" not in build_table(outcomes(100, 60, 10, 20, 5, 5, 61, 0, 0))["statistics"]["intervals"]


def test_without_a_figure_or_with_made_up_ones_nothing_is_said() -> None:
    sent = outcomes(*NUMBERS)
    lost = dict(sent.figures) | {("fully-achieved", "count"): Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")}
    assert len(build_table(replace(sent, figures=lost))["statistics"]["sentences"]) == 2
    made_up = replace(sent, figures={key: replace(one, illustrative=True) for key, one in sent.figures.items()})
    statistics = build_table(made_up)["statistics"]
    assert statistics == {"intervals": {}, "sentences": [], "about": ""}


def test_a_long_list_has_intervals_and_no_sentences() -> None:
    rows = returned("contact-sources", "2022-23", {}).rows
    sent = returned("contact-sources", "2022-23", {(row.key, "count"): reported(5) for row in rows})
    statistics = build_table(sent)["statistics"]
    assert len(statistics["intervals"]) == len(rows)
    assert (statistics["sentences"], statistics["about"]) == ([], "")
