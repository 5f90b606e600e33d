"""Real sockets: connections that say nothing hold up nobody, and are ended."""

import os
import select
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bcssp.patient import THREADS
from bcssp.supervisor import commands
from tests.services.stack import BASE_DIR, wait_for

pytestmark = pytest.mark.services
# Long enough for all of them to be open at once on a busy machine.
PATIENCE = "10"
HEAD = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"


class Web:
    """The web server as the supervisor starts it, with little patience."""

    def __init__(self, port: int, log: Path) -> None:
        self.port, self.log = port, log

    def get(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            # The server waits for open connections when it ends.
            with error:
                return error.code

    def connect(self, sent: bytes) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        connection.sendall(sent)
        return connection

    def is_up(self) -> bool:
        try:
            return self.get("/healthz") == 200
        except OSError:
            return False


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    folder = tmp_path_factory.mktemp("web")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {"SECRET_KEY": "x", "DEBUG": "true", "VAR_DIR": str(folder), "WEB_BODY_SECONDS": PATIENCE}
    env |= {"DJANGO_SETTINGS_MODULE": "bcssp.settings", "REDIS_URL": "redis://127.0.0.1:1/0"}
    log = folder / "web.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            commands.web_command(port), cwd=BASE_DIR, env=env, stdout=output, stderr=subprocess.STDOUT
        )
    found = Web(port, log)
    try:
        wait_for("the web server", found.is_up, 60)
        yield found
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.asvs("15.2.2", "4.2.1")
def test_silent_bodies_hold_up_nobody_and_are_ended(web: Web) -> None:
    """In this order: everything else is answered while each silent connection is still held, then these are ended."""
    with ExitStack() as open_ones:
        silent = [
            open_ones.enter_context(web.connect(HEAD + b"Content-Length: 1000\r\n\r\nab")) for _ in range(5 * THREADS)
        ]
        silent += [open_ones.enter_context(web.connect(HEAD)) for _ in range(5)]
        # The second needs a thread.
        assert [web.get("/healthz"), web.get("/account/login/")] == [200, 200]
        assert select.select(silent, [], [], 0)[0] == [], "these were answered before what came after them"
        assert all(one.recv(100).startswith(b"HTTP/1.1 408") for one in silent[: 5 * THREADS])


def test_a_whole_body_is_answered_and_a_huge_one_is_refused(web: Web) -> None:
    with web.connect(HEAD + b"Content-Length: 8\r\n\r\nlogin=ab") as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 403")
    with web.connect(HEAD + b"Content-Length: 20000000\r\n\r\n" + b"x" * 20_000_000) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.asvs("16.4.1")
def test_nobody_writes_lines_into_the_access_log(web: Web) -> None:
    web.get("/healthz%0a2026-01-01%20ERROR%20forged%1b[2J")
    wait_for("the line", lambda: "forged" in web.log.read_text(), 10)
    assert not any(line.startswith("2026-01-01 ERROR") for line in web.log.read_text().splitlines())
    assert "\x1b" not in web.log.read_text()
