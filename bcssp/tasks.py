"""What the clock has the worker do for the portal itself."""

from importlib import import_module

from celery import shared_task
from django.conf import settings
from django.db.models.functions import Now

from bcssp.accounts.sessions import forget_ended
from bcssp.retention import services
from partnership.models import Installation
from publication.installation import begin


@shared_task
def forget_sessions() -> None:
    """Delete the sessions that have expired, and what was known of their browsers."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    forget_ended()


@shared_task
def delete_old() -> dict[str, int]:
    """Delete what has been kept for as long as the partnership wants, unless a legal hold forbids it; every hour."""
    return services.delete_old()


@shared_task
def note_clock() -> None:
    """Note that clock, queue, worker and database have reached each other. A copy does so too, and holds the rest."""
    begin()
    Installation.objects.update(clock_at=Now())
