"""Deletion of old drafts by the worker."""

from celery import shared_task

from indicators.returns.drafts import forget_old_drafts


@shared_task
def forget_drafts() -> int:
    """Delete what people typed and did not save for 90 days; queued every hour by beat."""
    return forget_old_drafts()
