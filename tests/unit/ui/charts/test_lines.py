"""Lines over time: named, told apart, broken at gaps."""

import itertools
import re
from decimal import Decimal

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.ui.charts.charts_to_draw import (
    LATIN,
    NUMBERS,
    SLOW,
    assert_all_can_be_read,
    line,
    said,
    words,
)
from ui.charts.draw import Series
from ui.charts.svg import SVG


def line_paths(svg):
    """The paths that draw lines: without a fill and with a stroke."""
    return [
        element.attrib["d"]
        for element in fromstring(svg).iter(f"{{{SVG}}}path")
        if "stroke" in element.attrib and "fill" not in element.attrib
    ]


def test_each_line_is_named_and_each_point_says_its_value():
    svg = line()

    assert "Area" in words(svg)
    assert "England" in words(svg)
    assert said(svg) == [
        "England, 2021: 4",
        "England, 2022: 6",
        "England, 2023: 8",
        "Area, 2021: 5",
        "Area, 2022: 7",
        "Area, 2023: 9",
    ]


def test_lines_differ_by_more_than_colour():
    svg = line(series=[Series(name, (1, 2, 3)) for name in "ABCD"])

    dashes = set(re.findall(r'<path d="[^"]+" stroke="[^"]+" stroke-width="[^"]+" stroke-dasharray="([^"]+)"', svg))
    assert len(dashes) == 4
    colours = set(re.findall(r'role="graphics-symbol"[^>]*fill="([^"]+)"', svg))
    assert colours == {"#12436D", "#28A197", "#801650", "#F46A25"}


def test_two_lines_use_the_pair_of_colours():
    assert set(re.findall(r'role="graphics-symbol"[^>]*fill="([^"]+)"', line())) == {"#12436D", "#F46A25"}


def test_gap_breaks_the_line_and_draws_no_point():
    svg = line(x_labels=["a", "b", "c", "d", "e"], series=[Series("One", (5, 6, None, 7, 8))])

    assert len(said(svg)) == 4
    drawn = [path for path in line_paths(svg) if "L" in path]
    assert len(drawn) == 2
    assert all(path.count("L") == 1 for path in drawn)


def test_line_without_any_value_says_that_it_has_none():
    svg = line(series=[Series("One", (None, None, None)), Series("Two", (1, 2, 3))])

    assert "One: no figures" in words(svg)
    assert not any(label.startswith("One") for label in said(svg))


def test_value_axis_begins_at_zero_unless_told_otherwise():
    values = [Series("One", (Decimal("480.5"), Decimal("490"), Decimal("500.1")))]

    assert "0" in words(line(series=values))
    assert "0" not in words(line(series=values, from_zero=False))


def test_names_of_lines_that_end_together_do_not_overlap():
    svg = line(series=[Series(name * 6, (5, 5, 5)) for name in ("A long ", "B long ", "C long ", "D long ")])

    blocks = []
    for element in fromstring(svg).iter(f"{{{SVG}}}text"):
        spans = list(element)
        text = "".join(element.itertext())
        if "long" in text:
            top = float(re.search(r",([-\d.]+)\)", element.attrib["transform"])[1])
            blocks.append((top, top + 20 * (max(len(spans), 1) - 1)))
    blocks.sort()
    assert len(blocks) == 4
    assert all(below[0] - above[1] >= 20 for above, below in itertools.pairwise(blocks))


def test_labels_of_many_months_are_thinned_and_the_last_is_kept():
    labels = [f"{month} {year}" for year in range(2020, 2023) for month in ("January", "May", "September")]
    svg = line(x_labels=labels * 4, series=[Series("One", (1,) * 36)])

    drawn = [text for text in words(svg) if re.search(r"20\d\d", text)]
    assert 2 <= len(drawn) < 36
    assert drawn[-1] == "September 2022"


def test_single_point_is_drawn():
    assert said(line(x_labels=["2023"], series=[Series("One", (5,))])) == ["One, 2023: 5"]


@SLOW
@given(st.lists(NUMBERS, min_size=1, max_size=12), st.booleans())
def test_any_line_says_each_of_its_values_once(values, from_zero):
    labels = [f"Year {index}" for index in range(len(values))]
    svg = line(x_labels=labels, series=[Series("One", tuple(values))], from_zero=from_zero)

    assert said(svg) == [
        f"One, {label}: {Decimal(value):,f}" for label, value in zip(labels, values, strict=True) if value is not None
    ]


@SLOW
@given(
    st.lists(LATIN, min_size=1, max_size=14),
    st.lists(LATIN, min_size=1, max_size=4),
    st.data(),
)
def test_words_of_any_lines_are_inside_and_apart(labels, names, data):
    series = [
        Series(name, tuple(data.draw(st.lists(NUMBERS, min_size=len(labels), max_size=len(labels))))) for name in names
    ]
    assert_all_can_be_read(line(x_labels=labels, series=series, y_title="Rate", note="Illustrative"))
