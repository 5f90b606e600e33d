"""Emails that came back (RFC 3464). Only what shows a number that we signed ends a subscription."""

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser

from mailing.models import Delivery, DeliveryState
from mailing.models.subscriber import RecordKind
from mailing.post import is_hard
from mailing.sending import is_our_number
from mailing.subscribing import end

_NUMBER = re.compile(r"<(\d{1,18})\.([0-9a-f]{24})@[^<>\s]+>")


def read_bounce(raw: bytes) -> bool:
    """End the subscription of an address that a mail server says does not exist; whether it was such a message."""
    returned = BytesParser(policy=policy.default).parsebytes(raw)
    if not any(_says_no_such_mailbox(status) for status in _statuses(returned)):
        return False
    delivery = _delivery(raw)
    if delivery is None or delivery.subscriber is None:
        return False
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.REFUSED, problem="It came back.")
    end(delivery.subscriber, RecordKind.BOUNCED)
    return True


def _statuses(returned: EmailMessage | Message) -> Iterator[Message]:
    """What is said about each address that it was for."""
    for part in returned.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.get_payload():
                if isinstance(block, Message) and block.get("Final-Recipient"):
                    yield block


def _says_no_such_mailbox(status: Message) -> bool:
    failed = str(status.get("Action", "")).strip().lower() == "failed"
    return failed and is_hard(0, str(status.get("Status", "")))


def _delivery(raw: bytes) -> Delivery | None:
    """The email that came back, by the number in what the server returned of it."""
    for pk, signed in _NUMBER.findall(raw.decode("utf-8", "replace")):
        if is_our_number(pk, signed):
            found: Delivery | None = Delivery.objects.select_related("subscriber").filter(pk=int(pk)).first()
            return found
    return None
