"""What the worker does for review: send the messages that are owed."""

from celery import shared_task

from review.notifications import send_owed


@shared_task
def send_notifications() -> int:
    """Send what is owed; queued every minute by beat."""
    return send_owed()
