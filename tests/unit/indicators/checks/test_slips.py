"""Slips in the Department's series are noticed from the first earlier year on, and its own figures are not odd."""

from itertools import islice

import pytest

from tests.published_rates import tables, tables_of_percentages
from tests.slips import ALONE, BOTH, RATES_ALONE, false_alarms, measure, swaps_by_limit

# Other tests cover what is run here many times.
pytestmark = pytest.mark.no_cover
NOT_NOTICED = {"decimals of a rate lost"}
MOST_FALSE_ALARMS = 0.004


@pytest.mark.parametrize("kind", sorted(set(BOTH) - NOT_NOTICED))
def test_at_least_95_of_100_slips_of_a_line_are_asked_about_or_stopped(kind: str) -> None:
    """Every third year of the three families: `python -m tests.slips` plants every slip of every year."""
    score = measure({kind: BOTH[kind]}, among=islice(tables(), 0, None, 3))[kind]
    assert score.planted >= 8
    assert score.caught >= 0.95


@pytest.mark.parametrize("kind", sorted(set(ALONE) - {"rows swapped", "unlike rows swapped"}))
def test_numbers_without_a_rate_are_noticed_too(kind: str) -> None:
    score = measure({kind: ALONE[kind]}, among=islice(tables("count"), 0, None, 3))[kind]
    assert score.caught >= 0.95


@pytest.mark.parametrize("kind", sorted(RATES_ALONE))
def test_rates_without_their_numbers_are_noticed_too(kind: str) -> None:
    score = measure({kind: RATES_ALONE[kind]}, among=islice(tables("rate"), 0, None, 3))[kind]
    assert score.caught >= 0.95


def test_swapped_rows_without_a_rate_are_noticed_unless_they_are_alike() -> None:
    """Two numbers that differ by less than an ordinary change of a year cannot be told from such a change."""
    kinds = {kind: ALONE[kind] for kind in ("rows swapped", "unlike rows swapped")}
    scores = measure(kinds, among=islice(tables("count"), 0, None, 2))
    assert scores["unlike rows swapped"].caught >= 0.95
    assert scores["rows swapped"].caught >= 0.8


@pytest.mark.parametrize("kind", sorted(RATES_ALONE))
def test_percentages_by_which_no_limit_was_chosen_are_judged_as_well(kind: str) -> None:
    score = measure({kind: RATES_ALONE[kind]}, among=islice(tables_of_percentages(), 0, None, 2))[kind]
    assert score.caught >= 0.95


def test_published_percentages_are_hardly_ever_asked_about() -> None:
    alarms, lines, said = false_alarms(tables_of_percentages())
    assert lines > 280
    assert alarms / lines <= MOST_FALSE_ALARMS, said


def test_no_other_limit_finds_95_of_100_swapped_numbers() -> None:
    """Published numbers crossed as if they had been swapped: more pairs found means more questions about right ones."""
    by_limit = {limit: (found, asked) for limit, found, asked in swaps_by_limit()}
    assert by_limit[100][1] == 0
    assert all(asked / 454 > MOST_FALSE_ALARMS for limit, (_found, asked) in by_limit.items() if limit < 100)
    assert by_limit[1][0] < 0.95


@pytest.mark.parametrize("alone", ["", "count", "rate"])
def test_published_lines_are_hardly_ever_asked_about(alone: str) -> None:
    alarms, lines, said = false_alarms(tables(alone))
    assert lines == 454
    assert alarms / lines <= MOST_FALSE_ALARMS, said
