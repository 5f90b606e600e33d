"""What the worker does for members' accounts. The database says whether there is anything to do."""

from celery import shared_task

from reports.contributions.account_reminders import cancel_chases, send_due


@shared_task
def send_account_reminders() -> int:
    """Take back what need not be said any more, write the reminders that are due; every quarter of an hour, by beat."""
    cancel_chases()
    return send_due()
