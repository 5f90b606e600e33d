"""While the database is away: a calm 503 within two seconds, and at once for those who come next.

A request that waits for a database holds a thread. Eight of them would hold the whole process, pages that need no
database with it. So after one has waited in vain, nobody waits for the next seconds, until one tries again.
"""

import sys
import time
from collections.abc import Callable

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse  # noqa: TID251 (a middleware)
from django.shortcuts import render  # noqa: TID251 (a middleware)

from bcssp.silent_database import limited_waiting
from indicators.open_data.views.api.responses import problem

WORDS = "The portal’s database is not responding. Try again in a few minutes."
FAULT = "The portal could not answer this. It is not your mistake, and it has been logged."
UNHEARD_OF = "The request has a character that no text has. Send it without."
RETRY_AFTER = 30
# How long nobody tries after one has tried in vain: seconds.
REST = 2.0
# What PostgreSQL says when it does not take a connection, or ends one: SQLSTATE class 08, and those of a shutdown.
GONE = ("08", "57P", "53300")
_away_until = 0.0


def is_away(error: BaseException | None) -> bool:
    """Whether the database could not be reached, which no query can be blamed for."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or str(state).startswith(GONE)


def is_busy(error: BaseException | None) -> bool:
    """Whether an SQLite database is there, and another one is writing to it: the next request may well get through."""
    return isinstance(error, OperationalError) and " is locked" in str(error)


def is_cache_away(error: BaseException | None) -> bool:
    """Whether the Redis in which limits are counted could not be reached, or said nothing."""
    kind = type(error)
    return kind.__module__.startswith("redis.") and kind.__name__ in ("ConnectionError", "TimeoutError")


def _said(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    """A problem for programs (RFC 9457) that pages elsewhere may read, a page for people."""
    if not request.path.startswith("/api/"):
        return render(request, f"{status}.html", status=status)
    response = problem(status, detail)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def is_unheard_of(error: BaseException | None) -> bool:
    """Whether a text with a NUL was sent beside the fields of a form, which refuse it: PostgreSQL takes none."""
    return isinstance(error, DataError) and "NUL" in str(error)


def answer_away(request: HttpRequest) -> HttpResponse:
    """503 with the time after which to ask again."""
    response = _said(request, 503, WORDS)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def answer_error(request: HttpRequest) -> HttpResponse:
    """The answer to the error that is being handled: 503 where the database or the cache is away, else 500.

    400 for what no database takes, and no browser sends.
    """
    global _away_until  # noqa: PLW0603 (one of the process)
    error = sys.exc_info()[1]
    if is_cache_away(error) or is_busy(error):
        return answer_away(request)
    if is_unheard_of(error):
        return _said(request, 400, UNHEARD_OF)
    if not is_away(error):
        return _said(request, 500, FAULT)
    _away_until = time.monotonic() + REST
    return answer_away(request)


def wait_for_nobody(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer at once while the database is known to be away. What reads no database stands before this."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if time.monotonic() < _away_until and request.path not in ("/healthz", "/readyz", "/theme.css"):
            return answer_away(request)
        with limited_waiting():
            return get_response(request)

    return middleware


def forget() -> None:
    """Try again with the next request."""
    global _away_until  # noqa: PLW0603 (one of the process)
    _away_until = 0.0
