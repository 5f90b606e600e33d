"""The expected range of a count: right for small counts and zeros, silent where the past is short."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.checks.ranges import LEVEL, Model, expected_range, is_overdispersed, non_overlapping, poisson_range
from indicators.definitions.periods import Frequency, Period, parse_period, periods_of_year

COUNTS = st.lists(st.integers(0, 3000), min_size=5, max_size=20)
TAIL = (1 - LEVEL) / 2


def poisson(count: int, mean: float) -> float:
    """The probability of a count, without any library of statistics."""
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1)) if mean else float(count == 0)


def negative_binomial(count: int, size: float, probability: float) -> float:
    """The same for a negative binomial distribution of failures before `size` successes."""
    ways = math.lgamma(count + size) - math.lgamma(size) - math.lgamma(count + 1)
    return math.exp(ways + size * math.log(probability) + count * math.log1p(-probability))


def coverage(mean: float, periods: int) -> float:
    """How often the next count lies in the range, over everything that the past can be: summed, not simulated."""
    covered = 0.0
    for total in range(int(mean * periods + 12 * math.sqrt(mean * periods) + 30)):
        chance = poisson(total, mean * periods)
        if chance > 1e-12:
            expected = poisson_range(total, periods)
            covered += chance * sum(poisson(count, mean) for count in range(expected.lower, expected.upper + 1))
    return covered


@pytest.mark.parametrize("mean", [0.1, 0.5, 1, 2, 4, 9, 25])
@pytest.mark.parametrize("periods", [5, 12])
def test_the_range_holds_a_poisson_count_as_often_as_it_says(mean: float, periods: int) -> None:
    assert 0.985 < coverage(mean, periods) <= 1


@given(total=st.integers(0, 4000), periods=st.integers(5, 60))
def test_each_side_of_the_range_is_left_by_the_predictive_distribution_as_seldom_as_it_says(
    total: int, periods: int
) -> None:
    expected = poisson_range(total, periods)
    size, probability = total + 0.5, periods / (periods + 1)
    inside = math.fsum(
        negative_binomial(count, size, probability) for count in range(expected.lower, expected.upper + 1)
    )
    assert inside >= LEVEL - 1e-9
    # And it is the shortest such run: one number less on either side leaves more than half of the rest outside.
    below = math.fsum(negative_binomial(count, size, probability) for count in range(expected.lower + 1))
    above = 1 - math.fsum(negative_binomial(count, size, probability) for count in range(expected.upper))
    assert below > TAIL - 1e-9
    assert above > TAIL - 1e-9 or expected.upper == 0


@given(COUNTS)
def test_a_range_is_never_below_zero_and_holds_the_mean(counts: list[int]) -> None:
    expected = expected_range(counts)
    assert expected is not None
    assert 0 <= expected.lower <= expected.upper
    assert expected.lower <= expected.mean + 1
    assert expected.mean <= expected.upper
    assert expected.periods == len(counts)


@given(total=st.integers(0, 4000), more=st.integers(0, 4000), periods=st.integers(5, 60))
def test_more_events_in_the_past_never_lower_the_range(total: int, more: int, periods: int) -> None:
    fewer, many = poisson_range(total, periods), poisson_range(total + more, periods)
    assert fewer.lower <= many.lower
    assert fewer.upper <= many.upper


@given(total=st.integers(0, 500), periods=st.integers(5, 30), factor=st.integers(2, 6))
def test_a_longer_past_of_the_same_mean_never_widens_the_range(total: int, periods: int, factor: int) -> None:
    short, long = poisson_range(total, periods), poisson_range(total * factor, periods * factor)
    # A whole number more on one side can come from rounding to counts.
    assert long.upper - long.lower <= short.upper - short.lower + 1


@given(st.lists(st.integers(0, 50), max_size=4))
def test_four_periods_are_too_short_to_judge_by(counts: list[int]) -> None:
    assert expected_range(counts) is None


def test_after_zeros_only_small_counts_are_usual() -> None:
    expected = expected_range([0, 0, 0, 0, 0])
    assert expected is not None
    assert (expected.lower, expected.upper, expected.model) == (0, 2, Model.POISSON)
    assert expected.holds(2)
    assert not expected.holds(3)


def test_a_past_that_varies_more_than_chance_explains_has_a_wider_range() -> None:
    steady, wild = expected_range([20, 22, 19, 21, 18]), expected_range([2, 60, 5, 31, 2])
    assert steady is not None
    assert wild is not None
    assert (steady.model, wild.model) == (Model.POISSON, Model.NEGATIVE_BINOMIAL)
    assert steady.mean == wild.mean == 20
    assert wild.upper > 2 * steady.upper
    assert wild.lower == 0


def test_the_negative_binomial_range_follows_the_moments() -> None:
    """Mean 20, variance 648.5 x 6/5 = 778.2: the size is 400 / 758.2 and the probability 20 / 778.2."""
    counts = [2, 60, 5, 31, 2]
    assert sum((count - 20) ** 2 for count in counts) / 4 == 648.5
    variance = 648.5 * 6 / 5
    size, probability = 400 / (variance - 20), 20 / variance
    expected = expected_range(counts)
    assert expected is not None
    cumulative, upper = 0.0, -1
    while cumulative < 1 - TAIL:
        upper += 1
        cumulative += negative_binomial(upper, size, probability)
    assert expected.upper == upper


def test_dispersion_is_judged_by_chi_square() -> None:
    """5 counts of mean 10: chi-square with 4 degrees of freedom has its 95% point at 9.488, so squares of 94.9."""
    assert not is_overdispersed([10, 10, 10, 10, 10])
    assert not is_overdispersed([16, 4, 10, 13, 7])  # 90
    assert is_overdispersed([16, 4, 10, 14, 6])  # 104
    assert not is_overdispersed([0, 0, 0, 0, 0])


def years(*slugs: str) -> list[tuple[Period, str]]:
    return [(parse_period(slug), slug) for slug in slugs]


def test_rolling_windows_count_once_a_year() -> None:
    slugs = [one.slug for year in ("2019-20", "2020-21", "2021-22") for one in periods_of_year(Frequency.ROLLING, year)]
    kept = non_overlapping(years(*slugs), parse_period("2022-23-to-june"))
    assert [value for _, value in kept] == ["2021-22-to-june", "2020-21-to-june", "2019-20-to-june"]


def test_periods_of_another_length_and_later_ones_are_left_out() -> None:
    kept = non_overlapping(years("2021-22-q4", "2021-22", "2022-23-q1", "2022-23"), parse_period("2022-23-q1"))
    assert [value for _, value in kept] == ["2021-22-q4"]
