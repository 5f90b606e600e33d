"""Between which numbers a count was to be expected, judged by the counts of earlier periods alone. Pure.

The mean of the past, plus and minus twice its standard deviation, is wrong for small counts: it goes below zero, and
after a few zeros it allows nothing else. The two models here give whole numbers from zero upwards.

Poisson, where the past varies no more than chance explains. Gamma prior with shape 1/2 (Jeffreys): after S events in n
periods the mean of one period has a gamma distribution with shape S + 1/2 and rate n, so that the count of the next
period has a negative binomial predictive distribution with size S + 1/2 and probability n / (n + 1). It is wider than
a Poisson distribution about the past mean, because that mean is itself uncertain, and it still has a width where S = 0.

Negative binomial, where the past varies more: the index of dispersion, the sum of (x - m)^2 / m, lies above the 95%
point of chi-square with n - 1 degrees of freedom. Method of moments: mean m, and variance s^2 (1 + 1/n), in which 1/n
stands for the uncertainty of m; size = m^2 / (variance - m).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from scipy import special

from indicators.definitions.periods import Period

LEVEL = 0.99
OVERDISPERSED_BELOW = 0.05
FEWEST_PERIODS = 5

T = TypeVar("T")


class Model(StrEnum):
    """Which distribution the range rests on, in words."""

    POISSON = "Poisson"
    NEGATIVE_BINOMIAL = "negative binomial"


@dataclass(frozen=True)
class ExpectedRange:
    """Both ends belong to the range. `level` is the least chance of a count inside it, if nothing has changed."""

    lower: int
    upper: int
    periods: int
    mean: float
    model: Model

    def holds(self, count: int) -> bool:
        """Whether the count is among those expected."""
        return self.lower <= count <= self.upper


def non_overlapping(history: Sequence[tuple[Period, T]], period: Period) -> list[tuple[Period, T]]:
    """Periods of the same length that overlap neither each other nor `period`, chosen backwards: newest first."""
    kept: list[tuple[Period, T]] = []
    start = period.starts_on
    for one, value in sorted(history, key=lambda item: item[0].ends_on, reverse=True):
        if one.ends_on < start and one.months == period.months:
            kept.append((one, value))
            start = one.starts_on
    return kept


def expected_range(counts: Sequence[int], level: float = LEVEL) -> ExpectedRange | None:
    """The range for the next count; None where fewer than five periods are known: that is too short to judge by."""
    if len(counts) < FEWEST_PERIODS:
        return None
    if is_overdispersed(counts):
        return _negative_binomial_range(counts, level)
    return poisson_range(sum(counts), len(counts), level)


def is_overdispersed(counts: Sequence[int]) -> bool:
    """Whether the counts vary more than chance explains, by the index of dispersion at the 5% level."""
    mean = sum(counts) / len(counts)
    if mean == 0:
        return False
    index = sum((count - mean) ** 2 for count in counts) / mean
    return bool(special.chdtrc(len(counts) - 1, index) < OVERDISPERSED_BELOW)


def poisson_range(total: int, periods: int, level: float = LEVEL) -> ExpectedRange:
    """The range after `total` events in so many periods, by the Poisson model."""
    lower, upper = _central(total + 0.5, periods / (periods + 1), level)
    return ExpectedRange(lower, upper, periods, total / periods, Model.POISSON)


def _negative_binomial_range(counts: Sequence[int], level: float) -> ExpectedRange:
    periods = len(counts)
    mean = sum(counts) / periods
    variance = sum((count - mean) ** 2 for count in counts) / (periods - 1) * (1 + 1 / periods)
    size = mean**2 / (variance - mean)
    lower, upper = _central(size, mean / variance, level)
    return ExpectedRange(lower, upper, periods, mean, Model.NEGATIVE_BINOMIAL)


def _central(size: float, probability: float, level: float) -> tuple[int, int]:
    """The shortest run of numbers that leaves at most (1 - level) / 2 on each side of it."""
    tail = (1 - level) / 2
    return _first(size, probability, tail, or_equal=False), _first(size, probability, 1 - tail, or_equal=True)


def _first(size: float, probability: float, level: float, *, or_equal: bool) -> int:
    """The smallest count whose cumulative probability lies above the level, or reaches it."""

    def is_reached(count: int) -> bool:
        cumulative = float(special.betainc(size, count + 1, probability))
        return cumulative > level or (or_equal and cumulative == level)

    high = 1
    while not is_reached(high):
        high *= 2
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_reached(middle) else (middle, high)
    return high
