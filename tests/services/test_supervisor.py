"""`make run` from outside: it serves, writes mail, keeps its children alive, ends them all and starts again quickly."""

import contextlib
import http.client
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.stack import BASE_DIR, Stack, wait_for

READY = "The portal is running at"
# Not the cache, and not the search's own, in which one that is made again takes other pieces.
TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'portal_cache' AND name NOT LIKE '%_fts%' ORDER BY name
"""


class Running:
    """A supervisor that was started, what it says, and the processes below it."""

    def __init__(self, stack: Stack, mode: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.output = stack.var / f"supervisor-{time.monotonic_ns()}.log"
        # The supervisor finds or starts Redis itself.
        env = {name: value for name, value in stack.env.items() if name != "REDIS_URL"} | {"PORT": str(self.port)}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bcssp.supervisor", mode],
                cwd=BASE_DIR,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_until_it_serves(self, seconds: float = 240) -> None:
        """Wait for the address."""
        wait_for("the address", lambda: READY in self.said() or self.process.poll() is not None, seconds)
        assert READY in self.said(), self.said()

    def descendants(self) -> dict[int, str]:
        """Give every process below the supervisor, with its command."""
        found: dict[int, str] = {}
        waiting = [self.process.pid]
        while waiting:
            pid = waiting.pop()
            for child in children_of(pid):
                found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
                waiting.append(child)
        return found

    def status(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
        return status

    def send(self, path: str, **fields: str) -> str:
        """Fill in a form as a browser does; give the page that follows."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        address = f"http://127.0.0.1:{self.port}{path}"
        form = opener.open(address, timeout=60).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token is not None, form
        sent = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        return str(opener.open(address, sent, timeout=60).read().decode())

    def end(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(60)


def children_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def alive(pids: list[int]) -> list[int]:
    """Give those that run; one that ended and waits to be counted does not."""
    running = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state not in "ZX":
            running.append(pid)
    return running


@pytest.fixture
def start(stack: Stack) -> Iterator[Callable[..., Running]]:
    """Start supervisors; end them, and whatever they left behind."""
    started: list[Running] = []

    def begin(mode: str = "run") -> Running:
        started.append(Running(stack, mode))
        return started[-1]

    yield begin
    for each in started:
        left = list(each.descendants())
        each.process.kill()
        each.process.wait()
        for pid in alive(left):
            os.kill(pid, signal.SIGKILL)


def files_printed(said: str) -> list[Path]:
    """Give the lines that are paths of files."""
    return [Path(line) for line in said.splitlines() if line.startswith("/") and Path(line).is_file()]


def counted(stack: Stack) -> dict[str, int]:
    """How many rows each table has."""
    return {name: stack.select(f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in stack.select(TABLES)}


def letters(folder: Path) -> str:
    """Give all mail in a folder."""
    return "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.log"))


def test_run_serves_sends_mail_keeps_its_children_and_ends_them(stack: Stack, start: Callable[..., Running]) -> None:
    running = start()
    running.wait_until_it_serves()

    commands = running.descendants()
    # Celery names its processes itself where it can.
    for part in ("redis-server", "-A bcssp worker", "-A bcssp beat", "granian"):
        assert any(part in command for command in commands.values()), f"{part} does not run: {commands}"
    assert running.status("/healthz") == 200
    wait_for("readiness", lambda: running.status("/readyz") == 200, 60)
    assert running.status("/") == 200
    assert running.status("/reports/2022-23/") == 200

    running.send("/account/password/reset/", email="coordinator@example.org")
    # The clock has everything sent as soon as it starts: the example's letters come first.
    wait_for("the letter", lambda: "/account/password/reset/key/" in letters(stack.var / "mail"), 90)
    assert "To: coordinator@example.org" in letters(stack.var / "mail")
    # Nor a copy of it anywhere else: the folder's whole name below the checkout is where it went once.
    assert not (BASE_DIR / stack.var.relative_to("/")).exists()

    worker = next(pid for pid in children_of(running.process.pid) if "worker" in commands[pid])
    os.kill(worker, signal.SIGKILL)
    wait_for("word of the restart", lambda: "The worker process stopped" in running.said(), 30)
    wait_for("readiness after the restart", lambda: running.status("/readyz") == 200, 60)

    pids = list(running.descendants())
    assert running.end() == 0, running.said()
    wait_for("the end of all children", lambda: not alive(pids), 10)
    assert "have stopped" in running.said()


def test_a_second_run_changes_nothing(stack: Stack, start: Callable[..., Running]) -> None:
    first = start("example")
    assert first.process.wait(300) == 0, first.said()
    files = {path: path.read_bytes() for path in files_printed(first.said())}
    assert {path.suffix for path in files} >= {".pdf", ".html", ".json"}, first.said()
    before = counted(stack)
    assert before["reports_edition"] > 0

    second = start("example")
    assert second.process.wait(300) == 0, second.said()

    assert set(files_printed(second.said())) == set(files)
    assert {path: path.read_bytes() for path in files} == files
    assert counted(stack) == before
    assert not re.search(r"password", second.said(), re.IGNORECASE)


def test_a_second_portal_in_a_folder_is_refused_and_a_killed_one_leaves_no_child(
    stack: Stack, start: Callable[..., Running]
) -> None:
    running = start()
    running.wait_until_it_serves()

    second = start()

    assert second.process.wait(60) == 1
    assert "already running" in second.said()
    assert running.status("/healthz") == 200

    pids = list(running.descendants())
    running.process.kill()
    running.process.wait()

    wait_for("the end of all children", lambda: not alive(pids), 30)


def test_found_asks_at_the_terminal_and_prints_the_coordinators_link(empty_stack: Stack) -> None:
    """What `make found` runs: it makes the tables, founds, and says how to go on. A wrong answer is asked for again."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bcssp.supervisor", "found"],
        cwd=BASE_DIR,
        env=empty_stack.env,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        os.write(ours, b"Host Council\nnobody\ncoordinator@council.example\n")
        said = read_terminal(ours)
        assert process.wait(60) == 0, said
    finally:
        process.kill()
        process.wait()
        os.close(ours)

    assert "“nobody” is not an email address" in said
    assert re.search(r"coordinator@council\.example sets a password here.*\s+http://\S+/invitation/\S+", said), said
    assert "Start the portal with the same VAR_DIR and PORT: make run" in said
    assert empty_stack.select("SELECT count(*) FROM partnership_organisation") == [(1,)]


def read_terminal(terminal: int) -> str:
    """What was said until the other side closed it, which Linux calls an error."""
    said = b""
    with contextlib.suppress(OSError):
        while part := os.read(terminal, 4096):
            said += part
    return said.decode()
