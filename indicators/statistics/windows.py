"""Two windows of time: has the rate of events changed by more than chance explains? Pure.

Given how many events fell into both windows together, the number in the current one is binomial if the rates are equal:
its share is the current window's share of the days. That makes the test exact for small counts and for zeros. Source:
Przyborowski and Wilenski, Biometrika 31, 1940; Clopper and Pearson, Biometrika 26, 1934.

The test takes events as independent. Where one person can bring several, the real uncertainty is larger than it says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from scipy import special

from indicators.statistics.limits import CONFIDENCE, LEVEL, Limits, check_confidence


class Verdict(StrEnum):
    """What may be said of a change between two windows."""

    HIGHER = "higher"
    LOWER = "lower"
    CHANCE = "chance"
    NOT_AFTER_CORRECTION = "not_after_correction"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class WindowTest:
    """Two windows beside each other: the test's probability, and the ratio of the rates with its limits.

    `p` and `ratio` are None where there are too few events to compare.
    """

    current: int
    previous: int
    p: float | None
    ratio: float | None
    limits: Limits | None

    @property
    def total(self) -> int:
        """Events in both windows together."""
        return self.current + self.previous


def _check(current: int, previous: int, share: float) -> None:
    if current < 0 or previous < 0:
        raise ValueError("A count cannot be below zero.")
    if not 0 < share < 1:
        raise ValueError("Both windows need at least one day.")


def equal_rates_p(current: int, previous: int, share: float = 0.5) -> float:
    """The probability of a split at least as uneven, if the rates are equal: twice the smaller tail, at most 1.

    `share` is the current window's part of all days. There are several two-sided definitions; this is the one that
    agrees with the limits of `ratio_limits`: they leave out 1 where p is below alpha, and only there. For windows of
    the same length it is also what adding up all outcomes that are no more likely gives.
    """
    _check(current, previous, share)
    total = current + previous
    if total == 0:
        return 1.0
    low = float(special.bdtr(current, total, share))
    high = 1.0 if current == 0 else float(special.bdtrc(current - 1, total, share))
    return min(1.0, 2 * min(low, high))


def ratio_limits(current: int, previous: int, share: float = 0.5, confidence: float = CONFIDENCE) -> Limits:
    """Exact limits of the ratio of the two rates, current over previous; the upper one is infinite where previous is 0.

    Clopper-Pearson limits L and U of the current window's share of the events (beta quantiles), turned into ratios:
    L/(1-L) and U/(1-U), over the ratio of the days.
    """
    _check(current, previous, share)
    check_confidence(confidence)
    tail = (1 - confidence) / 2
    days = share / (1 - share)
    low = float(special.betaincinv(current, previous + 1, tail)) if current else 0.0
    # Seen from the other window the upper limit is a lower one: no digits are lost where it is close to 1.
    other = float(special.betaincinv(previous, current + 1, tail)) if previous else 0.0
    return Limits(low / (1 - low) / days, (1 - other) / other / days if other else inf)


def least_events(share: float = 0.5, level: float = LEVEL) -> int:
    """How many events both windows need before any split can pass the test: 6 for windows of the same length at 5%.

    With n events the most uneven split has the probability 2 x (1/2)^n if the rates are equal. For 5 events that is
    6.25%: even 5 against none could not be told from chance, so there is nothing to test.
    """
    events = 1
    while 2 * max(share, 1 - share) ** events >= level:
        events += 1
    return events


def compare_windows(current: int, previous: int, share: float = 0.5) -> WindowTest:
    """Test two windows, unless there are too few events to tell any change from chance."""
    _check(current, previous, share)
    if current + previous < least_events(share):
        return WindowTest(current, previous, None, None, None)
    ratio = current / previous * (1 - share) / share if previous else inf
    return WindowTest(
        current, previous, equal_rates_p(current, previous, share), ratio, ratio_limits(current, previous, share)
    )


def adjusted(probabilities: Sequence[float]) -> list[float]:
    """Probabilities adjusted for how many were looked at, in the order given.

    Benjamini and Hochberg: sorted upwards, p(i) becomes the smallest p(j) x m / j over all j from i on. Claiming what
    stays at or below 5% keeps the expected part of false claims among the claims at 5%. Source: Journal of the Royal
    Statistical Society B 57, 1995; it holds for independent and for positively dependent tests.
    """
    count = len(probabilities)
    order = sorted(range(count), key=lambda index: probabilities[index])
    result = [1.0] * count
    smallest = 1.0
    for rank in range(count, 0, -1):
        index = order[rank - 1]
        smallest = min(smallest, probabilities[index] * count / rank)
        result[index] = smallest
    return result


def verdicts(tests: Sequence[WindowTest], level: float = LEVEL) -> list[tuple[Verdict, float | None]]:
    """What may be said of each change, and its adjusted probability; tests with too few events are not counted.

    Leaving those out is allowed: whether a test is left out depends on the number of events in both windows together,
    which is the number that the test is conditional on.
    """
    tested = [index for index, test in enumerate(tests) if test.p is not None]
    after = dict(zip(tested, adjusted([test.p for test in tests if test.p is not None]), strict=True))
    return [(_verdict(test, after.get(index, 1.0), level), after.get(index)) for index, test in enumerate(tests)]


def _verdict(test: WindowTest, after: float, level: float) -> Verdict:
    if test.p is None or test.ratio is None:
        return Verdict.TOO_FEW
    if test.p >= level:
        return Verdict.CHANCE
    if after >= level:
        return Verdict.NOT_AFTER_CORRECTION
    return Verdict.HIGHER if test.ratio > 1 else Verdict.LOWER
