"""What one cell means: numbers as people write them, states in words and symbols, marks, reasons."""

import datetime
from decimal import Decimal

import pytest

from indicators.definitions.families import Column
from indicators.definitions.values import ValueState
from indicators.parsing.answers import Answer, CellRefused, read_cell
from indicators.parsing.state_words import guarded, unguarded

COUNT = Column("count", "Contacts")
RATE = Column("rate", "Rate", "rate", 1)
SHARE = Column("share", "Share", "percent", 1, "share")
PROVISIONAL = frozenset({"provisional"})
CHANGE = Column("change", "Change", "change", 0, "change")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("95", 95),
        (" 95 ", 95),
        ("\u00a095\u00a0", 95),
        ("1,048", 1048),
        ("1 048", 1048),
        ("1\u00a0048", 1048),
        ("12\u202f345\u202f678", 12345678),
        ("+7", 7),
        ("'-0", 0),
        ("007", 7),
        (95.0, 95),
        (95, 95),
        (0.0, 0),
    ],
)
def test_a_count_is_read_however_it_is_written(cell: object, number: int) -> None:
    answer = read_cell(cell, COUNT)
    assert answer is not None
    assert answer.number == number
    assert answer.state == (ValueState.REPORTED if number else ValueState.NIL)


@pytest.mark.parametrize(
    ("cell", "number"), [("480.9", "480.9"), ("1,480.90", "1480.9"), (480.9, "480.9"), (0.1 + 0.2, "0.3"), (37, "37")]
)
def test_a_rate_may_have_decimals(cell: object, number: str) -> None:
    answer = read_cell(cell, RATE)
    assert answer is not None
    assert answer.number == Decimal(number)


@pytest.mark.parametrize("cell", ["", "  ", "\u00a0", None])
def test_a_blank_answers_nothing(cell: object) -> None:
    assert read_cell(cell, COUNT) is None


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("95%", "percentage"),
        ("95.5", "whole number"),
        (95.5, "whole number"),
        ("-3", "below zero"),
        (-3.0, "below zero"),
        ("1,1 16", "not a number"),
        ("1.048,5", "not a number"),
        ("1,04", "not a number"),
        ("ninety", "not a number"),
        ("1e3", "not a number"),
        ("9" * 13, "too large"),
        (1e15, "not a valid number"),
        (float("nan"), "not a valid number"),
        (float("inf"), "not a valid number"),
        (True, "contains TRUE"),
        (datetime.date(2023, 3, 31), "date or time"),
        (datetime.datetime.fromisoformat("2023-03-31T12:00"), "date or time"),
        (datetime.time(3), "date or time"),
        ("-", "several things"),
        ("n/a", "several things"),
        ("[c]", "hides the figure"),
        ("*", "hides the figure"),
        ("#REF!", "spreadsheet error"),
        ("<5", "hides the figure"),
        ("95: because", "followed by a colon and a reason"),
        ("nil: because", "followed by a colon and a reason"),
        ("12:30", "followed by a colon and a reason"),
        ("[p]", "no number"),
        ("=SUM(A1:A2)", "followed by a colon and a reason"),
        ("=A1", "not a number"),
        ("９５", "not a number"),
    ],
)
def test_what_is_no_count_is_refused_with_a_sentence(cell: object, part: str) -> None:
    with pytest.raises(CellRefused, match=part):
        read_cell(cell, COUNT)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("nil", ValueState.NIL),
        ("Nothing to report", ValueState.NIL),
        ("NIL RETURN", ValueState.NIL),
        ("[x]", ValueState.UNABLE_TO_SUPPLY),
        ("not  able\u00a0to supply", ValueState.UNABLE_TO_SUPPLY),
        ("Not available", ValueState.UNABLE_TO_SUPPLY),
        ("[z]", ValueState.NOT_APPLICABLE),
        ("Not applicable", ValueState.NOT_APPLICABLE),
    ],
)
def test_states_are_words_or_symbols(cell: str, state: ValueState) -> None:
    answer = read_cell(cell, COUNT)
    assert answer is not None
    assert answer.state is state
    assert answer.number == (0 if state is ValueState.NIL else None)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("95 [p]", Answer(ValueState.REPORTED, Decimal(95), frozenset({"provisional"}))),
        (
            "95[R]: recounted: twice",
            Answer(ValueState.REPORTED, Decimal(95), frozenset({"revised"}), "recounted: twice"),
        ),
        (
            "1,048 [p] [illustrative]",
            Answer(ValueState.REPORTED, Decimal(1048), frozenset({"provisional", "illustrative"})),
        ),
        ("95p", Answer(ValueState.REPORTED, Decimal(95), frozenset({"provisional"}))),
        ("[x] no record, none", Answer(ValueState.UNABLE_TO_SUPPLY, None, frozenset(), "no record, none")),
        ("x: from 12:30 on [p]", Answer(ValueState.UNABLE_TO_SUPPLY, None, PROVISIONAL, "from 12:30 on")),
        ("[x]: no record", Answer(ValueState.UNABLE_TO_SUPPLY, None, frozenset(), "no record")),
        ("[x] [p]", Answer(ValueState.UNABLE_TO_SUPPLY, None, frozenset({"provisional"}))),
        ("0 [p]", Answer(ValueState.NIL, Decimal(0), frozenset({"provisional"}))),
        ("[x]: ,0", Answer(ValueState.UNABLE_TO_SUPPLY, None, frozenset(), ",0")),
    ],
)
def test_marks_and_reasons_may_follow(cell: str, answer: Answer) -> None:
    assert read_cell(cell, COUNT) == answer


@pytest.mark.parametrize("text", ["=1+1", "-5", "+x", "@x", "'=a", "''-a", "\tx", "plain", "", "'plain", "it's"])
def test_a_text_that_was_kept_from_being_a_formula_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t"))
