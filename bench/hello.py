"""The least that a web server can be asked for: what the portal's pages are compared with."""

from collections.abc import Callable, Iterable
from typing import Any

BODY = b"hello\n"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer every request alike."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(BODY)))])
    return [BODY]
