"""What the text of one cell means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.definitions.values import Value, ValueState, reported
from indicators.returns.grid.answers import MAX_REASON, Typed, answer_text, read_answer

UNABLE, NOT_APPLICABLE = ValueState.UNABLE_TO_SUPPLY, ValueState.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["", "  ", "\ufeff", "\u00a0", "\t"])
def test_a_blank_is_no_answer_and_never_a_zero(text: str) -> None:
    answer = read_answer(text)
    assert answer.is_blank
    assert answer == Typed()


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("nil", 0), ("NIL", 0), ("[nil]", 0), ("1,048", 1048), ("\ufeff95", 95), (" 7\u00a0", 7), ("+5", 5)],
)
def test_numbers_and_nil(text: str, number: int) -> None:
    assert read_answer(text) == Typed(number=Decimal(number))


# What people type into the form and mean: never another number, and never a zero that nobody typed.
TYPED = {
    "1 048": 1048, "1\u00a0048": 1048, "1\u202f048": 1048, "1048 ": 1048, "1048\u200b": 1048, "1048.0": 1048,
    "1,048.00": 1048, "007": 7, "0.0": 0, "-0": 0, "1 000 000": 1_000_000, "999999999999": 999_999_999_999,
}  # fmt: skip
ASKED_BACK = (
    *(
        "12%",
        "½",
        "１２",
        "n/a",
        "N/A",
        "-",
        "–",
        "<5",
        "c",
        "*",
        "..",
        "?",
        "none",
        "zero",
        "five",
        "tbc",
        "same",
        "O",
        "l0",
    ),
    *(
        "1.048",
        "1.000",
        "12.5",
        "0.04",
        "1'048",
        "1,04",
        "10,48",
        "1,00,000",
        "1 00",
        "10 48",
        "5 6",
        "5/6",
        "5;6",
        "5-10",
    ),
    *(
        "5+",
        "~5",
        "about 5",
        "5 (est)",
        "5e3",
        "1e3",
        "0x10",
        "٥",
        "५",
        "Ⅳ",
        "10²",
        "5¹",
        "5\u20e3",
        "𝟓",
        "1_000",
        "£5",
        "5.",
    ),
    *(
        ".5",
        "5,",
        ",5",
        "'5",
        "5’",
        "TRUE",
        "=5",
        "@5",
        "null",
        "NaN",
        "inf",
        "1.048,00",
        "1 048,00",
        "9999999999999",
        "-5",
    ),
    *("1\t048", "1\n048", "1\r\n048", "1   048", "[x] 5", "nil 5", "5 r", "#N/A", "5 children", "\u202e501\u202c"),
)


@pytest.mark.parametrize(("text", "number"), TYPED.items())
def test_a_number_is_the_one_that_was_typed(text: str, number: int) -> None:
    assert read_answer(text) == Typed(number=Decimal(number))


@pytest.mark.parametrize("text", ASKED_BACK)
def test_what_is_no_plain_number_is_asked_back(text: str) -> None:
    answer = read_answer(text)
    assert answer.error
    assert answer.number is None


@pytest.mark.parametrize("text", ["[z]", "Z", "Not applicable"])
def test_not_applicable(text: str) -> None:
    assert read_answer(text) == Typed(state=NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[x]", ""),
        ("x", ""),
        ("X", ""),
        ("[x] New system", "New system"),
        ("x: Lost, all of it", "Lost, all of it"),
        ("x Unit p", "Unit p"),
    ],
)
def test_not_able_to_supply_with_its_reason(text: str, reason: str) -> None:
    assert read_answer(text) == Typed(state=UNABLE, reason=reason)


def test_a_reason_has_its_length() -> None:
    assert read_answer("[x] " + "a" * MAX_REASON).reason == "a" * MAX_REASON
    assert "300 characters or fewer" in read_answer("[x] " + "a" * (MAX_REASON + 1)).error


@pytest.mark.parametrize("text", ["1,048 [p]", "1048 p", "1048p", "1048[P]"])
def test_provisional_numbers(text: str) -> None:
    assert read_answer(text) == Typed(number=Decimal(1048), provisional=True)


def test_a_provisional_zero() -> None:
    assert read_answer("nil [p]") == Typed(number=Decimal(0), provisional=True)


@pytest.mark.parametrize("text", ["[z] [p]", "[x] Lost [p]"])
def test_only_a_number_can_be_provisional(text: str) -> None:
    assert "does not include a number" in read_answer(text).error


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("30.9%", "is a percentage"),
        ("5 %", "is a percentage"),
        ("95 [r]", "To mark a revision"),
        ("95 [illustrative]", "tick the box below the table"),
        ("[p]", "no number"),
        ("*", "hides the figure"),
        ("[c]", "hides the figure"),
        ("c", "hides the figure"),
        ("-", "several things"),
        ("n/a", "several things"),
        ("..", "several things"),
        ("#REF!", "a spreadsheet error"),
        ("ninety", "is not a number"),
        ("xray", "is not a number"),
        ("-5", "below zero"),
        ("9.5", "a whole number"),
        ("abc [p]", "is not a number"),
    ],
)
def test_what_means_something_else_is_refused_with_a_sentence(text: str, says: str) -> None:
    answer = read_answer(text)
    assert says in answer.error
    assert answer.number is None
    assert not answer.is_blank


def test_decimals_belong_to_the_column() -> None:
    assert read_answer("480.9", decimals=1).number == Decimal("480.9")
    assert read_answer("480.95", decimals=1).error


@given(st.text(max_size=40))
def test_no_text_breaks_it_and_only_a_blank_is_blank(text: str) -> None:
    answer = read_answer(text, decimals=1)
    assert answer.is_blank + bool(answer.error) + (answer.state is not None) + (answer.number is not None) == 1


@given(
    st.one_of(
        st.builds(reported, st.integers(0, 10**12 - 1)),
        st.just(Value(NOT_APPLICABLE)),
        st.builds(
            lambda text: Value(UNABLE, reason=text), st.from_regex(r"[a-z]{1,20}( [a-z0-9]{2,9})?", fullmatch=True)
        ),
        st.builds(lambda number: Value(ValueState.REPORTED, Decimal(number), provisional=True), st.integers(1, 999)),
    )
)
def test_a_stored_answer_shown_as_text_says_the_same(value: Value) -> None:
    answer = read_answer(answer_text(value))
    assert not answer.error
    assert (answer.number, answer.reason, answer.provisional) == (value.number, value.reason, value.provisional)


def test_what_the_row_says_is_not_said_again_in_the_cell() -> None:
    assert answer_text(Value(UNABLE, reason="Lost"), reason_beside="Lost") == "[x]"
    assert answer_text(Value(UNABLE, reason="Lost"), reason_beside="Other") == "[x] Lost"
    flagged = Value(ValueState.REPORTED, Decimal("1048.0000"), provisional=True)
    assert answer_text(flagged) == "1048 [p]"
    assert answer_text(flagged, provisional_beside=True) == "1048"
    assert answer_text(Value(ValueState.REPORTED, Decimal("480.9000"))) == "480.9"
