"""The steps of building an edition: what is to be done, who does it, and what people are shown meanwhile."""

from django.db import models
from django.db.models import Q

from partnership.constraints import implies, known
from publication.leases import Leased, LeasedQuerySet
from reports.editions.models.edition import Edition


class StepState(models.TextChoices):
    """Where a step is."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Step(Leased):
    """One step of building an edition.

    `due_at` is written with what made it due: a row that is due and waits is a message that is owed to the queue.
    `token` is the number of its last take among all takes of the edition.
    """

    WAITING, RUNNING, DUE = StepState.WAITING, StepState.RUNNING, "due_at"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    label = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=StepState.choices, default=StepState.WAITING)
    token = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    message = models.TextField(blank=True)

    objects = LeasedQuerySet["Step"].as_manager()

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(name="step_order_once", fields=["edition", "order"]),
            models.UniqueConstraint(name="step_key_once", fields=["edition", "key"]),
            known("step_state_known", "state", StepState.values),
            implies("step_done_has_times", Q(state="done"), Q(started_at__isnull=False, finished_at__isnull=False)),
            models.CheckConstraint(
                name="step_lease_while_it_runs",
                condition=Q(state="running", lease_until__isnull=False, token__gt=0)
                | (~Q(state="running") & Q(lease_until__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.label
