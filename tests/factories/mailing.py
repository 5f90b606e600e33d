"""Subscribers, made by the way that everybody takes."""

from collections.abc import Sequence

from mailing.models import ConsentRecord, Subscriber
from mailing.subscribing import ask, confirm
from review.notifications import cancel_notification


def asked(address: str, topics: Sequence[str] = ("newsletter",)) -> ConsentRecord:
    """What somebody entered, whose letter is not sent."""
    ask(address=address, topics=topics)
    record = ConsentRecord.objects.select_related("subscriber").latest("pk")
    cancel_notification(f"subscribe:{record.pk}")
    return record


def active_subscriber(address: str = "reader@example.org", topics: Sequence[str] = ("newsletter",)) -> Subscriber:
    """Somebody who asked and confirmed."""
    record = asked(address, topics)
    confirm(record)
    return Subscriber.objects.get(pk=record.subscriber_id)
