"""The outbox: what waits for its time, what fails, and who is shown it."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from partnership.models import User
from review import notifications
from review.models import Notification
from review.models.notification import STUCK_AFTER
from review.notifications import RESTS, cancel_notification, enqueue, send_owed
from tests.stages import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOW = timezone.now()
OUTBOX = "/admin/review/notification/"


def owed(person: User, key: str, **more: Any) -> Notification:
    enqueue(person, key=key, subject=f"About {key}", body="Read it.", **more)
    return Notification.objects.get(key=key)


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Addresses that the mail server refuses."""
    refused: set[str] = set()
    real = mail.EmailMessage.send

    def send(message: mail.EmailMessage, *args: Any, **kwargs: Any) -> int:
        if set(message.to) & refused:
            raise SMTPRecipientsRefused({message.to[0]: (550, b"nobody\nhere")})
        return real(message, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    return refused


def sent_to() -> list[str]:
    return [message.to[0] for message in mail.outbox]


def test_what_waits_for_its_time_goes_out_then(cast: Cast) -> None:
    later = NOW + timedelta(hours=9)
    owed(cast.chair, "later", not_before=later)
    assert send_owed(later - timedelta(seconds=1)) == 0
    assert send_owed(later) == 1


def test_what_fails_rests_longer_each_time_and_says_why(cast: Cast, refuse: set[str]) -> None:
    message = owed(cast.chair, "a")
    refuse.add(cast.chair.email)
    now: datetime = NOW
    for count, rest in enumerate((*RESTS, RESTS[-1], RESTS[-1]), start=1):
        assert send_owed(now) == 0
        message.refresh_from_db()
        assert (message.attempts, message.not_before) == (count, now + rest)
        assert message.problem == "SMTPRecipientsRefused: {'chair@example.org': (550, b'nobody\\nhere')}"
        assert send_owed(now + rest - timedelta(seconds=1)) == 0
        message.refresh_from_db()
        assert message.attempts == count
        assert Notification.objects.stuck().exists() == (count >= STUCK_AFTER)
        now += rest
    refuse.clear()
    assert send_owed(now) == 1
    assert not Notification.objects.stuck().exists()


def test_what_fails_for_ever_holds_up_nothing_newer(
    cast: Cast, refuse: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifications, "AT_ONCE", 2)
    refuse.add(cast.chair.email)
    for key in ("a", "b", "c"):
        owed(cast.chair, key)
    owed(cast.coordinator, "new")
    assert [send_owed(NOW), send_owed(NOW)] == [0, 1]
    assert sent_to() == [cast.coordinator.email]
    # All three are due again, and more than go out at once; what never failed still goes first.
    owed(cast.board_icb, "newer")
    assert send_owed(NOW + timedelta(days=1)) == 1
    assert sent_to() == [cast.coordinator.email, cast.board_icb.email]


def test_a_failure_that_nobody_thought_of_ends_the_task_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = owed(cast.chair, "a")
    owed(cast.coordinator, "b")
    real = mail.EmailMessage.send

    def send(message: mail.EmailMessage, *args: Any, **kwargs: Any) -> int:
        if cast.chair.email in message.to:
            raise RuntimeError("a fault of the program")
        return real(message, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    with pytest.raises(RuntimeError):
        send_owed(NOW)
    first.refresh_from_db()
    assert first.problem == "RuntimeError: a fault of the program"
    assert send_owed(NOW) == 1


def test_a_failure_of_what_is_gone_meanwhile_is_noted_nowhere(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    owed(cast.chair, "a")

    def send(message: mail.EmailMessage, *args: Any, **kwargs: Any) -> int:
        raise OSError("away")

    real = notifications._send

    def send_and_take_back(pk: int) -> int:
        try:
            return real(pk)
        finally:
            cancel_notification("a")

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    monkeypatch.setattr(notifications, "_send", send_and_take_back)
    assert send_owed(NOW) == 0
    assert not Notification.objects.exists()


def test_only_what_is_unsent_is_taken_back(cast: Cast) -> None:
    owed(cast.chair, "a")
    assert cancel_notification("a")
    assert not cancel_notification("a")
    owed(cast.chair, "b")
    send_owed(NOW)
    assert not cancel_notification("b")
    assert Notification.objects.get().key == "b"


def test_the_database_asks_why_something_failed(cast: Cast) -> None:
    owed(cast.chair, "a")
    for changes in ({"attempts": 1}, {"problem": "away"}):
        with pytest.raises(IntegrityError, match="notification_failed_says_why"), transaction.atomic():
            Notification.objects.update(**changes)


def test_the_admin_shows_what_failed_and_why(cast: Cast, client: Client, refuse: set[str]) -> None:
    refuse.add(cast.chair.email)
    owed(cast.chair, "stuck")
    owed(cast.coordinator, "gone")
    send_owed(NOW)
    owed(cast.board_icb, "waits")
    Notification.objects.filter(key="stuck").update(attempts=STUCK_AFTER)
    client.force_login(cast.coordinator)

    def shown(delivery: str) -> set[str]:
        page = client.get(OUTBOX, {"delivery": delivery} if delivery else {}).content.decode()
        return {key for key in ("stuck", "gone", "waits") if f"About {key}" in page}

    assert shown("") == {"stuck", "gone", "waits"}
    assert shown("stuck") == {"stuck"}
    assert shown("owed") == {"stuck", "waits"}
    assert shown("sent") == {"gone"}
    page = client.get(OUTBOX).content.decode()
    assert "SMTPRecipientsRefused" in page
    assert "failed 5 times or more" in page
