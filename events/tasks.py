"""What the worker does for events. The database says whether there is anything to do."""

from celery import shared_task

from events.forgetting import forget


@shared_task
def forget_bookings() -> int:
    """Delete what is kept no longer; every hour, by beat."""
    return forget()
