"""Answers public pages from memory, with their mark, packed, and 304 to who has them already."""

import datetime
import hashlib
from collections.abc import Callable, Hashable
from email.utils import parsedate_to_datetime
from typing import Final

from django.http import HttpRequest, HttpResponse  # noqa: TID251 (a middleware)
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from bcssp.kept_pages.front import PAGE
from bcssp.kept_pages.store import Page, Store, accepts_gzip, packed
from publication.database_mark import database_mark

# Pages that are the same for everyone and say the same all day, unless they have an `Expires`. A test moves the clock.
KEPT: Final = frozenset(
    {
        *("home", "accessibility", "privacy", "partnership:structure"),
        *("priorities:priority-list", "priorities:priority-detail"),
        *("indicators:figure-index", "indicators:symbols", "indicators:theme-detail", "indicators:indicator-detail"),
        *("indicators:release-list", "indicators:release-detail", "indicators:release-changes"),
        *("learning:learning-index", "learning:briefing-detail", "learning:case-study-detail"),
        *("learning:campaign-list", "learning:campaign", "learning:newsletter-list", "learning:newsletter-detail"),
        *("finding:theme-list", "finding:theme"),
        *("reports:report-list", "reports:report-detail", "reports:report-whole", "reports:report-section"),
        *("reports:report-summary", "reports:report-easy-read", "reports:former-report"),
    }
)
# Set anew for each answer, or by the middleware around this one.
_NOT_KEPT = ("set-cookie", "expires", "content-length", "etag", "content-encoding")
STORE: Store[Page] = Store()


def keep_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer from memory while the database holds what it held; else render, and keep what may be kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
            return get_response(request)
        # Asked first, so that a wrong name of the host is refused as everywhere.
        key = (request.scheme, request.get_host(), request.path)
        page = STORE.get(key)
        mark = database_mark() if page is not None or _may_be_kept(request) else None
        if mark is None:
            return get_response(request)
        now = timezone.now()
        if page is not None and page.holds(mark, now, timezone.localdate(now)):
            return _answer(request, page)
        response = get_response(request)
        made = _made(request, response, mark, timezone.localdate(now))
        if made is None:
            return response
        # Something may have been committed while the page was read: then nobody knows what it shows.
        if database_mark() == mark and timezone.localdate() == made.day:
            STORE.keep(key, made)
        return _answer(request, made)

    return middleware


def _may_be_kept(request: HttpRequest) -> bool:
    """Whether it is the address of such a page: what needs no database is answered while it is away."""
    try:
        return resolve(request.path_info).view_name in KEPT
    except Resolver404:
        return False


def _made(request: HttpRequest, response: HttpResponse, mark: Hashable, day: datetime.date) -> Page | None:
    """The answer as a page that may be kept; None where it is no page, or not the same for everyone."""
    match = request.resolver_match
    if match is None or match.view_name not in KEPT or response.status_code != 200 or response.streaming:
        return None
    is_personal = request.session.accessed or response.cookies or "Cookie" in response.headers.get("Vary", "")
    if is_personal or "no-store" in response.headers.get("Cache-Control", ""):
        return None
    until = response.headers.get("Expires")
    headers = {name: value for name, value in response.items() if name.lower() not in _NOT_KEPT}
    body = response.content
    return Page(body, packed(body), headers, mark, day, parsedate_to_datetime(until) if until else None)


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    """The page, or 304 to who has it. Nobody uses it without asking: what was taken down has to be gone."""
    request.META[PAGE] = page
    is_packed = accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    response = HttpResponse(page.packed if is_packed else page.body, headers=dict(page.headers))
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    # Weak, for packed and unpacked bytes share it.
    etag = f'W/"{hashlib.sha256(page.body).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Content-Length"] = str(len(response.content))
    del response.headers["Cache-Control"]
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding"])
    answer = get_conditional_response(request, etag=etag, response=response)
    assert answer is not None
    return answer
