"""Bands, breaks and marks of the charts."""

import re
from decimal import Decimal
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

from ui.charts.draw import Series, line_chart, paired_bar_chart
from ui.charts.svg import SVG
from ui.charts.theme import tinted

YEARS = ["2019-20", "2020-21", "2021-22"]
BAND = ((4, 6), (6, 8), (8, 10))


def line(*series: Series, **more: Any) -> str:
    return line_chart(
        title="Rates", description="What they say.", x_labels=YEARS, series=series, y_title="Rate", **more
    )


def words(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in fromstring(svg).iter(f"{{{SVG}}}text")]


def shades(svg: str) -> list[str]:
    return re.findall(r'<path [^>]*opacity="0.18"[^>]*>', svg)


def test_a_band_is_shaded_in_the_lines_colour_and_explained_in_its_tint() -> None:
    svg = line(Series("Area", (5, 7, 9), band=BAND), Series("England", (5, 5, 5)), band_label="Shaded: 95% interval")
    (shade,) = shades(svg)
    assert 'fill="#12436D"' in shade
    assert "Shaded: 95% interval" in words(svg)
    assert tinted("#12436D", 0.18) in svg


def test_without_a_band_there_is_no_legend() -> None:
    svg = line(Series("Area", (5, 7, 9)), band_label="Shaded: 95% interval")
    assert shades(svg) == []
    assert "Shaded: 95% interval" not in words(svg)


def test_a_gap_breaks_the_band() -> None:
    assert len(shades(line(Series("Area", (5, None, 9), band=((4, 6), None, (8, 10)))))) == 2


def test_the_value_axis_holds_the_whole_band() -> None:
    plain = line(Series("Area", (5, 7, 9)))
    wide = line(Series("Area", (5, 7, 9), band=((4, 6), (6, 8), (Decimal("1"), Decimal("38.5")))))
    assert "40" not in words(plain)
    assert "40" in words(wide)


def test_a_break_is_a_dashed_line_with_its_word() -> None:
    svg = line(Series("Area", (5, 7, 9)), breaks=[1])
    assert words(svg).count("Break") == 1
    assert 'stroke-dasharray="4,3"' in svg
    assert "Break" not in words(line(Series("Area", (5, 7, 9))))


def test_a_break_at_the_right_edge_has_its_word_inside_of_the_plot() -> None:
    near = line_chart(
        title="Rates",
        description="What they say.",
        x_labels=[f"2{year:03d}" for year in range(24)],
        series=[Series("Area", tuple(range(24)))],
        y_title="Rate",
        breaks=[1, 23],
    )
    assert words(near).count("Break") == 2


@pytest.mark.parametrize("place", [0, 3, -1])
def test_a_break_outside_of_the_labels_is_refused(place: int) -> None:
    with pytest.raises(ValueError, match="between two labels"):
        line(Series("Area", (5, 7, 9)), breaks=[place])


def test_marks_are_printed_and_said_at_their_points_alone() -> None:
    svg = line(Series("Area", (5, 7, None), marks=("", "[r]", "[p]")))
    assert words(svg).count("[r]") == 1
    assert "[p]" not in words(svg)
    assert 'aria-label="Area, 2020-21: 7 [r]"' in svg
    assert 'aria-label="Area, 2019-20: 5"' in svg


def test_marks_of_bars_stand_behind_the_number() -> None:
    svg = paired_bar_chart(
        title="Police",
        description="Two years.",
        categories=["Reports"],
        series=[Series("Now", (202,)), Series("Before", (92,), marks=("[r]",))],
        x_title="Number",
    )
    assert {"202", "92 [r]"} <= set(words(svg))
    assert 'aria-label="Reports, Before: 92 [r]"' in svg


@pytest.mark.parametrize("more", [{"band": ((1, 2),)}, {"marks": ("[r]",)}])
def test_entries_that_belong_to_no_label_are_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="one entry"):
        line(Series("Area", (5, 7, 9), **more))


def test_a_tint_is_the_colour_on_white() -> None:
    assert tinted("#000000", 0.5) == "#808080"
    assert tinted("#12436D", 1) == "#12436D"
    assert tinted("#12436D", 0) == "#FFFFFF"
