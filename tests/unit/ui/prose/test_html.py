"""Markdown: dressed as GOV.UK dresses text, and nothing that runs."""

from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.ui.markup import parse
from ui.prose.html import ALLOWED, render

HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html,<b>)",
        "[x](vbscript:x)",
        "![x](https://example.org/x.png)",
        "<a href='javascript:x'>",
        '<https://example.org/">',
        "[x](//[bad)",
        "[a]: javascript:x\n\n[a]",
        "|a|\n|-:|\n|1|",
        "# ",
        "> ",
        "- ",
        "**",
        "`",
        "\n\n",
        "</p><style>p{}</style>",
        '"onmouseover="x',
    ]
)
TEXTS = st.lists(HOSTILE | st.text(max_size=12), max_size=8).map("".join)


class Reader(HTMLParser):
    """Collects every element with its attributes."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


@given(TEXTS)
def test_nothing_that_runs_survives(text):
    reader = Reader()
    reader.feed(render(text))

    for tag, attributes in reader.seen:
        assert tag in ALLOWED
        assert set(attributes) <= ALLOWED[tag] | {"rel"}
        if "href" in attributes:
            assert attributes["href"].partition(":")[0].lower() not in ("javascript", "data", "vbscript")
            assert attributes["rel"] == "noopener noreferrer"


@given(TEXTS)
def test_what_comes_out_is_whole(text):
    parse(render(text))


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:a@example.org", "tel:999", "/x/", "#y"]
)
def test_links_that_lead_somewhere_stay(url):
    link = parse(render(f"See [it]({url}).")).find(tag="a")

    assert link.get("href") == url
    assert link.get("rel") == "noopener noreferrer"
    assert link.classes == {"govuk-link"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "javascript:/x"])
@pytest.mark.asvs("1.2.2")
def test_other_links_stay_text(url):
    assert not parse(render(f"See [it]({url}).")).find_all(tag="a")


def test_text_is_dressed():
    page = parse(render("Plain *soft* **strong**\n\n- one\n\n3. three\n\n> said\n\n---"))

    assert page.find_all(tag="p")[0].classes == {"govuk-body"}
    assert page.find(tag="ul").classes == {"govuk-list", "govuk-list--bullet"}
    assert page.find(tag="ol").classes == {"govuk-list", "govuk-list--number"}
    assert page.find(tag="ol").get("start") == "3"
    assert page.find(tag="blockquote").classes == {"govuk-inset-text"}
    assert "govuk-section-break" in page.find(tag="hr").classes
    assert (page.find(tag="em").text, page.find(tag="strong").text) == ("soft", "strong")


def test_table_has_headers_and_numbers_to_the_right():
    page = parse(render("| Area | Children |\n|---|--:|\n| North | 12 |"))

    assert page.find(tag="table").classes == {"govuk-table"}
    assert [header.get("scope") for header in page.find_all(tag="th")] == ["col", "col"]
    assert [cell.classes for cell in page.find_all(tag="td")] == [
        {"govuk-table__cell"},
        {"govuk-table__cell", "govuk-table__cell--numeric"},
    ]
    assert "govuk-table__header--numeric" in page.find_all(tag="th")[1].classes


@pytest.mark.parametrize(
    ("text", "shift", "tag", "size"),
    [
        ("# A", 2, "h3", "s"),
        ("## A", 2, "h3", "s"),
        ("# A", 1, "h2", "m"),
        ("###### A", 2, "h3", "s"),
        ("# A", 0, "h1", "l"),
    ],
)
def test_headings_take_their_place_below_those_of_the_page(text, shift, tag, size):
    (heading,) = parse(render(text, heading_shift=shift)).children

    assert (heading.tag, heading.classes, heading.text) == (tag, {f"govuk-heading-{size}"}, "A")


def test_headings_skip_no_level():
    page = parse(render("## A\n\n##### B\n\n# C\n\n### D"))

    assert [heading.tag for heading in page.children] == ["h3", "h4", "h3", "h4"]


def test_list_counts_as_it_was_typed():
    three, seven = parse(render("3. three\n7. seven")).find_all(tag="li")

    assert (three.get("value"), seven.get("value")) == (None, "7")


@pytest.mark.asvs("1.3.5", "1.3.1")
def test_html_is_shown_as_text():
    assert parse(render("<b>bold</b>")).text == "<b>bold</b>"


@pytest.mark.parametrize("value", [None, ""])
def test_filter_prints_nothing_for_nothing(value):
    assert Template("{% load ui %}{{ value|markdown }}").render(Context({"value": value})) == ""


def test_filter_renders():
    assert "<em>soft</em>" in Template("{% load ui %}{{ value|markdown }}").render(Context({"value": "*soft*"}))
