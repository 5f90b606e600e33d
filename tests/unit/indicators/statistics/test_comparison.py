"""An area beside a benchmark, and the mean of its neighbours."""

from decimal import Decimal

import pytest

from indicators.statistics.comparison import BenchmarkPosition, benchmark_position, mean_of_set
from indicators.statistics.limits import Limits


@pytest.mark.parametrize(
    ("benchmark", "expected"),
    [(9.9, "higher"), (10, "similar"), (15, "similar"), (20, "similar"), (20.1, "lower"), (Decimal("20.1"), "lower")],
)
def test_the_interval_decides(benchmark: float | Decimal, expected: str) -> None:
    assert benchmark_position(Limits(10, 20), benchmark) == expected


def test_no_standing_is_called_better_or_worse() -> None:
    assert {one.value for one in BenchmarkPosition} == {"lower", "similar", "higher"}


def test_the_mean_names_its_set_and_whom_it_leaves_out() -> None:
    found = mean_of_set("set-2021", {"Devon": Decimal("37.0"), "Wiltshire": None, "Oxfordshire": Decimal("37.9")})
    assert found.set_slug == "set-2021"
    assert found.mean.value == Decimal("37.5")
    assert (found.mean.counted, found.mean.left_out) == (2, ("Wiltshire",))
