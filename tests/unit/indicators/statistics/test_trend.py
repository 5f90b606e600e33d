"""Trends, against what Fingertips publishes in its repositories."""

from typing import Any

import pytest

from indicators.statistics.limits import Limits
from indicators.statistics.trend import Direction, Point, Trend, trend_of_proportions, trend_of_values
from tests.lazy import Lazily
from tests.unit.indicators.statistics.published import EXACT, reference

stats = Lazily("scipy.stats")

TRENDS = reference("trends")


def found(case: dict[str, Any]) -> Trend:
    points = case["points"]
    if case["method"] == "values":
        trend = trend_of_values([Point(value, Limits(lower, upper)) for _, _, value, lower, upper in points])
    else:
        trend = trend_of_proportions([(count, base) for count, base, *_ in points])
    assert trend is not None
    return trend


@pytest.mark.parametrize("case", TRENDS, ids=str)
def test_the_direction_is_the_published_one(case: dict[str, Any]) -> None:
    assert found(case).direction == case["direction"]


@pytest.mark.parametrize("case", [case for case in TRENDS if "chi_square" in case], ids=str)
def test_chi_square_is_the_published_one_to_its_two_decimals(case: dict[str, Any]) -> None:
    assert round(found(case).chi_square, 2) == case["chi_square"]


def steps(*values: float, width: float = 3.92) -> list[Point]:
    """Points that all have the same standard error, 1 for the default width."""
    return [Point(value, Limits(value - width / 2, value + width / 2)) for value in values]


def test_values_of_the_same_weight_have_the_slope_of_a_plain_regression() -> None:
    values = (10.0, 12.5, 12.0, 15.0, 17.25)
    trend = trend_of_values(steps(*values))
    assert trend is not None
    assert trend.slope == pytest.approx(stats.linregress(range(1, 6), values).slope, rel=EXACT)
    # The sum of (t - 3)^2 is 10: chi-square is slope^2 x 10 over a variance of 1.
    assert trend.chi_square == pytest.approx(trend.slope**2 * 10, rel=EXACT)
    assert trend.p == pytest.approx(stats.chi2.sf(trend.chi_square, 1), rel=EXACT)


def test_the_chi_square_of_proportions_is_n_times_the_squared_correlation() -> None:
    parts = [(30, 100), (35, 110), (44, 105), (50, 120), (66, 130)]
    times = [time for time, (_, base) in enumerate(parts, 1) for _ in range(base)]
    hits = [int(index < part) for part, base in parts for index in range(base)]
    trend = trend_of_proportions(parts)
    assert trend is not None
    assert trend.chi_square == pytest.approx(len(hits) * stats.pearsonr(times, hits)[0] ** 2, rel=EXACT)
    assert trend.direction is Direction.INCREASING


def test_fewer_than_five_points_say_nothing() -> None:
    assert trend_of_values(steps(1, 20, 300, 4000)) is None
    assert trend_of_proportions([(1, 9)] * 4) is None


def test_only_the_last_five_points_count() -> None:
    assert trend_of_values(steps(900, 800, 1, 10, 20, 30, 40)) == trend_of_values(steps(1, 10, 20, 30, 40))
    falling = trend_of_values(steps(900, 40, 30, 20, 10, 1))
    assert falling is not None
    assert falling.direction is Direction.DECREASING


def test_one_outlier_makes_no_trend() -> None:
    trend = trend_of_values(steps(10, 9, 8, 7, 60))
    assert trend is not None
    assert trend.p < 0.002
    assert trend.direction is Direction.NONE


def test_a_change_that_chance_can_make_is_no_trend() -> None:
    trend = trend_of_values(steps(10, 10.5, 11, 11.5, 12))
    assert trend is not None
    assert 0.002 < trend.p < 0.2
    assert trend.direction is Direction.NONE


def test_points_without_a_width_have_no_trend() -> None:
    assert trend_of_values(steps(1, 2, 3, 4, 5, width=0)) is None


@pytest.mark.parametrize("end", [(0, 9), (9, 9)])
def test_nothing_and_all_of_a_base_have_no_odds(end: tuple[int, int]) -> None:
    assert trend_of_proportions([(1, 9), (2, 9), (3, 9), (4, 9), end]) is None
