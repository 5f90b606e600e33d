"""A database that is away: a calm answer within seconds, for people and for programs."""

import json
import socket
from collections.abc import Iterator
from unittest import mock

import pytest
import redis
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from bcssp import away
from bcssp.silent_database import _thread


@pytest.fixture(autouse=True)
def _nobody_waits() -> Iterator[None]:
    away.forget()
    yield
    away.forget()


@pytest.fixture
def asker() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def gone(db: None) -> Iterator[mock.MagicMock]:
    """No connection comes, as the pool says after its seconds."""
    with mock.patch.object(connection, "cursor", side_effect=OperationalError("couldn't get a connection")) as cursor:
        yield cursor


@pytest.mark.asvs("16.5.2")
def test_a_page_says_calmly_that_the_service_is_unavailable_and_when_to_come_back(
    asker: Client, gone: mock.MagicMock
) -> None:
    answer = asker.get("/figures/")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "Sorry, the service is unavailable" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_api_answers_with_a_problem_that_pages_elsewhere_may_read(asker: Client, gone: mock.MagicMock) -> None:
    answer = asker.get("/api/v1/datasets")
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Retry-After"]
    assert json.loads(answer.content)["status"] == 503


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("couldn't get a connection"), 503),
        (redis.exceptions.TimeoutError("silent"), 503),
        (ValueError("wrong"), 500),
    ],
)
def test_the_api_says_what_happened_where_its_own_reading_fails(
    asker: Client, db: None, error: Exception, status: int
) -> None:
    with mock.patch("indicators.open_data.views.api.read.versions", side_effect=error):
        answer = asker.get("/api/v1/datasets")
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert json.loads(answer.content)["status"] == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert ("Retry-After" in answer.headers) is (status == 503)


def test_after_one_has_waited_in_vain_nobody_waits_for_two_seconds(asker: Client, gone: mock.MagicMock) -> None:
    asker.get("/figures/")
    asked = gone.call_count
    assert asker.get("/figures/").status_code == 503
    assert gone.call_count == asked
    assert asker.get("/healthz").status_code == 200
    with mock.patch("bcssp.away.time.monotonic", return_value=away.time.monotonic() + away.REST + 1):
        asker.get("/figures/")
    assert gone.call_count > asked


@pytest.mark.parametrize("said", ["database is locked", "database table is locked"])
def test_one_who_finds_the_database_busy_makes_nobody_else_wait(asker: Client, db: None, said: str) -> None:
    with mock.patch.object(connection, "cursor", side_effect=OperationalError(said)):
        assert asker.get("/figures/").status_code == 503
    assert asker.get("/figures/").status_code == 200


def test_an_error_of_the_portal_is_still_one(asker: Client, db: None) -> None:
    with mock.patch.object(connection, "cursor", side_effect=ValueError("wrong")):
        assert asker.get("/figures/").status_code == 500
    assert asker.get("/figures/").status_code == 200


@pytest.mark.parametrize(("state", "is_away"), [("08006", True), ("57P01", True), ("53300", True), ("40P01", False)])
def test_only_a_database_that_cannot_be_reached_is_away(state: str, is_away: bool) -> None:
    error = OperationalError("said")
    error.__cause__ = type("Cause", (Exception,), {"sqlstate": state})()
    assert away.is_away(error) is is_away
    assert not away.is_away(ValueError())
    assert not away.is_away(None)


def test_limits_that_cannot_be_counted_end_the_request_and_nothing_else(
    asker: Client, db: None, settings: Settings
) -> None:
    """A Redis that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": f"redis://127.0.0.1:{silent.getsockname()[1]}/0",
                # tests/architecture/test_settings.py says that production has these.
                "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
            }
        }
        answer = asker.post(reverse("account_login"), {"login": "somebody@example.org", "password": "guessed"})
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        assert asker.get(reverse("privacy")).status_code == 200


def test_a_request_waits_for_no_silent_database(asker: Client, db: None) -> None:
    """What the connection does then, tests/services/test_silent_servers.py shows."""
    limited = []
    with mock.patch.object(connection, "cursor", side_effect=lambda *args: limited.append(_thread.is_limited) or 1 / 0):
        asker.get("/figures/")
    assert limited[0] is True
    assert not _thread.is_limited, "the thread waits again for other work"
