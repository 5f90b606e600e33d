"""The denominator that a published count and its published rate leave open: an interval, never a number. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.statistics.limits import CONFIDENCE, Limits
from indicators.statistics.proportions import wilson_limits
from indicators.statistics.rates import PER, count_limits

DERIVED = "derived from the published count and rate"


@dataclass(frozen=True)
class DerivedDenominator:
    """Between which numbers of people the denominator lies, if the publisher rounded the rate half up.

    `label` travels with every number that rests on it: it was not published, and is not a population estimate.
    """

    lower: Decimal
    upper: Decimal
    label: str = DERIVED

    def fits(self, persons: Decimal | int) -> bool:
        """Whether a known number of people can be the denominator of the published rate."""
        return self.lower <= persons <= self.upper


def derived_denominator(
    count: Decimal | int, rate: Decimal, decimals: int, multiplier: int = PER
) -> DerivedDenominator | None:
    """The denominator as an interval: count / (rate -/+ half of its last printed digit) x multiplier.

    None where nothing can be derived: a count or a rate of zero, and a rate that may have been rounded up from zero.
    """
    half = Decimal(1).scaleb(-decimals) / 2
    if count <= 0 or rate - half <= 0:
        return None
    people = Decimal(count) * multiplier
    return DerivedDenominator(people / (rate + half), people / (rate - half))


def derived_rate_limits(
    count: Decimal | int, rate: Decimal, decimals: int, confidence: float = CONFIDENCE, multiplier: int = PER
) -> Limits | None:
    """Limits of a published rate per `multiplier` people over a denominator that is derived; None where it cannot be.

    The lower limit of the count is taken over the largest denominator that fits, the upper over the smallest: the
    interval is as wide as the rounding of the rate allows.
    """
    denominator = derived_denominator(count, rate, decimals, multiplier)
    if denominator is None:
        return None
    limits = count_limits(float(count), confidence)
    return Limits(
        limits.lower / float(denominator.upper) * multiplier,
        limits.upper / float(denominator.lower) * multiplier,
    )


def derived_percentage_limits(
    count: Decimal | int, percentage: Decimal, decimals: int, confidence: float = CONFIDENCE
) -> Limits | None:
    """Limits in percent of a published percentage of which the base is only derived; None where it cannot be.

    Wilson's limits fall as the base grows, so the lower one is taken of the largest base that fits, the upper one of
    the smallest, which is at least the count itself.
    """
    base = derived_denominator(count, percentage, decimals, 100)
    if base is None or base.upper < count:
        return None
    smallest = max(float(base.lower), float(count))
    return Limits(
        wilson_limits(float(count), float(base.upper), confidence).scaled(100).lower,
        wilson_limits(float(count), smallest, confidence).scaled(100).upper,
    )
