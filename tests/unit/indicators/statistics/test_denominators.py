"""What a published count and rate say of the people behind them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.statistics.denominators import DERIVED, derived_denominator, derived_rate_limits
from indicators.statistics.rates import byars_limits
from tests.unit.indicators.statistics.published import EXACT


def test_the_denominator_is_an_interval_and_says_that_it_is_derived() -> None:
    found = derived_denominator(1054, Decimal("295.5"), 1)
    assert found is not None
    assert found.label == DERIVED
    assert float(found.lower) == pytest.approx(float(Fraction(10_540_000 * 100, 29555)), rel=EXACT)
    assert float(found.upper) == pytest.approx(float(Fraction(10_540_000 * 100, 29545)), rel=EXACT)


def test_a_known_denominator_fits_or_does_not() -> None:
    found = derived_denominator(1054, Decimal("295.5"), 1)
    assert found is not None
    assert found.fits(35_668)
    assert not found.fits(36_000)
    assert not found.fits(35_600)


def test_a_rate_without_decimals_leaves_a_wider_interval() -> None:
    rough, fine = derived_denominator(186, Decimal(52), 0), derived_denominator(186, Decimal("52.0"), 1)
    assert rough is not None
    assert fine is not None
    assert rough.lower < fine.lower < fine.upper < rough.upper


@pytest.mark.parametrize(("count", "rate"), [(0, "0.0"), (0, "1.0"), (3, "0.0")])
def test_nothing_is_derived_from_zero(count: int, rate: str) -> None:
    assert derived_denominator(count, Decimal(rate), 1) is None
    assert derived_rate_limits(count, Decimal(rate), 1) is None


def test_limits_of_the_rate_allow_for_its_rounding() -> None:
    limits = derived_rate_limits(1054, Decimal("295.5"), 1)
    counts = byars_limits(1054)
    assert limits is not None
    assert limits.lower == pytest.approx(counts.lower / 1054 * 295.45, rel=EXACT)
    assert limits.upper == pytest.approx(counts.upper / 1054 * 295.55, rel=EXACT)
