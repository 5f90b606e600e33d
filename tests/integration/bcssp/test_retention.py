"""What nobody needs for ever is deleted in time, unless a legal hold keeps it."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bcssp.retention.models import LegalHold, Retained, RetentionRun
from bcssp.retention.services import begin_hold, delete_old, due, end_hold, periods, set_periods
from bcssp.tasks import delete_old as delete_old_task
from partnership.exceptions import DomainError, NotAllowed, WrongState
from review.models import Event, Notification, TypedForm
from review.notifications import enqueue
from tests.confirming import confirm
from tests.stages import Cast

LATER = timezone.now() + datetime.timedelta(days=400)


@pytest.fixture
def old_things(cast: Cast) -> None:
    """A form that was typed and an email that was sent, and one that was not."""
    TypedForm.objects.create(
        person=cast.partner_police, address="/x/", window="w", data={"a": "b"}, typed_at=timezone.now()
    )
    enqueue(cast.partner_police, key="sent", subject="Reminder", body="Words of a letter")
    Notification.objects.update(sent_at=timezone.now())
    enqueue(cast.partner_police, key="owed", subject="Reminder", body="Words of a letter")


def counts(now: datetime.datetime = LATER) -> dict[str, int]:
    return {line.kind.key.value: line.count for line in due(now)}


def test_dry_run_counts_and_deletes_nothing(old_things: None) -> None:
    nothing = {"uploads": 0, "drafts": 0, "typed": 0, "emails": 0, "previews": 0}
    assert counts(timezone.now()) == nothing
    assert counts() == nothing | {"typed": 1, "emails": 1}
    assert TypedForm.objects.count() == 1
    said = StringIO()
    call_command("retention", stdout=said)
    assert "Answers that were entered and not saved: 0 older than 90 days" in said.getvalue()


@pytest.mark.asvs("14.2.4")
def test_old_things_go_and_the_report_of_the_day_says_how_many(old_things: None) -> None:
    assert delete_old_task() == {}
    assert not RetentionRun.objects.exists()
    assert delete_old(LATER) == {"typed": 1, "emails": 1}
    assert not TypedForm.objects.exists()
    assert dict(Notification.objects.values_list("key", "body")) == {"sent": "", "owed": "Words of a letter"}
    assert delete_old(LATER) == {}
    Notification.objects.filter(key="owed").update(sent_at=timezone.now())
    assert delete_old(LATER) == {"emails": 1}
    run = RetentionRun.objects.get()
    assert (run.day, run.deleted) == (timezone.localdate(LATER), {"typed": 1, "emails": 2})


def test_nothing_is_deleted_while_one_hold_is_in_force(old_things: None, cast: Cast) -> None:
    inquiry = begin_hold(reason=" An inquiry asked for records. ", by=cast.coordinator)
    court = begin_hold(reason="A court order", by=cast.coordinator)
    assert delete_old(LATER) == {}
    said = StringIO()
    call_command("retention", "--delete", stdout=said)
    assert "Legal hold: nothing is deleted. An inquiry asked for records." in said.getvalue()
    end_hold(hold=inquiry, by=cast.coordinator)
    assert delete_old(LATER) == {}
    assert TypedForm.objects.exists()
    end_hold(hold=court, by=cast.coordinator)
    with pytest.raises(WrongState):
        end_hold(hold=court, by=cast.coordinator)
    assert delete_old(LATER) == {"typed": 1, "emails": 1}
    verbs = Event.objects.filter(verb__in=["begin hold", "end hold"]).values_list("verb", flat=True)
    assert sorted(verbs) == ["begin hold", "begin hold", "end hold", "end hold"]


def test_periods_are_the_coordinators(old_things: None, cast: Cast) -> None:
    assert set_periods(days={Retained.EMAILS: 30}, by=cast.coordinator)
    assert not set_periods(days={Retained.EMAILS: 30}, by=cast.coordinator)
    assert periods()[Retained.EMAILS] == 30
    assert counts(timezone.now() + datetime.timedelta(days=31))["emails"] == 1
    for days in (0, 366):
        with pytest.raises(DomainError, match="from 1 to 365"):
            set_periods(days={Retained.TYPED: days}, by=cast.coordinator)
    with pytest.raises(DomainError, match="Enter why"):
        begin_hold(reason=" ", by=cast.coordinator)
    for call in (
        lambda: set_periods(days={}, by=cast.partner_police),
        lambda: begin_hold(reason="x", by=cast.partner_police),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert Event.objects.get(verb="change retention").data == {"emails": "365 → 30"}


def test_coordinator_changes_periods_and_holds_on_the_page(old_things: None, cast: Cast, client: Client) -> None:
    confirm(client, cast.coordinator)
    address = reverse("retention")

    def send(path: str, answers: dict[str, Any]) -> str:
        return client.post(path, answers, follow=True).content.decode()

    right = {"uploads": "1", "drafts": "90", "typed": "60", "emails": "365", "previews": "365"}
    assert "Enter a number of days from 1 to 365" in send(address, right | {"typed": "1000"})
    assert "Retention periods saved." in send(address, right)
    assert "Nothing has changed." in send(address, right)
    assert "Enter why nothing may be deleted" in send(reverse("retention-hold"), {"reason": ""})
    page = send(reverse("retention-hold"), {"reason": "An inquiry asked for records."})
    assert "Nothing will be deleted until you end the legal hold." in page
    assert "An inquiry asked for records." in page
    ended = send(reverse("retention-hold-end", args=[LegalHold.objects.get().pk]), {})
    assert "Legal hold ended." in ended
    assert "Nothing has been deleted yet." in ended
    delete_old(LATER)
    assert "Answers that were entered and not saved: 1" in client.get(address).content.decode()
