"""Real sockets, and a database that is away: pages say so within seconds, and what needs no database is served."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import pytest

from bcssp.supervisor import commands
from tests.services.stack import BASE_DIR, wait_for

pytestmark = pytest.mark.services


def ask(port: int, path: str) -> tuple[int, dict[str, str], float]:
    """Status, headers and seconds."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            answer.read()
            return answer.status, _lower(answer.headers), time.monotonic() - began
    except urllib.error.HTTPError as error:
        with error:
            return error.code, _lower(error.headers), time.monotonic() - began


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def is_up(port: int) -> bool:
    try:
        return ask(port, "/healthz")[0] == 200
    except OSError:
        return False


@contextmanager
def web_process(tmp_path: Path) -> Iterator[int]:
    """A web process with production's settings, whose database does not listen; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
    env = os.environ | {
        "SECRET_KEY": "for this test alone",
        "DEBUG": "false",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": "postgres://portal:password@127.0.0.1:1/portal",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "DJANGO_SETTINGS_MODULE": "bcssp.settings",
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"]
    subprocess.run(collect, cwd=BASE_DIR, env=env, check=True)
    with (tmp_path / "web.log").open("wb") as output:
        process = subprocess.Popen(
            commands.web_command(free), cwd=BASE_DIR, env=env, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        wait_for("the web process", lambda: is_up(free), 60)
        yield free
    finally:
        process.terminate()
        process.wait(20)


def test_pages_wait_two_seconds_at_most_and_what_needs_no_database_waits_for_nothing(tmp_path: Path) -> None:
    with web_process(tmp_path) as port:
        answers: list[tuple[int, dict[str, str], float]] = []
        asking = [threading.Thread(target=lambda: answers.append(ask(port, "/figures/"))) for _ in range(24)]
        for one in asking:
            one.start()
        time.sleep(0.5)
        status, _, seconds = ask(port, "/healthz")
        assert status == 200
        assert seconds < 1
        assert ask(port, "/readyz")[0] == 503
        for one in asking:
            one.join()
        assert {status for status, _, _ in answers} == {503}
        assert all(int(headers["retry-after"]) > 0 for _, headers, _ in answers)
        # Two seconds are waited, by as many as there are threads; the rest is a machine that does other things.
        assert max(seconds for _, _, seconds in answers) < 8

        assert ask(port, "/theme.css")[0] == 200
        status, headers, _ = ask(port, "/api/v1/datasets")
        assert (status, headers["content-type"]) == (503, "application/problem+json")
        assert headers["access-control-allow-origin"] == "*"
