"""What the worker does for events. The database says whether there is anything to do."""

from celery import shared_task

from events.evaluating import ask_all
from events.forgetting import forget


@shared_task
def forget_bookings() -> int:
    """Delete what is kept no longer; every hour, by beat."""
    return forget()


@shared_task
def ask_for_evaluations() -> int:
    """Ask those who come how confident they are; every quarter of an hour, by beat."""
    return ask_all()
