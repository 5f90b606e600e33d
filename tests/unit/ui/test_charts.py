"""The charts: what is drawn, what is said, and what must never be in them."""

import itertools
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import typst
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ui.chart_text import text_width
from ui.charts import Bar, Series, bar_chart, line_chart, paired_bar_chart
from ui.fonts import FONT_DIRECTORY, FONT_FAMILY
from ui.svg import SVG

ROOT = Path(__file__).resolve().parents[3]
YEARS = ("2021", "2022", "2023")

NUMBERS = st.one_of(
    st.none(),
    st.integers(min_value=-100_000, max_value=100_000),
    st.decimals(min_value=-9_999, max_value=9_999, places=1),
)
WORDS = st.text(min_size=1, max_size=60)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def line(**changes):
    given_values = {
        "title": "Referrals",
        "description": "Referrals rose from 5 to 9.",
        "x_labels": YEARS,
        "series": [Series("Area", (5, 7, 9)), Series("England", (4, 6, 8))],
        "y_title": "Rate per 10,000",
    }
    return line_chart(**(given_values | changes))


def bars(*values, **changes):
    given_values = {
        "title": "Contacts",
        "description": "By source.",
        "bars": [Bar(f"Source {index}", value) for index, value in enumerate(values)],
        "x_title": "Contacts",
    }
    return bar_chart(**(given_values | changes))


def pairs(**changes):
    given_values = {
        "title": "Police",
        "description": "Two years.",
        "categories": ["Missing children", "Missing reports"],
        "series": [Series("To March 2023", (95, 202)), Series("To March 2022", (61, 92))],
        "x_title": "Number in 12 months",
    }
    return paired_bar_chart(**(given_values | changes))


EVERY_KIND = pytest.mark.parametrize("draw", [line, lambda **more: bars(3, None, 7, **more), pairs])


def words(svg):
    """Every line of text that is drawn."""
    found = []
    for element in fromstring(svg).iter(f"{{{SVG}}}text"):
        found.append(" ".join(part for part in element.itertext()))
    return found


def said(svg):
    """Everything that is said for one mark."""
    return [element.attrib["aria-label"] for element in fromstring(svg).iter() if "aria-label" in element.attrib]


def text_boxes(svg):
    """Each block of text with its edges, at most as large as this: left, top, right, bottom."""
    found = []

    def visit(element, x, y):
        shift = re.search(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", ""))
        if shift:
            x, y = x + float(shift[1]), y + float(shift[2])
        if element.tag == f"{{{SVG}}}text":
            lines = [span.text or "" for span in element] or [element.text or ""]
            width = max(text_width(part, bold=element.get("font-weight") == "bold") for part in lines)
            left = {"start": x, "middle": x - width / 2, "end": x - width}[element.get("text-anchor")]
            found.append((lines, left, y - 13, left + width, y + 4 + 20 * (len(lines) - 1)))
        for child in element:
            visit(child, x, y)

    visit(fromstring(svg), 0, 0)
    return found


def assert_all_can_be_read(svg):
    """No text lies upon another, and none is cut off at the edge."""
    width, height = (float(size) for size in fromstring(svg).attrib["viewBox"].split()[2:])
    boxes = text_boxes(svg)
    for lines, left, top, right, bottom in boxes:
        inside = -0.1 <= left <= right <= width + 0.1 and -0.1 <= top <= bottom <= height + 0.1
        assert inside, lines
    for one, other in itertools.combinations(boxes, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one, other)


def line_paths(svg):
    """The paths that draw lines: without a fill and with a stroke."""
    return [
        element.attrib["d"]
        for element in fromstring(svg).iter(f"{{{SVG}}}path")
        if "stroke" in element.attrib and "fill" not in element.attrib
    ]


@EVERY_KIND
def test_chart_is_a_named_picture_that_scales(draw):
    root = fromstring(draw(title="A <b> & title", description='Says "more"'))

    title, desc = root[0], root[1]
    assert (title.tag, desc.tag) == (f"{{{SVG}}}title", f"{{{SVG}}}desc")
    assert title.text == "A <b> & title"
    assert desc.text == 'Says "more"'
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {desc.attrib['id']}"
    assert root.attrib["width"] == "100%"
    assert "height" not in root.attrib
    assert root.attrib["viewBox"].startswith("0 0 600 ")


@EVERY_KIND
def test_chart_holds_nothing_that_the_page_rules_forbid(draw):
    svg = draw()

    assert "style" not in svg
    assert "<script" not in svg
    assert "href" not in svg
    assert "url(" not in svg
    assert "data:" not in svg
    assert re.findall(r"https?://[^\"]*", svg) == [SVG]


@EVERY_KIND
def test_chart_text_uses_our_font_at_a_readable_size(draw):
    for element in fromstring(draw(note="Illustrative figures")).iter(f"{{{SVG}}}text"):
        assert element.attrib["font-family"].strip("'\"").startswith(FONT_FAMILY)
        assert int(element.attrib["font-size"].removesuffix("px")) >= 12


@EVERY_KIND
def test_note_is_drawn_and_said(draw):
    svg = draw(note="Illustrative figures, not real data")

    assert "Illustrative figures, not real data" in words(svg)
    assert fromstring(svg)[1].text.endswith("Illustrative figures, not real data")
    assert "Illustrative" not in draw()


@EVERY_KIND
def test_title_is_heard_and_not_drawn(draw):
    assert "A title of its own" not in words(draw(title="A title of its own"))


def test_axis_without_words_leaves_no_empty_line():
    with_words = float(fromstring(bars(1, 2)).attrib["viewBox"].split()[3])
    without = float(fromstring(bars(1, 2, x_title="")).attrib["viewBox"].split()[3])
    assert with_words - without == 20


@EVERY_KIND
def test_two_charts_in_one_page_do_not_share_ids(draw):
    def ids(svg):
        return set(re.findall(r' id="([^"]+)"', svg))

    assert not ids(draw()) & ids(draw(description="Another one."))


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


@pytest.mark.parametrize(
    ("labels", "series", "message"),
    [
        ([], [Series("One", ())], "at least one label"),
        (YEARS, [], "at least one label"),
        (YEARS, [Series(str(index), (1, 2, 3)) for index in range(5)], "at most 4"),
        (YEARS, [Series("One", (1, 2))], "one value, or a gap"),
    ],
)
def test_lines_and_pairs_refuse_what_cannot_be_read(labels, series, message):
    with pytest.raises(ValueError, match=message):
        line(x_labels=labels, series=series)
    with pytest.raises(ValueError, match=message):
        pairs(categories=labels, series=series)


def test_bar_chart_without_bars_is_refused():
    with pytest.raises(ValueError, match="at least one bar"):
        bars()


def test_number_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="finite"):
        bars(Decimal("Infinity"))


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
@given(st.lists(NUMBERS, min_size=1, max_size=12), st.booleans())
def test_any_line_says_each_of_its_values_once(values, from_zero):
    labels = [f"Year {index}" for index in range(len(values))]
    svg = line(x_labels=labels, series=[Series("One", tuple(values))], from_zero=from_zero)

    assert said(svg) == [
        f"One, {label}: {Decimal(value):,f}" for label, value in zip(labels, values, strict=True) if value is not None
    ]


LATIN = st.text(alphabet="abcdefghilmnoprstuvwABCDEMW 0123456789()'-", min_size=1, max_size=70)


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


def test_same_input_gives_the_same_bytes_in_another_process():
    program = (
        "from ui.charts import *\n"
        "print(line_chart(title='T', description='D', x_labels=['a', 'b'], y_title='y', note='n',"
        " series=[Series('One', (1, 2)), Series('Two', (None, 3))]))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs.pop().startswith(b"<svg")


@EVERY_KIND
def test_chart_can_be_set_in_an_accessible_pdf(draw, tmp_path):
    (tmp_path / "chart.svg").write_text(draw(note="Illustrative figures"), encoding="utf-8")
    page = tmp_path / "page.typ"
    page.write_text('#set document(title: "Chart")\n#image("chart.svg", alt: "A chart")', encoding="utf-8")

    pdf = typst.compile(str(page), font_paths=[str(FONT_DIRECTORY)], pdf_standards=["ua-1"])

    assert pdf.startswith(b"%PDF")
    assert FONT_FAMILY.replace(" ", "").encode() in pdf.replace(b"#20", b"")
