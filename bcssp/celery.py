"""The Celery application: `celery -A bcssp worker` and `celery -A bcssp beat` find it here."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcssp.settings")

app = Celery("bcssp", task_cls="bcssp.held:HeldTask")
# Named, not imported: the settings are read when a task is first sent or taken.
app.config_from_object("bcssp.celery_config")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="release_tasks")
app.autodiscover_tasks(related_name="account_tasks")
