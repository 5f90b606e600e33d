"""The server that forks a child for each file, as it is, but for a line about what each child cost.

`python -m tests.child_usage FILE HANDLE` is started in the place of `partnership.child_server` where a test measures.
A line has the seconds of the processor and the most memory in megabytes. It imports nothing else: what it imports,
each child has.
"""

import os
import signal
import socket
import sys
from types import FrameType
from typing import Any

from partnership import child_server

KILOBYTES = 1024


def _note_in(path: str) -> Any:
    """What is called when children have ended."""

    def reap(number: int, frame: FrameType | None) -> None:
        while True:
            try:
                pid, _status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            with open(path, "a") as file:  # noqa: PTH123 (without another import)
                file.write(f"{usage.ru_utime + usage.ru_stime} {usage.ru_maxrss / KILOBYTES}\n")

    return reap


def _serve(path: str, handle: int) -> None:
    """Serve as the server does, which has its children forgotten."""
    set_handler, reap = signal.signal, _note_in(path)

    def keep(number: int, handler: Any) -> Any:
        return set_handler(number, reap if number == signal.SIGCHLD else handler)

    signal.signal = keep  # type: ignore[assignment]
    child_server.serve(socket.socket(fileno=handle))


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]))
