"""Reminders about actions that were sent, so that nobody is told the same thing twice."""

from django.db import models

from deadlines.models import ReminderBase, reminder_constraints
from partnership.permissions import Permission
from priorities.models.action import Action


class ActionReminder(ReminderBase):
    """One reminder to one person about one action."""

    ABOUT = ["action"]
    PREFIX = "action"
    RECIPIENTS = Permission.REPORT_PROGRESS

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reminders")

    class Meta(ReminderBase.Meta):
        constraints = reminder_constraints("action_reminder", ["action"])

    def __str__(self) -> str:
        return f"{self.action}: {self.get_kind_display()}"
