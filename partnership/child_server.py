"""The process that forks a child for each file that is read (see `partnership.children`). It knows no Django.

It has one thread, so that a fork copies no lock that another thread holds; it keeps what readers import, so that a
child costs milliseconds; and it goes when the process that started it closes the socket, however that process ends.
"""

import gc
import importlib
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import time
import traceback
from enum import IntEnum
from functools import reduce
from typing import Any

MEGABYTE = 1024 * 1024
# What a file may cost: 300 MB with the programs and libraries of the child, which come to some 20 MB beside this.
MOST_BYTES = 280 * MEGABYTE
MOST_SECONDS = 20
MOST_FILES = 64
# What is written to a file that goes again: parts of a workbook that is given back.
MOST_WRITTEN = 64 * MEGABYTE
# The packages whose classes cross from one process to the other.
OURS = ("indicators.", "learning.", "reports.", "partnership.")
LENGTH = struct.Struct(">Q")
MOST_REQUEST = 64 * MEGABYTE
MOST_NAME = 200
PIECE = MEGABYTE


class Outcome(IntEnum):
    """How a call ended. What was raised comes as it is; what failed otherwise, as text."""

    ANSWERED = 0
    RAISED = 1
    FAILED = 2


def receive(connection: socket.socket, most: int, ends: float | None = None) -> bytes:
    """One message with its length before it. Raises `EOFError` for less, `ValueError` for more than `most` bytes.

    Raises `TimeoutError` where it is not there when the monotonic clock says `ends`.
    """
    (length,) = LENGTH.unpack(_exactly(connection, LENGTH.size, ends))
    if length > most:
        raise ValueError(f"A message of {length} bytes is larger than {most}.")
    return _exactly(connection, length, ends)


def _exactly(connection: socket.socket, length: int, ends: float | None) -> bytes:
    found = bytearray()
    while len(found) < length:
        if ends is not None:
            connection.settimeout(max(ends - time.monotonic(), 0.001))
        piece = connection.recv(min(length - len(found), PIECE))
        if not piece:
            raise EOFError("The other side is gone.")
        found += piece
    return bytes(found)


def limit_this_process() -> None:
    """Memory, time, and what is written: from now on until the end of the process."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, MOST_FILES))
    # Ends the process wherever it is, in a library too: a handler of Python would wait for its turn.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)


def answer(module: str, connection: socket.socket) -> None:
    """Take one call from the connection and answer it."""
    try:
        name, args, kwargs = pickle.loads(receive(connection, MOST_REQUEST))  # noqa: S301 (from our own process)
        function: Any = reduce(getattr, name.split("."), importlib.import_module(module))
        told = _packed(Outcome.ANSWERED, function(*args, **kwargs))
    except MemoryError:
        return
    except Exception as error:
        told = _failure(error)
    connection.sendall(LENGTH.pack(len(told)) + told)


def _failure(error: Exception) -> bytes:
    """What was raised, where it is an error of ours; else what happened, as text."""
    if type(error).__module__.startswith(OURS):
        return _packed(Outcome.RAISED, error)
    return _packed(Outcome.FAILED, traceback.format_exc())


def _packed(outcome: Outcome, content: object) -> bytes:
    return pickle.dumps((int(outcome), content), pickle.HIGHEST_PROTOCOL)


def serve(control: socket.socket) -> None:
    """Fork for each connection that comes, until nobody can send one any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        name, handles, _flags, _address = socket.recv_fds(control, MOST_NAME, 1)
        if not handles:
            return
        module = name.decode()
        connection = socket.socket(fileno=handles[0])
        try:
            importlib.import_module(module)
            gc.collect()
            gc.freeze()
            child = os.fork()
        except Exception:
            traceback.print_exc()
        else:
            if child == 0:
                _be_a_child(module, connection, control)
        connection.close()


def _be_a_child(module: str, connection: socket.socket, control: socket.socket) -> None:
    try:
        control.close()
        # What a library says of a file is written by who made the file.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        limit_this_process()
        answer(module, connection)
    finally:
        os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
