"""Confidence levels, and how a number leaves the statistics."""

from decimal import Decimal

import pytest

from indicators.statistics.limits import Limits, check_confidence, normal_quantile, printed


def test_the_normal_quantile_is_the_tabulated_one() -> None:
    assert normal_quantile(0.95) == pytest.approx(1.959963984540054, rel=1e-12)
    assert normal_quantile(0.998) == pytest.approx(3.090232306167813, rel=1e-12)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_a_level_outside_of_0_and_1_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="must be between 0 and 1"):
        check_confidence(level)


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (0.1 + 0.2, 1, "0.3"),
        (2.5, 0, "3"),
        (480.949999999999989, 1, "481.0"),
        (1.005, 2, "1.01"),
        (Decimal("480.95"), 1, "481.0"),
        (Decimal("-0.25"), 1, "-0.3"),
        (5.8e-07, 3, "0.000"),
    ],
)
def test_numbers_leave_rounded_half_up(number: float | Decimal, decimals: int, text: str) -> None:
    assert f"{printed(number, decimals):f}" == text


def test_limits_scale() -> None:
    assert Limits(1.0, 2.0).scaled(10) == Limits(10.0, 20.0)
