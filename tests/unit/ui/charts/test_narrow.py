"""Charts for telephones: the values of the wide ones, in a drawing that needs no moving sideways."""

from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.ui.charts.charts_to_draw import LATIN, NUMBERS, SLOW, words
from ui.charts.draw import Bar, Series
from ui.charts.narrow import bar_chart, line_chart, paired_bar_chart
from ui.charts.narrow_parts import SIZE, WIDTH
from ui.charts.svg import SVG
from ui.charts.text import text_width

YEARS = ("2019-20", "2020-21", "2021-22", "2022-23")


def bars(*bars: Bar, **more: str) -> str:
    return bar_chart(title="Contacts", description="By source.", bars=bars, x_title="Number", **more)


def lines(*series: Series, **more: object) -> str:
    return line_chart(
        title="Rates",
        description="By year.",
        x_labels=YEARS[: len(series[0].values)],
        series=series,
        y_title="Rate",
        **more,  # type: ignore[arg-type]
    )


def found(svg: str, tag: str) -> list[Element]:
    return list(fromstring(svg).iter(f"{{{SVG}}}{tag}"))


def assert_nothing_is_cut_off(svg: str) -> None:
    height = float(fromstring(svg).get("viewBox").split()[3])
    for text in found(svg, "text"):
        assert text.text is not None
        if text.get("transform"):
            continue
        left, y = float(text.get("x", "0")), float(text.get("y", "0"))
        room = text_width(text.text, size=SIZE, bold=text.get("font-weight") == "bold")
        left -= {"start": 0, "middle": room / 2, "end": room}[text.get("text-anchor", "start")]
        # Half a sign of a mark may stand over the edge of the last year.
        assert left >= -1, text.text
        assert left + room <= WIDTH + 12, text.text
        assert 0 <= y <= height, text.text


def test_bars_have_one_scale_and_their_values_beside_them() -> None:
    svg = bars(Bar("Police", 200), Bar("Schools", 50, mark="[r]"), Bar("Care", None, gap="[c]"))
    police, schools = (float(box.get("width", "0")) for box in found(svg, "rect"))
    assert police == pytest.approx(4 * schools, abs=0.2)
    assert words(svg) == ["Number", "Police", "200", "Schools", "50 [r]", "Care", "[c]"]
    assert_nothing_is_cut_off(svg)


def test_pairs_name_their_colours_and_say_what_is_made_up() -> None:
    svg = paired_bar_chart(
        title="Police",
        description="Two years.",
        categories=["Missing children"],
        series=[Series("To March 2023", (95,)), Series("To March 2022", (61,))],
        x_title="Number",
        note="Illustrative figures, not real",
    )
    swatches, drawn = found(svg, "rect")[:2], found(svg, "rect")[2:]
    assert [one.get("fill") for one in swatches] == [one.get("fill") for one in drawn]
    assert words(svg)[0] == "Illustrative figures, not real"
    assert "Two years. Illustrative figures, not real" in svg


def test_bars_below_zero_go_the_other_way() -> None:
    svg = bars(Bar("Up", 10), Bar("Down", -10))
    up, down = found(svg, "rect")
    assert float(down.get("x", "")) + float(down.get("width", "")) == pytest.approx(float(up.get("x", "")), abs=0.2)


def test_every_year_is_named_and_each_line_says_its_last_value() -> None:
    svg = lines(Series("Area", (5, 7, 9, Decimal("9.5"))), Series("England", (4, 6, 8, None), gaps=("", "", "", "[x]")))
    assert set(YEARS) <= set(words(svg))
    assert {"Area: 9.5 in 2022-23", "England: 8 in 2021-22", "[x]"} <= set(words(svg))
    assert_nothing_is_cut_off(svg)


def test_a_line_is_parted_at_a_gap_and_at_a_break() -> None:
    def strokes(svg: str) -> int:
        return next(one.get("d", "").count("M") for one in found(svg, "path") if one.get("stroke-width") == "3")

    assert strokes(lines(Series("Area", (5, 7, 9, 9)))) == 1
    assert strokes(lines(Series("Area", (5, None, 9, 9)))) == 2
    broken = lines(Series("Area", (5, 7, 9, 9)), breaks=[2])
    assert strokes(broken) == 2
    assert "Break" in words(broken)


def test_a_band_is_drawn_and_named_and_a_marked_point_is_hollow() -> None:
    svg = lines(
        Series("Area", (5, 7), band=((4, 6), (6, 8)), marks=("", "[p]")), band_label="Shaded: 95% interval of Area"
    )
    assert len(found(svg, "polygon")) == 1
    assert "Shaded: 95% interval of Area" in words(svg)
    assert [dot.get("fill") == "#FFFFFF" for dot in found(svg, "circle")] == [False, True]


def test_a_line_without_figures_says_so() -> None:
    assert "Area: no figures" in words(lines(Series("Area", (None, None)), Series("England", (4, 6))))


@SLOW
@given(st.lists(st.tuples(LATIN, NUMBERS), min_size=1, max_size=12))
def test_whatever_the_bars_nothing_is_cut_off(rows: list[tuple[str, int | Decimal | None]]) -> None:
    assert_nothing_is_cut_off(bars(*(Bar(label, value) for label, value in rows)))
