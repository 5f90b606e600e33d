"""What the worker does for learning. The database says whether there is anything to do."""

from celery import shared_task

from learning.consent_mail import send_warnings
from learning.media.services import remove_unused
from learning.papers import tidy_papers
from learning.review_days import send_reminders


@shared_task
def send_consent_warnings() -> int:
    """Write what is due about consent that ends; every quarter of an hour, by beat."""
    return send_warnings()


@shared_task
def remove_unused_files() -> int:
    """Delete pictures that no product has and no reader is shown any more; once a day, by beat."""
    return remove_unused()


@shared_task
def send_review_reminders() -> int:
    """Write what is due about briefings that have to be looked at again; every quarter of an hour, by beat."""
    return send_reminders()


@shared_task
def make_briefing_papers() -> int:
    """Make the PDFs that are missing and delete those of what was withdrawn; every minute, by beat."""
    return tidy_papers()
