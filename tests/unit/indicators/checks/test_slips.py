"""Slips in the Department's series are noticed from the first earlier year on, and its own figures are not odd."""

from itertools import islice

import pytest

from tests.slips import ALONE, BOTH, RATES_ALONE, false_alarms, measure, tables

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
    scores = measure({kind: ALONE[kind] for kind in ("rows swapped", "unlike rows swapped")}, among=tables("count"))
    assert scores["unlike rows swapped"].caught >= 0.95
    assert scores["rows swapped"].caught >= 0.8


@pytest.mark.parametrize("alone", ["", "count", "rate"])
def test_published_lines_are_hardly_ever_asked_about(alone: str) -> None:
    alarms, lines, said = false_alarms(alone)
    assert lines == 454
    assert alarms / lines <= MOST_FALSE_ALARMS, said
