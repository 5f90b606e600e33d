"""Public pages from memory: the same as rendered anew, whatever happened in between; for nobody a page of somebody."""

import datetime
import gzip
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from bcssp.kept_pages import middleware
from bcssp.kept_pages.middleware import KEPT, STORE
from learning.models import Consent
from partnership.models import Organisation
from review.services import move
from review.transitions import Verb
from tests.access_public import PUBLIC
from tests.world import World

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def keeping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty store. In memory SQLite has no file to watch: there the connection says whether it changed anything."""
    if connection.vendor == "sqlite":
        monkeypatch.setattr(middleware, "database_mark", lambda: connection.connection.total_changes)
    STORE.clear()
    yield
    STORE.clear()


def addresses(world: World) -> list[str]:
    """Where the kept pages of the world are."""
    rows = [row for row in PUBLIC if row.name in KEPT and row.why == ""]
    return [reverse(row.name, args=row.args(world) if row.args else []) for row in rows]


def fresh(client: Client, address: str) -> tuple[int, bytes]:
    """The page rendered anew."""
    STORE.clear()
    answer = client.get(address)
    return answer.status_code, answer.content


def rendered(monkeypatch: pytest.MonkeyPatch, client: Client, address: str) -> list[str]:
    """The paths that views were asked for in two requests of an address.

    A server of PostgreSQL has one mark for all of its databases, and other tests write into theirs meanwhile: there it
    is tried until nothing was written in between.
    """
    seen: list[str] = []
    original = middleware._made

    def made(request: HttpRequest, response: HttpResponse, *args: Any) -> Any:
        seen.append(request.path)
        return original(request, response, *args)

    with monkeypatch.context() as patch:
        patch.setattr(middleware, "_made", made)
        for _ in range(1 if connection.vendor == "sqlite" else 50):
            seen.clear()
            STORE.clear()
            first, second = client.get(address), client.get(address)
            assert first.content == second.content
            if len(seen) == 1:
                break
    return seen


def test_every_kept_page_is_rendered_once_and_the_same_all_day(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {}
    for address in addresses(world):
        assert rendered(monkeypatch, client, address) == [address]
        pages[address] = client.get(address)
    assert len(pages) > 20
    late = timezone.localtime().replace(hour=23, minute=59).astimezone(datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: late)
    for address, page in pages.items():
        assert fresh(client, address) == (page.status_code, page.content), address


def deeds(world: World) -> list[Callable[[], object]]:
    """What takes pages away or changes them."""
    coordinator = world.example.people["coordinator@example.org"]

    def withdraw(thing: Any) -> Callable[[], object]:
        return lambda: move(obj=thing, verb=Verb.WITHDRAW, by=coordinator, note="A test.", revision=thing.revision)

    return [
        lambda: Consent.objects.update(scope="partnership"),
        withdraw(world.briefing),
        withdraw(world.newsletter),
        lambda: Organisation.objects.filter(slug="police").update(name="A new name"),
        Organisation.objects.count,
    ]


@pytest.mark.no_cover
def test_no_read_is_other_than_a_fresh_one_whatever_happened(client: Client, world: World) -> None:
    chance = random.Random(17)
    places, changed = addresses(world), 0
    for deed in deeds(world):
        before = {address: client.get(address).content for address in places}
        deed()
        kept = {address: client.get(address) for address in places}
        changed += sum(before[address] != answer.content for address, answer in kept.items())
        for address in chance.sample(places, 8):
            assert fresh(client, address) == (kept[address].status_code, kept[address].content), address
    assert changed >= 5


def test_what_was_committed_while_a_page_was_read_leaves_nothing_kept(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = iter(range(100))
    monkeypatch.setattr(middleware, "database_mark", lambda: next(marks))
    assert client.get("/").status_code == 200
    assert len(STORE) == 0


def test_pages_are_packed_marked_and_asked_for_again(client: Client, world: World) -> None:
    plain = client.get("/")
    answer = client.get("/", headers={"Accept-Encoding": "br, gzip"})
    assert gzip.decompress(answer.content) == plain.content
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert len(answer.content) < len(plain.content) / 3
    assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": "gzip;q=0"}).headers
    for packing in ("", "gzip"):
        again = client.get("/", headers={"If-None-Match": answer.headers["ETag"], "Accept-Encoding": packing})
        assert (again.status_code, again.content) == (304, b"")


def test_no_page_of_somebody_is_kept_and_none_by_its_question(client: Client, world: World) -> None:
    for address in ("/search/", "/account/login/", "/learning/?kind=briefing", "/healthz", "/no-such-page/"):
        client.get(address)
    client.force_login(world.example.people["coordinator@example.org"])
    client.get("/partner/")
    assert len(STORE) == 0
    page = client.get("/")
    assert page.content == Client().get("/").content
    assert not page.cookies


def test_a_wrong_host_is_refused_and_another_one_has_a_page_of_its_own(client: Client, world: World) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost"}).status_code == 200
    hosts = {host for _, host, _ in STORE._pages}
    assert hosts <= {"testserver", "localhost"}
    # On PostgreSQL others may have written meanwhile, and then nothing is kept.
    assert connection.vendor == "postgresql" or len(hosts) == 2


def test_every_name_is_that_of_a_page() -> None:
    def names(patterns: list[Any], space: str = "") -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{pattern.namespace or pattern.app_name}:" if pattern.namespace or pattern.app_name else space
                yield from names(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern) and pattern.name:
                yield f"{space}{pattern.name}"

    assert set(names(get_resolver().url_patterns)) >= KEPT
