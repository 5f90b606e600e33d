"""What is worked out carries the marks of the figures that it rests on, in every output alike."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.cells import resting_on, worked_out
from indicators.definitions.families import get_family
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.exports.cells import observations
from indicators.exports.csv_file import csv_text
from indicators.exports.json_file import json_text
from indicators.exports.workbook import workbook_bytes
from indicators.tables.table import build_table
from reports.document.sections.figures import figure_table
from tests.unit.indicators.exports.exporting import ABOUT
from tests.unit.indicators.exports.test_workbook import opened, table_cells
from tests.unit.indicators.tables.readings import area_rates, returned, windows

MISSING = "missing-children"
CHILDREN = "number-of-missing-children"
OUTCOMES = (100, 60, 10, 20, 5, 5, 40, 15, 5)


def provisional(value: Value) -> Value:
    return replace(value, provisional=True)


def revised(value: Value) -> Value:
    return replace(value, revised=True, reason="Counted again")


def changed(snapshot: Snapshot, **cells: Any) -> Snapshot:
    """The return with some of its answers changed: row__column=how."""
    keys = {name: tuple(name.replace("_", "-").split("--")) for name in cells}
    figures = dict(snapshot.figures)
    for name, how in cells.items():
        row, column = keys[name]
        figures[row, column] = how(figures[row, column])
    return replace(snapshot, figures=figures)


def texts(content: dict[str, Any], key: str) -> dict[str, str]:
    return {row["key"]: cell["text"] for row in content["rows"] for cell in row["cells"] if cell["key"] == key}


def outcomes() -> Snapshot:
    rows = get_family("desired-outcomes").fixed_rows
    figures = {(row.key, "count"): reported(number) for row, number in zip(rows, OUTCOMES, strict=True)}
    return returned("desired-outcomes", "2022-23", figures)


def contacts(**how: Any) -> dict[str, Any]:
    rows = returned("contact-sources", "2022-23", {}).rows
    sent = returned("contact-sources", "2022-23", {(row.key, "count"): reported(5) for row in rows})
    return build_table(changed(sent, **how))


@pytest.mark.parametrize("flag", ["illustrative", "provisional", "revised"])
def test_each_flag_of_any_input_is_carried_and_no_other(flag: str) -> None:
    found = resting_on(reported(3), reported(1), replace(reported(2), **{flag: True}))
    flags = {name: getattr(found, name) for name in ("illustrative", "provisional", "revised")}
    assert flags == {name: name == flag for name in flags}
    assert found.number == 3


def test_a_result_of_final_figures_has_no_mark() -> None:
    assert worked_out(Decimal(3), reported(1), reported(2)) == Value(ValueState.REPORTED, Decimal(3))


def test_the_reason_of_a_revision_stays_with_the_figure() -> None:
    assert worked_out(Decimal(3), revised(reported(1))).reason == ""


def test_a_change_and_its_percentage_carry_the_marks_of_both_windows() -> None:
    sent = windows(MISSING, {CHILDREN: (95, 61)})
    now = build_table(changed(sent, number_of_missing_children__current=provisional))
    assert (texts(now, "change")[CHILDREN], texts(now, "percent_change")[CHILDREN]) == ("+34 [p]", "+55.7% [p]")
    before = build_table(changed(sent, number_of_missing_children__previous=revised))
    assert (texts(before, "change")[CHILDREN], texts(before, "percent_change")[CHILDREN]) == ("+34 [r]", "+55.7% [r]")
    assert "[r] revised since it was first published." in before["notes"]
    assert [note for note in before["notes"] if note.startswith("Revised")] == [
        "Revised (Number of Missing Children): Counted again."
    ]


def test_a_percentage_of_a_provisional_nothing_may_become_one() -> None:
    sent = windows(MISSING, {CHILDREN: (5, 0)})
    table = build_table(changed(sent, number_of_missing_children__previous=provisional))
    assert texts(table, "percent_change")[CHILDREN] == "[z] [p]"


def test_windows_that_do_not_apply_keep_the_mark_as_well() -> None:
    sent = windows(MISSING, {CHILDREN: (5, 4)})
    never = replace(Value(ValueState.NOT_APPLICABLE), provisional=True)
    table = build_table(changed(sent, number_of_missing_children__previous=lambda _: never))
    assert texts(table, "change")[CHILDREN] == "[z] [p]"


def test_a_provisional_base_marks_every_share_of_it_and_no_other() -> None:
    table = build_table(changed(outcomes(), expressed__count=provisional))
    shares = texts(table, "share")
    assert shares["fully-achieved"] == "66.7% [p]"
    assert shares["expressed"] == "60.0% [p]"
    assert shares["none-expressed"] == "10.0%"
    assert shares["concluded"] == "[z]"


def test_a_provisional_part_marks_its_total_and_through_it_every_share() -> None:
    table = contacts(**{"1a__count": provisional})
    assert texts(table, "count")["total"] == "110 [p]"
    shares = texts(table, "share")
    assert shares.pop("total") == "[z]"
    assert set(shares.values()) == {"4.5% [p]"}


def test_a_total_over_periods_carries_the_mark_in_its_period_alone() -> None:
    rows = returned("contact-sources", "2022-23", {}).rows
    sent = [
        returned("contact-sources", f"2022-23-q{number}", {(row.key, "count"): reported(2) for row in rows})
        for number in (1, 2)
    ]
    last = changed(sent[1], **{"1a__count": provisional})
    table = build_table(last, sent[:1], shown=2)
    assert [cell["text"] for cell in table["rows"][-1]["cells"]] == ["44", "44 [p]"]


def test_the_mean_of_neighbours_carries_the_marks_of_those_counted() -> None:
    sent = area_rates(2023, (100, "40.0"))
    table = build_table(changed(sent, devon__rate=provisional, wiltshire__rate=revised))
    mean = table["rows"][1]["cells"][0]["text"]
    assert mean == "50.5 [p] [r]"
    assert table["more_tables"][0]["rows"][1]["cells"][1]["text"] == "50.5 [p] [r]"


def test_what_is_left_out_of_the_mean_and_what_is_beside_it_do_not_mark_it() -> None:
    lost = replace(Value(ValueState.UNABLE_TO_SUPPLY, reason="Late"), provisional=True)
    sent = area_rates(2023, (100, "40.0"))
    table = build_table(changed(sent, devon__rate=lambda _: lost, england__rate=provisional))
    assert table["rows"][1]["cells"][0]["text"] == "51.0"
    assert table["rows"][2]["cells"][0]["text"] == "52.0 [p]"


@pytest.mark.parametrize("column", ["count", "rate"])
def test_the_interval_of_a_rate_carries_the_marks_of_its_count_and_its_rate(column: str) -> None:
    table = build_table(changed(area_rates(2023, (100, "40.0")), **{f"avonside__{column}": provisional}))
    (areas,) = table["more_tables"]
    own, _, devon, *_ = [{cell["key"]: cell["text"] for cell in row["cells"]} for row in areas["rows"]]
    assert own["lower"].endswith(" [p]")
    assert own["upper"].endswith(" [p]")
    assert "[p]" not in devon["lower"]


@pytest.fixture(scope="module")
def marked() -> dict[str, Any]:
    """A table in which two figures are marked, and with them what is worked out from them."""
    sent = windows(MISSING, {CHILDREN: (95, 61)})
    return build_table(
        changed(sent, number_of_missing_children__current=provisional, number_of_missing_children__previous=revised)
    )


def test_a_csv_and_the_api_mark_what_is_worked_out(marked: dict[str, Any]) -> None:
    lines = list(csv.DictReader(io.StringIO(csv_text(marked, "2022-23"))))
    found = {line["column_key"]: line for line in lines if line["row_key"] == CHILDREN}
    assert (found["change"]["value"], found["change"]["symbol"]) == ("34", "[p] [r]")
    assert (found["percent_change"]["provisional"], found["percent_change"]["revised"]) == ("true", "true")
    # The API hands out the same observations.
    (change,) = [
        one for one in observations(marked, "2022-23") if (one.row_key, one.column_key) == (CHILDREN, "change")
    ]
    assert (change.provisional, change.revised, change.illustrative) == (True, True, False)


def test_a_workbook_marks_what_is_worked_out(marked: dict[str, Any]) -> None:
    book = opened(workbook_bytes([marked], ABOUT))
    row = next(cells for cells in table_cells(book["Table 1"]) if cells[0].value == "Number of Missing Children")
    assert "Change [p]; Change [r]; % change [p]; % change [r]" in str(row[-1].value)


def test_json_and_the_report_print_the_same_marked_text(marked: dict[str, Any]) -> None:
    table = json.loads(json_text(marked, {}))["table"]
    printed = [cell["text"] for cell in table["rows"][0]["cells"]]
    assert printed == ["95 [p]", "61 [r]", "+34 [p] [r]", "+55.7% [p] [r]"]
    assert [cell.text for cell in figure_table(marked, "").rows[0].cells] == printed
