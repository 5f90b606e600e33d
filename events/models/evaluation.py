"""What those who came say of it: before, after, and some weeks later."""

from django.db import models
from django.db.models import Q

from events.models.booking import Booking
from events.models.event import Event
from partnership.constraints import implies, known


class Stage(models.TextChoices):
    """When they are asked."""

    BEFORE = "before", "Before"
    AFTER = "after", "After"
    LATER = "later", "6 to 12 weeks later"


class EvaluationLetter(models.Model):
    """That somebody was asked, and whether they answered; not what. It is deleted with their name."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="evaluation_letters")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    sent_at = models.DateTimeField()
    is_answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="evaluation_letter_once", fields=["booking", "stage"]),
            known("evaluation_letter_stage_known", "stage", Stage.values),
        ]

    def __str__(self) -> str:
        return f"evaluation letter {self.pk}"


class Answer(models.Model):
    """One answer: how confident somebody is, from 1 to 5. Nothing says whose it is.

    `did_change` and `words` (what they did differently) are asked later alone.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="answers")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    confidence = models.PositiveSmallIntegerField()
    did_change = models.BooleanField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["event", "pk"]
        constraints = [
            known("answer_stage_known", "stage", Stage.values),
            models.CheckConstraint(name="answer_confidence_range", condition=Q(confidence__gte=1, confidence__lte=5)),
            implies("answer_change_is_later", ~Q(stage="later"), Q(did_change__isnull=True, words="")),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
