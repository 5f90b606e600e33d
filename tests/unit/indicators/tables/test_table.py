"""The published table of a snapshot, its headline and its chart."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bcssp.example.sources import RATES, dfe_cells, police_cells
from indicators.definitions.families import get_family
from indicators.definitions.snapshots import Areas, Snapshot, figures_as_content
from indicators.definitions.values import Value, ValueState, reported
from indicators.tables.charts import with_chart
from indicators.tables.table import ILLUSTRATIVE, build_table

START = datetime.date(2022, 4, 1)
END = datetime.date(2023, 3, 31)
LOST = Value(ValueState.UNABLE_TO_SUPPLY, reason="The values are lost")
NEIGHBOURS = (
    "gloucestershire",
    "cambridgeshire",
    "oxfordshire",
    "wiltshire",
    "west-sussex",
    "hampshire",
    "north-somerset",
    "south-gloucestershire",
    "worcestershire",
    "devon",
)
AREAS = Areas(
    area="bath-and-north-east-somerset",
    neighbours=NEIGHBOURS,
    benchmarks=("england", "south-west"),
    names={slug: slug.replace("-", " ").title() for slug in ("bath-and-north-east-somerset", *NEIGHBOURS)}
    | {"england": "England", "south-west": "South West"},
    set_slug="dfe-statistical-neighbours-2021",
    set_label="2021 set",
)


def snapshot(slug: str, figures: dict[tuple[str, str], Value], note: str = "") -> Snapshot:
    return Snapshot(get_family(slug), "2022-23", "2022-23", START, END, "The Council", note, figures)


def rates(year: int, slug: str = "referrals-rate") -> Snapshot:
    cells = dfe_cells(RATES, slug, year, set(AREAS.slugs))
    return Snapshot(
        get_family(slug),
        f"{year - 1}-{year % 100}",
        f"{year - 1}-{year % 100}",
        datetime.date(year - 1, 4, 1),
        datetime.date(year, 3, 31),
        "The Council",
        "Vintage: April 2026.",
        cells,
        AREAS,
    )


def texts(table: dict[str, Any]) -> list[list[str]]:
    return [[row["label"], *(cell["text"] for cell in row["cells"])] for row in table["rows"]]


def test_windows_print_the_table_of_the_report() -> None:
    table = build_table(snapshot("missing-children", police_cells()["missing-children"]))
    assert texts(table) == [
        ["Number of Missing Children", "95", "61", "+34", "+55.7%"],
        ["Number of Missing Children Reports", "202", "92", "+110", "+119.6%"],
        ["Number of Repeat Missing Children", "48", "39", "+9", "+23.1%"],
        ["Number of Children Missing from Care", "3", "10", "-7", "-70.0%"],
        ["Number of Repeat Children Missing from Care", "1", "4", "-3", "-75.0%"],
    ]
    assert table["period_label"] == "12 months to 31 March 2023"
    assert [column.get("period") for column in table["columns"][:2]] == [
        "12 months to 31 March 2023",
        "12 months to 31 March 2022",
    ]
    assert table["headline"] == (
        "Number of Missing Children: 95 (current 12 months), 61 (previous 12 months); change +34, +55.7%. This "
        "is more than chance would explain. Other changes larger than chance would explain: Number of Missing "
        "Children Reports (up; one child can have several reports)."
    )
    assert table["rows"][0]["cells"][3] == {
        "key": "percent_change",
        "text": "+55.7%",
        "value": "55.7",
        "state": "reported",
        "illustrative": False,
    }
    assert table["notes"] == []
    assert table["caption"] == "Missing children, 12 months to 31 March 2023"


def test_a_percentage_of_zero_is_not_applicable_and_explained() -> None:
    cells = {
        ("number-of-child-sexual-exploitation-crimes", c): reported(n) for c, n in (("current", 5), ("previous", 0))
    }
    table = build_table(snapshot("child-sexual-exploitation", cells))
    assert texts(table)[0][1:] == ["5", "0", "+5", "[z]"]
    assert table["headline"].endswith(
        "change +5. Too few to compare: with 5 in both periods together, no change can be distinguished from chance."
    )
    assert any(note.startswith("[z] not applicable") for note in table["notes"])


def test_what_was_not_supplied_prints_as_not_available_with_its_reason() -> None:
    cells = dict.fromkeys(police_cells()["child-protection"], LOST)
    content = build_table(snapshot("child-protection", cells, "A note."))
    assert {cell for row in texts(content) for cell in row[1:]} == {"[x]"}
    assert content["headline"].startswith("[x] Figures are not available")
    assert "Not able to supply: The values are lost." in content["notes"]
    assert "A note." in content["notes"]
    table, svg = with_chart(content)
    assert (table["chart"], svg) == (None, "")


def test_a_table_with_some_figures_is_never_said_to_have_none() -> None:
    lost = {(row, "previous"): LOST for row, _ in police_cells()["child-protection"]}
    content = build_table(snapshot("child-protection", police_cells()["child-protection"] | lost))
    assert content["headline"] == (
        "Number of Child Protection Crime (excluding Domestic Abuse Crimes): 295 (current 12 months)."
    )
    family = get_family("contact-sources")
    cells = {(row.key, "count"): reported(5) for row in family.fixed_rows} | {("6", "count"): LOST}
    headline = build_table(snapshot("contact-sources", cells))["headline"]
    assert headline.startswith("Of the numbers that are shown, the largest are")


def test_a_reason_for_one_row_names_the_row() -> None:
    cells = police_cells()["child-protection"] | {
        ("number-of-child-protection-serious-sexual-offences", "previous"): LOST
    }
    table = build_table(snapshot("child-protection", cells))
    assert (
        "Not able to supply (Number of Child Protection Serious Sexual Offences): The values are lost."
        in table["notes"]
    )
    assert texts(table)[1][1:] == ["58", "[x]", "[x]", "[x]"]


def test_not_applicable_windows_have_no_change() -> None:
    figures = {
        (row, column): Value(ValueState.NOT_APPLICABLE) for row, column in police_cells()["child-sexual-exploitation"]
    }
    table = build_table(snapshot("child-sexual-exploitation", figures))
    assert texts(table)[0][1:] == ["[z]"] * 4
    assert table["headline"].startswith("[z]")


def test_revised_and_provisional_figures_are_marked_and_explained() -> None:
    cells = police_cells()["child-sexual-exploitation"]
    row = "number-of-child-sexual-exploitation-crimes"
    cells[row, "previous"] = replace(cells[row, "previous"], revised=True, reason="recounted")
    cells[row, "current"] = replace(cells[row, "current"], provisional=True)
    table = build_table(snapshot("child-sexual-exploitation", cells))
    assert texts(table)[0][1:] == ["128 [p]", "203 [r]", "-75 [p] [r]", "-36.9% [p] [r]"]
    assert "Revised: recounted." in table["notes"]
    assert "[r] revised since it was first published." in table["notes"]
    assert "[p] provisional: may still change." in table["notes"]


def test_illustrative_figures_are_marked_everywhere() -> None:
    cells = {key: replace(value, illustrative=True) for key, value in police_cells()["missing-children"].items()}
    table, svg = with_chart(build_table(snapshot("missing-children", cells)))
    assert table["illustrative"] is True
    assert table["notes"][0] == ILLUSTRATIVE
    assert table["headline"].startswith("Illustrative: ")
    assert all(cell["illustrative"] for row in table["rows"] for cell in row["cells"])
    assert table["chart"]["note"] == "Illustrative figures, not real"
    assert table["chart"]["alt"].startswith("Illustrative figures, not real. ")
    assert "Illustrative figures" in svg


def contacts(**changes: Value) -> dict[tuple[str, str], Value]:
    keys = [row.key for row in get_family("contact-sources").rows_on(END)]
    return {(key, "count"): changes.get(f"k{key}", reported(index)) for index, key in enumerate(keys)}


def test_categories_have_shares_of_a_total_that_is_worked_out() -> None:
    table = build_table(snapshot("contact-sources", contacts()))
    assert table["caption"] == "Contacts by source, year to 31 March 2023"
    assert table["rows"][-1]["label"] == "All contacts"
    assert texts(table)[-1][1:] == ["231", "[z]"]
    assert texts(table)[-2] == ["Unknown", "21", "9.1%"]
    assert table["headline"] == "The largest share is “Unknown”: 21, 9.1%."
    assert not any("to be checked" in note for note in table["notes"])


def test_one_missing_part_takes_total_and_shares_with_it() -> None:
    table = build_table(snapshot("contact-sources", contacts(k6=LOST)))
    assert texts(table)[-1][1] == "[x]"
    assert {row[2] for row in texts(table)[:-1]} == {"[x]"}


def test_shares_of_nothing_are_not_applicable() -> None:
    zeros = {key: reported(0) for key in contacts()}
    table = build_table(snapshot("contact-sources", zeros))
    assert {row[2] for row in texts(table)} == {"[z]"}
    assert table["headline"].startswith("[z] There is nothing to compare")
    assert with_chart(table)[0]["chart"] is None


def test_a_long_list_is_charted_by_its_ten_largest() -> None:
    table, svg = with_chart(build_table(snapshot("contact-sources", contacts())))
    assert table["chart"]["alt"].startswith("The 10 largest of 22. Unknown: 21 (9.1%); ")
    assert table["chart"]["alt"].count("%") == 10
    assert "All contacts" not in table["chart"]["alt"]
    assert svg.startswith("<svg")


def test_desired_outcomes_take_shares_of_two_bases_and_chart_the_second_part() -> None:
    numbers = (100, 60, 10, 20, 5, 5, 40, 15, 5)
    rows = get_family("desired-outcomes").rows_on(END)
    cells = {(row.key, "count"): reported(number) for row, number in zip(rows, numbers, strict=True)}
    table, _ = with_chart(build_table(snapshot("desired-outcomes", cells)))
    assert [row[2] for row in texts(table)] == [
        "[z]",
        "60.0%",
        "10.0%",
        "20.0%",
        "5.0%",
        "5.0%",
        "66.7%",
        "25.0%",
        "8.3%",
    ]
    assert table["chart"]["alt"] == (
        "Fully achieved: 40 (66.7%); Partially achieved: 15 (25.0%); Not achieved: 5 (8.3%)."
    )
    assert table["headline"] == "The largest share is “Fully achieved”: 40, 66.7%."


def test_rates_show_four_lines_over_the_years() -> None:
    years = [rates(year) for year in range(2016, 2024)]
    table, svg = with_chart(build_table(years[-1], years[:-1]))
    assert [column["key"] for column in table["columns"]][::7] == ["2015-16", "2022-23"]
    assert [row["label"] for row in table["rows"]] == [
        "Bath And North East Somerset",
        "DfE nearest neighbours",
        "England",
        "South West",
    ]
    assert [row[-1] for row in texts(table)] == ["295.5", "481.0", "538.1", "491.0"]
    assert table["notes"][0] == "Vintage: April 2026."
    assert table["notes"][1].startswith("DfE nearest neighbours: 2021 set (Gloucestershire, Cambridgeshire")
    assert "2022-23 295.5" in table["chart"]["alt"]
    assert svg.count("<title") >= 1
    assert table["caption"] == "Referrals to children's social care: rate per 10,000 children, by year"
    more, behind = table["more_tables"]
    assert behind["title"] == "Counts behind the intervals, 2015-16 to 2021-22"
    assert more["title"] == "Each area, 2022-23"
    assert [row["label"] for row in more["rows"]][:3] == [
        "Bath And North East Somerset",
        "DfE nearest neighbours (mean)",
        "Gloucestershire",
    ]
    assert [cell["text"] for cell in more["rows"][1]["cells"]] == ["[z]", "481.0", "[z]", "[z]"]
    assert [cell["text"] for cell in more["rows"][0]["cells"]] == ["1,070", "295.5", "278.0", "313.8"]
    assert [column["label"] for column in more["columns"]][2:] == [
        "95% from (derived)",
        "95% to (derived)",
    ]
    assert table["headline"] == (
        "Rate per 10,000 children, year to 31 March 2023: Bath And North East Somerset 295.5; "
        "DfE nearest neighbours 481.0; England 538.1; South West 491.0. "
        "The rate of Bath And North East Somerset is lower than DfE nearest neighbours, England and South West. "
        "Over five years it shows no clear trend up or down."
    )


@pytest.mark.parametrize(("slug", "mean"), [("child-protection-plans-rate", "37.4"), ("referrals-rate", "481.0")])
def test_the_mean_of_the_2021_set_is_the_published_one(slug: str, mean: str) -> None:
    table = build_table(rates(2023, slug))
    assert texts(table)[1][-1] == mean


def test_areas_without_data_are_left_out_and_named() -> None:
    table = build_table(rates(2024), [rates(2023)])
    assert any(
        note == "DfE nearest neighbours, 2023-24: no data for Hampshire; the mean is that of the other 9."
        for note in table["notes"]
    )
    assert any(
        "Not able to supply (Hampshire): The Department does not publish a figure" in note for note in table["notes"]
    )


def test_without_any_neighbour_there_is_no_mean() -> None:
    last = rates(2023)
    bare = replace(last, figures={key: LOST if key[0] in NEIGHBOURS else value for key, value in last.figures.items()})
    table = build_table(bare)
    assert texts(table)[1][-1] == "[x]"
    assert any(note.endswith("there is no mean.") for note in table["notes"])


def test_sets_of_neighbours_that_change_are_both_named() -> None:
    later = replace(rates(2023), areas=replace(AREAS, set_label="2025 set", neighbours=("devon",)))
    table = build_table(later, [rates(2022)])
    named = [note for note in table["notes"] if "set" in note]
    assert named[0].startswith("DfE nearest neighbours: 2021 set for 2021-22 (")
    assert named[1] == "DfE nearest neighbours: 2025 set for 2022-23 (Devon)."


def test_an_area_without_its_own_rate_has_no_headline_figure() -> None:
    last = rates(2023)
    bare = replace(last, figures=dict.fromkeys(last.figures, LOST))
    content, svg = with_chart(build_table(bare))
    assert content["headline"].startswith("[x]")
    assert svg == ""


def test_looked_after_rates_have_no_decimals() -> None:
    assert texts(build_table(rates(2023, "children-looked-after-rate")))[0][-1].isdigit()


def test_the_same_snapshot_gives_the_same_chart() -> None:
    table = build_table(snapshot("missing-children", police_cells()["missing-children"]))
    assert with_chart(table) == with_chart(table)


def test_a_snapshot_survives_being_stored() -> None:
    figures = {
        ("a", "count"): Value(ValueState.REPORTED, Decimal("95.0000"), provisional=True),
        ("a", "rate"): LOST,
        ("b", "count"): replace(reported(100), illustrative=True, revised=True, reason="why"),
    }
    content = {
        "family": "missing-children",
        "year": "2022-23",
        "ends_on": "2023-03-31",
        "organisation": "The Police",
        "note": "",
        "figures": figures_as_content(figures),
    }
    assert content["figures"]["a"]["count"] == {"state": "reported", "value": "95", "provisional": True}
    assert content["figures"]["b"]["count"]["value"] == "100"
    assert Snapshot.from_content(content).figures == figures
