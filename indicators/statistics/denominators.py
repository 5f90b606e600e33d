"""The denominator that a published count and its published rate leave open: an interval, never a number. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.statistics.limits import CONFIDENCE, Limits
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
    count: Decimal | int, rate: Decimal, decimals: int, confidence: float = CONFIDENCE
) -> Limits | None:
    """Limits of a published rate per 10,000 of which the denominator is only derived; None where it cannot be.

    The lower limit of the count is taken over the largest denominator that fits, the upper over the smallest: the
    interval is as wide as the rounding of the rate allows.
    """
    denominator = derived_denominator(count, rate, decimals)
    if denominator is None:
        return None
    limits = count_limits(float(count), confidence)
    return Limits(
        limits.lower / float(denominator.upper) * PER,
        limits.upper / float(denominator.lower) * PER,
    )
