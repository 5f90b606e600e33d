"""Tables: named, readable by row and column, sorted by links."""

from decimal import Decimal
from urllib.parse import quote

import django_tables2 as tables
import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from tests.unit.ui.markup import parse
from ui.lists import sort
from ui.tables import GovukTable, NumberColumn


class People(GovukTable):
    """Two sortable columns and one that is not."""

    caption = "Reports by supplier"

    name = tables.Column(verbose_name="Supplier")
    reports = NumberColumn(verbose_name="Reports")
    note = tables.Column(orderable=False)


ROWS = [
    {"name": "Police <force>", "reports": 1234, "note": "a"},
    {"name": "Council", "reports": Decimal("56.5"), "note": "b"},
    {"name": "Health", "reports": "[x]", "note": None},
]


def drawn(table, query=""):
    request = RequestFactory().get(f"/suppliers/{query}")
    html = Template("{% load ui %}{% data_table table %}").render(Context({"table": table, "request": request}))
    return parse(html)


def test_table_is_named_by_its_caption_and_scrolls_by_keyboard():
    page = drawn(People(ROWS))

    region = page.find(role="region")
    assert page.find(id=region.get("aria-labelledby")).text == "Reports by supplier"
    assert region.get("tabindex") == "0"


def test_cells_are_named_by_row_and_column():
    page = drawn(People(ROWS))

    assert [cell.text for cell in page.find_all(scope="row")] == ["Police <force>", "Council", "Health"]
    assert len(page.find_all(scope="col")) == 3


def test_another_column_can_name_the_rows():
    class Numbered(People):
        row_header = "reports"

    (first, *_) = drawn(Numbered(ROWS)).find_all(scope="row")

    assert first.text == "1,234"
    assert "govuk-table__header--numeric" in first.classes


def test_numbers_have_commas_and_line_up():
    cells = [cell for cell in drawn(People(ROWS)).find_all(tag="td") if "govuk-table__cell--numeric" in cell.classes]

    assert [cell.text for cell in cells] == ["1,234", "56.5", "[x]"]


@pytest.mark.parametrize(
    ("order_by", "states", "next_address", "words"),
    [
        ((), ["none", "none", None], "?theme=a&sort=name", "Supplier , sort ascending"),
        (("name",), ["ascending", "none", None], "?theme=a&sort=-name", "Supplier , sort descending"),
        (("-name",), ["descending", "none", None], "?theme=a&sort=name", "Supplier , sort ascending"),
    ],
)
def test_headers_sort_by_links_and_say_how_they_are_sorted(order_by, states, next_address, words):
    page = drawn(People(ROWS, order_by=order_by), "?theme=a&page=2")
    headers = page.find_all(scope="col")

    assert [header.get("aria-sort") for header in headers] == states
    link = headers[0].find(tag="a")
    assert (link.get("href"), link.text) == (next_address, words)
    assert not headers[2].find_all(tag="a")


def test_sorting_sorts():
    assert [cell.text for cell in drawn(People(ROWS, order_by="name")).find_all(scope="row")] == [
        "Council",
        "Health",
        "Police <force>",
    ]


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("name", ("name",)),
        ("-name", ("-name",)),
        ("a.b,name,..", ("name",)),
        ("a@example.org' OR 1=1", ()),
        ("--name", ()),
        ("", ()),
    ],
)
def test_only_columns_that_there_are_sort(asked, order):
    table = sort(People(ROWS, order_by="name"), QueryDict(f"sort={quote(asked)}"))
    assert tuple(table.order_by) == order


def test_pages_keep_the_order_and_are_named_after_the_table():
    table = People(ROWS, order_by="name")
    table.paginate(page=2, per_page=1)
    page = drawn(table, "?sort=name&page=2")

    nav = page.find(tag="nav")
    assert nav.get("aria-label") == "Reports by supplier: pages"
    assert nav.find(rel="next").get("href") == "?sort=name&page=3"
    assert [cell.text for cell in page.find_all(scope="row")] == ["Health"]


def test_two_tables_of_a_page_sort_and_turn_apart():
    table = People(ROWS, prefix="old-")
    table.paginate(page=1, per_page=1)
    page = drawn(table)

    assert page.find(role="region").get("aria-labelledby") == "old-reports-by-supplier-caption"
    assert page.find(rel="next").get("href") == "?old-page=2"
    assert page.find_all(scope="col")[0].find(tag="a").get("href") == "?old-sort=name"


@pytest.mark.parametrize(("empty_text", "words"), [(None, "Nothing to show yet."), ("No supplier.", "No supplier.")])
def test_empty_table_says_so(empty_text, words):
    (cell,) = drawn(People([], empty_text=empty_text)).find_all(tag="td")

    assert (cell.text, cell.get("colspan")) == (words, "3")


def test_caption_can_be_given_and_has_to_be():
    class Bare(GovukTable):
        name = tables.Column()

    assert drawn(Bare(ROWS, caption="Some names")).find(tag="caption").text == "Some names"
    with pytest.raises(ValueError, match="needs a caption"):
        Bare(ROWS)
