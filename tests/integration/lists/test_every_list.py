"""What every list promises: it sorts, narrows and turns its pages, and comes along as a file that holds the same."""

import csv
import io
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode
from openpyxl import load_workbook

from tests.integration.lists.cases import CASES, NUMBERS, ListCase
from tests.stages import Cast
from tests.unit.ui.markup import Node, parse

ROWS = 5


@pytest.fixture(params=CASES, ids=lambda name: name.replace(" ", "-"))
def case(request: pytest.FixtureRequest, cast: Cast, client: Client) -> ListCase:
    """One of the lists with some rows; who reads it is signed in."""
    found = CASES[request.param]
    found.before(cast)
    for number in NUMBERS[:ROWS]:
        found.grow(cast, number)
    client.force_login(getattr(cast, found.reader))
    return found


def read(client: Client, case: ListCase, **asked: Any) -> Any:
    response = client.get(f"{case.address()}?{urlencode(asked)}")
    assert response.status_code == 200
    return response


def table_of(response: Any) -> Node:
    """The list's own table; a page may have another below."""
    listing = response.context["listing"]
    tables = re.findall("<table.*?</table>", response.content.decode(), re.DOTALL)
    (own,) = [one for one in tables if f'id="{listing.table.caption_id}"' in one]
    return parse(own)


def rows_of(response: Any) -> list[str]:
    return [row.text for row in table_of(response).find(tag="tbody").find_all(tag="tr")]


def lines_of(response: Any) -> list[list[str]]:
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def count(response: Any) -> int:
    return int(response.context["listing"].page.paginator.count)


def test_it_sorts_by_every_heading_that_says_so(client: Client, case: ListCase) -> None:
    listing = read(client, case).context["listing"]
    names = [column.name for column in listing.table.columns if column.orderable]
    assert names
    for name in names:
        rising, falling = read(client, case, sort=name), read(client, case, sort=f"-{name}")
        words = str(listing.table.columns[name].header)
        for response, state in ((rising, "ascending"), (falling, "descending")):
            (header,) = [one for one in table_of(response).find_all(scope="col") if one.get("aria_sort") == state]
            assert header.text.startswith(words)
        assert sorted(rows_of(rising)) == sorted(rows_of(falling))
    first = [read(client, case, sort=f"{sign}{names[0]}") for sign in ("", "-")]
    assert rows_of(first[0]) != rows_of(first[1])


def test_every_option_of_every_filter_leaves_its_share(client: Client, case: ListCase) -> None:
    whole = read(client, case)
    form = whole.context["listing"].form
    if form is None:
        assert "app-filters" not in whole.content.decode()
        return
    choices = {name: field.choices for name, field in form.fields.items() if hasattr(field, "choices")}
    for name, options in choices.items():
        shares = [count(read(client, case, **{name: value})) for value, _ in options if value]
        # Times end today: the longest has them all.
        assert (max(shares) if name in case.overlapping else sum(shares)) == count(whole)
        assert max(shares) <= count(whole)
    wrong = read(client, case, **dict.fromkeys(choices, "nonsense"))
    text = wrong.content.decode()
    assert "There is a problem" in text
    assert "<title>Error: " in text
    assert "The filters have not been applied." in text
    assert "Clear filters" in text
    assert count(wrong) == count(whole)


def test_its_pages_share_the_rows(client: Client, case: ListCase, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows_of(read(client, case))
    monkeypatch.setattr(case.view, "page_length", 2)
    first, last = read(client, case), read(client, case, page=99)
    pages = first.context["listing"].page.paginator.num_pages
    assert pages == -(-len(whole) // 2)
    assert f"Page 1 of {pages}." in first.content.decode()
    assert f"Page {pages} of {pages}." in last.content.decode()
    assert 'rel="next"' in first.content.decode()
    turned = [row for number in range(1, pages + 1) for row in rows_of(read(client, case, page=number))]
    assert turned == whole
    assert rows_of(read(client, case, page="nonsense")) == whole[:2]


def test_its_file_holds_every_page_of_what_is_filtered_and_no_more(
    client: Client, case: ListCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case.view, "page_length", 2)
    whole = read(client, case)
    assert 'href="?_export=csv"' in whole.content.decode()
    file = read(client, case, _export="csv")
    assert file["Content-Disposition"] == f'attachment; filename="{case.view.list_name}.csv"'
    assert "no-store" in file["Cache-Control"]
    headings, *lines = lines_of(file)
    assert len(lines) == count(whole)
    shown = [str(one.header) for one in whole.context["listing"].table.columns]
    assert set(headings) >= set(shown) - {"Select", "Reminder"}
    # The audit trail has a line more by now: that somebody downloaded it.
    now = count(read(client, case))
    book = read(client, case, _export="xlsx")
    sheet = load_workbook(io.BytesIO(book.content)).active
    assert [cell.value for cell in sheet[1]] == headings
    assert sheet.max_row == now + 1
    assert "<html" in read(client, case, _export="pdf").content.decode()
    form = whole.context["listing"].form
    if form is not None:
        name, options = next((name, field.choices) for name, field in form.fields.items() if hasattr(field, "choices"))
        value = [value for value, _ in options][-1]
        narrowed = read(client, case, **{name: value})
        assert len(lines_of(read(client, case, _export="csv", **{name: value}))) == count(narrowed) + 1
        assert "<html" in read(client, case, _export="csv", **{name: "nonsense"}).content.decode()


def test_its_file_is_kept_from_those_who_may_not_read_it(client: Client, case: ListCase, cast: Cast) -> None:
    address = f"{case.address()}?_export=csv"
    if case.outsider:
        client.force_login(getattr(cast, case.outsider))
        assert client.get(address).status_code in {302, 403}
    client.logout()
    assert client.get(address).status_code == 302


def test_it_costs_the_same_queries_however_long(client: Client, case: ListCase, cast: Cast) -> None:
    def cost() -> list[int]:
        found = []
        for asked in ({}, {"_export": "csv"}):
            read(client, case, **asked)
            with CaptureQueriesContext(connection) as queries:
                read(client, case, **asked)
            found.append(len(queries))
        return found

    before = cost()
    for number in NUMBERS[ROWS : 3 * ROWS]:
        case.grow(cast, number)
    assert cost() == before


def test_a_partner_s_file_holds_own_stories_alone(client: Client, cast: Cast) -> None:
    case = CASES["case studies"]
    for number in NUMBERS[:3]:
        case.grow(cast, number)
    client.force_login(cast.partner_police)
    lines = lines_of(read(client, case, _export="csv"))
    assert [line[0] for line in lines] == ["Title", "Story 102", "Story 100"]
    client.force_login(cast.partner_council)
    assert [line[0] for line in lines_of(read(client, case, _export="csv"))] == ["Title", "Story 101"]


def test_words_of_a_title_are_searched_for_wherever_they_stand(client: Client, cast: Cast) -> None:
    case = CASES["briefings"]
    for number in NUMBERS[:3]:
        case.grow(cast, number)
    client.force_login(cast.coordinator)
    assert [count(read(client, case, title=words)) for words in ("101 brief", "100 101", " ", "brief")] == [1, 0, 3, 3]
    none = read(client, case, title="nothing like it").content.decode()
    assert "No briefings match your filters." in none
    assert "<table" not in none
    assert client.get(f"{case.address()}?title=%00").status_code == 400
