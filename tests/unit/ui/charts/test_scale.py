"""The arithmetic of a drawing: axes and labels that keep apart."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts.scale import bar_axis, spread, value_axis

VALUES = st.lists(st.integers(min_value=-10_000, max_value=10_000), min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([], [0, 1]),
        ([0], [0, 1]),
        ([3], [0, 1, 2, 3]),
        ([12], [0, 2, 4, 6, 8, 10, 12]),
        ([552], [0, 100, 200, 300, 400, 500, 600]),
        ([-12, 34], [-20, -10, 0, 10, 20, 30, 40]),
        ([Decimal("0.6")], [Decimal(text) for text in ("0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6")]),
    ],
)
def test_axis_has_round_ticks(values, ticks):
    assert list(value_axis(values, from_zero=True).ticks) == ticks


def test_axis_may_begin_near_the_values():
    axis = value_axis([480, 500], from_zero=False)
    assert axis.low == 480
    assert axis.place(490, 100) == 50


@given(VALUES, st.booleans())
def test_axis_holds_every_value(values, from_zero):
    axis = value_axis(values, from_zero=from_zero)

    assert axis.low <= min(values)
    assert max(values) <= axis.high
    assert 2 <= len(axis.ticks) <= 10
    assert all(tick == int(tick) for tick in axis.ticks)


@given(VALUES)
def test_bars_begin_at_zero_and_fill_the_span(values):
    axis = bar_axis(values)

    assert axis.low == min(0, *values)
    assert axis.low <= 0 <= axis.high
    assert axis.high > axis.low


LABELS = st.lists(
    st.tuples(st.floats(min_value=0, max_value=280), st.sampled_from([30.0, 50.0, 70.0])), min_size=1, max_size=4
)


@given(LABELS)
def test_spread_labels_stay_apart_and_inside(labels):
    wanted, heights = zip(*labels, strict=True)
    centres = spread(wanted, heights, low=0, high=300)

    boxes = sorted((centre - height / 2, centre + height / 2) for centre, height in zip(centres, heights, strict=True))
    assert boxes[0][0] >= -1e-6
    assert boxes[-1][1] <= 300 + 1e-6
    assert all(above[1] <= below[0] + 1e-6 for above, below in itertools.pairwise(boxes))


def test_labels_that_have_room_stay_where_they_are_wanted():
    assert spread([50, 200], [30, 30], low=0, high=280) == [50, 200]


def test_labels_wanted_at_one_place_keep_their_order_around_it():
    assert spread([100, 100], [30, 30], low=0, high=280) == [85, 115]
