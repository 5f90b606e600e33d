"""Servers that go silent while they are asked: no request waits for one, and one that works is waited for."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from bcssp import silent_database
from bcssp.silent_database import PatientConnection, is_there, limited_waiting
from tests import postgres

pytestmark = pytest.mark.services


class Wire:
    """Stands between a client and a server, and can be cut: then nothing is said any more, and nothing is closed."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.is_cut = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.ends: list[socket.socket] = [self.listener]
        threading.Thread(target=self._take_in, daemon=True).start()

    def _take_in(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                far = socket.create_connection(self.target)
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while said := one.recv(65536):
                if not self.is_cut.is_set():
                    other.sendall(said)
            if not self.is_cut.is_set():
                other.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """End every connection."""
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.started() as url:
        yield url


@pytest.fixture
def wire(server: str) -> Iterator[Wire]:
    address = urlsplit(server)
    made = Wire(address.hostname or "127.0.0.1", address.port or 5432)
    yield made
    made.close()


@pytest.fixture
def connection(server: str, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Iterator[PatientConnection]:
    """A connection over the wire; what was found out of a server before is forgotten."""
    monkeypatch.setattr(silent_database, "_silent_until", 0.0)
    address = urlsplit(server)._replace(scheme="postgresql")
    host = f"{address.netloc.rpartition('@')[0]}@127.0.0.1:{wire.port}"
    with PatientConnection.connect(address._replace(netloc=host).geturl(), autocommit=True) as made:
        yield made


def asked(connection: PatientConnection, query: str) -> Any:
    row = connection.execute(query).fetchone()
    assert row
    return row[0]


def test_server_that_works_is_waited_for(connection: PatientConnection) -> None:
    with limited_waiting():
        asked(connection, "SELECT pg_sleep(2.5)")
        assert asked(connection, "SELECT 1") == 1


@pytest.mark.asvs("16.5.2")
def test_server_that_has_gone_silent_ends_the_request_and_the_next_ones_ask_nobody(
    connection: PatientConnection, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = []

    def ask(host: str, port: int) -> bool:
        questions.append(port)
        return is_there(host, port)

    monkeypatch.setattr(silent_database, "is_there", ask)
    # The machine may be busy: that it rests for two seconds is said elsewhere.
    monkeypatch.setattr(silent_database, "REST", 600.0)
    with PatientConnection.connect(**connection.info.get_parameters(), password=connection.info.password) as other:
        wire.is_cut.set()
        with limited_waiting():
            for one in (connection, other):
                with pytest.raises(psycopg.OperationalError, match="gone silent"):
                    one.execute("SELECT 1")
                assert one.closed
    assert questions == [wire.port]


def test_nobody_waits_longer_than_two_seconds() -> None:
    assert silent_database.SILENCE + silent_database.ANSWER <= 2
    assert silent_database.AT_ONCE < silent_database.SILENCE


def test_where_nothing_listens_nobody_is_there(server: str) -> None:
    address = urlsplit(server)
    assert is_there(address.hostname or "", address.port or 0)
    assert not is_there("127.0.0.1", postgres.free_port())
    assert not is_there("/no/such/folder", 5432)


def test_what_is_no_request_waits_as_long_as_it_takes(
    connection: PatientConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration, or the worker."""
    monkeypatch.setattr(silent_database, "is_there", lambda host, port: pytest.fail("nobody asks"))
    assert asked(connection, "SELECT pg_sleep(1.5)::text") == ""
