"""Monthly and quarterly series: limits, the two rules, and when nothing is said."""

import pytest

from indicators.statistics.control import (
    ControlChart,
    Signal,
    Silence,
    control_chart,
    signals_of,
    u_chart_points,
    xmr_points,
)
from tests.unit.indicators.statistics.published import EXACT, reference


def test_equal_exposures_give_the_published_c_chart() -> None:
    case = reference("c_chart")
    points = u_chart_points(case["counts"], [1] * len(case["counts"]))
    assert points[0].centre == pytest.approx(case["centre"], abs=5e-6)
    assert points[0].lower == pytest.approx(case["lower"], abs=5e-7)
    assert points[0].upper == pytest.approx(case["upper"], abs=5e-6)
    assert points[0].upper == pytest.approx(516 / 26 + 3 * (516 / 26) ** 0.5, rel=EXACT)
    # Samples 6 and 20 are the ones that the book finds outside of the limits.
    assert signals_of(points) == ((5, Signal.BELOW), (19, Signal.ABOVE))


def test_single_values_give_the_published_chart() -> None:
    case = reference("xmr_chart")
    points = xmr_points(case["values"])
    assert points[0].centre == pytest.approx(case["centre"], rel=EXACT)
    # The source takes the mean moving range as 1.8778 before it goes on.
    assert points[0].upper == pytest.approx(case["upper"], abs=1.5e-4)
    assert points[0].lower == pytest.approx(case["lower"], abs=1.5e-4)
    assert signals_of(points) == ()


def test_longer_months_are_expected_to_hold_more() -> None:
    points = u_chart_points([31, 28], [31, 28])
    assert [point.centre for point in points] == [31, 28]
    assert u_chart_points([1, 1], [1, 1])[0].lower == 0


def test_a_run_of_eight_is_told_once_at_its_last_point() -> None:
    counts = [20, 30] * 4 + [20] * 9 + [34] * 4
    chart = control_chart(counts, [1] * len(counts))
    assert isinstance(chart, ControlChart)
    assert (16, Signal.RUN_BELOW) in chart.signals
    assert len([one for one in chart.signals if one[1] is Signal.RUN_BELOW]) == 1
    above = control_chart([30 - count // 2 for count in counts], [1] * len(counts))
    assert isinstance(above, ControlChart)
    assert (16, Signal.RUN_ABOVE) in above.signals


@pytest.mark.parametrize(("length", "told"), [(7, False), (8, True)])
def test_seven_in_a_row_are_no_run(length: int, told: bool) -> None:
    counts = [26.0] * length + [20, 30] * 6 + [20, 20]
    chart = control_chart(counts, [1] * len(counts))
    assert isinstance(chart, ControlChart)
    assert any(signal is Signal.RUN_ABOVE for _, signal in chart.signals) is told


def test_a_point_on_the_centre_line_ends_a_run() -> None:
    on_the_line = [18.0, 22.0] * 3 + [20.0] * 9
    assert {point.side for point in xmr_points(on_the_line)} == {-1, 0, 1}
    assert signals_of(xmr_points(on_the_line)) == ()


def test_clustered_events_take_their_spread_from_the_series() -> None:
    counts = [10.0, 40, 12, 38, 9, 41, 11, 39, 10, 42, 12, 40]
    plain = control_chart(counts, [30] * 12)
    careful = control_chart(counts, [30] * 12, clustered=True)
    assert isinstance(plain, ControlChart)
    assert isinstance(careful, ControlChart)
    assert plain.signals != ()
    assert careful.signals == ()


@pytest.mark.parametrize(
    ("counts", "overlaps", "silence"),
    [
        ([50] * 20, True, Silence.OVERLAPS),
        ([50] * 11, False, Silence.TOO_SHORT),
        ([2] * 20, False, Silence.TOO_FEW),
    ],
)
def test_nothing_is_said_where_it_would_mislead(counts: list[float], overlaps: bool, silence: Silence) -> None:
    assert control_chart(counts, [1] * len(counts), overlaps=overlaps) is silence
