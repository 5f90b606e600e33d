"""What an interval is, and how numbers leave this package. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from scipy import special

from indicators.definitions.calculations import half_up

CONFIDENCE = 0.95
LEVEL = 0.05
_SIGNIFICANT_DIGITS = 12


@dataclass(frozen=True)
class Limits:
    """Two-sided confidence limits, both in the unit of the value they belong to."""

    lower: float
    upper: float

    def scaled(self, factor: float) -> "Limits":
        """The limits in another unit, such as per 10,000."""
        return Limits(self.lower * factor, self.upper * factor)


def check_confidence(confidence: float) -> None:
    """Raise `ValueError` unless the level lies between 0 and 1."""
    if not 0 < confidence < 1:
        raise ValueError(f"A confidence level must be between 0 and 1, not {confidence}.")


def normal_quantile(confidence: float) -> float:
    """How many standard deviations a two-sided interval reaches: 1.96 for 95%."""
    check_confidence(confidence)
    return float(special.ndtri(0.5 + confidence / 2))


def printed(number: float | Decimal, decimals: int) -> Decimal:
    """A number as it leaves the package: decimal, rounded half up, as every other figure.

    A result of binary arithmetic is first taken to 12 significant digits: 480.95 that was worked out as
    480.949999999999989 is meant as 480.95, and prints as 481.0.
    """
    if isinstance(number, Decimal):
        return half_up(number, decimals)
    return half_up(Decimal(f"{number:.{_SIGNIFICANT_DIGITS}g}"), decimals)
