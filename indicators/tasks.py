"""Celery finds an app's tasks here. Each is written in its feature's folder."""

from indicators.chasing.tasks import send_reminders
from indicators.releases.tasks import build_release_task, publish_due_releases, store_workbooks, sweep_release_orders
from indicators.rounds.tasks import plan_rounds

__all__ = [
    "build_release_task",
    "plan_rounds",
    "publish_due_releases",
    "send_reminders",
    "store_workbooks",
    "sweep_release_orders",
]
