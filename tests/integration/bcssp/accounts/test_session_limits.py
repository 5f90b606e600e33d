"""Sessions end after a time without a request, and after a day's work; the sooner for those who decide."""

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership.models import User
from tests.factories.partnership import PASSWORD
from tests.stages import Cast

MINUTE, HOUR = 60, 3600


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let so many seconds pass."""
    real, passed = time.time, [0.0]
    monkeypatch.setattr("time.time", lambda: real() + passed[0])

    def wait(seconds: float) -> None:
        passed[0] += seconds

    return wait


def sign_in(client: Client, person: User) -> None:
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def is_in(client: Client) -> bool:
    return client.get(reverse("work")).status_code == 200


@pytest.mark.parametrize(("who", "minutes"), [("board_icb", 30), ("coordinator", 30), ("partner_police", 120)])
@pytest.mark.asvs("7.3.1")
def test_session_ends_after_a_time_without_a_request(
    who: str, minutes: int, client: Client, cast: Cast, later: Any
) -> None:
    sign_in(client, getattr(cast, who))
    for _ in range(3):
        assert is_in(client)
        later((minutes - 2) * MINUTE)
    assert is_in(client), "each request begins the time anew"
    later((minutes + 2) * MINUTE)
    assert not is_in(client)
    later(-(minutes + 2) * MINUTE)
    assert not is_in(client), "what has ended stays ended"


@pytest.mark.asvs("7.3.2")
def test_session_ends_after_a_day_of_work_whatever_happens(client: Client, cast: Cast, later: Any) -> None:
    sign_in(client, cast.partner_police)
    for _ in range(8):
        assert is_in(client)
        later(HOUR)
    later(MINUTE)
    assert not is_in(client)


def test_public_page_reads_no_session(client: Client, cast: Cast) -> None:
    sign_in(client, cast.partner_police)
    assert "Cookie" not in client.get(reverse("partnership:structure")).get("Vary", "")
