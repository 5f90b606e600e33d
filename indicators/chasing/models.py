"""Reminders that were sent, so that nobody is told the same thing twice."""

from django.db import models

from deadlines.models import ReminderBase, reminder_constraints
from indicators.rounds.models.returns import ReturnRound
from partnership.permissions import Permission


class Reminder(ReminderBase):
    """One reminder to one person about one round."""

    ABOUT = ["round"]
    PREFIX = "return"
    RECIPIENTS = Permission.SUBMIT_FIGURES

    round = models.ForeignKey(ReturnRound, on_delete=models.PROTECT, related_name="reminders")
    day = models.DateField(
        help_text="The day that triggered it: a date of the round, or the day a reminder was requested."
    )

    class Meta(ReminderBase.Meta):
        constraints = reminder_constraints("reminder", ["round"])

    def __str__(self) -> str:
        return f"{self.round}: {self.get_kind_display()}"
