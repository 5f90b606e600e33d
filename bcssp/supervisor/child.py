"""One child process: its own process group, its own log, an end that leaves nothing behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
STEADY_SECONDS = 60.0
LONGEST_PAUSE = 30.0


def end_with_parent() -> None:
    """Ask the kernel to end this process when the supervisor dies, however it dies."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A command that runs until it is stopped; what it says goes to its log."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    log: Path | None = None
    grace: float = 10.0
    failures: int = field(default=0, init=False)
    started_at: float = field(default=0.0, init=False)
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def start(self) -> None:
        """Start the command in a process group of its own, away from the terminal's Ctrl-C."""
        self.started_at = time.monotonic()
        if self.log is None:
            self.process = self._open(None)
            return
        with self.log.open("ab") as log:
            self.process = self._open(log.fileno())

    def _open(self, output: int | None) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 (our own commands, no shell)
            list(self.command),
            env=dict(self.env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=None if output is None else subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 (the supervisor has one thread)
        )

    @property
    def exit_code(self) -> int | None:
        """Say how the command ended, or None while it runs."""
        return None if self.process is None else self.process.poll()

    @property
    def is_running(self) -> bool:
        """Say whether the command runs."""
        return self.process is not None and self.process.poll() is None

    def wait(self) -> int:
        """Wait for a command that ends by itself."""
        if self.process is None:
            raise RuntimeError(f"{self.name} has not been started")
        return self.process.wait()

    def pause_before_restart(self) -> float:
        """Give the seconds to wait after a death: 1, 2, 4 … and 1 again after a steady minute."""
        if time.monotonic() - self.started_at > STEADY_SECONDS:
            self.failures = 0
        self.failures += 1
        return min(2.0 ** (self.failures - 1), LONGEST_PAUSE)

    def ask_to_end(self) -> None:
        """Ask the command itself: a worker ends its own pool, and in the right order."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait until the deadline for a command that was asked to end, then end its whole group."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def stop_all(children: Sequence[Child]) -> None:
    """End the children, the last started first, so that nobody loses what it still needs."""
    for child in reversed(children):
        child.ask_to_end()
        child.end(time.monotonic() + child.grace)
