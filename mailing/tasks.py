"""What the worker does for subscribers. The database says whether there is anything to do."""

from celery import shared_task

from mailing.subscribing import forget


@shared_task
def forget_subscribers() -> int:
    """Delete what is kept no longer; every hour, by beat."""
    return forget()
