"""What the worker does for figures. The database says whether there is anything to do."""

from celery import shared_task

from indicators.drafts import forget_old_drafts
from indicators.reminders import send_due, take_back_chases
from indicators.reuse import store_missing_workbooks
from indicators.rounds import plan_open_years
from indicators.upload_sweep import forget_old_uploads


@shared_task
def send_reminders() -> int:
    """Take back what need not be said any more, write the reminders that are due; every quarter of an hour, by beat."""
    take_back_chases()
    return send_due()


@shared_task
def plan_rounds() -> int:
    """Make the rounds that open years still lack; queued every six hours by beat."""
    return plan_open_years()


@shared_task
def store_workbooks() -> int:
    """Make the workbooks that releases still lack; queued every minute by beat, so that the web need never do it."""
    return store_missing_workbooks()


@shared_task
def forget_files() -> int:
    """Delete the spreadsheets that are more than a day old; queued every hour by beat."""
    return forget_old_uploads()


@shared_task
def forget_drafts() -> int:
    """Delete what people typed and did not save for 90 days; queued every hour by beat."""
    return forget_old_drafts()
