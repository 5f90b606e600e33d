"""Zeros where there were six or more before, in a row of any shape, and parts or wholes that are zero."""

from dataclasses import replace

import pytest

from indicators.checks.context import Context
from indicators.definitions.families import get_family
from indicators.definitions.values import Value, ValueState, reported
from tests.unit.indicators.checks.cases import (
    CSE,
    CSE_ROW,
    END,
    YEAR,
    Figures,
    cells,
    check,
    codes,
    crimes,
    past,
    rates,
    rates_before,
    reported_text,
)

SUMMARY = {"concerns": 1240, "section-42-started": 420, "other-started": 36}
SUMMARY |= {"section-42-concluded": 404, "other-concluded": 33}


def test_a_table_of_zeros_beside_last_years_counts_is_asked_about_row_by_row() -> None:
    figures = cells(SUMMARY, "previous") | cells(dict.fromkeys(SUMMARY, 0), "current")
    found = [one for one in check("adult-safeguarding-summary", figures) if one.code == "ZERO-4"]
    assert [(one.row, one.column) for one in found] == [(row, "current") for row in SUMMARY]
    assert all(one.confirm and not one.stops for one in found)
    assert "“Safeguarding concerns received”, This year: 0, but 1,240 in the window before" in found[0].sentence


def test_an_area_whose_figures_were_withdrawn_is_not_sent_as_zero_unasked() -> None:
    figures = rates() | {("other", "count"): reported(0), ("other", "rate"): reported(0)}
    (problem,) = check("referrals-rate", figures, context=Context(YEAR, earlier=rates_before()))
    assert (problem.code, problem.row, problem.column, problem.confirm) == ("ZERO-4", "other", "count", True)
    assert "490 a year ago" in problem.sentence


def test_a_category_that_falls_to_zero_is_asked_about() -> None:
    rows = {row.key: 8 for row in get_family("contact-sources").rows_on(END)}
    before = Context(earlier=cells(dict.fromkeys(rows, 7), "count"))
    found = check("contact-sources", cells(rows | {"6": 0}, "count"), context=before)
    assert [(one.code, one.row) for one in found] == [("ZERO-4", "6")]


@pytest.mark.parametrize(("before", "asked"), [(5, []), (6, ["ZERO-4"])])
def test_six_before_is_where_a_zero_is_asked_about(before: int, asked: list[str]) -> None:
    for context in (Context(YEAR, earlier=crimes(before)), Context(YEAR, history=past(before))):
        found = check(CSE, crimes(0, before), context=context)
        assert [code for code in codes(found) if code != "HISTORY-2"] == asked


def test_a_zero_in_the_window_before_is_asked_about_only_where_nothing_was_approved() -> None:
    assert [(one.code, one.column) for one in check(CSE, crimes(128, 0)) if one.confirm] == [("ZERO-4", "previous")]
    assert "HISTORY-1" in codes(check(CSE, crimes(128, 0), context=Context(YEAR, earlier=crimes(200))))
    assert codes(check(CSE, crimes(128, 0), context=Context(YEAR, earlier=crimes(0)))) == []


def test_a_nil_counts_as_a_zero_and_an_absent_or_made_up_figure_does_not() -> None:
    known = Context(YEAR, earlier=crimes(128))
    for value, asked in (
        (Value(ValueState.NIL, reported(0).number), True),
        (Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost."), False),
        (replace(reported(0), illustrative=True), False),
    ):
        figures: Figures = crimes(1, 128) | {(CSE_ROW, "current"): value}
        assert ("ZERO-4" in codes(check(CSE, figures, context=known, note="Made up."))) == asked


def test_a_base_of_zero_with_parts_is_refused_with_and_without_a_rule() -> None:
    family = get_family("desired-outcomes")
    rows = {row.key: 0 for row in family.rows_on(END)}
    for one in (family, replace(family, rules=())):
        found = check(one, cells(rows | {"expressed": 9}, "count"))
        assert ("ZERO-2", "concluded", True) in [(problem.code, problem.row, problem.stops) for problem in found]


def test_parts_that_are_all_zero_are_refused_by_a_rule_and_else_asked_about() -> None:
    """A rule says that the parts cover their whole. Without one there may be others."""
    family = get_family("desired-outcomes")
    rows = {row.key: 0 for row in family.rows_on(END)} | {"concluded": 404}
    for one, code in ((family, "ZERO-1"), (replace(family, rules=()), "ZERO-4")):
        found = check(one, cells(rows, "count"))
        assert [problem.code for problem in found if problem.row == "concluded"] == [code]
    few = check(replace(family, rules=()), cells(rows | {"concluded": 5}, "count"))
    assert [problem.code for problem in few if problem.row == "concluded"] == []


def test_what_a_rule_stops_is_not_asked_about_as_well() -> None:
    numbers = {"concluded": 10, "expressed": 6, "none-expressed": 4, "not-asked": 0, "dont-know": 0, "not-recorded": 0}
    numbers |= {"fully-achieved": 3, "partially-achieved": 2, "not-achieved": 1}
    earlier = Context(YEAR, earlier=cells({key: number + 1 for key, number in numbers.items()}, "count"))
    found = check("desired-outcomes", cells(numbers | {"concluded": 0}, "count"), context=earlier)
    assert [(one.code, one.row) for one in found] == [("ZERO-2", "concluded")]


@pytest.mark.parametrize(("count", "found"), [(317, True), (1, True)])
def test_a_rate_of_zero_beside_a_count_that_cannot_round_to_it_stops(count: int, found: bool) -> None:
    """The people of this year, or those of a year ago, are known: nobody has two hundred thousand of them."""
    for context in (Context(YEAR, earlier=rates_before()), Context(YEAR, populations={"own": [36_000]})):
        (problem,) = check("referrals-rate", rates(count, "0.0"), context=context)
        assert (problem.code, problem.row, problem.column, problem.stops) == ("RATE-4", "own", "rate", True)
        assert f"{count} of about 36,000 people cannot be a rate of 0.0" in problem.sentence


def test_a_rate_of_zero_is_right_where_many_people_are_behind_it() -> None:
    assert check("referrals-rate", rates(1, "0.0"), context=Context(YEAR, populations={"own": [250_000]})) == []


def test_a_rate_of_zero_is_asked_about_where_the_people_are_not_known() -> None:
    (problem,) = check("referrals-rate", rates(317, "0.0"))
    assert (problem.code, problem.column, problem.confirm) == ("ZERO-4", "rate", True)
    (problem,) = check("referrals-rate", rates(400, "0.0"))
    assert (problem.code, problem.stops) == ("RATE-4", True)
    assert check("referrals-rate", rates(5, "0.0")) == []


def test_a_published_rate_that_no_estimate_can_explain_stops() -> None:
    """Another estimate explains a few in a hundred, and a lost point explains ten times as much."""
    known = Context(YEAR, populations={"own": [36_000]})
    for rate, code in (("115.0", "RATE-3"), ("1100", "RATE-4"), ("11.0", "RATE-4")):
        figures = rates() | {("own", "rate"): reported_text(rate)}
        assert codes(check("referrals-rate", figures, context=known)) == [code]


def revised(current: int, previous: int) -> Figures:
    """A return that says of its previous window that it was revised."""
    figures = crimes(current, previous)
    cell = CSE_ROW, "previous"
    return figures | {cell: replace(figures[cell], revised=True, reason="Counted again.")}


@pytest.mark.parametrize("earlier", [0, 1, 5])
def test_a_zero_is_held_against_its_own_window_before_as_it_was_revised(earlier: int) -> None:
    """Few were approved a year ago. The return says that they were many, and that there are none now."""
    for context in (
        Context(YEAR, earlier=crimes(earlier)),
        Context(YEAR, earlier=crimes(earlier), history=past(earlier)),
    ):
        (found,) = [one for one in check(CSE, revised(0, 30), context=context) if one.code == "ZERO-4"]
        assert "0, but 30 in the window before" in found.sentence
        assert "ZERO-4" not in codes(check(CSE, revised(0, 5), context=context))


def test_a_zero_is_still_held_against_what_was_approved_where_that_was_revised_to_few() -> None:
    found = check(CSE, revised(0, 2), context=Context(YEAR, earlier=crimes(30)))
    assert ["30 a year ago" in one.sentence for one in found if one.code == "ZERO-4"] == [True]


def test_a_number_that_fits_its_revised_window_before_is_no_slip() -> None:
    """5,390 was the slip, and the window before is right now."""
    context = Context(YEAR, earlier=crimes(5390), history=past(5390))
    assert "JUMP-1" not in codes(check(CSE, revised(540, 539), context=context))
    assert "JUMP-1" in codes(check(CSE, crimes(540, 5390), context=context))
