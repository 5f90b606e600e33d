"""What stands where a chart has no value."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.ui.charts.charts_to_draw import assert_all_can_be_read, said, words
from ui.charts.draw import Bar, Series, bar_chart, line_chart, paired_bar_chart

KEY = "[p] provisional; [x] not available"
VALUES = st.one_of(st.none(), st.integers(min_value=-9_999, max_value=99_999))


def line(*series: Series, count: int = 3) -> str:
    labels = [f"20{index:02}" for index in range(count)]
    return line_chart(title="t", description="d", x_labels=labels, series=series, y_title="Rate", key=KEY)


def gaps(values: list[int | None]) -> tuple[str, ...]:
    return tuple("[x]" if value is None else "" for value in values)


def marks(values: list[int | None]) -> tuple[str, ...]:
    return tuple("" if value is None else "[p]" for value in values)


def places(svg: str, text: str) -> list[tuple[float, float]]:
    found = re.findall(rf"translate\(([-\d.]+),([-\d.]+)\)[^>]*>(?:<tspan[^>]*>)?{re.escape(text)}<", svg)
    return [(float(x), float(y)) for x, y in found]


def test_the_symbol_of_a_gap_stands_below_the_plot_above_its_label() -> None:
    svg = line(Series("One", (5, None, 7), gaps=("", "[x]", "")))
    ((x, y),) = places(svg, "[x]")
    ((label_x, label_y),) = places(svg, "2001")
    assert x == label_x
    assert y < label_y
    assert y > places(svg, "0")[0][1]
    assert said(svg) == ["One, 2000: 5", "One, 2002: 7"]


def test_each_line_with_gaps_has_a_row_that_begins_with_its_sign() -> None:
    one, two = (
        Series("One", (5, None, 7), gaps=("", "[x]", "")),
        Series("Two", (None, None, 6), gaps=("[x]", "[z]", "")),
    )
    svg = line(one, two, Series("Three", (1, 2, 3)))
    heights = {y for text in ("[x]", "[z]") for _, y in places(svg, text)}
    assert len(heights) == 2
    # Two signs beside the rows: the line alone has as many shapes as values and names.
    plain = line(Series("One", (5, None, 7)), Series("Two", (None, None, 6)), Series("Three", (1, 2, 3)))
    assert svg.count("<path") - plain.count("<path") == 2


def test_a_single_line_needs_no_sign_beside_its_row() -> None:
    svg = line(Series("One", (5, None, 7), gaps=("", "[x]", "")))
    assert svg.count("<path") == line(Series("One", (5, None, 7))).count("<path")


def test_where_places_are_closer_than_the_words_not_each_has_them() -> None:
    many: list[int | None] = [None] * 40
    svg = line(Series("One", tuple(many), gaps=gaps(many)), count=40)
    assert 10 < len(places(svg, "[x]")) < 40
    assert_all_can_be_read(svg)


def hollow(svg: str) -> int:
    return svg.count('fill="#FFFFFF"') - 1  # the background


def test_marks_stand_above_their_points() -> None:
    svg = line(Series("One", (5, 7, 9), marks=("", "[p]", "")), Series("Two", (1, 1, 1)))
    ((x, _),) = places(svg, "[p]")
    assert x == places(svg, "2001")[0][0]
    assert hollow(svg) == 1


def test_a_mark_with_a_point_above_it_stands_below() -> None:
    alone = line(Series("One", (0, 8, 9), marks=("", "[p]", "")), Series("Two", (0, 0, 100)))
    crowded = line(Series("One", (0, 8, 9), marks=("", "[p]", "")), Series("Two", (0, 10, 100)))
    assert places(crowded, "[p]")[0][1] == places(alone, "[p]")[0][1] + 36


def test_points_that_crowd_share_their_mark_and_are_all_hollow() -> None:
    same = [Series(str(value), (0, value, 100), marks=("", "[p]", "")) for value in (8, 10, 12)]
    svg = line(*same)
    assert len(places(svg, "[p]")) == 1
    assert hollow(svg) == 3
    other = line(same[0], Series("Other", (0, 10, 100), marks=("", "[r]", "")))
    assert (len(places(other, "[p]")), len(places(other, "[r]"))) == (1, 1)
    assert_all_can_be_read(other)


def test_points_at_one_place_have_the_marks_of_both() -> None:
    marked = [Series(mark, (0, 8, 100), marks=("", mark, "")) for mark in ("[p]", "[r]", "[p]")]
    assert len(places(line(*marked), "[p] [r]")) == 1


def test_the_symbol_of_a_bar_stands_at_zero_and_no_bar_is_drawn() -> None:
    svg = bar_chart(
        title="t", description="d", bars=[Bar("One", 5, mark="[p]"), Bar("Two", None, gap="[x]")], x_title="x", key=KEY
    )
    assert {"5 [p]", "[x]", KEY} <= set(words(svg))
    assert said(svg) == ["One: 5 [p]"]


def test_a_bar_without_value_and_without_symbol_stays_empty() -> None:
    svg = bar_chart(title="t", description="d", bars=[Bar("One", 5), Bar("Two", None)], x_title="x")
    assert sorted(words(svg)) == ["5", "One", "Two", "x"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VALUES, min_size=1, max_size=9))
def test_marks_and_symbols_lie_upon_no_other_words(values: list[int | None]) -> None:
    bars = [Bar(f"Bar {index}", value, "[p] [r]", "[x]") for index, value in enumerate(values)]
    assert_all_can_be_read(bar_chart(title="t", description="d", bars=bars, x_title="x", key=KEY))
    one = Series("One", tuple(values), marks=marks(values), gaps=gaps(values))
    assert_all_can_be_read(
        paired_bar_chart(
            title="t",
            description="d",
            categories=[bar.label for bar in bars],
            series=[one, Series("Two", tuple(reversed(values)), gaps=gaps(values[::-1]))],
            x_title="x",
            key=KEY,
        )
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VALUES, min_size=1, max_size=14), st.lists(VALUES, min_size=14, max_size=14))
def test_symbols_of_gaps_lie_upon_no_other_words(values: list[int | None], others: list[int | None]) -> None:
    rest = others[: len(values)]
    svg = line(
        Series("One", tuple(values), gaps=gaps(values)),
        Series("Two", tuple(rest), gaps=gaps(rest)),
        count=len(values),
    )
    assert_all_can_be_read(svg)
