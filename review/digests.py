"""One mail a day instead of one an item, for people who decide: what waits for them, if something new does."""

import datetime

from django.urls import reverse
from django.utils import timezone

from partnership.models import User
from partnership.wording import absolute
from review.models import Notification
from review.notifications import enqueue, review_url
from review.queries import QueueRow, queue
from review.reviewers import reviewers

# On the clock in England: before people begin to work.
FIRST_AT = datetime.time(7, 30)


def owe_digests(now: datetime.datetime | None = None) -> int:
    """Owe each of them today's mail, once a day however often it is asked; returns how many were owed now."""
    moment = now or timezone.now()
    local = timezone.localtime(moment)
    if local.time() < FIRST_AT:
        return 0
    return sum(_owe(person, local.date()) for person in reviewers() if person.daily_digest)


def _owe(person: User, today: datetime.date) -> bool:
    prefix = f"digest:{person.pk}:"
    last = Notification.objects.filter(key__startswith=prefix).order_by("-created_at").first()
    if last is not None and last.key == f"{prefix}{today.isoformat()}":
        return False
    rows = [row for row in queue(person) if row.is_for_me]
    if not any(last is None or row.since is None or row.since > last.created_at for row in rows):
        return False
    count = f"{len(rows)} {'item' if len(rows) == 1 else 'items'}"
    lines = "\n\n".join(_line(row) for row in rows)
    enqueue(
        person,
        key=f"{prefix}{today.isoformat()}",
        subject=f"Waiting for your decision: {count}",
        body=f"{lines}\n\nSee them all: {absolute(reverse('work'))}\n\nTo get one email an item instead: "
        f"{absolute(reverse('email-choice'))}\n",
    )
    return True


def _line(row: QueueRow) -> str:
    return (
        f"{row.item.review_noun.capitalize()} “{row.title}” from {row.organisation}\n{absolute(review_url(row.item))}"
    )
