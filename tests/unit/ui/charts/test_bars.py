"""Bars and pairs of bars: as long as their values, which stand beside them."""

import re
from decimal import Decimal

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.ui.charts.charts_to_draw import (
    LATIN,
    NUMBERS,
    SLOW,
    assert_all_can_be_read,
    bars,
    pairs,
    said,
    words,
)
from ui.charts.draw import Bar, Series, bar_chart
from ui.charts.svg import SVG

WORDS = st.text(min_size=1, max_size=60)


def test_bar_chart_without_bars_is_refused():
    with pytest.raises(ValueError, match="at least one bar"):
        bars()


def test_bars_print_their_values():
    svg = bars(1234, None, 0, Decimal("-70.0"))

    assert {"1,234", "0", "-70.0"} <= set(words(svg))
    assert said(svg) == ["Source 0: 1,234", "Source 2: 0", "Source 3: -70.0"]
    assert "Source 1" in words(svg)


def test_bars_without_any_value_draw_their_names_only():
    svg = bars(None, None)

    assert said(svg) == []
    assert {"Source 0", "Source 1"} <= set(words(svg))


def test_bars_are_as_long_as_their_values():
    lengths = [
        float(re.search(r"h(-?[\d.]+)v", element.attrib["d"])[1])
        for element in fromstring(bars(10, 20, 40)).iter(f"{{{SVG}}}path")
        if "aria-label" in element.attrib
    ]
    assert lengths[1] == pytest.approx(2 * lengths[0], abs=0.2)
    assert lengths[2] == pytest.approx(4 * lengths[0], abs=0.2)


def test_pairs_are_told_apart_by_place_as_the_legend_says():
    svg = pairs()

    assert "Upper bar: To March 2023" in words(svg)
    assert "Lower bar: To March 2022" in words(svg)
    assert {"95", "61", "202", "92"} <= set(words(svg))
    assert said(svg)[:2] == ["Missing children, To March 2023: 95", "Missing children, To March 2022: 61"]


def test_three_bars_in_a_group_are_counted():
    svg = pairs(series=[Series(name, (1, 2)) for name in "ABC"])
    assert {"First bar: A", "Second bar: B", "Third bar: C"} <= set(words(svg))


def test_long_names_are_broken_into_lines_and_kept_whole():
    name = "Concerns about services being required because of the child's own use of alcohol and of other things"
    assert name in words(bar_chart(title="t", description="d", bars=[Bar(name, 5)], x_title="x"))


def test_forty_four_bars_fit_the_height_of_a_printed_page():
    height = float(fromstring(bars(*range(44))).attrib["viewBox"].split()[3])
    smallest_text_in_points = 16 * (250 / 25.4 * 72) / height
    assert smallest_text_in_points >= 9


@SLOW
@given(st.lists(st.tuples(WORDS, NUMBERS), min_size=1, max_size=8), WORDS)
def test_any_words_and_numbers_give_sound_svg(rows, title):
    svg = bar_chart(title=title, description=title, bars=[Bar(*row) for row in rows], x_title=title, note=title)

    known = [value for _, value in rows if value is not None]
    assert [label.rsplit(": ", 1)[1] for label in said(svg)] == [f"{Decimal(value):,f}" for value in known]
    assert {f"{Decimal(value):,f}" for value in known} <= set(words(svg))


@SLOW
@given(st.lists(st.tuples(LATIN, NUMBERS, NUMBERS), min_size=1, max_size=8), LATIN)
def test_words_of_any_bars_are_inside_and_apart(rows, words_above):
    names, first, second = zip(*rows, strict=True)

    assert_all_can_be_read(
        bar_chart(title="t", description="d", bars=list(map(Bar, names, first)), x_title=words_above)
    )
    assert_all_can_be_read(
        pairs(categories=names, series=[Series("One", first), Series(words_above, second)], note=words_above)
    )
