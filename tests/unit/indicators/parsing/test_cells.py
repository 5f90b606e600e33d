"""Reading what people type."""

from decimal import Decimal

import pytest

from indicators.parsing.cells import parse_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [("95", 95), (" 95 ", 95), ("1,048", 1048), ("1,234,567", 1234567), ("0", 0), ("-0", 0), ("007", 7), ("12.0", 12)],
)
def test_counts(typed: str, number: int) -> None:
    parsed = parse_number(typed)
    assert (parsed.number, parsed.error) == (number, "")


def test_blank_is_neither_a_number_nor_an_error() -> None:
    assert parse_number("  ").number is None
    assert parse_number("").error == ""


def test_rates_may_have_decimals() -> None:
    assert parse_number("1,480.9", decimals=1).number == Decimal("1480.9")


@pytest.mark.parametrize(
    ("typed", "decimals", "says"),
    [
        ("ninety", 0, "is not a number. Enter digits only, like 95"),
        ("ninety", 1, "like 12.3"),
        ("[x]", 0, "is not a number"),
        ("1,1 16", 0, "is not a number"),
        ("1,16", 0, "is not a number"),
        ("1e5", 0, "is not a number"),
        ("٣", 0, "is not a number"),
        ("-7", 0, "is below zero"),
        ("−7", 0, "is below zero"),
        ("3.5", 0, "Enter a whole number"),
        ("3.55", 1, "Enter at most 1 decimal place."),
        ("3.555", 2, "Enter at most 2 decimal places."),
        ("1234567890123", 0, "is too large"),
    ],
)
def test_refusals_say_what_to_do(typed: str, decimals: int, says: str) -> None:
    parsed = parse_number(typed, decimals=decimals)
    assert parsed.number is None
    assert says in parsed.error
