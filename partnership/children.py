"""Reading what strangers send in a process of its own, with limits: whatever it is, it ends in a sentence.

A file can be made so that a library needs gigabytes, or hours, or ends its process. So files are read by `in_child`: a
server process without threads, settings or secrets (`partnership.child_server`) is started once, knows the readers, and
forks for each file. What comes back is held against a list of classes before it is taken in.
"""

import atexit
import io
import logging
import os
import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from partnership.child_server import LENGTH, MOST_BYTES, MOST_SECONDS, OURS, Outcome, receive

BASE_DIR = Path(__file__).resolve().parent.parent
# How many files one process has read at once, and how long the next one waits for its turn: the threads that wait are
# those that answer everybody else.
AT_ONCE = 2
WAIT_SECONDS = 2.0
# The answer is smaller than what was read, in the same memory.
MOST_ANSWER = 64 * 1024 * 1024
# The child ends itself; this is for one that cannot.
GRACE_SECONDS = 1.0
# The server, as Python is told to start it.
SERVER = ("-m", "partnership.child_server")
# What an answer is made of beside classes of ours.
OTHERS = {
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("collections", "OrderedDict"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("decimal", "Decimal"),
}
TOO_MUCH = (
    "The file takes too long or too much memory to read, so we did not read it. Remove anything you do not need, "
    "save it as a new file and upload that."
)
BUSY = "The portal is reading other files. Wait a minute, then upload the file again."

T = TypeVar("T")
logger = logging.getLogger(__name__)


class NotRead(Exception):
    """The file was not read; the message says why, and what to do."""


class _Server:
    """The process that forks, started when it is first needed and again when it is gone."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """After a fork of our own: the server belongs to the process before."""
        self.lock = threading.Lock()
        self.turns = threading.BoundedSemaphore(AT_ONCE)
        self.control: socket.socket | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def connect(self, module: str) -> socket.socket:
        """A connection to a new child that has imported the module."""
        ours, theirs = socket.socketpair()
        with theirs, self.lock:
            for is_last in (False, True):
                control = self.control or self._start()
                try:
                    socket.send_fds(control, [module.encode()], [theirs.fileno()])
                    return ours
                except OSError:
                    self.stop()
                    if is_last:
                        ours.close()
                        raise
        raise AssertionError("the second attempt returns or raises")

    def _start(self) -> socket.socket:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # Nothing of ours but where modules are: neither keys nor the address of the database.
        env = {"PYTHONPATH": os.pathsep.join(filter(None, [str(BASE_DIR), *sys.path])), "LANG": "C.UTF-8"}
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 (our own module, no shell)
                [sys.executable, *SERVER, str(theirs.fileno())],
                env=env,
                cwd=BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        return self.control

    def stop(self) -> None:
        """End the server: it goes when its socket closes."""
        if self.control is not None:
            self.control.close()
            self.control = None
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(GRACE_SECONDS)
            if self.process.returncode is None:
                self.process.kill()
                self.process.wait()
            self.process = None


_server = _Server()


def stop() -> None:
    """End the server; the next call starts another."""
    _server.stop()


atexit.register(stop)
os.register_at_fork(after_in_child=_server.forget)


def in_child(
    function: Callable[..., T], /, *args: object, raises: tuple[type[Exception], ...] = (), **kwargs: object
) -> T:
    """Call a pure function of a module in a process of its own, with at most 300 MB and 20 seconds.

    Arguments and answer are copied. Raises `NotRead` where the limits were reached or the function failed, and those
    exceptions of the function that `raises` names.
    """
    turns = _server.turns
    if not turns.acquire(timeout=WAIT_SECONDS):
        raise NotRead(BUSY)
    started = time.monotonic()
    try:
        with _server.connect(function.__module__) as connection:
            connection.settimeout(MOST_SECONDS + GRACE_SECONDS)
            request = pickle.dumps((function.__qualname__, args, kwargs), pickle.HIGHEST_PROTOCOL)
            connection.sendall(LENGTH.pack(len(request)) + request)
            outcome, answer = _taken_in(receive(connection, MOST_ANSWER, started + MOST_SECONDS + GRACE_SECONDS))
    except (OSError, EOFError, pickle.UnpicklingError, ValueError, MemoryError) as error:
        took = time.monotonic() - started
        logger.warning("%s was ended after %.1f s (%r)", function.__qualname__, took, error)
        raise NotRead(TOO_MUCH) from error
    finally:
        turns.release()
    if outcome is Outcome.ANSWERED:
        return answer
    if outcome is Outcome.RAISED and isinstance(answer, raises):
        raise answer
    logger.error("%s failed: %s", function.__qualname__, answer)
    raise NotRead(TOO_MUCH)


class _Careful(pickle.Unpickler):
    """Takes in data and classes of ours, and nothing that could be called."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if "." not in name else None
        is_ours = module.startswith(OURS) and isinstance(found, type) and found.__module__.startswith(OURS)
        if (module, name) in OTHERS or is_ours:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not expected")


def _taken_in(content: bytes) -> tuple[Outcome, Any]:
    outcome, answer = _Careful(io.BytesIO(content)).load()
    return Outcome(outcome), answer


__all__ = ["BUSY", "MOST_BYTES", "MOST_SECONDS", "TOO_MUCH", "NotRead", "in_child", "stop"]
