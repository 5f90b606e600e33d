"""Published tables as files."""

import csv
import io
import json

import pytest

from bcssp.example.sources import police_cells
from indicators.exports import csv_text, json_text
from indicators.tables.table import build_table
from tests.unit.indicators.tables.test_table import rates, snapshot
from ui.csv_file import escape_formula


@pytest.mark.parametrize("text", ["=1+1", "+44", "-a", "@x", "\t=1", "\r=1", "\n=1", "-7+1", "+34"])
def test_no_text_can_become_a_formula(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-7", "-70.5", "95", "[x]", "Number of Missing Children", ""])
def test_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    assert escape_formula(text) == text


def test_csv_has_a_line_for_each_cell() -> None:
    table = build_table(snapshot("missing-children", police_cells()["missing-children"]))
    lines = list(csv.DictReader(io.StringIO(csv_text(table, "2022-23"))))
    assert len(lines) == 5 * 4
    first, change = lines[0], lines[14]
    assert (first["row"], first["column"], first["value"]) == ("Number of Missing Children", "Current 12 months", "95")
    assert (first["period"], first["state"], first["illustrative"]) == ("2022-23", "reported", "false")
    assert first["period_label"] == "12 months to 31 March 2023"
    assert (change["column_key"], change["value"], change["unit"]) == ("change", "-7", "change")


def test_csv_holds_further_tables_and_symbols() -> None:
    table = build_table(rates(2024))
    lines = list(csv.DictReader(io.StringIO(csv_text(table, "2023-24"))))
    assert {line["table"] for line in lines} == {"Referrals to children's social care", "Each area, 2023-24"}
    missing = [line for line in lines if line["row"] == "Hampshire"]
    answers = {(line["value"], line["symbol"], line["state"]) for line in missing if line["column_key"] == "rate"}
    assert answers == {("", "[x]", "unable_to_supply")}


def test_an_organisation_cannot_smuggle_a_formula() -> None:
    table = build_table(snapshot("missing-children", police_cells()["missing-children"]))
    table["supplier"] = "=HYPERLINK(1)"
    (line, *_) = list(csv.DictReader(io.StringIO(csv_text(table, "2022-23"))))
    assert line["supplier"] == "'=HYPERLINK(1)"


def test_json_holds_the_table_as_it_is() -> None:
    table = build_table(snapshot("missing-children", police_cells()["missing-children"]))
    assert json.loads(json_text(table, {"slug": "2022-23"})) == {"release": {"slug": "2022-23"}, "table": table}
