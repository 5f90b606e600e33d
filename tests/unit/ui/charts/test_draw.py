"""Every chart: a named picture without anything forbidden, the same each time, for page and PDF."""

import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import typst
from defusedxml.ElementTree import fromstring

from tests.unit.ui.charts.charts_to_draw import YEARS, bars, line, pairs, words
from ui.charts.draw import Series
from ui.charts.svg import SVG
from ui.fonts import FONT_DIRECTORY, FONT_FAMILY

ROOT = Path(__file__).resolve().parents[4]
EVERY_KIND = pytest.mark.parametrize("draw", [line, lambda **more: bars(3, None, 7, **more), pairs])


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


def test_number_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="finite"):
        bars(Decimal("Infinity"))


def test_same_input_gives_the_same_bytes_in_another_process():
    program = (
        "from ui.charts.draw import *\n"
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
