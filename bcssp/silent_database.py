"""A connection to PostgreSQL on which no request waits for a server that has gone silent.

A server whose machine or network is gone says nothing, and its connections wait for ever. One that works on a query, or
waits for a lock, says nothing either. So after a second of silence the server is asked on another connection whether it
is there; where it does not answer in a second, the request is told so. What is no request, such as a migration or the
worker, waits as long as it takes.
"""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.errors import _WaitTimeout

# How long a server may be silent before it is asked, and how long it has to answer: seconds.
SILENCE, ANSWER = 1.0, 1.0
# How long nobody asks one that did not answer, and how long its connections have meanwhile.
REST, AT_ONCE = 2.0, 0.1
# “May I speak TLS?” (the SSLRequest of the protocol): a server answers S or N before it asks who one is.
_QUESTION = struct.pack("!ii", 8, 80877103)
_thread = threading.local()
_silent_until = 0.0


@contextmanager
def limited_waiting() -> Iterator[None]:
    """In this thread, wait for no server that has gone silent."""
    _thread.is_limited = True
    try:
        yield
    finally:
        _thread.is_limited = False


def is_there(host: str, port: int) -> bool:
    """Whether a server answers there: a name or address, or the folder of its socket."""
    try:
        if host.startswith("/"):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(ANSWER)
        else:
            connection = socket.create_connection((host, port), timeout=ANSWER)
        with connection:
            if host.startswith("/"):
                connection.connect(f"{host}/.s.PGSQL.{port}")
            connection.sendall(_QUESTION)
            return bool(connection.recv(1))
    except OSError:
        return False


class PatientConnection(psycopg.Connection[Any]):
    """Waits for a server that works; raises `OperationalError` within a request where it has gone silent."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Give what the server says."""
        global _silent_until  # noqa: PLW0603 (one of the process)
        if timeout is not None or not getattr(_thread, "is_limited", False):
            return super().wait(gen, interval, timeout)
        while True:
            is_silent = time.monotonic() < _silent_until
            try:
                return super().wait(gen, interval, AT_ONCE if is_silent else SILENCE)
            except _WaitTimeout as error:
                if not is_silent and is_there(self.info.hostaddr or self.info.host, self.info.port):
                    continue
                if not is_silent:
                    _silent_until = time.monotonic() + REST
                self.pgconn.finish()
                raise psycopg.OperationalError("The database has gone silent.") from error


def patient_options(connections: int) -> dict[str, Any]:
    """What Django is told of PostgreSQL: nobody waits longer than two seconds for one that is away."""
    pool = {"min_size": 1, "max_size": connections, "timeout": 2, "connection_class": PatientConnection}
    return {"connect_timeout": 2, "pool": pool}
