"""Reminders that were sent, so that nobody is told the same thing twice."""

from django.conf import settings
from django.db import models

from indicators.rounds.models.returns import ReturnRound
from partnership.constraints import known


class ReminderKind(models.TextChoices):
    """What a reminder says."""

    OPENING = "opening", "The return is open"
    SOON = "soon", "Due in five days"
    DUE = "due", "Due today"
    OVERDUE = "overdue", "Overdue"
    ESCALATED = "escalated", "Overdue, coordinator notified"
    CHASED = "chased", "Reminder from the coordinator"


class Reminder(models.Model):
    """One reminder to one person about one round. A chase is counted by its day; the others are sent once.

    A chase has the day on which it goes out, and waits until `not_before` where it was asked for out of hours.
    """

    round = models.ForeignKey(ReturnRound, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=ReminderKind.choices)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(
        help_text="The day that triggered it: a date of the round, or the day a reminder was requested."
    )
    created_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="reminder_once", fields=["round", "kind", "recipient", "day"]),
            known("reminder_kind_known", "kind", ReminderKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_kind_display()}"
