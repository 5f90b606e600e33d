"""What every answer of the API has in common: problems as JSON, marks for caches, and readable by pages elsewhere."""

import functools
import hashlib
import http
import json
from collections.abc import Callable, Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, parse_http_date_safe, quote_etag

from indicators.open_data.views.caching import SECONDS
from indicators.releases.corrected import link_header
from indicators.releases.models.release import Release

View = Callable[..., HttpResponseBase]
PROBLEM = "application/problem+json"
READING, SENDING = "GET, HEAD, OPTIONS", "POST, OPTIONS"


def problem(status: int, detail: str, errors: Collection[dict[str, str]] = ()) -> HttpResponse:
    """Why there is no answer (RFC 9457)."""
    data: dict[str, Any] = {
        "type": "about:blank",
        "title": http.HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": list(errors),
    }
    return HttpResponse(json.dumps(data), status=status, content_type=PROBLEM)


def not_allowed(method: str, allowed: str) -> HttpResponse:
    """The address stands, but not for this method."""
    response = problem(405, f"You cannot use {method} here. You can use: {allowed}.")
    response.headers["Allow"] = allowed
    return response


def of_release(response: HttpResponse, release: Release) -> None:
    """Say since when the answer stands, where it comes from one release alone."""
    assert release.published_at is not None, "only what is published is answered"
    response.headers["Last-Modified"] = http_date(release.published_at.timestamp())


def tell_corrections(response: HttpResponse, corrected: list[Release]) -> None:
    """Say in the `Link` header where figures of the answer were corrected."""
    if corrected:
        response.headers["Link"] = link_header(corrected)


def _unknown(names: Collection[str], known: Collection[str]) -> HttpResponse:
    may = f"Its parameters are: {', '.join(sorted(known))}." if known else "It has no parameters."
    errors = [{"where": name, "message": "This parameter is unknown here."} for name in sorted(names)]
    return problem(422, f"This address does not have the parameter {', '.join(sorted(names))}. {may}", errors)


def _answer(request: HttpRequest, view: View, known: Collection[str], names: dict[str, Any]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": READING, "Access-Control-Allow-Methods": READING})
    if request.method not in ("GET", "HEAD"):
        return not_allowed(str(request.method), READING)
    if unknown := set(request.GET) - set(known):
        return _unknown(unknown, known)
    method, request.method = request.method, "GET"
    response = view(request, **names)
    request.method = method
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    etag = quote_etag(hashlib.sha256(response.content).hexdigest())
    response.headers["ETag"] = etag
    modified = parse_http_date_safe(response.headers.get("Last-Modified", ""))
    answer = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    if answer is not None and "Link" in response.headers:
        answer.headers["Link"] = response.headers["Link"]
    patch_cache_control(answer or response, public=True, max_age=SECONDS)
    return answer or response


def served(view: View, known: Collection[str]) -> View:
    """The view with all that answers have in common. `known` are the names of the parameters that it reads."""

    @functools.wraps(view)
    def serve(request: HttpRequest, **names: Any) -> HttpResponseBase:
        response = _answer(request, view, known, names)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
        return response

    # It changes nothing, whoever asks: without this, a foreign POST would be answered with a page about a missing mark.
    serve.csrf_exempt = True  # type: ignore[attr-defined]
    return serve


def taking(view: View) -> View:
    """A view that takes something in from who is signed in: kept by nobody, and closed to pages of other sites."""

    @functools.wraps(view)
    def take(request: HttpRequest, **names: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": SENDING})
        if request.method != "POST":
            return not_allowed(str(request.method), SENDING)
        response = view(request, **names)
        patch_cache_control(response, private=True, no_store=True)
        return response

    # The operation asks for the token itself, and answers in its own form where it is missing.
    take.csrf_exempt = True  # type: ignore[attr-defined]
    return take


def nothing_here(request: HttpRequest, **names: Any) -> HttpResponse:
    """An address that the API does not have."""
    return problem(404, "There is nothing at this address. See /api/v1/ for the index.")
