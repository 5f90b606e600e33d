"""Deletion of old uploads by the worker."""

from celery import shared_task

from indicators.files.upload_sweep import forget_old_uploads


@shared_task
def forget_files() -> int:
    """Delete the spreadsheets that are more than a day old; queued every hour by beat."""
    return forget_old_uploads()
