"""Sending an issue of the newsletter: who asks for it, when, and how far it is."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from learning.models import Newsletter
from mailing.composing import NEWSLETTER
from mailing.models import DeliveryState, Mailing, MailingState, Subscriber
from mailing.models.mailing import OPEN
from mailing.sending import stop
from mailing.topics import NEWSLETTER as TOPIC
from partnership.authorization import require
from partnership.exceptions import DomainError, WrongState
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb

STOPPED_BY_HAND = "It was stopped by {person}."


@dataclass(frozen=True)
class Progress:
    """How many emails there are, and what became of them."""

    total: int
    sent: int
    waiting: int
    refused: int
    failed: int
    unwanted: int

    @property
    def done(self) -> int:
        """How many need nothing more."""
        return self.total - self.waiting


def mailing_of(issue: Newsletter) -> Mailing | None:
    """The sending of an issue, if anybody asked for it."""
    return Mailing.objects.filter(key=_key(issue)).first()


def readers_now() -> int:
    """How many people would get an issue now."""
    return Subscriber.objects.of_any([TOPIC]).count()


def progress(mailing: Mailing) -> Progress:
    """Its emails by what became of them. One query."""
    by_state = dict(mailing.deliveries.order_by().values_list("state").annotate(Count("pk")))
    waiting = by_state.get(DeliveryState.WAITING, 0) + by_state.get(DeliveryState.SENDING, 0)
    return Progress(
        total=sum(by_state.values()),
        sent=by_state.get(DeliveryState.SENT, 0),
        waiting=waiting,
        refused=by_state.get(DeliveryState.REFUSED, 0),
        failed=by_state.get(DeliveryState.FAILED, 0),
        unwanted=by_state.get(DeliveryState.UNWANTED, 0),
    )


@transaction.atomic
def schedule(issue: Newsletter, *, at: datetime.datetime | None, by: User) -> Mailing:
    """Send an issue to its subscribers, now or at a time. Raises `DomainError`; each issue is sent once."""
    require(by, Permission.MANAGE_SUBSCRIBERS)
    now = timezone.now()
    if at is not None and at <= now:
        raise DomainError("The time has passed. Enter a later time, or send it now.")
    if issue.live_revision is None:
        raise WrongState("You can only send a newsletter that is published.")
    mailing, is_new = Mailing.objects.get_or_create(
        key=_key(issue),
        defaults={
            "title": issue.live_revision.content["title"],
            "topics": [TOPIC],
            "send_at": at or now,
            "asked_by": by,
        },
    )
    if not is_new:
        if not mailing.was_called_off:
            raise WrongState("This newsletter has been sent or scheduled already. You can send each issue once.")
        # Nobody got it before it was cancelled.
        mailing.state, mailing.stop_reason, mailing.ended_at = MailingState.SCHEDULED, "", None
        mailing.send_at, mailing.asked_by = at or now, by
        mailing.save()
    record(verb=AuditVerb.SCHEDULE_MAILING, by=by, obj=issue, data={"send_at": mailing.send_at.isoformat()})
    return mailing


@transaction.atomic
def stop_sending(issue: Newsletter, *, by: User) -> None:
    """Send no more of it. Who has got it keeps it. Raises `WrongState` where it is all sent."""
    require(by, Permission.MANAGE_SUBSCRIBERS)
    mailing = mailing_of(issue)
    if mailing is None or mailing.state not in OPEN or not stop(mailing, STOPPED_BY_HAND.format(person=by)):
        raise WrongState("Nothing is being sent.")
    record(verb=AuditVerb.STOP_MAILING, by=by, obj=issue)


def _key(issue: Newsletter) -> str:
    return f"{NEWSLETTER}:{issue.key}"
