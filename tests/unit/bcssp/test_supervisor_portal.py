"""The order of the portal's start and end, with small stand-ins for its children."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bcssp.supervisor import __main__ as entry
from bcssp.supervisor import commands, portal
from bcssp.supervisor.child import Child
from bcssp.supervisor.options import read_options
from bcssp.supervisor.places import Places, SetupError
from bcssp.supervisor.portal import Ended, Portal

WEB = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the real children by small ones; give the names of the steps that ran."""
    ran: list[str] = []

    def manage(name: str, env: dict[str, str], *arguments: str) -> Child:
        ran.append(name)
        return Child(name, ["true"], env)

    def sleeping(name: str) -> Callable[[Places, dict[str, str]], Child]:
        return lambda places, env: Child(name, ["sleep", "60"], env, places.logs / f"{name}.log")

    monkeypatch.setattr(commands, "manage", manage)
    monkeypatch.setattr(commands, "celery_worker", sleeping("worker"))
    monkeypatch.setattr(commands, "celery_beat", sleeping("beat"))
    monkeypatch.setattr(
        commands,
        "web_server",
        lambda options, places, env: Child(
            "web", [sys.executable, "-c", WEB, str(options.port)], env, places.logs / "web.log"
        ),
    )
    return ran


@pytest.fixture
def make_portal(tmp_path: Path, port: int) -> Iterator[Callable[..., Portal]]:
    made: list[Portal] = []

    def make(mode: str = "example", **environment: str) -> Portal:
        env = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "PORT": str(port), **environment}
        options = read_options([mode], env)
        made.append(Portal(options, Places.make(options.var)))
        return made[-1]

    yield make
    for each in made:
        portal.stop_all(each.children)


def alive(children: list[Child]) -> set[str]:
    return {child.name for child in children if child.is_running}


def test_example_runs_the_steps_and_leaves_nothing(make_portal: Callable[..., Portal], steps: list[str]) -> None:
    example = make_portal()

    example.run()

    assert steps == ["database", "report"]
    assert [child.name for child in example.children] == ["redis", "worker"]
    assert alive(example.children) == set()


def test_run_serves_until_asked_to_end(
    make_portal: Callable[..., Portal],
    steps: list[str],
    port: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    served = make_portal("run")
    seen: list[set[str]] = []

    def look_and_end(self: Portal) -> None:
        seen.append(alive(self.children))
        raise Ended

    monkeypatch.setattr(Portal, "serve", look_and_end)
    served.run()

    assert seen == [{"redis", "worker", "beat", "web"}]
    assert alive(served.children) == set()


def test_serve_starts_again_what_died(
    make_portal: Callable[..., Portal], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served = make_portal("run")
    child = Child("worker", ["sleep", "60"], os.environ, served.places.logs / "worker.log")
    served.launch(child)
    assert child.process is not None
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    child.process.wait()
    monkeypatch.setattr(Child, "pause_before_restart", lambda self: 0.05)
    looks = 0

    def look(seconds: float) -> None:
        nonlocal looks
        looks += 1
        if looks > 8:
            raise Ended
        time.sleep(0.05)

    monkeypatch.setattr(portal, "time", type("Clock", (), {"sleep": look, "monotonic": time.monotonic}))
    with pytest.raises(Ended):
        served.serve()

    assert child.is_running
    assert child.process.pid != first
    said = capsys.readouterr().out
    assert "The worker process stopped (exit -9)" in said
    assert said.count("Restarting in") == 1
    assert "To start a partnership of your own in another folder: make found VAR_DIR=my-portal" in said


def test_a_failed_step_is_said_and_ends_everything(
    make_portal: Callable[..., Portal], steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "manage", lambda name, env, *arguments: Child(name, ["false"], env))
    example = make_portal()

    with pytest.raises(SetupError, match=r"step “database” failed \(exit 1\)"):
        example.run()

    assert alive(example.children) == set()


def test_a_redis_that_was_named_is_used(make_portal: Callable[..., Portal]) -> None:
    named = make_portal(REDIS_URL="redis://127.0.0.1:1/0")

    assert named.redis_url() == "redis://127.0.0.1:1/0"
    assert named.children == []


def test_a_temporary_socket_folder_is_removed(make_portal: Callable[..., Portal], steps: list[str]) -> None:
    example = make_portal()
    deep = example.places.var / ("x" * 100)
    example.places = Places.make(deep)

    example.run()

    assert len(example.temporary) == 1
    assert not example.temporary[0].exists()


def test_the_password_is_printed_once(make_portal: Callable[..., Portal], capsys: pytest.CaptureFixture[str]) -> None:
    example = make_portal(EXAMPLE_PASSWORD="known-password")
    example.places.loaded_mark.write_text("chair@example.org\ncoordinator@example.org\n")

    example.tell_accounts()
    first = capsys.readouterr().out
    example.tell_accounts()

    assert "chair@example.org" in first
    assert "coordinator@example.org" in first
    assert "known-password" in first
    assert capsys.readouterr().out == ""


def test_a_child_that_ends_at_once_is_said(tmp_path: Path) -> None:
    child = Child("web", ["false"], os.environ, tmp_path / "web.log")
    child.start()

    with pytest.raises(SetupError, match=r"web process stopped immediately.*web\.log"):
        portal.wait_until(child, lambda: False)


def test_a_child_that_never_answers_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "START_SECONDS", 0.2)
    child = Child("web", ["sleep", "60"], os.environ, tmp_path / "web.log")
    child.start()
    try:
        with pytest.raises(SetupError, match="is not responding"):
            portal.wait_until(child, lambda: False)
    finally:
        child.end(time.monotonic())


def test_web_and_redis_that_are_not_there_do_not_answer(port: int, tmp_path: Path) -> None:
    assert not portal.web_answers(port)
    assert not portal.redis_answers(tmp_path / "redis.sock")


def test_a_port_in_use_is_said_before_anything_starts(make_portal: Callable[..., Portal], port: int) -> None:
    served = make_portal("run")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(SetupError, match=f"Port {port} is in use"):
            served.run()

    assert served.children == []


def test_a_second_portal_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    places = Places.make(tmp_path)

    with (
        portal.only_one(places),
        pytest.raises(SetupError, match="already running"),
        portal.only_one(places),
    ):
        pass


@pytest.fixture
def quiet_signals() -> Iterator[None]:
    """Put the test runner's signal handlers back afterwards."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    kept = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, kept, strict=True):
        signal.signal(number, handler)


def test_a_signal_ends_the_portal_and_a_second_one_does_not_disturb(quiet_signals: None) -> None:
    signal.signal(signal.SIGTERM, portal.end_on_signal)

    with pytest.raises(Ended):
        os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGTERM)

    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN


@pytest.mark.parametrize(
    ("outcome", "code", "words"),
    [
        (None, 0, "have stopped"),
        (Ended(), 130, "Stopped before the portal was ready"),
        (SetupError("Redis is missing."), 1, "Redis is missing."),
    ],
)
def test_main_gives_an_exit_code_and_a_sentence(
    outcome: Exception | None,
    code: int,
    words: str,
    quiet_signals: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(self: Portal) -> None:
        if outcome is not None:
            raise outcome

    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setattr(Portal, "run", run)

    assert entry.main(["run"]) == code
    said = capsys.readouterr()
    assert words in said.out + said.err


def test_main_example_ends_without_a_word_after_the_files(
    quiet_signals: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setattr(Portal, "run", lambda self: portal.say("var/report.pdf"))

    assert entry.main(["example"]) == 0
    assert capsys.readouterr().out == "var/report.pdf\n"


def test_main_refuses_other_words(quiet_signals: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main([]) == 1
    assert "Usage" in capsys.readouterr().err
