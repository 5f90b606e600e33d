"""Addresses with a NUL in them: no database takes one, and nobody types one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse  # noqa: TID251 (a middleware)
from django.shortcuts import render  # noqa: TID251 (a middleware)

NUL = "\x00"
# The API says itself which of its parameters is wrong, in its own form.
API = "/api/"


def refuse_odd_addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 400 where the path, or what follows the question mark, has a NUL."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(API):
            return get_response(request)
        if NUL in request.path_info or any(NUL in name + "".join(texts) for name, texts in request.GET.lists()):
            return render(request, "400.html", status=400)
        return get_response(request)

    return middleware
