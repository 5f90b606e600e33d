"""`/healthz` and `/readyz` tell machines the truth, and nothing more."""

import threading
from collections.abc import Iterator
from unittest import mock

import pytest
import redis
from django.db import DatabaseError
from django.test import Client
from kombu.exceptions import OperationalError
from pytest_django import DjangoAssertNumQueries, Settings

from bcssp.health import checks

SECRET = "swordfish"


@pytest.fixture
def answering_redis() -> Iterator[mock.MagicMock]:
    with mock.patch.object(redis.Redis, "from_url") as from_url:
        yield from_url.return_value.__enter__.return_value


@pytest.fixture
def answering_worker() -> Iterator[mock.MagicMock]:
    with mock.patch.object(
        checks.app.control, "broadcast", return_value=[{"worker@localhost": {"ok": "pong"}}]
    ) as ping:
        yield ping


def test_healthz_is_alive_without_asking_anybody(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_readyz_when_everything_answers(
    client: Client, db: None, answering_redis: mock.MagicMock, answering_worker: mock.MagicMock
) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"ready": True, "checks": {"database": "ok", "broker": "ok", "worker": "ok"}}
    assert not response.cookies


def test_readyz_says_that_redis_is_gone(
    client: Client, db: None, settings: Settings, answering_worker: mock.MagicMock
) -> None:
    answering_worker.side_effect = OperationalError(SECRET)
    settings.REDIS_URL = f"redis://:{SECRET}@127.0.0.1:1/0"

    response = client.get("/readyz")

    assert response.status_code == 503
    answer = response.json()
    assert not answer["ready"]
    assert answer["checks"]["database"] == "ok"
    assert "Reports will be built when it is back" in answer["checks"]["broker"]
    assert "Redis is not responding" in answer["checks"]["worker"]
    assert SECRET not in response.content.decode()


def test_readyz_says_that_no_worker_answers(
    client: Client, db: None, answering_redis: mock.MagicMock, answering_worker: mock.MagicMock
) -> None:
    answering_worker.return_value = []

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["broker"] == "ok"
    assert "No worker is responding" in response.json()["checks"]["worker"]


def test_readyz_says_that_redis_went_while_the_worker_was_asked(
    client: Client, db: None, answering_redis: mock.MagicMock, answering_worker: mock.MagicMock
) -> None:
    answering_worker.side_effect = ConnectionRefusedError(SECRET)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert "The workers cannot be checked" in response.json()["checks"]["worker"]
    assert SECRET not in response.content.decode()


def test_readyz_says_that_the_database_is_gone(
    client: Client, db: None, answering_redis: mock.MagicMock, answering_worker: mock.MagicMock
) -> None:
    with mock.patch.object(checks, "connection") as connection:
        connection.cursor.side_effect = DatabaseError(SECRET)
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"] == {
        "database": "The database is not responding.",
        "broker": "ok",
        "worker": "ok",
    }


def test_one_thread_at_most_waits_for_a_silent_worker(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answered = threading.Event(), threading.Event()

    def silent() -> None:
        asked.set()
        assert answered.wait(10)

    monkeypatch.setattr(checks, "CHECKS", {"worker": silent})
    first = threading.Thread(target=checks.latest_readiness)
    first.start()
    assert asked.wait(10)
    try:
        for _ in range(20):
            assert client.get("/readyz").status_code in (200, 503)
    finally:
        answered.set()
        first.join()
    assert client.get("/readyz").json() == {"ready": True, "checks": {"worker": "ok"}}


def test_an_address_with_a_nul_is_no_error_of_the_server(client: Client, db: None) -> None:
    for address in ("/reports/?q=a%00b", "/reports/%00/", "/?%00=a"):
        assert client.get(address).status_code == 400


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_pages_are_only_read(client: Client, db: None, address: str) -> None:
    assert client.post(address).status_code == 405
