"""What hosts do with their events. Each deed takes an actor and leaves a line in the audit trail."""

from django.db import transaction
from django.utils import timezone

from events.models import Event
from partnership.authorization import require
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb
from review.identity import refuse_for_readers
from review.services import save


def save_event(*, event: Event, by: User, revision: int = 0) -> Event:
    """Save a draft of the event."""
    return save(obj=event, by=by, revision=revision)


@transaction.atomic
def set_joining_link(*, event: Event, by: User, link: str) -> None:
    """Keep where people join. Those who have a place are told. For its host and the coordinator."""
    stored = own(event, by)
    if link != stored.joining_link:
        stored.joining_link = link
        stored.save(update_fields=["joining_link"])
        record(verb=AuditVerb.SET_JOINING_LINK, by=by, obj=stored)


@transaction.atomic
def cancel_event(*, event: Event, by: User, reason: str) -> Event:
    """Call a published event off: its page stays and says so. For its host and the coordinator.

    Raises `DomainError` where nothing is left to call off, or the reason tells what readers must not have.
    """
    stored = own(event, by)
    if stored.live_revision_id is None:
        raise WrongState("This event is not published, so there is nothing to cancel.")
    if stored.is_cancelled:
        raise WrongState("This event has already been cancelled.")
    if stored.is_over:
        raise WrongState("This event is over, so you cannot cancel it.")
    reason = reason.strip()
    if not reason:
        raise DomainError("Enter why it is cancelled.")
    refuse_for_readers(reason=reason)
    stored.cancelled_at, stored.cancelled_by, stored.cancel_reason = timezone.now(), by, reason
    stored.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    record(verb=AuditVerb.CANCEL_EVENT, by=by, obj=stored, note=reason)
    return stored


def own(event: Event, by: User) -> Event:
    """The event as it is stored, held until the transaction ends. Raises `NotAllowed` for whoever is not its host."""
    require(by, Permission.WRITE_EVENT)
    if not Event.objects.visible_to(by).filter(pk=event.pk).exists():
        raise NotAllowed("Only the host of the event and the coordinator can do this.")
    stored: Event = Event.objects.select_for_update().get(pk=event.pk)
    return stored
