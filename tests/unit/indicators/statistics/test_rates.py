"""Limits of counts and rates, against published values and against scipy's own distributions."""

from fractions import Fraction
from typing import Any

import pytest

from indicators.statistics.rates import byars_limits, count_limits, exact_limits, method_of, rate
from tests.lazy import Lazily
from tests.unit.indicators.statistics.published import EXACT, reference

stats = Lazily("scipy.stats")

RATES = reference("rates")["cases"]


@pytest.mark.parametrize("case", reference("byars")["cases"], ids=str)
def test_byars_limits_are_the_published_ones(case: dict[str, Any]) -> None:
    limits = byars_limits(case["count"], case["confidence"] / 100)
    assert limits.lower == pytest.approx(case["lower"], rel=EXACT)
    assert limits.upper == pytest.approx(case["upper"], rel=EXACT)


@pytest.mark.parametrize("case", RATES, ids=str)
@pytest.mark.parametrize(("confidence", "suffix"), [(0.95, "95"), (0.998, "998")])
def test_rates_are_the_published_ones(case: dict[str, Any], confidence: float, suffix: str) -> None:
    result = rate(case["count"], case["base"], case["multiplier"], confidence)
    assert result.value == pytest.approx(case["value"], rel=EXACT)
    assert result.limits.lower == pytest.approx(case[f"lower_{suffix}"], rel=EXACT)
    assert result.limits.upper == pytest.approx(case[f"upper_{suffix}"], rel=EXACT)
    assert result.method == {"Exact": "exact Poisson", "Byars": "Byar"}[case["method"]]


@pytest.mark.parametrize("count", range(10))
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_exact_limits_leave_half_of_the_rest_on_each_side(count: int, confidence: float) -> None:
    limits = exact_limits(count, confidence)
    tail = (1 - confidence) / 2
    assert stats.poisson.cdf(count, limits.upper) == pytest.approx(tail, rel=EXACT)
    assert limits.upper == pytest.approx(stats.chi2.ppf(1 - tail, 2 * count + 2) / 2, rel=EXACT)
    if count:
        assert stats.poisson.sf(count - 1, limits.lower) == pytest.approx(tail, rel=EXACT)
    else:
        assert limits.lower == 0


def test_the_method_changes_at_ten_events() -> None:
    assert (method_of(9), method_of(10)) == ("exact Poisson", "Byar")
    assert count_limits(9) == exact_limits(9)
    assert count_limits(10) == byars_limits(10)
    assert count_limits(9) != byars_limits(9)


def test_byars_limits_never_fall_below_zero() -> None:
    assert byars_limits(1, 0.998).lower == 0
    assert byars_limits(0).lower == 0
    assert byars_limits(0).upper > 3


def test_a_rate_is_per_ten_thousand_unless_said_otherwise() -> None:
    assert rate(1054, 35668).value == pytest.approx(float(Fraction(1054 * 10_000, 35668)), rel=EXACT)


@pytest.mark.parametrize("limits", [byars_limits, exact_limits])
def test_a_count_below_zero_is_refused(limits: Any) -> None:
    with pytest.raises(ValueError, match="cannot be below zero"):
        limits(-1)


@pytest.mark.parametrize("people", [0, -5])
def test_a_rate_of_nobody_is_refused(people: int) -> None:
    with pytest.raises(ValueError, match="needs a population"):
        rate(3, people)
