"""What the worker does for self-assessments. The database says whether there is anything to do."""

from celery import shared_task

from reports.assessments.reminders import send_due


@shared_task
def send_assessment_reminders() -> int:
    """Write the reminders that are due; every quarter of an hour, by beat."""
    return send_due()
