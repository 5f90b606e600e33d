"""What the worker does for case studies. The database says whether there is anything to do."""

from celery import shared_task

from learning.consent_mail import send_warnings


@shared_task
def send_consent_warnings() -> int:
    """Write what is due about consent that ends; every quarter of an hour, by beat."""
    return send_warnings()
