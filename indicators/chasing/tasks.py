"""Reminders by the worker."""

from celery import shared_task

from indicators.chasing.reminders import cancel_chases, send_due


@shared_task
def send_reminders() -> int:
    """Take back what need not be said any more, write the reminders that are due; every quarter of an hour, by beat."""
    cancel_chases()
    return send_due()
