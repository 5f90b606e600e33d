"""The log in which who stands outside the agencies asks, and the partnership answers."""

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnership.constraints import both_or_neither, written
from partnership.models import ReportingYear
from review.models.question import Question, QuestionQuerySet


class ChallengeQuerySet(QuestionQuerySet["Challenge"]):
    """Challenges narrowed by what is still to do."""

    def unsettled(self) -> Self:
        """Not closed yet, the earliest due date first."""
        return self.open().order_by("due_on", "pk")

    def overdue(self, today: datetime.date) -> Self:
        """Without an answer although the due date has passed."""
        return self.unanswered().filter(due_on__lt=today).order_by("due_on", "pk")


class Challenge(Question):
    """One question about a year's report; `section` is the key of the section that it is about, empty for the whole."""

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="challenges")
    section = models.CharField(max_length=40, blank=True)
    due_on = models.DateField()

    objects: ClassVar[Any] = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["-year__starts_on", "-pk"]
        constraints = [
            written("challenge_asks_something", "question"),
            both_or_neither("challenge_answer_paired", "answered_by", "answered_at"),
            both_or_neither("challenge_closed_paired", "closed_by", "closed_at"),
            models.CheckConstraint(
                name="challenge_closed_after_an_answer",
                condition=Q(closed_at__isnull=True) | Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Challenge {self.pk} on the report of {self.year}"

    @property
    def answer(self) -> str:  # type: ignore[override]  # the base lets it be a column
        """The newest answer; empty where there is none."""
        return getattr(self.answers.last(), "text", "")


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
