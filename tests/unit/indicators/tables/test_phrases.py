"""Probabilities and limits as they are printed: what is not zero does not print as zero."""

import pytest

from indicators.statistics.limits import Limits
from indicators.statistics.windows import compare_windows
from indicators.tables.phrases import limit_decimals, limit_texts, probability_text


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.0441, "0.0441"),
        (0.00005, "0.0001"),
        (0.0000499, "<0.0001"),
        (1e-80, "<0.0001"),
        (0.0, "<0.0001"),
        (1, "1.0000"),
    ],
)
def test_a_probability_is_never_zero(probability: float, text: str) -> None:
    assert probability_text(probability) == text


@pytest.mark.parametrize(
    ("limits", "texts"),
    [
        (Limits(0.21, 0.54), ("0.21", "0.54")),
        (Limits(0.0, 0.004), ("0.000", "0.004")),
        (Limits(0.0011, 0.0024), ("0.001", "0.002")),
        (Limits(0.3512, 0.3549), ("0.351", "0.355")),
        (Limits(1.0, 1.0), ("1.00", "1.00")),
        (Limits(1200.0, 1300.0), ("1,200.00", "1,300.00")),
    ],
)
def test_an_interval_never_runs_from_a_number_to_itself(limits: Limits, texts: tuple[str, str]) -> None:
    assert limit_texts(limits, 2) == texts


def test_a_fall_from_a_thousand_to_one_has_an_interval() -> None:
    test = compare_windows(0, 5000)
    assert test.limits is not None
    lower, upper = limit_texts(test.limits, 2)
    assert (lower, upper) == ("0.000", "0.001")
    assert limit_decimals(test.limits, 2) == 3
