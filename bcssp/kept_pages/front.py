"""Answers kept pages before Django is asked: what it answered last time, while the database holds what it held then.

Middleware, sessions and signals cost ten times what a kept page itself does. The first request of each kind still goes
through all of them, so that a wrong host, a redirect to HTTPS and the security headers are theirs to decide; here only
whole answers are repeated, to requests in which nothing differs that they look at.
"""

import sqlite3
import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.http import parse_etags

from bcssp.kept_pages.store import Page, Store, accepts_gzip
from bcssp.silent_database import limited_waiting
from publication.database_mark import database_mark

# Under this name the middleware leaves the page that it answered with.
PAGE = "bcssp.kept_page"
# What Django reads of a request for a page that is the same for everyone.
_READ = ("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "PATH_INFO")

# How long a database that could not be asked is not asked here again: seconds. The portal says that it is away.
REST = 2.0

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Wsgi = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


@dataclass(frozen=True)
class Answer:
    """A whole answer to a GET."""

    page: Page
    headers: Headers
    body: bytes
    etag: str

    @property
    def size(self) -> int:
        """Bytes in memory, with the page that it shares with others."""
        return self.page.size


ANSWERS: Store[Answer] = Store()


class Front:
    """A WSGI application that repeats the answers of another one."""

    def __init__(self, application: Wsgi, answers: Store[Answer] = ANSWERS) -> None:
        self.application, self.answers = application, answers
        self.rest_until = 0.0

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("QUERY_STRING"):
            return self.application(environ, start_response)
        key = (accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")), *(environ.get(name) for name in _READ))
        known = self.answers.get(key)
        if known is not None and self._holds(known.page):
            return _repeat(known, environ, start_response)

        def start(status: str, headers: Headers, *more: Any) -> Any:
            self._note(key, environ, status, headers)
            return start_response(status, headers, *more)

        return self.application(environ, start)

    def _holds(self, page: Page) -> bool:
        """Whether a rendering of now would be the same; no where the database cannot be asked."""
        if time.monotonic() < self.rest_until:
            return False
        try:
            with limited_waiting():
                mark = database_mark()
        except (DatabaseError, sqlite3.Error, OSError):
            self.rest_until = time.monotonic() + REST
            return False
        finally:
            # Django gives a connection back at the end of a request, and this is none.
            if connection.vendor == "postgresql":
                connection.close()
        now = timezone.now()
        return page.holds(mark, now, timezone.localdate(now))

    def _note(self, key: Hashable, environ: dict[str, Any], status: str, headers: Headers) -> None:
        """Keep the answer if it is a whole kept page."""
        page: Page | None = environ.get(PAGE)
        if page is None or environ["REQUEST_METHOD"] != "GET" or not status.startswith("200 "):
            return
        named = {name.lower(): value for name, value in headers}
        body = page.packed if named.get("content-encoding") == "gzip" else page.body
        self.answers.keep(key, Answer(page, list(headers), body, named["etag"]))


def _repeat(answer: Answer, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """The answer, or 304 to who has it."""
    asked = parse_etags(environ.get("HTTP_IF_NONE_MATCH", ""))
    if "*" in asked or any(etag.removeprefix("W/") == answer.etag.removeprefix("W/") for etag in asked):
        about_the_body = ("content-type", "content-length", "content-encoding")
        headers = [(name, value) for name, value in answer.headers if name.lower() not in about_the_body]
        start_response("304 Not Modified", headers)
        return []
    start_response("200 OK", list(answer.headers))
    return [answer.body] if environ["REQUEST_METHOD"] == "GET" else []
