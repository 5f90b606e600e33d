"""Charts to draw, and reading what was drawn."""

import itertools
import re

from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from ui.charts.draw import Bar, Series, bar_chart, line_chart, paired_bar_chart
from ui.charts.svg import SVG
from ui.charts.text import text_width

YEARS = ("2021", "2022", "2023")
NUMBERS = st.one_of(
    st.none(),
    st.integers(min_value=-100_000, max_value=100_000),
    st.decimals(min_value=-9_999, max_value=9_999, places=1),
)
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


LATIN = st.text(alphabet="abcdefghilmnoprstuvwABCDEMW 0123456789()'-", min_size=1, max_size=70)
