"""What a figure can be, and how it is printed."""

from decimal import Decimal

import pytest

from indicators.definitions.values import Value, ValueState, computed, plain, reported, text_of


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (reported(1685), "count", 0, "1,685"),
        (reported(0), "count", 0, "0"),
        (reported(Decimal("481.04")), "rate", 1, "481.0"),
        (computed(Decimal(34)), "change", 0, "+34"),
        (computed(Decimal(-7)), "change", 0, "-7"),
        (computed(Decimal(0)), "change", 0, "0"),
        (computed(Decimal(-1153)), "change", 0, "-1,153"),
        (computed(Decimal("55.7")), "signed_percent", 1, "+55.7%"),
        (computed(Decimal("-70")), "signed_percent", 1, "-70.0%"),
        (computed(Decimal("-0.04")), "signed_percent", 1, "0.0%"),
        (computed(Decimal("30.95")), "percent", 1, "31.0%"),
        (computed(None), "count", 0, "[x]"),
        (Value(ValueState.UNABLE_TO_SUPPLY, reason="lost"), "count", 0, "[x]"),
        (Value(ValueState.NOT_APPLICABLE), "percent", 1, "[z]"),
    ],
)
def test_values_are_printed_in_the_form_of_their_unit(value: Value, unit: str, decimals: int, text: str) -> None:
    assert text_of(value, unit, decimals) == text


def test_a_typed_zero_is_nil_and_a_number_is_reported() -> None:
    assert reported(0).state is ValueState.NIL
    assert reported(3).state is ValueState.REPORTED


@pytest.mark.parametrize(
    ("state", "number"),
    [
        (ValueState.REPORTED, None),
        (ValueState.NIL, None),
        (ValueState.NIL, Decimal(3)),
        (ValueState.UNABLE_TO_SUPPLY, Decimal(3)),
        (ValueState.NOT_APPLICABLE, Decimal(0)),
    ],
)
def test_state_and_number_must_fit(state: ValueState, number: Decimal | None) -> None:
    with pytest.raises(ValueError, match=r"figure|Nil"):
        Value(state, number)


def test_states_have_words() -> None:
    assert {state.words for state in ValueState} == {
        "Reported",
        "Nothing to report (a true zero)",
        "Not able to supply",
        "Not applicable",
    }


def test_plain_has_no_exponent_and_no_negative_zero() -> None:
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("-0.4")) == "0"
