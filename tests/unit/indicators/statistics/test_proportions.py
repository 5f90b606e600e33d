"""Wilson's limits, against published values and against scipy."""

from typing import Any

import pytest

from indicators.statistics.proportions import wilson_limits
from tests.lazy import Lazily
from tests.unit.indicators.statistics.published import EXACT, reference

stats = Lazily("scipy.stats")


@pytest.mark.parametrize("case", reference("wilson")["cases"], ids=str)
def test_limits_are_the_published_ones(case: dict[str, Any]) -> None:
    limits = wilson_limits(case["count"], case["base"], case["confidence"] / 100)
    assert limits.lower == pytest.approx(case["lower"], rel=EXACT)
    assert limits.upper == pytest.approx(case["upper"], rel=EXACT)


@pytest.mark.parametrize("case", reference("proportions")["cases"], ids=str)
@pytest.mark.parametrize(("confidence", "suffix"), [(0.95, "95"), (0.998, "998")])
def test_proportions_are_the_published_ones(case: dict[str, Any], confidence: float, suffix: str) -> None:
    limits = wilson_limits(case["count"], case["base"], confidence).scaled(case["multiplier"])
    assert limits.lower == pytest.approx(case[f"lower_{suffix}"], rel=EXACT)
    assert limits.upper == pytest.approx(case[f"upper_{suffix}"], rel=EXACT)


@pytest.mark.parametrize(("part", "base"), [(0, 7), (7, 7), (3, 10), (50, 101)])
def test_limits_agree_with_another_computation(part: int, base: int) -> None:
    other = stats.binomtest(part, base).proportion_ci(method="wilson")
    limits = wilson_limits(part, base)
    assert (limits.lower, limits.upper) == (pytest.approx(other.low, abs=EXACT), pytest.approx(other.high, abs=EXACT))


@pytest.mark.parametrize(("part", "base"), [(1, 0), (-1, 5), (6, 5)])
def test_a_part_outside_of_its_base_is_refused(part: int, base: int) -> None:
    with pytest.raises(ValueError, match="no larger than its base"):
        wilson_limits(part, base)
