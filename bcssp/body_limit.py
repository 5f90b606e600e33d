"""Requests that are too large: refused before their body is parsed, so that none fills the disk or the memory.

Django's own limits do not hold for files: it writes a file of any size to the disk before a form sees it. A WSGI
request is read up to its `Content-Length` and no further, so the length that it announces is the one that counts; one
that announces none (sent in chunks) is read as empty by Django, and is told why here.
"""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, UnreadablePostError  # noqa: TID251 (a middleware)
from django.shortcuts import render  # noqa: TID251 (a middleware)

from indicators.open_data.views.api.responses import problem
from indicators.parsing.archive import LIMITS

MEGABYTE = 1024 * 1024
# The largest file, and room for what a form sends beside it. docs/production.md asks the same of the proxy.
LARGEST = LIMITS.file_bytes + 2 * MEGABYTE
# A browser that is answered before it has sent everything shows a broken connection and not the answer. So what is sent
# is read and thrown away, piece by piece, to an end.
PIECE = 64 * 1024
DRAINED = 128 * MEGABYTE
DRAIN_SECONDS = 30.0


def refuse_huge_bodies(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 413 to what is larger than anything that is asked for, and 411 to a body of unknown length."""

    def middleware(request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or ""
        if announced.isascii() and announced.isdigit() and (len(announced) > 15 or int(announced) > LARGEST):
            throw_away(request)
            largest = LIMITS.file_bytes // MEGABYTE
            return _answer(
                request,
                413,
                "This file is too large",
                f"Your upload is larger than {LARGEST // MEGABYTE} MB. A file can be up to {largest} MB. Nothing "
                "was saved. Remove anything that is not part of the return, such as images and other sheets, and "
                "upload it again.",
            )
        if not announced and request.META.get("HTTP_TRANSFER_ENCODING"):
            return _answer(
                request,
                411,
                "This request does not state its length",
                "It was sent in chunks (Transfer-Encoding: chunked) and was not read. Send it with a Content-Length.",
            )
        return get_response(request)

    return middleware


def throw_away(request: HttpRequest) -> int:
    """Read the body and keep none of it, within limits; how many bytes."""
    ends = time.monotonic() + DRAIN_SECONDS
    count = 0
    try:
        while count < DRAINED and time.monotonic() < ends:
            piece = request.read(PIECE)
            if not piece:
                break
            count += len(piece)
    except UnreadablePostError:
        pass  # who sent it is gone
    return count


def _answer(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """A page for people; a problem (RFC 9457) for programs, as the API answers."""
    if request.path.startswith("/api/"):
        return problem(status, text)
    return render(request, "413.html", {"heading": title, "text": text}, status=status)
