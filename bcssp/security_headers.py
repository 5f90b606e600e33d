"""Headers of every answer that no library of ours sets."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse  # noqa: TID251 (a middleware)

# No page asks a browser for any of these.
_NOTHING = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "midi",
    "payment",
    "usb",
)
POLICY = ", ".join(f"{name}=()" for name in _NOTHING)


def add_security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Say what pages never use, and that other sites embed nothing of this one, open data apart."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        is_open = "Access-Control-Allow-Origin" in response.headers
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_open else "same-origin")
        return response

    return middleware
