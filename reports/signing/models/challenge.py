"""The log in which who stands outside the agencies asks, and the partnership answers."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnership.constraints import known, only_if, written
from partnership.models import ReportingYear


class ChallengeState(models.TextChoices):
    """Where a challenge stands. Who raised it decides whether an answer is enough."""

    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    """Challenges narrowed by what is still to do."""

    def unsettled(self) -> "ChallengeQuerySet":
        """Not closed yet, the earliest due date first."""
        return self.exclude(state=ChallengeState.CLOSED).order_by("due_on", "pk")

    def overdue(self, today: datetime.date) -> "ChallengeQuerySet":
        """Without an answer although the due date has passed."""
        return self.filter(state=ChallengeState.OPEN, due_on__lt=today).order_by("due_on", "pk")


class Challenge(models.Model):
    """One question about a year's report; `section` is the key of the section that it is about, empty for the whole."""

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="challenges")
    section = models.CharField(max_length=40, blank=True)
    question = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ChallengeState.choices, default=ChallengeState.OPEN)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["-year__starts_on", "-pk"]
        constraints = [
            known("challenge_state_known", "state", ChallengeState.values),
            written("challenge_asks_something", "question"),
            only_if("challenge_closed_has_who_and_when", Q(state="closed"), "closed_by", "closed_at"),
        ]

    def __str__(self) -> str:
        return f"Challenge {self.pk} on the report of {self.year}"


class ChallengeAnswer(models.Model):
    """One answer to a challenge. Answers are added and never changed."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["challenge", "answered_at", "pk"]
        constraints = [written("challenge_answer_says_something", "text")]

    def __str__(self) -> str:
        return f"Answer to {self.challenge}"
