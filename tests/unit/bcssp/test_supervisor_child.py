"""A child process is started, watched and ended, with all that it started."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bcssp.supervisor import child as child_module
from bcssp.supervisor.child import Child, stop_all

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen(["sleep", "60"])
print(grandchild.pid, flush=True)
time.sleep(60)
"""
PARENT = """
import sys, time
from pathlib import Path
from bcssp.supervisor.child import Child
child = Child("sleeper", ["sleep", "60"], {{"PATH": "/usr/bin:/bin"}}, Path({log!r}))
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def env() -> dict[str, str]:
    return dict(os.environ)


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that ended and waits to be counted does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def until(condition: Callable[[], object], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def sleeper(tmp_path: Path, env: dict[str, str]) -> Iterator[Child]:
    child = Child("sleeper", ["sleep", "60"], env, tmp_path / "log")
    child.start()
    yield child
    child.end(time.monotonic())


def test_child_runs_in_its_own_group(sleeper: Child) -> None:
    assert sleeper.is_running
    assert sleeper.process is not None
    assert os.getpgid(sleeper.process.pid) == sleeper.process.pid


def test_child_ends_when_asked(sleeper: Child) -> None:
    sleeper.ask_to_end()
    sleeper.end(time.monotonic() + 5)

    assert not sleeper.is_running
    assert sleeper.exit_code == -signal.SIGTERM


def test_child_that_ignores_the_request_ends_with_its_whole_group(tmp_path: Path, env: dict[str, str]) -> None:
    log = tmp_path / "log"
    child = Child("stubborn", [sys.executable, "-c", STUBBORN], env, log)
    child.start()
    assert until(lambda: log.read_text().strip())
    grandchild = int(log.read_text())

    child.ask_to_end()
    child.end(time.monotonic() + 0.3)

    assert child.exit_code == -signal.SIGKILL
    assert until(lambda: not is_alive(grandchild))


def test_child_ends_when_the_supervisor_is_killed(tmp_path: Path, env: dict[str, str]) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT.format(log=str(tmp_path / "log"))], env=env, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert until(lambda: not is_alive(pid))


def test_child_without_a_log_speaks_to_the_terminal(env: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    child = Child("speaker", ["echo", "hello"], env)
    child.start()

    assert child.wait() == 0
    assert capfd.readouterr().out == "hello\n"


def test_child_that_was_never_started_is_neither_running_nor_waited_for(env: dict[str, str]) -> None:
    child = Child("idle", ["true"], env)

    child.ask_to_end()
    child.end(time.monotonic())

    assert child.exit_code is None
    assert not child.is_running
    with pytest.raises(RuntimeError, match="idle has not been started"):
        child.wait()


def test_pause_before_restart_grows_to_a_limit(env: dict[str, str]) -> None:
    child = Child("falling", ["false"], env)
    child.started_at = time.monotonic()

    assert [child.pause_before_restart() for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]


def test_pause_before_restart_forgets_after_a_steady_minute(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    child = Child("falling", ["false"], env)
    child.started_at = time.monotonic()
    child.pause_before_restart()
    child.pause_before_restart()
    monkeypatch.setattr(child_module, "STEADY_SECONDS", -1.0)

    assert child.pause_before_restart() == 1


def test_stop_all_ends_the_last_started_first(tmp_path: Path, env: dict[str, str]) -> None:
    ended: list[str] = []

    class Told(Child):
        def end(self, deadline: float) -> None:
            super().end(deadline)
            ended.append(self.name)

    children = [Told(name, ["sleep", "60"], env, tmp_path / name) for name in ("first", "second")]
    for child in children:
        child.start()

    stop_all(children)

    assert ended == ["second", "first"]
    assert not any(child.is_running for child in children)
