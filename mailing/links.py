"""The signed links in emails to subscribers: whoever has one is taken for the reader of that mailbox."""

import datetime
import uuid

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse

from mailing.models import ConsentRecord, Subscriber
from partnership.wording import absolute

# How long somebody has to confirm. Afterwards their address is forgotten.
TO_CONFIRM = datetime.timedelta(days=7)
_CONFIRM, _MINE = "mailing.confirm", "mailing.subscriber"


def confirm_link(record: ConsentRecord) -> str:
    """Where somebody confirms what they asked for in one form."""
    token = TimestampSigner(salt=_CONFIRM).sign(str(record.pk))
    return absolute(reverse("mailing:confirm", args=[token]))


def record_of(token: str) -> ConsentRecord | None:
    """What the link confirms; None where it is no link of ours, too old, or the address was forgotten."""
    try:
        pk = TimestampSigner(salt=_CONFIRM).unsign(token, max_age=TO_CONFIRM)
    except BadSignature:
        return None
    return ConsentRecord.objects.select_related("subscriber").filter(pk=int(pk)).first()


def token_of(subscriber: Subscriber) -> str:
    """What stands in the links of a subscriber."""
    return Signer(salt=_MINE).sign(subscriber.key.hex)


def my_link(name: str, subscriber: Subscriber) -> str:
    """A page of the subscriber's own: `preferences` or `unsubscribe`."""
    return absolute(reverse(f"mailing:{name}", args=[token_of(subscriber)]))


def is_ours(token: str) -> bool:
    """Whether we signed it, whoever it belonged to."""
    return _key(token) is not None


def subscriber_of(token: str) -> Subscriber | None:
    """Whose link it is; None where it is no link of ours, or their address is kept no more."""
    key = _key(token)
    return Subscriber.objects.filter(key=key).first() if key else None


def _key(token: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(hex=Signer(salt=_MINE).unsign(token))
    except BadSignature:
        return None
