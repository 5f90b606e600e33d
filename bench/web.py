"""Requests a second of public pages, beside a bare WSGI answer under the same server in the same run."""

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bcssp.supervisor.child import Child
from bcssp.supervisor.portal import wait_until, web_answers
from bench.load import measure
from tests.postgres import free_port

SECONDS = 4.0
# The last one has a question in its address, so that it is rendered for each request: what the others are beside.
PAGES = (
    *("/", "/priorities/", "/figures/police/missing-children/", "/learning/", "/reports/2022-23/"),
    "/learning/?kind=briefing",
)


@contextmanager
def server(target: str, env: Mapping[str, str], log: Path) -> Iterator[int]:
    """Serve the portal as `make run` does, or another WSGI application beside it."""
    port = free_port()
    interface = "asginl" if target.startswith("bcssp.") else "wsgi"
    command = [
        *(sys.executable, "-m", "granian", "--interface", interface, "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--no-ws", target),
    ]
    child = Child("web", command, env, log)
    child.start()
    try:
        wait_until(child, lambda: web_answers(port))
        yield port
    finally:
        child.ask_to_end()
        child.end(time.monotonic() + child.grace)


def run(env: Mapping[str, str], logs: Path) -> list[dict[str, object]]:
    """Measure the bare answer and every page."""
    rows: list[dict[str, object]] = []
    with server("bench.hello:application", env, logs / "hello.log") as port:
        bare = measure(port, "/", SECONDS)
    rows.append({"page": "bare WSGI", "per_second": round(bare.per_second), "bytes": bare.bytes_each, "of_bare": 1.0})
    with server("bcssp.patient:application", env, logs / "web.log") as port:
        for page in PAGES:
            load = measure(port, page, SECONDS)
            rows.append(
                {
                    "page": page,
                    "per_second": round(load.per_second),
                    "bytes": load.bytes_each,
                    "of_bare": round(load.per_second / bare.per_second, 4),
                }
            )
    return rows
