"""Figures at the edges of their shape: none, all, more than all, below zero, another unit than last year."""

from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.families import Family, parse_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState, reported
from indicators.parsing.files import read_file
from indicators.parsing.layout import FamilyForm, FileForm
from tests.unit.indicators.shapes.generated import definition
from tests.unit.indicators.shapes.journey import (
    cells_of,
    checked,
    in_the_catalogue,
    read_on,
    released,
    returned,
    rows_of,
)

COUNT, PEOPLE = {"key": "count", "label": "Number"}, {"key": "people", "label": "Out of"}
Cells = dict[tuple[str, str], Value]
LOST = Value(ValueState.UNABLE_TO_SUPPLY, reason="It is not published")


def rate(per: int, **more: Any) -> dict[str, Any]:
    unit = "percent" if per == 100 else "rate"
    return {"key": "rate", "label": f"Per {per:,}", "unit": unit, "decimals": 1, **more}


REGION, ENGLAND = (rate(100, key=key, label=key.title()) for key in ("region", "england"))


def family_of(shape: str, *columns: dict[str, Any], per: int = 100) -> Family:
    return parse_family(definition(shape, columns, per=per), "generated.toml")


def of_row(row: str, **numbers: str) -> Cells:
    return {(row, column): reported(Decimal(text)) for column, text in numbers.items()}


def table(family: Family, cells: Cells) -> dict[str, Any]:
    with in_the_catalogue(family):
        outcome = released([returned(family, cells)])
        assert outcome.problem == ""
        content = dict(outcome.contents[0])
        read_on(content)
    return content


def texts(content: dict[str, Any], row: str) -> list[str]:
    return [cell["text"] for one in content["rows"] if one["key"] == row for cell in one["cells"]]


def asked(family: Family, cells: Cells, before: Cells | None = None) -> list[str]:
    """Which columns of which rows are asked about, or stop."""
    found = checked(family, cells, before=before)
    return sorted({f"{one.row}.{one.column}" for one in found if one.stops or one.confirm})


@pytest.mark.parametrize(
    ("per", "sent", "printed"),
    [
        # None of some: the lower limit is 0 and has no sign; the upper one is that of Poisson, 3.689, or of Wilson.
        (100_000, ("0", "0.0", "36200"), ["0", "0.0", "36,200", "0.0", "10.2"]),
        (1_000, ("0", "0.0", "36200"), ["0", "0.0", "36,200", "0.0", "0.1"]),
        (100, ("0", "0.0", "502"), ["0", "0.0%", "502", "0.0%", "0.8%"]),
        # All of some is no more than all.
        (100, ("502", "100.0", "502"), ["502", "100.0%", "502", "99.2%", "100.0%"]),
        # One third has all the decimals that are printed.
        (100, ("167", "33.3", "501"), ["167", "33.3%", "501", "29.3%", "37.6%"]),
    ],
)
def test_limits_at_the_edges(per: int, sent: tuple[str, str, str], printed: list[str]) -> None:
    family = family_of("area_rates", COUNT, rate(per), PEOPLE, per=per)
    own = of_row("avonside", **dict(zip(("count", "rate", "people"), sent, strict=True)))
    assert texts(table(family, cells_of(family) | own)["more_tables"][0], "avonside") == printed


def test_a_number_above_its_base_is_asked_about() -> None:
    family = family_of("measures", COUNT, rate(100), PEOPLE)
    assert "a.rate" in asked(family, {**cells_of(family), **of_row("a", count="503", rate="100.2", people="502")})


def test_a_rate_of_more_than_everybody_is_asked_about() -> None:
    family = family_of("area_rates", rate(1_000), per=1_000)
    assert "avonside.rate" in asked(family, {**cells_of(family), **of_row("avonside", rate="1050.0")})


def test_rates_per_another_number_than_last_year_are_asked_about() -> None:
    family = family_of("area_rates", rate(1_000), per=1_000)
    before = {key: reported(value.number or 0) for key, value in cells_of(family).items()}
    now = {key: reported((value.number or Decimal(0)) * 10) for key, value in before.items()}
    assert "avonside.rate" in asked(family, now, before)


def test_a_percentage_and_that_of_england_in_each_others_columns_are_asked_about() -> None:
    family = family_of("measures", rate(100), ENGLAND)
    before = {**of_row("a", rate="84.2", england="61.3"), **of_row("b", rate="31.0", england="12.5")}
    now = {**of_row("a", rate="61.5", england="84.0"), **of_row("b", rate="12.3", england="30.8")}
    assert asked(family, now, before) != []


def test_a_lost_benchmark_leaves_the_others() -> None:
    family = family_of("measures", COUNT, rate(100), PEOPLE, REGION, ENGLAND)
    cells = {
        **of_row("a", count="423", rate="84.3", people="502", england="70.0"),
        ("a", "region"): LOST,
        **of_row("b", count="50", rate="50.0", people="100", region="45.0", england="50.0"),
    }
    content = table(family, cells)
    assert texts(content, "a")[3:5] == ["[x]", "70.0%"]
    assert content["headline"] == "First row: 84.3% (England 70.0%). The percentage is higher than England."
    assert "Region" not in content["statistics"]["sentences"][0]


def test_a_lost_number_takes_its_interval_and_not_its_percentage() -> None:
    family = family_of("measures", COUNT, rate(100), PEOPLE, ENGLAND)
    cells = {**cells_of(family), **of_row("a", rate="84.3", people="502", england="70.0"), ("a", "count"): LOST}
    content = table(family, cells)
    assert texts(content, "a") == ["[x]", "84.3%", "502", "70.0%", "[x]", "[x]"]
    assert content["headline"].startswith("First row: 84.3% (England 70.0%).")


def test_limits_of_a_suppressed_percentage_are_suppressed() -> None:
    family = family_of("measures", COUNT, rate(100), PEOPLE)
    cells = {**cells_of(family), **of_row("a", count="3", rate="3.0", people="100")}
    assert texts(table(family, cells), "a")[-2:] == ["[c]", "[c]"]


def test_a_fall_of_nothing_has_no_sign() -> None:
    family = family_of("measures", rate(100, below_zero=True))
    file = FileForm(parse_period("2022-23"), (FamilyForm(family, rows_of(family, "2022-23")),))
    reading = read_file("net.csv", b"Code,Per 100\na,-0.0\nb,-3.4%\n", file)
    assert reading.parsed.problems == []
    content = table(family, dict(reading.parsed.families["generated"].cells))
    assert (texts(content, "a"), texts(content, "b")) == (["0.0%"], ["-3.4%"])


def test_nothing_out_of_nothing_is_no_percentage() -> None:
    family = family_of("measures", COUNT, rate(100), PEOPLE)
    cells = {**cells_of(family), **of_row("a", count="0", people="0"), ("a", "rate"): Value(ValueState.NOT_APPLICABLE)}
    assert [one.sentence for one in checked(family, cells) if one.stops and one.row == "a"] == []
    assert texts(table(family, cells), "a")[1:] == ["[z]", "0", "[z]", "[z]"]
    false = {**cells, **of_row("a", rate="50.0")}
    assert "a.rate" in asked(family, false)


def test_more_of_nobody_stops() -> None:
    family = family_of("measures", COUNT, rate(100), PEOPLE)
    cells = {**cells_of(family), **of_row("a", count="12", rate="0.0", people="0")}
    assert [(one.row, one.column) for one in checked(family, cells) if one.stops] == [("a", "people")]


@pytest.mark.parametrize("typed", ["84,2", "0.842e2", "84.2 per cent", "84.2%%", "84 . 2"])
def test_a_percentage_in_another_writing_is_asked_back_or_means_the_same(typed: str) -> None:
    family = family_of("measures", rate(100))
    file = FileForm(parse_period("2022-23"), (FamilyForm(family, rows_of(family, "2022-23")),))
    reading = read_file("return.csv", f'Code,Per 100\na,"{typed}"\nb,3\n'.encode(), file)
    stored = reading.parsed.families["generated"].cells.get(("a", "rate"))
    assert (stored is not None and stored.number == Decimal("84.2")) != bool(reading.parsed.problems)
