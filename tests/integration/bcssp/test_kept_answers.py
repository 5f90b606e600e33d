"""Kept pages answered before Django is asked: byte for byte what Django answers, to whoever asks."""

import gzip
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import reverse

from bcssp.kept_pages import front, middleware
from bcssp.kept_pages.front import Front
from bcssp.kept_pages.middleware import STORE
from bcssp.kept_pages.store import Store
from partnership.models import Organisation
from tests.world import World


class Asked:
    """A front with Django behind it, which counts how often Django was asked."""

    def __init__(self) -> None:
        self.times = 0
        self.front = Front(self._portal, Store())
        self.django = WSGIHandler()

    def _portal(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.times += 1
        return self.django(environ, start_response)

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
        """Status, headers and body of an answer."""
        said: list[Any] = []
        environ = RequestFactory().generic(method, path, headers=headers).environ
        parts = self.front(environ, lambda status, given, *more: said.extend([status, dict(given)]))
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        return said[0], said[1], body


class Mark:
    """Stands for the database's own, which other tests change on a server of PostgreSQL: a number, raised by hand."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self) -> int:
        return self.number


@pytest.fixture
def mark(monkeypatch: pytest.MonkeyPatch) -> Mark:
    """The mark of the database, in the hand of the test."""
    made = Mark()
    for module in (middleware, front):
        monkeypatch.setattr(module, "database_mark", made)
    return made


@pytest.fixture
def asked(world: World, mark: Mark, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """A front over the world."""
    monkeypatch.setattr("django.db.close_old_connections", lambda **_kwargs: None)
    STORE.clear()
    yield Asked()
    STORE.clear()


def test_the_second_answer_is_the_first_and_django_is_not_asked(asked: Asked) -> None:
    first = asked.get("/priorities/", **{"Accept-Encoding": "gzip"})
    assert asked.times == 1
    assert asked.get("/priorities/", **{"Accept-Encoding": "gzip"}) == first
    assert asked.times == 1
    assert "Content-Security-Policy" in first[1]
    assert "Permissions-Policy" in first[1]
    plain = asked.get("/priorities/")
    assert gzip.decompress(first[2]) == plain[2]
    assert asked.times == 2, "unpacked it is another answer"


def test_who_has_it_hears_so_and_a_head_gets_no_body(asked: Asked) -> None:
    _, headers, body = asked.get("/")
    status, again, nothing = asked.get("/", **{"If-None-Match": f'"other", {headers["ETag"]}'})
    assert (status, nothing) == ("304 Not Modified", b"")
    assert again == {name: value for name, value in headers.items() if name not in ("Content-Type", "Content-Length")}
    status, head, nothing = asked.get("/", "HEAD")
    assert (status, head, nothing) == ("200 OK", headers, b"")
    assert body
    assert asked.times == 1


def test_anything_committed_has_django_asked_again(asked: Asked, mark: Mark) -> None:
    before = asked.get(reverse("partnership:structure"))[2]
    Organisation.objects.filter(slug="police").update(name="A new name")
    mark.number += 1
    after = asked.get(reverse("partnership:structure"))[2]
    assert b"A new name" not in before
    assert b"A new name" in after
    assert asked.times == 2


def test_django_answers_what_is_no_kept_page(asked: Asked) -> None:
    for _ in range(2):
        asked.get("/learning/?kind=briefing")
        asked.get("/account/login/")
        asked.get("/no-such-page/")
        asked.get("/", "POST")
    assert asked.times == 8


def test_another_host_or_scheme_gets_no_answer_of_this_one(asked: Asked) -> None:
    assert asked.get("/")[0] == "200 OK"
    assert asked.get("/", Host="evil.example")[0].startswith("400 ")
    assert asked.get("/", **{"X-Forwarded-Proto": "http"})[0].startswith("200 ")
    assert asked.times == 3


def test_django_says_it_when_the_database_is_away(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked.get("/")[0] == "200 OK"

    waited: list[int] = []

    def away() -> None:
        waited.append(1)
        raise OperationalError("away")

    monkeypatch.setattr(front, "database_mark", away)
    asked.get("/")
    asked.get("/")
    assert asked.times == 3
    assert len(waited) == 1, "nobody waits for it again at once"
