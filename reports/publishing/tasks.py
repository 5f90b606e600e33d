"""Publication by the worker."""

from celery import shared_task

from reports.publishing.services import EDITIONS
from reports.publishing.takedown import tell_of_older_words


@shared_task
def publish_due_editions() -> int:
    """Publish the editions whose time has come. Returns how many came out."""
    return EDITIONS.publish_due()


@shared_task
def tell_of_older_stories() -> int:
    """Tell of public editions that tell a story in older words. Returns how many there are."""
    return tell_of_older_words()
