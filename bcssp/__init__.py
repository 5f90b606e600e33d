"""The project package: settings, addresses, Celery, the home page. Wiring only."""

from bcssp.celery import app as celery_app

__all__ = ["celery_app"]
