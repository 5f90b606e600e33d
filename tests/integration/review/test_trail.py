"""The audit trail: only added to, and a change behind it is found."""

import pytest

from review.audit import verify_trail
from review.audit_verbs import AuditVerb
from review.models import ChainHead, Event, Notification, Revision
from review.models.event import AppendOnlyError
from review.services import record
from tests.integration.review.moves import submit


@pytest.mark.asvs("16.4.2", "11.4.3")
def test_trail_is_only_added_to_and_a_change_behind_it_is_found(update, cast):
    event = record(verb=AuditVerb.LOAD_AREAS, by=None, note="by the portal itself")
    assert event.actor_label == "the portal"
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        event.delete()
    with pytest.raises(AppendOnlyError):
        Event.objects.all().delete()
    with pytest.raises(AppendOnlyError):
        Event.objects.update(note="forged")
    assert verify_trail() is None
    super(type(Event.objects.all()), Event.objects.filter(pk=event.pk)).update(note="forged")
    assert "has been changed since it was written" in verify_trail()


def test_cut_end_of_the_trail_is_found(update, cast):
    last = Event.objects.order_by("-sequence")[:1]
    super(type(Event.objects.all()), Event.objects.filter(pk=last[0].pk)).delete()
    assert verify_trail() == "The last lines of the audit trail are missing: its head points to a later line."


def test_empty_trail_holds(db):
    assert verify_trail() is None


def test_words_for_people(update, cast):
    submit(update, cast.partner_police)
    assert str(Revision.objects.get()) == "revision 1"
    assert str(ChainHead.objects.get()) == f"head at {Event.objects.count()}"
    assert str(Event.objects.first()).endswith("submit Action 1 (2022-23)")
    assert str(Notification.objects.first()).startswith("Review needed")
