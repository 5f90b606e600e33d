"""An area beside a benchmark: lower, similar or higher. Never better or worse. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.definitions.calculations import Mean, Number, neighbour_mean
from indicators.statistics.limits import Limits


class BenchmarkPosition(StrEnum):
    """Where an area's interval lies."""

    LOWER = "lower"
    SIMILAR = "similar"
    HIGHER = "higher"


@dataclass(frozen=True)
class NeighbourMean:
    """The mean of a set of statistical neighbours: which set it was, and which areas it leaves out."""

    set_slug: str
    mean: Mean


def benchmark_position(limits: Limits, benchmark: float | Decimal) -> BenchmarkPosition:
    """Where the area's interval lies: below the benchmark value, above it, or across it (a limit on it is across).

    The benchmark is taken as known without error, as Fingertips does where it compares with England by intervals.
    """
    value = float(benchmark)
    if limits.upper < value:
        return BenchmarkPosition.LOWER
    return BenchmarkPosition.HIGHER if limits.lower > value else BenchmarkPosition.SIMILAR


def mean_of_set(set_slug: str, values: Mapping[str, Number | None], decimals: int = 1) -> NeighbourMean:
    """The simple mean over the areas of one version of a set, half up; areas without data are left out and named."""
    return NeighbourMean(set_slug, neighbour_mean(values, decimals))
