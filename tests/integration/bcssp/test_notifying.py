"""Coordinators hear of a fault through what still works."""

import datetime
import threading
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.db import DatabaseError
from django.utils import timezone

from bcssp.health import notifying, watch
from bcssp.health.checks import OK, PARTS, STATE
from bcssp.tasks import note_clock
from partnership.models import Installation
from tests.people import People

LATE = notifying.LASTS + 1
WELL = dict.fromkeys((*PARTS, *STATE), OK)
STOPPED = WELL | {"clock": "The clock last ran 2 hours ago."}


@pytest.fixture(autouse=True)
def _begin(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"
    notifying.forget()
    yield
    notifying.forget()


@pytest.fixture
def running(people: People) -> None:
    note_clock()


def test_a_fault_that_lasts_is_told_once(running: None, people: People) -> None:
    assert not notifying.tell_of_faults(STOPPED, now=0)
    assert notifying.tell_of_faults(STOPPED, now=LATE)
    assert not notifying.tell_of_faults(STOPPED, now=LATE + 60)
    (letter,) = mail.outbox
    # No machine answers a letter of a machine.
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.to == [people.coordinator.email]
    assert "Clock (beat): The clock last ran 2 hours ago." in letter.body
    assert "/partner/health/" in letter.body


def test_it_is_told_again_after_a_day_and_a_new_fault_at_once(running: None) -> None:
    notifying.tell_of_faults(STOPPED, now=0)
    assert notifying.tell_of_faults(STOPPED, now=LATE)
    worse = STOPPED | {"storage": "Files cannot be written."}
    assert not notifying.tell_of_faults(worse, now=LATE + 1), "it may be over in a moment"
    assert notifying.tell_of_faults(worse, now=2 * LATE + 1)
    Installation.objects.update(told_at=timezone.now() - datetime.timedelta(days=2))
    assert notifying.tell_of_faults(worse, now=2 * LATE + 2)


def test_a_fault_that_is_over_is_forgotten(running: None) -> None:
    notifying.tell_of_faults(STOPPED, now=0)
    notifying.tell_of_faults(WELL, now=LATE - 5)
    assert not notifying.tell_of_faults(STOPPED, now=LATE)
    assert mail.outbox == []


def test_a_copy_tells_nobody(running: None) -> None:
    held = STOPPED | {"installation": "This database was last in another place."}
    notifying.tell_of_faults(held, now=0)
    assert not notifying.tell_of_faults(held, now=LATE)


def test_while_the_database_is_away_those_known_last_are_told_once(running: None, people: People) -> None:
    away = WELL | {"database": "The database is not responding."}
    notifying.tell_of_faults(WELL, now=0)
    with (
        mock.patch.object(notifying.Installation.objects, "filter", side_effect=DatabaseError),
        mock.patch.object(notifying.User.objects, "filter", side_effect=DatabaseError),
    ):
        notifying.tell_of_faults(away, now=0)
        assert notifying.tell_of_faults(away, now=LATE)
        assert not notifying.tell_of_faults(away, now=LATE + 30)
    assert [letter.to for letter in mail.outbox] == [[people.coordinator.email]]


@pytest.mark.asvs("16.3.4")
def test_a_mail_server_that_fails_too_is_logged(running: None, caplog: Any) -> None:
    notifying.tell_of_faults(STOPPED, now=0)
    with mock.patch.object(notifying.EmailMessage, "send", side_effect=OSError("refused")):
        assert not notifying.tell_of_faults(STOPPED, now=LATE)
    assert "needs attention failed" in caplog.text


def test_the_watch_answers_at_once_and_begins_to_look() -> None:
    looked, may_look = threading.Event(), threading.Event()

    def look(*_: Any) -> tuple[bool, dict[str, str]]:
        assert may_look.wait(10)
        looked.set()
        return True, WELL

    watching = watch.Watch(seconds=0.01)
    with mock.patch.object(watch, "import_string", return_value=look):
        assert watching.is_ready() is False, "nobody has looked yet"
        may_look.set()
        assert looked.wait(10)
        watching.ended.set()
        assert watching.thread is not None
        watching.thread.join(10)
    watching.thread = threading.current_thread()
    assert watching.is_ready() is True


def test_what_was_seen_long_ago_is_no_longer_believed() -> None:
    watching = watch.Watch()
    watching.thread = threading.current_thread()
    watching.seen = (watch.time.monotonic() - 1_000, True)
    assert watching.is_ready() is False


def test_a_look_that_fails_is_logged_and_the_next_one_comes(caplog: Any) -> None:
    watching = watch.Watch()
    with mock.patch.object(watch, "import_string", side_effect=ValueError("wrong")):
        watching.look()
    assert watching.seen[1] is False
    assert "could not be checked" in caplog.text
