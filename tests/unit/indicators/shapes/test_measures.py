"""Measures with what the source prints beside them: benchmarks, percentages of a base that is no row, below zero."""

from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import Family, parse_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, reported
from indicators.parsing.files import read_file
from indicators.parsing.layout import FamilyForm, FileForm
from indicators.returns.grid.form import ReturnGrid, SavedReturn, cell_id
from indicators.statistics.proportions import wilson_limits
from tests.unit.indicators.shapes.generated import definition
from tests.unit.indicators.shapes.journey import (
    cells_of,
    checked,
    in_the_catalogue,
    read_on,
    released,
    returned,
    rows_of,
    whole_way,
)

PERCENTAGE = {"key": "rate", "label": "Percentage", "unit": "percent", "decimals": 1}
ENGLAND = PERCENTAGE | {"key": "england", "label": "England"}
SIMILAR = PERCENTAGE | {"key": "similar", "label": "Most similar areas"}
COUNT, BASE = {"key": "count", "label": "Number"}, {"key": "people", "label": "Out of"}
NET = {"key": "rate", "label": "Net change", "unit": "change", "below_zero": True}


def family_of(*columns: dict[str, Any], per: int = 100) -> Family:
    return parse_family(definition("measures", columns, per=per), "generated.toml")


def answers(**columns: tuple[str, str]) -> dict[tuple[str, str], Value]:
    """The answers of both rows, by column."""
    return {
        (row, column): reported(Decimal(text))
        for column, pair in columns.items()
        for row, text in zip("ab", pair, strict=True)
    }


def table(family: Family, cells: dict[tuple[str, str], Value]) -> dict[str, Any]:
    with in_the_catalogue(family):
        outcome = released([returned(family, cells)])
        assert outcome.problem == ""
        content = dict(outcome.contents[0])
        read_on(content)
    return content


def texts(content: dict[str, Any], row: str = "a") -> list[str]:
    return [cell["text"] for one in content["rows"] if one["key"] == row for cell in one["cells"]]


def test_benchmarks_are_printed_beside_the_value_and_nothing_is_tested_without_counts() -> None:
    family = family_of(PERCENTAGE, SIMILAR, ENGLAND)
    content = table(family, answers(rate=("84.2", "61.0"), similar=("80.1", "60.0"), england=("82.5", "59.9")))
    assert texts(content) == ["84.2%", "80.1%", "82.5%"]
    assert content["headline"] == "First row: 84.2% (Most similar areas 80.1%; England 82.5%)."
    assert content["statistics"]["sentences"] == []
    assert any("without the number behind it. So we give no interval" in note for note in content["notes"])


def test_a_percentage_whose_base_is_no_row_is_held_against_its_base() -> None:
    family = family_of(COUNT, PERCENTAGE, BASE, ENGLAND)
    cells = answers(count=("423", "50"), rate=("84.3", "50.0"), people=("502", "100"), england=("70.0", "50.0"))
    assert [one for one in checked(family, cells) if one.stops] == []
    content = table(family, cells)
    limits = wilson_limits(423, 502).scaled(100)
    assert texts(content)[-2:] == [f"{limits.lower:.1f}%", f"{limits.upper:.1f}%"]
    assert content["statistics"]["sentences"] == [
        f"First row, 2022-23: the percentage (95% interval {limits.lower:.1f} to {limits.upper:.1f}) is higher than "
        "England. A lower or higher percentage is not in itself better or worse.",
        "Second row, 2022-23: the percentage (95% interval 40.4 to 59.6) is similar to England. "
        "A lower or higher percentage is not in itself better or worse.",
    ]
    wrong = checked(family, cells | answers(rate=("48.3", "50.0")))
    assert [(one.code, one.row) for one in wrong if one.stops] == [("RATE-1", "a")]


def test_the_limits_of_a_very_small_percentage_are_two_numbers() -> None:
    family = family_of(COUNT, PERCENTAGE, BASE)
    content = table(family, answers(count=("30", "50"), rate=("0.0", "50.0"), people=("900000", "100")))
    assert texts(content)[-2:] == ["0.002%", "0.005%"]


def test_a_small_number_takes_its_percentage_and_its_limits_away() -> None:
    family = family_of(COUNT, PERCENTAGE, BASE)
    content = table(family, answers(count=("3", "50"), rate=("3.0", "50.0"), people=("100", "100")))
    assert texts(content) == ["[c]", "[c]", "100", "[c]", "[c]"]


def test_more_than_all_is_asked_about() -> None:
    family = family_of(PERCENTAGE)
    found = checked(family, answers(rate=("843.0", "50.0")))
    assert [(one.row, one.confirm) for one in found if one.code == "PERCENT-1"] == [("a", True)]


def quarterly(family: Family, *periods: str, shown: int = 1, **own: tuple[str, str]) -> dict[str, Any]:
    """The table of the last quarter, with those before it on one axis."""
    with in_the_catalogue(family):
        found = [returned(family, cells_of(family, one), one) for one in periods[:-1]]
        last = returned(family, dict(cells_of(family, periods[-1])) | answers(**own), periods[-1])
        outcome = released([*found, last], shown)
        assert outcome.problem == ""
        content = dict(outcome.contents[0])
        chart, _table = read_on(content)
    assert chart
    return content


def test_quarters_of_measures_stand_on_one_axis_with_the_last_one_beside_its_benchmarks() -> None:
    family = family_of(COUNT, PERCENTAGE, BASE, ENGLAND)
    last = {"count": ("423", "50"), "rate": ("84.3", "50.0"), "people": ("502", "100"), "england": ("70.0", "50.0")}
    content = quarterly(family, "2021-22-q4", "2022-23-q1", "2022-23-q3", shown=2, **last)
    assert [column["label"] for column in content["columns"]] == [
        "January to March 2022", "April to June 2022", "July to September 2022", "October to December 2022",
    ]  # fmt: skip
    assert content["caption"].endswith("by quarter")
    assert content["frequency"] == "Every quarter"
    assert texts(content)[2:] == ["[x]", "84.3%"]
    assert content["headline"].startswith("First row: 84.3% in October to December 2022")
    (of_last,) = content["more_tables"]
    assert of_last["title"] == "Each measure, October to December 2022"
    assert [column["key"] for column in of_last["columns"]] == [
        "count", "rate", "people", "england", "lower", "upper",
    ]  # fmt: skip
    assert "is higher than England" in content["statistics"]["sentences"][0]


def test_a_small_number_of_a_quarter_takes_its_percentage_off_the_axis() -> None:
    family = family_of(COUNT, PERCENTAGE, BASE)
    small = {"count": ("3", "50"), "rate": ("3.0", "50.0"), "people": ("100", "100")}
    content = quarterly(family, "2022-23-q1", "2022-23-q2", **small)
    assert texts(content)[-1] == "[c]"
    assert texts(content["more_tables"][0])[:2] == ["[c]", "[c]"]


def test_percentages_without_numbers_are_drawn_by_half_year() -> None:
    content = quarterly(family_of(PERCENTAGE, ENGLAND), "2021-22-h1", "2021-22-h2", "2022-23-h1")
    assert content["caption"].endswith("by half-year")
    assert len(texts(content)) == 3
    assert any("without the number behind it" in note for note in content["notes"])


def test_a_family_says_where_values_can_be_below_zero() -> None:
    family = family_of(NET, per=10_000)
    form = FamilyForm(family, rows_of(family, "2022-23"))
    file = FileForm(parse_period("2022-23"), (form,))
    reading = read_file("net.csv", "Code,Net change\na,-12\nb,\u22123\n".encode(), file)
    assert reading.parsed.problems == []
    cells = reading.parsed.families["generated"].cells
    assert {row: value.number for (row, _column), value in cells.items()} == {"a": Decimal(-12), "b": Decimal(-3)}
    grid = ReturnGrid(family, form.rows, SavedReturn(), data={cell_id("a", "rate"): "-12"})
    assert grid.errors == []
    content = table(family, answers(rate=("-12", "4")))
    assert (texts(content), texts(content, "b")) == (["-12"], ["+4"])
    assert content["headline"] == "First row: -12."


def test_elsewhere_values_below_zero_are_refused() -> None:
    family = family_of(PERCENTAGE)
    file = FileForm(parse_period("2022-23"), (FamilyForm(family, rows_of(family, "2022-23")),))
    reading = read_file("return.csv", b"Code,Percentage\na,-12\nb,3\n", file)
    assert [one.sentence for one in reading.parsed.problems] == ["“-12” is below zero. Enter 0 or more."]


def test_a_percentage_may_be_typed_with_its_sign() -> None:
    family = family_of(PERCENTAGE)
    file = FileForm(parse_period("2022-23"), (FamilyForm(family, rows_of(family, "2022-23")),))
    reading = read_file("return.csv", b"Code,Percentage\na,84.2%\nb,3 %\n", file)
    assert reading.parsed.problems == []
    assert reading.parsed.families["generated"].cells == answers(rate=("84.2", "3"))


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ((PERCENTAGE | {"below_zero": True}, COUNT), "cannot be below zero"),
        ((PERCENTAGE, ENGLAND | {"decimals": 0}), "unit and the decimals of the column rate"),
        ((PERCENTAGE, BASE), "people needs the column count"),
        ((ENGLAND,), "needs the column rate"),
    ],
)
def test_measures_that_could_not_be_worked_with_are_refused(columns: tuple[dict[str, Any], ...], says: str) -> None:
    with pytest.raises(CatalogueError, match=says):
        family_of(*columns)


def test_measures_go_all_the_way() -> None:
    assert whole_way(family_of(COUNT, PERCENTAGE, BASE, SIMILAR, ENGLAND))["shape"] == "measures"
