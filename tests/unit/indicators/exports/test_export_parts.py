"""The parts of which exports are made: observations, licences, citations, catalogues, blocks of data."""

import copy
import csv
import datetime
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcssp.example.sources import police_cells
from indicators.definitions.values import PUBLISHED_STATES
from indicators.exports import csv_text, json_text, observations
from indicators.exports.about import OGL, citation, described, licence_of
from indicators.exports.csv_file import COLUMNS, HEADER, KEY
from indicators.exports.dcat import catalogue, schema_org
from indicators.open_data.api.schemas import State
from indicators.releases.stored_workbooks import publisher
from indicators.tables.table import build_table
from indicators.templatetags.reuse import data_block
from tests.unit.indicators.exports.exporting import ABOUT, by_area, windows
from tests.unit.indicators.tables.test_table import rates, snapshot
from ui.csv_file import FORMULA_STARTS, PLAIN_NUMBER

BASE_DIR = Path(__file__).resolve().parents[4]


def of(content: dict[str, Any]) -> list[Any]:
    return list(observations(content, ABOUT.slug, ABOUT.area))


def test_each_window_has_its_own_days() -> None:
    found = {one.column_key: one for one in of(windows())}
    current, previous, change = found["current"], found["previous"], found["change"]

    assert (current.period_start, current.period_end) == (datetime.date(2022, 4, 1), datetime.date(2023, 3, 31))
    assert (previous.period, previous.period_start) == ("2021-22", datetime.date(2021, 4, 1))
    assert previous.period_label == "12 months to 31 March 2022"
    assert (change.period, change.period_label) == ("2022-23", "12 months to 31 March 2023")
    assert {one.area for one in of(windows())} == {ABOUT.area}


def test_a_line_of_years_belongs_to_its_years_and_areas() -> None:
    content = build_table(rates(2024), [rates(2023)])
    main = [one for one in of(content) if one.table == content["title"]]

    assert {(one.column_key, one.period) for one in main} == {("2022-23", "2022-23"), ("2023-24", "2023-24")}
    assert {one.period_label for one in main} == {"2022-23", "Year to 31 March 2024"}
    assert {one.area for one in main} >= {"england", "south-west", "neighbours"}


def test_a_count_on_one_day_has_one_day() -> None:
    content = build_table(rates(2023, "child-protection-plans-rate"))

    assert {(one.period_start, one.period_end) for one in of(content)} == {(datetime.date(2023, 3, 31),) * 2}


def test_a_table_from_before_there_were_periods_is_about_its_year() -> None:
    content = {key: value for key, value in windows().items() if key not in {"period", "late"}}

    assert {one.period for one in of(content)} == {"2022-23", "2021-22"}
    assert not any(one.late for one in of(content))


def test_flags_and_symbols_stand_for_themselves() -> None:
    first, second, third = [one for one in of(windows()) if one.column_key == "current"][:3]

    assert (first.symbol, first.provisional, first.revised) == ("[p]", True, False)
    assert (second.symbol, second.provisional, second.revised) == ("[r]", False, True)
    assert (third.value, third.symbol, third.state) == ("", "[x]", "unable_to_supply")
    # Released before periods were named one by one.
    old = {key: value for key, value in windows().items() if key != "late_periods"} | {"late": True}
    assert all(one.late for one in of(old))


@pytest.mark.parametrize("make", [windows, by_area])
def test_the_key_names_each_line_once(make: Any) -> None:
    keys = [tuple(getattr(one, name) for name in KEY) for one in of(make())]

    assert len(set(keys)) == len(keys) > 0


def test_every_column_says_what_it_means() -> None:
    assert len(set(HEADER)) == len(COLUMNS)
    assert all(column.meaning.endswith(".") and column.title for column in COLUMNS)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(
        st.one_of(
            st.sampled_from(FORMULA_STARTS).flatmap(lambda first: st.text(max_size=8).map(first.__add__)), st.text()
        ),
        min_size=6,
        max_size=6,
    )
)
def test_no_cell_of_any_csv_is_a_formula_and_every_text_comes_back(texts: list[str]) -> None:
    content = copy.deepcopy(windows())
    content["title"], content["supplier"] = texts[0], texts[1]
    content["rows"][0] |= {"label": texts[2], "group": texts[3]}
    content["columns"][0] |= {"label": texts[4], "period": texts[5]}

    lines = list(csv.DictReader(io.StringIO(csv_text(content, ABOUT.slug), newline="")))

    assert not [
        cell
        for line in lines
        for cell in line.values()
        if cell.startswith(FORMULA_STARTS) and not PLAIN_NUMBER.fullmatch(cell)
    ]
    assert lines[0]["supplier"].removeprefix("'") == texts[1].removeprefix("'")
    assert json.loads(json_text(content, {}))["table"]["supplier"] == texts[1]
    assert any(line["value"].startswith("-") for line in lines)


def test_a_licence_is_open_only_where_it_is_settled() -> None:
    settled, unsettled = licence_of({"licence": OGL}), licence_of(windows())

    assert (settled.name, settled.is_open, settled.short) == ("OGL-UK-3.0", True, OGL)
    assert (unsettled.name, unsettled.is_open, unsettled.short) == ("notspecified", False, "Terms to be confirmed")


def test_a_citation_names_publisher_release_day_and_address() -> None:
    text = citation(windows(), ABOUT)

    assert text == (
        "The Partnership: Missing children, 2022-23. In: Figures for 2022-23, release 1, 30 June 2023. "
        "https://portal.example.org/figures/police/missing-children/"
    )
    assert "30 June" not in citation(windows(), replace(ABOUT, published_at=None))
    assert described(replace(ABOUT, published_at=None))["published_at"] is None
    assert described(ABOUT)["published_at"] == "2023-06-30T09:00:00+00:00"


@pytest.mark.parametrize(
    ("frequency", "name"),
    [("Yearly", "ANNUAL"), ("Monthly", "MONTHLY"), ("Every month", "MONTHLY"), ("Quarterly", "QUARTERLY")],
)
def test_a_catalogue_says_how_often(frequency: str, name: str) -> None:
    data = catalogue([(windows() | {"frequency": frequency}, ABOUT)], publisher())

    assert data["dcat:dataset"][0]["dct:accrualPeriodicity"]["@id"].endswith(f"/{name}")


def test_a_catalogue_names_terms_contact_and_formats() -> None:
    nameless = replace(publisher(), email="")
    (dataset,) = catalogue([(by_area(), ABOUT)], nameless)["dcat:dataset"]

    assert dataset["dct:license"]["@id"].endswith("/open-government-licence/version/3/")
    assert "vcard:hasEmail" not in dataset["dcat:contactPoint"]
    assert dataset["dcat:distribution"][0]["dcat:mediaType"]["@id"].endswith("/text/csv")
    assert all(one["dct:license"] == dataset["dct:license"] for one in dataset["dcat:distribution"])


def test_search_engines_are_told_the_terms() -> None:
    assert schema_org(by_area(), ABOUT)["license"].startswith("https://")
    assert "to be confirmed" in schema_org(windows(), ABOUT)["license"]


def test_no_text_ends_a_block_of_data() -> None:
    text = "</script><script>alert(1)</script><!-- & "
    block = data_block({"name": text})

    assert block.count("<") == 2
    assert json.loads(block.split(">", 1)[1].rsplit("<", 1)[0]) == {"name": text}


def test_late_is_said_of_the_years_that_came_late_and_of_no_other() -> None:
    table = build_table(rates(2023), [replace(rates(2022), late=True)])
    late = {one.period: one.late for one in observations(table, "2022-23")}
    assert late == {"2021-22": True, "2022-23": False}
    assert "Sent after it was due: 2021-22." in table["notes"]
    windows = build_table(replace(snapshot("missing-children", police_cells()["missing-children"]), late=True))
    assert all(one.late for one in observations(windows, "2022-23"))
    assert not any("after it was due" in note for note in build_table(rates(2023))["notes"])


def test_every_description_names_the_five_states_of_a_published_figure() -> None:
    column = next(column for column in COLUMNS if column.name == "state")
    texts = {
        "the columns of a CSV, as CSVW and the data package describe them": column.meaning,
        "the document for programmers": (BASE_DIR / "docs" / "open-data.md").read_text(encoding="utf-8"),
    }
    assert set(PUBLISHED_STATES) == set(get_args(State)), "the shapes of the API"
    assert {text: [one for one in PUBLISHED_STATES if one not in words] for text, words in texts.items()} == {
        text: [] for text in texts
    }
