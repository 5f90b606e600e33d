"""What is kept in memory, and for how long."""

import datetime
import gzip

from bcssp.kept_pages.store import Page, Store, packed

NOON = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)
DAY, HOUR = NOON.date(), datetime.timedelta(hours=1)


def page(size: int = 10, mark: int = 1, until: datetime.datetime | None = None) -> Page:
    return Page(b"x" * size, b"", {}, mark, DAY, until)


def test_a_page_holds_for_its_mark_its_day_and_until_its_moment() -> None:
    assert page().holds(1, NOON, DAY)
    assert not page().holds(2, NOON, DAY)
    assert not page().holds(1, NOON, DAY + datetime.timedelta(days=1))
    assert page(until=NOON + HOUR).holds(1, NOON, DAY)
    assert not page(until=NOON).holds(1, NOON, DAY)


def test_pages_that_were_not_used_for_longest_go_first() -> None:
    store = Store(most_bytes=30)
    for name in "abc":
        store.keep(name, page())
    assert store.get("a")
    store.keep("d", page())
    assert (store.get("b"), len(store)) == (None, 3)
    store.keep("a", page(mark=2))
    assert len(store) == 3
    store.keep("e", page(size=31))
    assert store.get("e") is None
    store.clear()
    assert len(store) == 0


def test_equal_pages_are_packed_equally() -> None:
    assert packed(b"page") == packed(b"page")
    assert gzip.decompress(packed(b"page")) == b"page"
