"""People see where they are signed in, and sign out there or everywhere."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bcssp.accounts.sessions import device_words, sign_out_everywhere
from bcssp.tasks import forget_sessions
from partnership.exceptions import NotAllowed
from partnership.models import User
from review.models import Event, Notification
from tests.factories.partnership import PASSWORD
from tests.stages import Cast

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
    "Safari/537.36 Edg/140.0.0.0"
)


def browser(person: User, agent: str) -> Client:
    """A browser in which somebody has signed in."""
    client = Client(headers={"user-agent": agent})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("work")).status_code == 200


def devices(client: Client) -> list[tuple[str, bool]]:
    return [(line.device, line.is_this) for line in client.get(reverse("account_sessions")).context["lines"]]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (PHONE, "Safari on an iPhone"),
        (EDGE, "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "A browser on Linux"),
        ("Firefox/1", "Firefox"),
        ("", "Unknown browser"),
    ],
)
def test_browser_is_named_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words


@pytest.mark.asvs("7.5.2")
@pytest.mark.parametrize("name", ["account_session_end", "account_sessions_end"])
def test_who_found_an_open_computer_signs_its_owner_out_of_nothing(cast: Cast, name: str) -> None:
    laptop, phone = browser(cast.partner_police, FIREFOX), browser(cast.partner_police, PHONE)
    other = next(line for line in laptop.get(reverse("account_sessions")).context["lines"] if not line.is_this)
    address = reverse(name, args=[other.pk] if name == "account_session_end" else [])
    asked = laptop.post(address)
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert is_in(phone)
    laptop.post(asked.headers["Location"], {"password": PASSWORD})
    assert not is_in(phone)


def test_a_person_signs_out_of_one_device(cast: Cast) -> None:
    laptop, phone = browser(cast.partner_police, FIREFOX), browser(cast.partner_police, PHONE)
    stranger = browser(cast.partner_council, EDGE)
    assert devices(laptop) == [("Firefox on Windows", True), ("Safari on an iPhone", False)]
    page = laptop.get(reverse("account_sessions"))
    other = next(line for line in page.context["lines"] if not line.is_this)
    for one in (laptop, stranger):
        one.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    stranger.post(reverse("account_session_end", args=[other.pk]))
    assert is_in(phone), "only its owner ends a session"

    answer = laptop.post(reverse("account_session_end", args=[other.pk]), follow=True)
    assert "Signed out of Safari on an iPhone." in answer.content.decode()
    assert not is_in(phone)
    assert is_in(laptop)
    assert Event.objects.filter(verb="end sessions", actor=cast.partner_police).count() == 1
    again = laptop.post(reverse("account_session_end", args=[other.pk]), follow=True)
    assert "You were already signed out there." in again.content.decode()


@pytest.mark.asvs("7.2.1")
def test_a_person_signs_out_everywhere(cast: Cast) -> None:
    laptop, phone = browser(cast.partner_police, FIREFOX), browser(cast.partner_police, PHONE)
    laptop.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = laptop.post(reverse("account_sessions_end"), follow=True)
    assert "You are signed out on all devices." in answer.content.decode()
    assert not is_in(laptop)
    assert not is_in(phone)
    assert not UserSession.objects.filter(user=cast.partner_police).exists()


@pytest.mark.asvs("7.4.5")
def test_the_coordinator_signs_somebody_out(cast: Cast) -> None:
    laptop = browser(cast.partner_police, FIREFOX)
    coordinator = browser(cast.coordinator, EDGE)
    page = coordinator.post(reverse("person-sign-out", args=[cast.partner_police.pk]), follow=True)
    assert "is signed out on all devices" in page.content.decode()
    assert not is_in(laptop)
    assert is_in(coordinator)
    assert Notification.objects.filter(recipient=cast.partner_police, subject="You were signed out").count() == 1
    with pytest.raises(NotAllowed):
        sign_out_everywhere(user=cast.partner_police, by=cast.board_icb)


def test_sessions_that_are_over_are_not_listed_and_forgotten(cast: Cast) -> None:
    laptop, phone = browser(cast.partner_police, FIREFOX), browser(cast.partner_police, PHONE)
    kept = Session.objects.get(session_key=phone.session.session_key)
    kept.expire_date = kept.expire_date.replace(year=2020)
    kept.save()
    assert devices(laptop) == [("Firefox on Windows", True)]
    forget_sessions()
    assert [row.session_key for row in UserSession.objects.all()] == [laptop.session.session_key]
    cast.partner_police.end_sessions()
    assert not is_in(laptop)


def test_page_takes_as_many_queries_for_many_devices_as_for_one(cast: Cast) -> None:
    laptop = browser(cast.partner_police, FIREFOX)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            laptop.get(reverse("account_sessions"))
        return len(seen)

    queries()
    before = queries()
    for _ in range(4):
        browser(cast.partner_police, PHONE)
    assert queries() == before
