"""What the worker does for review: send the messages that are owed."""

from celery import shared_task

from review.digests import owe_digests
from review.next_year import remind_of_next_year
from review.notifications import send_owed


@shared_task
def send_notifications() -> int:
    """Send what is owed; queued every minute by beat."""
    return send_owed()


@shared_task
def send_digests() -> int:
    """Owe the mails of the day; queued by beat. The messages go out with the others."""
    return owe_digests() + remind_of_next_year()
