"""The steps of building an edition: what people are shown while it is built."""

from django.db import models
from django.db.models import Q

from reports.models.edition import Edition


class StepState(models.TextChoices):
    """Where a step is."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Step(models.Model):
    """One step of building an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    label = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=StepState.choices, default=StepState.WAITING)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(name="step_order_once", fields=["edition", "order"]),
            models.UniqueConstraint(name="step_key_once", fields=["edition", "key"]),
            models.CheckConstraint(name="step_state_known", condition=Q(state__in=StepState.values)),
            models.CheckConstraint(
                name="step_done_has_times",
                condition=~Q(state="done") | Q(started_at__isnull=False, finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.label
