"""Monthly and quarterly series: does a point, or a run of points, stand out from the series' own variation? Pure.

Two charts. Counts of independent events: u chart, whose spread follows from the counts alone. Counts of events that
come in clusters (several of one child): XmR chart, whose spread is taken from the series itself, since clusters spread
wider than a Poisson count. Sources: Shewhart, Economic control of quality of manufactured product, 1931; NIST/SEMATECH
e-Handbook of statistical methods, 6.3.2 and 6.3.3.

Two rules, and no more, since each further rule adds false alarms: a point outside of the limits at three standard
deviations; a run of at least eight points in a row on the same side of the centre line (a point on it ends a run).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

LEAST_POINTS = 12
LEAST_CENTRE = 3
RUN = 8
SIGMAS = 3
# The mean range of two normal values, in standard deviations: turns a mean moving range into a standard deviation.
RANGE_OF_TWO = 1.128


class Silence(StrEnum):
    """Why nothing is said of a series."""

    OVERLAPS = "overlaps"
    TOO_SHORT = "too_short"
    TOO_FEW = "too_few"


class Signal(StrEnum):
    """What stands out."""

    ABOVE = "above"
    BELOW = "below"
    RUN_ABOVE = "run_above"
    RUN_BELOW = "run_below"


@dataclass(frozen=True)
class ControlPoint:
    """One point with the centre and the limits that it is held against, in the unit of the count."""

    value: float
    centre: float
    lower: float
    upper: float

    @property
    def side(self) -> int:
        """1 above the centre line, -1 below it, 0 on it."""
        return (self.value > self.centre) - (self.value < self.centre)


@dataclass(frozen=True)
class ControlChart:
    """The points of a series, and what stands out: the index of a point, or of the last point of a run."""

    points: tuple[ControlPoint, ...]
    signals: tuple[tuple[int, Signal], ...]


def u_chart_points(counts: Sequence[float], exposures: Sequence[float]) -> tuple[ControlPoint, ...]:
    """Counts against what their exposure (days, mostly) lets expect: e = exposure x sum(counts) / sum(exposures).

    Limits at e -/+ 3 sqrt(e), the lower one not below zero. With equal exposures it is the c chart.
    """
    pace = sum(counts) / sum(exposures)
    expected = [exposure * pace for exposure in exposures]
    return tuple(
        ControlPoint(count, centre, max(0.0, centre - SIGMAS * centre**0.5), centre + SIGMAS * centre**0.5)
        for count, centre in zip(counts, expected, strict=True)
    )


def xmr_points(values: Sequence[float]) -> tuple[ControlPoint, ...]:
    """Values against their mean, with limits at 3 x mean moving range / 1.128 on both sides; none of them cut off."""
    centre = sum(values) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    reach = SIGMAS * sum(ranges) / len(ranges) / RANGE_OF_TWO
    return tuple(ControlPoint(value, centre, centre - reach, centre + reach) for value in values)


def signals_of(points: Sequence[ControlPoint]) -> tuple[tuple[int, Signal], ...]:
    """What stands out by the two rules, in order; a run that goes on is told once, at its last point."""
    found = [
        (index, Signal.ABOVE if point.value > point.upper else Signal.BELOW)
        for index, point in enumerate(points)
        if not point.lower <= point.value <= point.upper
    ]
    return tuple(sorted([*found, *_runs(points)]))


def _runs(points: Sequence[ControlPoint]) -> list[tuple[int, Signal]]:
    runs = []
    length = 0
    for index, point in enumerate(points):
        length = length + 1 if index and point.side == points[index - 1].side else 1
        goes_on = index + 1 < len(points) and points[index + 1].side == point.side
        if point.side and length >= RUN and not goes_on:
            runs.append((index, Signal.RUN_ABOVE if point.side > 0 else Signal.RUN_BELOW))
    return runs


def control_chart(
    counts: Sequence[float], exposures: Sequence[float], *, clustered: bool = False, overlaps: bool = False
) -> ControlChart | Silence:
    """The chart of a series, or why there is none.

    Rolling windows are refused: neighbours share most of their events, so that runs come by themselves. Fewer than 12
    points give no centre to rely on. Below 3 events a point on average the limits would cry wolf.
    """
    if overlaps:
        return Silence.OVERLAPS
    if len(counts) < LEAST_POINTS:
        return Silence.TOO_SHORT
    if sum(counts) / len(counts) < LEAST_CENTRE:
        return Silence.TOO_FEW
    points = xmr_points(counts) if clustered else u_chart_points(counts, exposures)
    return ControlChart(points, signals_of(points))
