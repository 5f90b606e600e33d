"""What the worker does for subscribers. The database says whether there is anything to do."""

from celery import shared_task

from mailing.announcing import announce
from mailing.sending import send_some
from mailing.subscribing import forget


@shared_task
def forget_subscribers() -> int:
    """Delete what is kept no longer; every hour, by beat."""
    return forget()


@shared_task
def send_mailings() -> int:
    """Schedule what is new, and send to subscribers for most of a minute; every minute, by beat."""
    announce()
    return send_some()
