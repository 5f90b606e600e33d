"""Priorities of a plan, and the commitments that say what the partnership would do."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from partnership.models import Arm
from priorities.models.plan import Plan


class Priority(models.Model):
    """A priority of a plan. It belongs to one arm of the partnership, or cuts across all of them."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    arm = models.ForeignKey(
        Arm,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="priorities",
        help_text="Leave blank if the priority applies to every arm.",
    )
    summary = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "number"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(name="priority_number_once_a_plan", fields=["plan", "number"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("priorities:priority-detail", args=[self.slug])


class Commitment(models.Model):
    """What the partnership said that it would do."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["priority", "number"]
        constraints = [
            models.UniqueConstraint(name="commitment_number_once_a_priority", fields=["priority", "number"]),
        ]

    def __str__(self) -> str:
        return self.text
