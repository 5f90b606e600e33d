"""The arithmetic of figures."""

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcssp.example.sources import POLICE
from indicators.definitions.calculations import (
    NO_MEANING,
    change,
    half_up,
    neighbour_mean,
    percent_change,
    rate_agrees,
    share,
    total,
)
from indicators.definitions.values import signed, signed_percent

with POLICE.open(encoding="utf-8") as file:
    PRINTED = list(csv.DictReader(file))


@pytest.mark.parametrize("row", PRINTED, ids=lambda row: row["indicator"])
def test_each_printed_change_and_percentage_is_reproduced(row: dict[str, str]) -> None:
    current, previous = Decimal(row["current"]), Decimal(row["previous"])
    difference, percentage = change(current, previous), percent_change(current, previous)
    assert difference is not None
    assert isinstance(percentage, Decimal)
    if row["printed_change"]:
        assert signed(difference).lstrip("+") == row["printed_change"].lstrip("+")
    assert signed_percent(percentage).lstrip("+") == row["printed_percent_change"].lstrip("+")


def test_the_printed_table_has_sixteen_rows() -> None:
    assert len(PRINTED) == 16


@pytest.mark.parametrize(
    ("number", "decimals", "expected"),
    [
        ("480.95", 1, "481.0"),
        ("0.25", 1, "0.3"),
        ("-0.25", 1, "-0.3"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("7", 1, "7.0"),
    ],
)
def test_half_goes_away_from_zero(number: str, decimals: int, expected: str) -> None:
    assert str(half_up(Decimal(number), decimals)) == expected


@pytest.mark.parametrize(("current", "previous"), [(None, 1), (1, None), (None, None)])
def test_nothing_is_worked_out_from_what_is_not_there(current: int | None, previous: int | None) -> None:
    assert change(current, previous) is None
    assert percent_change(current, previous) is None
    assert share(current, previous) is None


def test_percentage_of_nothing_has_no_meaning() -> None:
    assert percent_change(5, 0) is NO_MEANING
    assert percent_change(0, 0) is NO_MEANING
    assert share(0, 0) is NO_MEANING


def test_change_down_to_zero_is_minus_hundred_percent() -> None:
    assert percent_change(0, 4) == Decimal("-100.0")
    assert change(0, 4) == -4


def test_share_is_rounded_half_up() -> None:
    assert share(1, 8) == Decimal("12.5")
    assert share(1, 16) == Decimal("6.3")
    assert share(2, 3, 0) == 67


def test_total_needs_every_part() -> None:
    assert total([1, Decimal("2.5"), 3]) == Decimal("6.5")
    assert total([1, None, 3]) is None
    assert total([]) == 0


def test_neighbour_mean_leaves_out_and_names_areas_without_data() -> None:
    mean = neighbour_mean({"North": Decimal("480.9"), "South": None, "West": Decimal("481.0"), "East": None})
    assert (mean.value, mean.counted, mean.left_out) == (Decimal("481.0"), 2, ("South", "East"))


def test_neighbour_mean_of_nothing_is_not_available() -> None:
    mean = neighbour_mean({"North": None})
    assert (mean.value, mean.counted, mean.left_out) == (None, 0, ("North",))


@pytest.mark.parametrize(
    ("count", "denominator", "rate", "decimals", "agrees"),
    [
        (226, 36000, "63", 0, True),
        (226, 36000, "62", 0, False),
        (1, 8000, "1.3", 1, True),
        (1, 8000, "1.2", 1, True),
        (1, 8000, "1.4", 1, False),
        (1, 0, "1", 0, False),
    ],
)
def test_rate_agrees_within_half_of_its_last_digit(
    count: int, denominator: int, rate: str, decimals: int, agrees: bool
) -> None:
    assert rate_agrees(count, denominator, Decimal(rate), decimals) is agrees


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_percentage_is_within_half_a_tenth_of_the_exact_one(current: int, previous: int) -> None:
    percentage = percent_change(current, previous)
    assert isinstance(percentage, Decimal)
    assert abs(percentage * previous - Decimal(current - previous) * 100) <= Decimal("0.05") * previous


@pytest.mark.parametrize("number", ["-0.02", "-0.04999", "-0", "-0.0"])
def test_what_rounds_to_zero_has_no_sign(number: str) -> None:
    assert str(half_up(Decimal(number), 1)) == "0.0"
    assert str(half_up(Decimal(number))) == "0"
    assert str(percent_change(4999, 5000)) == "0.0"
