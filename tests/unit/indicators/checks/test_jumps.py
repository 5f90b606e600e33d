"""Figures that are many times what they were: from the first earlier value on, by an exact test and a factor."""

from dataclasses import replace

import pytest

from indicators.checks.context import Context, PastReturn
from indicators.checks.jumps import check_jumps
from indicators.definitions.families import Column, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import reported
from tests.unit.indicators.checks.cases import (
    AREAS,
    CSE,
    CSE_ROW,
    YEAR,
    Figures,
    cells,
    check,
    codes,
    crimes,
    past,
    reported_text,
)

SAFETY = "safety-and-anti-bullying"
SUSPECTS, ABUSE = "number-of-child-suspects-of-crimes", "number-of-domestic-abuse-crimes"


def jumped(current: int, before: int) -> bool:
    return "JUMP-1" in codes(check(CSE, crimes(current, before), context=Context(YEAR, earlier=crimes(before))))


@pytest.mark.parametrize(
    ("typed", "before"), [(5390, 494), (539, 4940), (16850, 1838), (168, 1838), (48, 1116), (128, 12), (9, 95)]
)
def test_a_digit_too_many_or_too_few_is_asked_about(typed: int, before: int) -> None:
    assert jumped(typed, before)


@pytest.mark.parametrize(
    ("typed", "before"), [(539, 494), (202, 92), (1, 4), (3, 10), (0, 5), (12, 3), (91, 173), (1111, 2152), (6, 0)]
)
def test_changes_that_happen_are_not(typed: int, before: int) -> None:
    assert not jumped(typed, before)


def test_the_question_says_how_far_and_that_chance_does_not_explain_it() -> None:
    figures = crimes(5390, 494)
    (problem,) = [one for one in check(CSE, figures, context=Context(YEAR, history=past(494))) if one.code == "JUMP-1"]
    assert (problem.row, problem.column, problem.confirm, problem.stops) == (CSE_ROW, "current", True, False)
    assert "5,390, but 494 in 2021-22: 10.9 times as many" in problem.sentence
    figures = crimes(49, 494)
    (problem,) = [one for one in check(CSE, figures, context=Context(YEAR, history=past(494))) if one.code == "JUMP-1"]
    assert "49, but 494 in 2021-22: 0.10 times as many" in problem.sentence


def test_the_window_before_is_enough_where_nothing_was_approved() -> None:
    assert [(one.code, one.confirm) for one in check(CSE, crimes(5390, 494))] == [
        ("HISTORY-2", False),
        ("JUMP-1", True),
    ]


def test_a_figure_is_held_against_the_nearest_of_up_to_four_periods() -> None:
    """A level that was there two years ago is none that nobody has seen."""
    assert "JUMP-1" not in codes(check(CSE, crimes(500, 40), context=Context(YEAR, history=past(480, 40))))


def test_with_five_periods_their_range_judges_alone() -> None:
    found = codes(check(CSE, crimes(400, 12), context=Context(YEAR, history=past(10, 11, 9, 10, 12))))
    assert "OUTLIER-1" in found
    assert "JUMP-1" not in found


def test_months_are_held_against_the_month_before() -> None:
    history = (PastReturn(parse_period("2022-23-m06"), crimes(40)),)
    assert "JUMP-1" in codes(check(CSE, crimes(400, 41), context=Context(parse_period("2022-23-m07"), history=history)))


def test_a_rate_without_its_number_is_asked_about_from_four_times_on() -> None:
    family = get_family("referrals-rate")
    alone = replace(family, columns=tuple(column for column in family.columns if column.unit == "rate"))
    before: Figures = {("own", "rate"): reported_text("54.0"), ("other", "rate"): reported_text("54.0")}
    for typed, asked in (("540", True), ("5.4", True), ("190", False), ("0.0", True)):
        figures = before | {("own", "rate"): reported_text(typed)}
        found = list(check_jumps(alone, AREAS, figures, Context(YEAR, earlier=before)))
        assert [(one.code, one.row) for one in found] == ([("JUMP-1", "own")] if asked else [])


def test_a_rate_beside_its_number_is_left_to_the_people_behind_both() -> None:
    family = get_family("referrals-rate")
    before = cells({"own": 396}, "count") | {("own", "rate"): reported_text("110.0")}
    figures = cells({"own": 396}, "count") | {("own", "rate"): reported_text("1100")}
    assert list(check_jumps(family, AREAS, figures, Context(YEAR, earlier=before))) == []


def test_made_up_figures_neither_jump_nor_are_jumped_from() -> None:
    made_up = {cell: replace(value, illustrative=True) for cell, value in crimes(494).items()}
    figures = crimes(5390) | {(CSE_ROW, "previous"): made_up[CSE_ROW, "current"]}
    assert "JUMP-1" not in codes(check(CSE, figures, context=Context(YEAR, earlier=made_up), note="Made up."))
    figures = {cell: replace(value, illustrative=True) for cell, value in crimes(5390).items()}
    assert "JUMP-1" not in codes(check(CSE, figures, context=Context(YEAR, earlier=crimes(494)), note="Made up."))


def test_the_police_table_of_the_example_has_no_jump() -> None:
    family = get_family(SAFETY)
    numbers = {SUSPECTS: (539, 494), ABUSE: (1685, 1838)}
    for row, (now, before) in numbers.items():
        figures: Figures = {(row, "current"): reported(now), (row, "previous"): reported(before)}
        assert list(check_jumps(family, family.fixed_rows, figures, Context(YEAR))) == []


def test_the_people_behind_a_rate_do_not_jump() -> None:
    family = get_family("referrals-rate")
    family = replace(family, columns=(*family.columns, Column("people", "Children aged under 18")))
    figures, before = cells({"own": 36_000}, "people"), cells({"own": 3_600}, "people")
    assert list(check_jumps(family, AREAS, figures, Context(YEAR, earlier=before))) == []
