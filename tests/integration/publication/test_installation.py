"""A copy of the portal sends, publishes and removes nothing, until a person says that it is the real one."""

import datetime
import io
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from bcssp.tasks import note_clock
from indicators.releases.tasks import publish_due_releases
from partnership.exceptions import WrongState
from partnership.models import Installation
from publication.installation import (
    ANOTHERS_FILES,
    ELSEWHERE,
    OLDER,
    FolderMark,
    begin,
    confirm,
    folder_mark,
    here,
    mark_file,
    why_held,
)
from reports.publishing.tasks import publish_due_editions
from review.audit import record
from review.audit_verbs import AuditVerb
from review.models import ChainHead, Event
from review.notifications import enqueue_to_address
from review.tasks import send_notifications


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def owed(db: None) -> None:
    enqueue_to_address("partner.police@example.org", key="owed", subject="Figures are due", body="Send them.")


@pytest.fixture
def restored(owed: None, settings: Any) -> None:
    """What ran as the real portal yesterday, and was restored at another address."""
    note_clock()
    settings.SITE_URL = "https://trial.example.org"


def says(*arguments: str) -> str:
    out = io.StringIO()
    call_command("this_is_the_real_one", *arguments, stdout=out)
    return out.getvalue()


def test_the_real_portal_sends_what_is_owed(owed: None) -> None:
    note_clock()
    assert why_held() == ""
    send_notifications()
    assert [one.to for one in mail.outbox] == [["partner.police@example.org"]]


def test_a_restored_copy_sends_nothing_and_publishes_nothing(restored: None) -> None:
    assert why_held() == ELSEWHERE
    assert send_notifications() is None
    assert publish_due_releases() is None
    assert publish_due_editions() is None
    assert mail.outbox == []


def test_a_copy_goes_on_telling_that_its_clock_runs(restored: None) -> None:
    before = Installation.objects.get()
    note_clock()
    after = Installation.objects.get()
    assert after.clock_at > before.clock_at
    assert after.place == before.place


def test_a_person_says_that_this_is_the_real_one_and_what_is_owed_goes_out(
    restored: None, django_capture_on_commit_callbacks: Any
) -> None:
    with pytest.raises(CommandError, match="Add --yes"):
        says()
    with django_capture_on_commit_callbacks(execute=True):
        told = says("--yes")
    assert "1 email is waiting" in told
    assert "This is now the real portal" in told
    assert why_held() == ""
    send_notifications()
    assert len(mail.outbox) == 1
    line = Event.objects.get(verb=AuditVerb.CONFIRM_INSTALLATION)
    assert (line.actor, line.note) == (None, ELSEWHERE)
    assert "not held" in says()
    with pytest.raises(WrongState, match="not held"):
        confirm(by=None)


def test_a_database_beside_the_files_of_another_is_held(owed: None) -> None:
    note_clock()
    Installation.objects.update(mark="another")
    assert why_held() == ANOTHERS_FILES
    assert send_notifications() is None


def test_an_empty_database_beside_real_files_is_held_and_leaves_their_mark(owed: None) -> None:
    note_clock()
    mark = folder_mark()
    Installation.objects.all().delete()
    assert why_held() == ANOTHERS_FILES
    note_clock()
    assert folder_mark() == mark
    assert not Installation.objects.exists()


def test_an_older_database_beside_newer_files_is_held_until_a_person_decides(
    owed: None, django_capture_on_commit_callbacks: Any
) -> None:
    """The usual restore in place: the same database, as it was yesterday, beside the files of today."""
    record(verb=AuditVerb.CREATE, by=None)
    note_clock()
    mark = folder_mark()
    assert mark is not None
    head = ChainHead.objects.get()
    assert mark == FolderMark(Installation.objects.get().mark, head.sequence, head.hash)
    text = mark_file().read_text().replace(head.hash, "0" * 64)
    mark_file().write_text(text)
    assert why_held() == OLDER.format(seen=head.sequence)
    assert send_notifications() is None
    with pytest.raises(CommandError, match=f"Line {head.sequence} of the audit trail was seen before"):
        call_command("verify_audit")
    with django_capture_on_commit_callbacks(execute=True):
        confirm(by=None)
    assert why_held() == ""


def test_the_mark_goes_on_with_the_trail(db: None) -> None:
    note_clock()
    record(verb=AuditVerb.CREATE, by=None)
    note_clock()
    mark = folder_mark()
    assert mark is not None
    assert (mark.sequence, mark.hash) == ChainHead.objects.values_list("sequence", "hash").get()


def test_a_mark_that_cannot_be_read_holds(owed: None) -> None:
    note_clock()
    mark_file().write_text("{")
    assert "cannot be read" in why_held()
    assert send_notifications() is None


def test_a_folder_that_takes_nothing_stops_no_clock(db: None, settings: Any, tmp_path: Any, caplog: Any) -> None:
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    note_clock()
    assert "cannot be read or written" in caplog.text
    assert timezone.now() - Installation.objects.get().clock_at < datetime.timedelta(minutes=1)


def test_a_developers_own_portal_is_never_held(restored: None, settings: Any) -> None:
    settings.DEBUG = True
    assert why_held() == ""
    assert begin() == ""


@pytest.mark.postgres
def test_a_place_is_the_same_each_time_and_names_the_database(db: None, settings: Any) -> None:
    assert here() == here()
    assert here().endswith(settings.SITE_URL)
    assert begin() == ""
    assert Installation.objects.get().place == here()
