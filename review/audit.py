"""Adding to the audit trail, and proving it."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from partnership.models import User
from review.audit_verbs import AuditVerb
from review.chain import first_break, link
from review.models import ChainHead, Event, Reviewable
from review.transitions import Verb


def actor_label(user: User | None) -> str:
    """Who acted, as it stood that day: name, roles, organisation. The portal itself acts as “the portal”."""
    if user is None:
        return "the portal"
    roles = ", ".join(user.role_names) or "no role"
    return f"{user} ({roles}; {user.organisation or 'no organisation'})"


def lock_trail() -> ChainHead:
    """Let nothing that the audit trail knows of be committed until the caller's transaction ends.

    Whoever approves, withdraws, signs, releases or changes anything adds a line to the trail in the same transaction,
    and waits at the head of the chain to do so. Who holds the head therefore sees, from the next statement on, all that
    was committed, and nothing more is committed after what is seen. On SQLite one transaction writes at a time anyway.

    To be called when all else is locked already: everybody takes the head last.
    """
    ChainHead.objects.get_or_create(pk=1)
    return ChainHead.objects.select_for_update().get(pk=1)


def record(
    *,
    verb: AuditVerb | Verb,
    by: User | None,
    obj: models.Model | None = None,
    note: str = "",
    data: dict[str, Any] | None = None,
    revision: int | None = None,
    source: str = "",
    target: str = "",
) -> Event:
    """Add a line to the trail, inside the caller's transaction, so that the deed and its line stand or fall together.

    The head of the chain is locked meanwhile: lines are added one after another, in one unbroken order. What follows
    the trail, such as the search (`settings.WHEN_RECORDED`), is called while it is. Record a deed when it is done, so
    that they see what it changed. Raises `ValueError` for a verb that is no `AuditVerb`.
    """
    known = AuditVerb(verb)
    with transaction.atomic():
        head = lock_trail()
        event = Event(
            sequence=head.sequence + 1,
            at=timezone.now(),
            actor=by,
            actor_label=actor_label(by)[:300],
            verb=known.value,
            content_type=ContentType.objects.get_for_model(obj) if obj is not None else None,
            object_id=obj.pk if obj is not None else None,
            object_label=_label(obj)[:300],
            revision=revision,
            source=source,
            target=target,
            note=note,
            data=data or {},
            previous_hash=head.hash,
        )
        event.hash = link(head.hash, as_line(event))
        event.save()
        ChainHead.objects.filter(pk=1).update(sequence=event.sequence, hash=event.hash)
        for name in settings.WHEN_RECORDED:
            import_string(name)(known.value, obj)
    return event


def _label(obj: models.Model | None) -> str:
    if obj is None:
        return ""
    if isinstance(obj, Reviewable):
        return obj.lasting_title() or f"{obj.review_noun} {obj.pk}".capitalize()
    return str(obj)


def as_line(event: Event) -> dict[str, Any]:
    """The event as the chain sees it."""
    kind = event.content_type
    return {
        "sequence": event.sequence,
        "at": event.at.isoformat(),
        "actor_id": event.actor_id,
        "actor_label": event.actor_label,
        "verb": event.verb,
        "kind": f"{kind.app_label}.{kind.model}" if kind else "",
        "object_id": event.object_id,
        "object_label": event.object_label,
        "revision": event.revision,
        "source": event.source,
        "target": event.target,
        "note": event.note,
        "data": event.data,
        "previous_hash": event.previous_hash,
        "hash": event.hash,
    }


def verify_trail() -> str | None:
    """What does not hold in the trail, as a sentence; None when all of it does, the end included."""
    events = Event.objects.select_related("content_type").order_by("sequence")
    broken = first_break(as_line(event) for event in events.iterator(chunk_size=1000))
    if broken:
        return broken
    last = events.last()
    head = ChainHead.objects.filter(pk=1).first()
    if (last.hash if last else "") != (head.hash if head else ""):
        return "The last lines of the audit trail are missing: its head points to a later line."
    return None
