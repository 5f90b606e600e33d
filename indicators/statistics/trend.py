"""Whether yearly figures have gone up or down: the trend marker of Fingertips, over the last five points. Pure.

Source: Public health technical guidance, "Fingertips trend markers". The points must not overlap, must be of years, and
must not straddle a break in the series: who calls these functions sees to that. Fewer than five points say nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

from scipy import special

from indicators.statistics.limits import Limits

POINTS = 5
LEVEL = 0.002
# Limits at 95% reach so many standard errors from end to end; the guidance takes the quantile as 1.96.
WIDTH = 3.92


class Direction(StrEnum):
    """What the last five points show."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NONE = "none"


@dataclass(frozen=True)
class Trend:
    """A tested trend: `p` is the probability of a chi-square (1 degree of freedom) as large, if nothing had changed."""

    direction: Direction
    slope: float
    chi_square: float
    p: float


@dataclass(frozen=True)
class Point:
    """A value with its limits at the 95% level, such as the rate of a year."""

    value: float
    limits: Limits


def _trend(slope: float, chi_square: float, is_steady: bool) -> Trend:
    p = float(special.chdtrc(1, chi_square))
    direction = Direction.INCREASING if slope > 0 else Direction.DECREASING
    return Trend(direction if is_steady and p < LEVEL else Direction.NONE, slope, chi_square, p)


def _is_steady(slope_without: Callable[[int | None], float]) -> bool:
    """Whether the line points the same way with all points and with any one of them left out: no outlier makes it."""
    signs = {slope_without(left_out) < 0 for left_out in (None, *range(POINTS))}
    return len(signs) == 1


def _sums(weights: Sequence[float], values: Sequence[float], left_out: int | None) -> tuple[float, float, float]:
    """The weighted slope, its variance, and the sum of weights, by least squares over the points 1 to 5."""
    kept = [index for index in range(len(values)) if index != left_out]
    whole = sum(weights[index] for index in kept)
    middle = sum(weights[index] * (index + 1) for index in kept) / whole
    spread = sum(weights[index] * (index + 1 - middle) ** 2 for index in kept)
    slope = sum(weights[index] * (index + 1 - middle) * values[index] for index in kept) / spread
    return slope, 1 / spread, whole


def trend_of_values(points: Sequence[Point]) -> Trend | None:
    """The trend of rates, and of other values that have limits; None for fewer than five points.

    Weighted least squares over the last five points, t = 1 to 5, with the weight 1 / SE^2, where SE is the width of the
    95% limits over 3.92; chi-square = (slope / SE of the slope)^2. A trend is claimed where p is below 0.2% and the
    slope keeps its sign when any one point is left out. The limits must have a width, or the point no weight.
    """
    if len(points) < POINTS:
        return None
    last = points[-POINTS:]
    widths = [(point.limits.upper - point.limits.lower) / WIDTH for point in last]
    if any(width <= 0 for width in widths):
        return None
    weights = [1 / width**2 for width in widths]
    values = [point.value for point in last]
    slope, variance, _ = _sums(weights, values, None)
    steady = _is_steady(lambda left_out: _sums(weights, values, left_out)[0])
    return _trend(slope, slope**2 / variance, steady)


def trend_of_proportions(parts: Sequence[tuple[float, float]]) -> Trend | None:
    """The trend of parts of bases; None for fewer than five points, and where a part is nothing or all of its base.

    The chi-square test for trend (Cochran and Armitage), t = 1 to 5. With R the sum of the parts r, and N of the bases
    n: N (N sum(r t) - R sum(n t))^2 / (R (N - R) (N sum(n t^2) - (sum(n t))^2)). The slope is that of the log odds. A
    trend is claimed by the same two rules as for values.
    """
    last = parts[-POINTS:]
    if len(parts) < POINTS or any(not 0 < part < base for part, base in last):
        return None
    whole_part, whole = sum(part for part, _ in last), sum(base for _, base in last)
    timed_part = sum(part * time for time, (part, _) in enumerate(last, start=1))
    timed = sum(base * time for time, (_, base) in enumerate(last, start=1))
    squared = sum(base * time**2 for time, (_, base) in enumerate(last, start=1))
    upper = whole * (whole * timed_part - whole_part * timed) ** 2
    chi_square = upper / (whole_part * (whole - whole_part) * (whole * squared - timed**2))
    odds = [log(part / (base - part)) for part, base in last]
    plain = [1.0] * POINTS
    steady = _is_steady(lambda left_out: _sums(plain, odds, left_out)[0])
    return _trend(_sums(plain, odds, None)[0], chi_square, steady)
