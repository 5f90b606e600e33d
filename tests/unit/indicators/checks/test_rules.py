"""The checks of a return."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.checks.problems import Problem
from indicators.checks.rules import check_return
from indicators.definitions.families import get_family
from indicators.definitions.values import Value, ValueState, reported

END = datetime.date(2023, 3, 31)
MISSING = "number-of-missing-children"
REPORTS = "number-of-missing-children-reports"
REPEAT = "number-of-repeat-missing-children"
Figures = dict[tuple[str, str], Value]


CARE = "number-of-children-missing-from-care"
REPEAT_CARE = "number-of-repeat-children-missing-from-care"
NUMBERS = {MISSING: (95, 61), REPORTS: (202, 101), REPEAT: (48, 39), CARE: (3, 10), REPEAT_CARE: (1, 4)}


def good() -> Figures:
    return {
        (row, column): reported(number)
        for row, numbers in NUMBERS.items()
        for column, number in zip(("current", "previous"), numbers, strict=True)
    }


def approved() -> Figures:
    """What was approved a year ago: the window before of the good return."""
    return {(row, "current"): reported(before) for row, (_, before) in NUMBERS.items()}


def check(slug: str, figures: Figures, earlier: Figures | None = None, note: str = "") -> list[Problem]:
    family = get_family(slug)
    return check_return(family=family, rows=family.rows_on(END), figures=figures, earlier=earlier, note=note)


def test_a_good_return_has_no_problem() -> None:
    assert check("missing-children", good(), earlier=approved()) == []


def test_a_blank_cell_is_not_a_zero() -> None:
    figures = good()
    del figures[MISSING, "previous"]
    (problem,) = check("missing-children", figures, earlier=approved())
    assert (problem.code, problem.row, problem.column, problem.stops) == ("BLANK", MISSING, "previous", True)
    assert "a blank is not a zero" in problem.sentence


def test_repeat_children_are_among_children_and_children_among_reports() -> None:
    figures = good() | {(MISSING, "current"): reported(300), (REPEAT, "current"): reported(301)}
    problems = check("missing-children", figures, earlier=approved())
    assert [(one.code, one.row) for one in problems] == [("MISSING-1", MISSING), ("MISSING-2", REPEAT)]
    assert "is 301, which is more than “Number of Missing Children” at 300" in problems[1].sentence


def test_a_rule_is_silent_where_a_figure_is_not_available() -> None:
    figures = good() | {(MISSING, "current"): Value(ValueState.UNABLE_TO_SUPPLY, reason="lost")}
    assert check("missing-children", figures, earlier=approved()) == []


def test_children_missing_from_care_are_missing_children() -> None:
    figures = good() | {(CARE, "current"): reported(96)}
    assert [one.code for one in check("missing-children", figures, earlier=approved())] == ["MISSING-3"]
    figures = good() | {(REPEAT_CARE, "current"): reported(4)}
    assert [one.code for one in check("missing-children", figures, earlier=approved())] == ["MISSING-4"]


def test_victims_of_sixteen_and_seventeen_are_among_all() -> None:
    family = get_family("safety-and-anti-bullying")
    numbers = {"current": 10, "previous": 9}
    figures = {(row.key, key): reported(number) for row in family.rows_on(END) for key, number in numbers.items()}
    figures["number-of-domestic-abuse-crimes-victim-age-16-17", "current"] = reported(11)
    figures["number-of-domestic-abuse-crimes", "previous"] = reported(10)
    assert [one.code for one in check(family.slug, figures, earlier={})] == ["SAFETY-1"]


def test_the_window_before_must_be_last_years_approved_one() -> None:
    figures = good() | {(MISSING, "previous"): reported(60)}
    (problem,) = check("missing-children", figures, earlier=approved())
    assert problem.code == "HISTORY-1"
    assert "you entered 60, but 61 was approved last year" in problem.sentence
    assert "have been revised" in problem.sentence


def test_a_declared_revision_passes() -> None:
    figures = good() | {(MISSING, "previous"): replace(reported(60), revised=True, reason="recount")}
    assert check("missing-children", figures, earlier=approved()) == []


LOST = Value(ValueState.UNABLE_TO_SUPPLY, reason="lost")
NO_MEANING = Value(ValueState.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("gone", "words"), [(LOST, "“not able to supply”"), (NO_MEANING, "“not applicable”")], ids=["unable", "no meaning"]
)
def test_an_approved_figure_does_not_vanish_in_silence(gone: Value, words: str) -> None:
    (problem,) = check("missing-children", good() | {(MISSING, "previous"): gone}, earlier=approved())
    assert (problem.code, problem.row, problem.column) == ("HISTORY-3", MISSING, "previous")
    assert (problem.stops, problem.confirm) == (False, True)
    assert "61 was approved last year" in problem.sentence
    assert words in problem.sentence


@pytest.mark.parametrize("absent", [LOST, NO_MEANING], ids=["unable", "no meaning"])
def test_a_figure_where_none_was_approved_is_a_difference_like_any_other(absent: Value) -> None:
    earlier = approved() | {(MISSING, "current"): absent}
    (problem,) = check("missing-children", good(), earlier=earlier)
    assert (problem.code, problem.row, problem.column, problem.stops) == ("HISTORY-1", MISSING, "previous", True)
    assert f"you entered 61, but “{absent.state.words.lower()}” was approved last year" in problem.sentence


@pytest.mark.parametrize(
    ("now", "was"),
    [(reported(60), LOST), (reported(59), NO_MEANING), (LOST, reported(61)), (NO_MEANING, reported(61))],
)
def test_a_state_may_be_declared_as_revised_too(now: Value, was: Value) -> None:
    figures = good() | {(MISSING, "previous"): replace(now, revised=True, reason="recount")}
    assert check("missing-children", figures, earlier=approved() | {(MISSING, "current"): was}) == []


NIL = Value(ValueState.NIL, Decimal(0))
ZERO = Value(ValueState.REPORTED, Decimal("0.00"))


@pytest.mark.parametrize(("now", "was"), [(NIL, ZERO), (ZERO, NIL), (LOST, LOST), (LOST, NO_MEANING)])
def test_equal_answers_in_other_words_are_no_difference(now: Value, was: Value) -> None:
    row = REPEAT_CARE
    figures = good() | {(row, "previous"): now}
    assert check("missing-children", figures, earlier=approved() | {(row, "current"): was}) == []


def test_nothing_is_compared_with_what_was_never_asked_for() -> None:
    assert check("missing-children", good(), earlier={}) == []


def test_without_an_earlier_return_there_is_only_a_warning() -> None:
    (problem,) = check("missing-children", good(), earlier=None)
    assert (problem.code, problem.stops) == ("HISTORY-2", False)


def desired(**changes: int) -> Figures:
    numbers = {
        "concluded": 100,
        "expressed": 60,
        "none-expressed": 10,
        "not-asked": 20,
        "dont-know": 5,
        "not-recorded": 5,
        "fully-achieved": 40,
        "partially-achieved": 15,
        "not-achieved": 5,
    } | changes
    return {(row, "count"): reported(number) for row, number in numbers.items()}


def test_desired_outcomes_add_up() -> None:
    assert check("desired-outcomes", desired()) == []


def test_fully_partially_and_not_achieved_must_be_those_expressed() -> None:
    (problem,) = check("desired-outcomes", desired(**{"not-achieved": 6}))
    assert (problem.code, problem.row) == ("DESIRED-2", "expressed")
    assert "add up to 61, but “Asked, outcomes expressed” is 60" in problem.sentence


def test_the_answers_must_cover_every_enquiry() -> None:
    (problem,) = check("desired-outcomes", desired(concluded=101))
    assert problem.code == "DESIRED-1"


def test_a_sum_with_an_unknown_part_is_not_checked() -> None:
    figures = desired() | {("not-achieved", "count"): Value(ValueState.UNABLE_TO_SUPPLY, reason="lost")}
    assert check("desired-outcomes", figures) == []


def test_no_factor_exceeds_the_assessments() -> None:
    family = get_family("assessment-factors")
    figures = {(row.key, "count"): reported(7) for row in family.rows_on(END)}
    figures |= {("3b", "count"): reported(8), ("21", "count"): reported(0)}
    (problem,) = check(family.slug, figures)
    assert (problem.code, problem.row) == ("FACTORS-1", "3b")


def test_illustrative_figures_need_a_note() -> None:
    figures = {cell: replace(value, illustrative=True) for cell, value in desired().items()}
    assert [one.code for one in check("desired-outcomes", figures)] == ["ILLUSTRATIVE-1"]
    assert check("desired-outcomes", figures, note="Illustrative.") == []
