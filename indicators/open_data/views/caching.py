"""Answers that browsers and caches may keep: what is published changes only with a new release."""

import datetime
import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag

from indicators.releases.models.release import Release

SECONDS = 300


def cached_file(request: HttpRequest, response: HttpResponse, release: Release, kind: str) -> HttpResponse:
    """A file made from a release alone: its mark and its date are those of the release."""
    etag = quote_etag(f"{release.content_hash}-{kind}")
    assert release.published_at is not None, "only what is public is answered with"
    modified = int(release.published_at.timestamp())
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified)
    answer = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    return _public(answer or response)


def cached_page(request: HttpRequest, response: HttpResponse, until: datetime.datetime | None = None) -> HttpResponse:
    """A page: its mark is that of its bytes, for its frame can change without a release.

    Browsers ask each time whether it still holds. `until` is when it says something else by the clock alone.
    """
    etag = quote_etag(hashlib.sha256(response.content).hexdigest())
    response.headers["ETag"] = etag
    if until is not None:
        response.headers["Expires"] = http_date(until.timestamp())
    answer = get_conditional_response(request, etag=etag, response=response) or response
    patch_cache_control(answer, public=True, no_cache=True)
    return answer


def _public(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
