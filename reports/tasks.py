"""Celery finds an app's tasks here. Each is written in its feature's folder."""

from reports.assessments.tasks import send_assessment_reminders
from reports.build.tasks import (
    build_edition_task,
    check_report_files,
    put_report_files_back,
    sweep_editions,
    sweep_report_files,
)
from reports.contributions.tasks import send_account_reminders
from reports.publishing.tasks import publish_due_editions, tell_of_older_stories

__all__ = [
    "build_edition_task",
    "check_report_files",
    "publish_due_editions",
    "put_report_files_back",
    "send_account_reminders",
    "send_assessment_reminders",
    "sweep_editions",
    "sweep_report_files",
    "tell_of_older_stories",
]
