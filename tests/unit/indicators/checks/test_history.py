"""The window before, and the dates of a file."""

import datetime

import pytest

from indicators.checks.context import Context
from indicators.checks.history import check_window
from indicators.definitions.periods import parse_period
from tests.unit.indicators.checks.cases import CSE, check, codes, crimes

DAY = datetime.date


@pytest.mark.parametrize("slug", ["2022-23", "2022-23-q1", "2022-23-m11", "2022-23-to-june"])
def test_the_windows_of_the_period_fit_and_so_do_dates_that_are_absent(slug: str) -> None:
    period = parse_period(slug)
    before = period.year_before()
    assert check_window(period) == []
    assert check_window(period, period.starts_on, period.ends_on, before.starts_on, before.ends_on) == []
    assert check_window(period, None, period.ends_on, None, before.ends_on) == []


def test_another_window_is_named_with_the_right_one() -> None:
    (problem,) = check_window(parse_period("2022-23"), DAY(2021, 4, 1), DAY(2022, 3, 31))
    assert problem.code == "WINDOW-1"
    assert "the window is dated 1 April 2021 to 31 March 2022" in problem.sentence
    assert "it must run from 1 April 2022 to 31 March 2023" in problem.sentence


def test_one_date_is_enough_to_see_it() -> None:
    (problem,) = check_window(parse_period("2022-23-q1"), ends_on=DAY(2022, 9, 30))
    assert problem.code == "WINDOW-1"
    assert "is dated 30 September 2022." in problem.sentence


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (DAY(2021, 3, 1), DAY(2022, 2, 28)),  # leaves a gap of a month
        (DAY(2021, 5, 1), DAY(2022, 4, 30)),  # overlaps by a month
        (DAY(2020, 4, 1), DAY(2021, 3, 31)),  # a year too early
    ],
)
def test_the_window_before_ends_where_this_one_begins(starts_on: DAY, ends_on: DAY) -> None:
    (problem,) = check_window(parse_period("2022-23"), previous_starts=starts_on, previous_ends=ends_on)
    assert problem.code == "WINDOW-2"
    assert problem.stops
    assert "1 April 2021 to 31 March 2022" in problem.sentence


@pytest.mark.parametrize(
    ("slug", "starts_on", "ends_on", "says"),
    [
        ("2022-23", DAY(2022, 5, 1), DAY(2023, 3, 31), "not 12 months"),
        ("2022-23", DAY(2022, 4, 2), DAY(2023, 3, 31), "not 12 months"),
        ("2022-23-m01", DAY(2022, 4, 1), DAY(2022, 6, 30), "not 1 month"),
        ("2022-23-q1", DAY(2022, 4, 1), DAY(2022, 4, 30), "not 3 months"),
    ],
)
def test_a_window_of_another_length_is_said_to_be_so(slug: str, starts_on: DAY, ends_on: DAY, says: str) -> None:
    (problem,) = check_window(parse_period(slug), starts_on, ends_on)
    assert problem.code == "WINDOW-3"
    assert says in problem.sentence


def test_the_window_before_is_checked_for_a_quarter_as_for_a_year() -> None:
    context = Context(parse_period("2022-23-q1"), earlier=crimes(12))
    (problem,) = check(CSE, crimes(9, 11), context=context)
    assert problem.code == "HISTORY-1"
    assert codes(check(CSE, crimes(9, 12), context=context)) == []
