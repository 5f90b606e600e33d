"""Who booked is told what becomes of the event. Called in the transaction of each line of the audit trail."""

from django.db.models import Model

from events.booking import fill
from events.letters import digest, send_changed, send_off
from events.models import Event
from review.audit_verbs import AuditVerb
from review.transitions import Verb

_OFF = "off"


def follow(verb: str, obj: Model | None) -> None:
    """Tell of a changed, cancelled or withdrawn event whoever has a place or waits for one."""
    if not isinstance(obj, Event):
        return
    if verb in (Verb.PUBLISH.value, AuditVerb.SET_JOINING_LINK.value):
        tell_changes(obj)
    elif verb == AuditVerb.CANCEL_EVENT.value:
        _tell_off(obj, obj.cancel_reason)
    elif verb == Verb.WITHDRAW.value:
        _tell_off(obj, "")


def tell_changes(event: Event) -> None:
    """Tell each what is new to them. Places that were added go to the waiting list."""
    stored: Event = Event.objects.select_for_update(of=("self",)).select_related("live_revision").get(pk=event.pk)
    if stored.is_cancelled or stored.is_over:
        return
    for booking in stored.bookings.placed():
        booking.event = stored
        now = digest(booking)
        if booking.told != now:
            booking.told = now
            booking.save(update_fields=["told"])
            send_changed(booking)
    fill(stored)


def _tell_off(event: Event, reason: str) -> None:
    if event.is_over or event.public_starts_at is None:
        return
    for booking in event.bookings.placed().exclude(told=_OFF):
        booking.event = event
        send_off(booking, reason)
        booking.told = _OFF
        booking.save(update_fields=["told"])
