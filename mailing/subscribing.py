"""Asking, confirming, changing, ending and erasing a subscription. No answer tells whether an address is known."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mailing.letters import send_already, send_confirmation
from mailing.links import TO_CONFIRM
from mailing.models import ConsentRecord, Subscriber, Suppression, TopicChoice
from mailing.models.subscriber import RecordKind, SubscriberState
from mailing.topics import in_words, wording
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb
from review.models import Notification

# So many letters a day go to one address, whoever asks for them.
LETTERS_A_DAY = 3
# How long the record of somebody who unsubscribed is kept, to show that they had agreed.
KEPT_AFTERWARDS = datetime.timedelta(days=365)
# So that whoever gets hold of the hashes pays for each address that they try.
_SALT, _COST = b"bcssp.mailing.suppression", 2**14


def clean_address(address: str) -> str:
    """The address as it is stored and compared."""
    return address.strip().lower()


def hash_of(address: str) -> str:
    """What is kept of an address that was erased. It depends on no key, for keys are replaced."""
    return hashlib.scrypt(clean_address(address).encode(), salt=_SALT, n=_COST, r=8, p=1, dklen=32).hex()


@transaction.atomic
def ask(*, address: str, topics: Sequence[str]) -> None:
    """Note what somebody entered, and write to the address: with a link to confirm, or that it is subscribed already.

    Nothing is sent to an erased address, nor more than `LETTERS_A_DAY`. The caller hears nothing of it.
    """
    address, now = clean_address(address), timezone.now()
    if Suppression.objects.filter(address_hash=hash_of(address)).exists():
        return
    subscriber, _ = Subscriber.objects.get_or_create(address=address, defaults={"asked_at": now})
    asked = ConsentRecord.objects.filter(subscriber=subscriber, kind=RecordKind.ASKED)
    if asked.filter(at__gt=now - datetime.timedelta(days=1)).count() >= LETTERS_A_DAY:
        return
    line = _note(subscriber, RecordKind.ASKED, topics)
    if subscriber.state == SubscriberState.ACTIVE:
        send_already(subscriber, line)
    else:
        # Its time to confirm begins anew.
        Subscriber.objects.filter(pk=subscriber.pk).update(asked_at=now)
        send_confirmation(subscriber, line)


@transaction.atomic
def confirm(asked: ConsentRecord) -> None:
    """Subscribe the address to what was asked in that form. A second time it changes nothing."""
    subscriber = _locked(asked.subscriber)
    if ConsentRecord.objects.filter(subscriber=subscriber, pk__gt=asked.pk).exclude(kind=RecordKind.ASKED).exists():
        # Whoever ended it since, or confirmed a later form, is not brought back by an old letter.
        return
    subscriber.state, subscriber.confirmed_at, subscriber.ended_at = SubscriberState.ACTIVE, timezone.now(), None
    subscriber.save(update_fields=["state", "confirmed_at", "ended_at"])
    _choose(subscriber, asked.topics)
    _note(subscriber, RecordKind.CONFIRMED, asked.topics, asked.wording)


@transaction.atomic
def change(subscriber: Subscriber, topics: Sequence[str]) -> None:
    """Keep other topics. Without any it is the end. Raises `DomainError` where they are not subscribed."""
    stored = _locked(subscriber)
    if stored.state != SubscriberState.ACTIVE:
        raise DomainError("You are not subscribed. To get our emails again, subscribe again.")
    if not topics:
        end(stored, RecordKind.UNSUBSCRIBED)
    elif set(topics) != set(stored.choices.values_list("topic", flat=True)):
        _choose(stored, topics)
        _note(stored, RecordKind.CHANGED, topics)


@transaction.atomic
def end(subscriber: Subscriber, why: RecordKind) -> None:
    """Send nothing more. A second time it changes nothing."""
    stored = _locked(subscriber)
    if stored.state == SubscriberState.ENDED:
        return
    stored.state, stored.ended_at = SubscriberState.ENDED, timezone.now()
    stored.save(update_fields=["state", "ended_at"])
    stored.choices.all().delete()
    _note(stored, why, ())


@transaction.atomic
def erase(subscriber: Subscriber) -> None:
    """Forget the address and everything about it, but the hash that keeps us from writing to it again."""
    _suppress(subscriber.address)


@transaction.atomic
def erase_for(*, address: str, by: User) -> None:
    """The same for somebody who asked the partnership to do it, whether or not the address is known."""
    require(by, Permission.MANAGE_SUBSCRIBERS)
    record(verb=AuditVerb.ERASE_SUBSCRIBER, by=by, obj=_suppress(address))


@transaction.atomic
def allow_again(*, address: str, by: User) -> None:
    """Let somebody who had been erased subscribe again, as they asked. They are not subscribed by that."""
    require(by, Permission.MANAGE_SUBSCRIBERS)
    kept = Suppression.objects.filter(address_hash=hash_of(address)).first()
    if kept is None:
        raise DomainError("This address was not erased, so its owner can subscribe.")
    record(verb=AuditVerb.ALLOW_ADDRESS, by=by, obj=kept)
    kept.delete()


def consent_record(subscriber: Subscriber) -> dict[str, Any]:
    """Everything that is kept about a subscriber, for themselves."""
    topics = list(subscriber.choices.values_list("topic", flat=True))
    return {
        "partnership": settings.PARTNERSHIP.name,
        "address": subscriber.address,
        "status": subscriber.get_state_display(),
        "topics": in_words(topics),
        "record": [
            {"what": line.get_kind_display(), "when": line.at.isoformat(), "wording": line.wording}
            for line in subscriber.records.all()
        ],
    }


def forget(now: datetime.datetime | None = None) -> int:
    """Delete addresses that nobody confirmed in time, and those that ended long ago; their number."""
    moment = now or timezone.now()
    late = Subscriber.objects.filter(state=SubscriberState.WAITING, asked_at__lt=moment - TO_CONFIRM)
    ended = Subscriber.objects.filter(state=SubscriberState.ENDED, ended_at__lt=moment - KEPT_AFTERWARDS)
    gone = list(late) + list(ended)
    for subscriber in gone:
        with transaction.atomic():
            _forget_address(subscriber.address)
    return len(gone)


def _suppress(address: str) -> Suppression:
    kept, _ = Suppression.objects.get_or_create(address_hash=hash_of(address), defaults={"at": timezone.now()})
    _forget_address(clean_address(address))
    return kept


def _forget_address(address: str) -> None:
    Notification.objects.filter(address=address, key__startswith="subscribe:").delete()
    Subscriber.objects.filter(address=address).delete()


def _locked(subscriber: Subscriber) -> Subscriber:
    return Subscriber.objects.select_for_update().get(pk=subscriber.pk)


def _choose(subscriber: Subscriber, topics: Iterable[str]) -> None:
    subscriber.choices.all().delete()
    TopicChoice.objects.bulk_create([TopicChoice(subscriber=subscriber, topic=topic) for topic in sorted(set(topics))])


def _note(subscriber: Subscriber, kind: RecordKind, topics: Sequence[str], words: str = "") -> ConsentRecord:
    said = words or (wording(topics) if topics else "")
    return ConsentRecord.objects.create(
        subscriber=subscriber, kind=kind, topics=sorted(set(topics)), wording=said, at=timezone.now()
    )
