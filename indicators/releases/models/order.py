"""An order to make a release: the worker builds it, so that no web request draws charts."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.releases.models.calendar import PlannedRelease
from partnership.constraints import known, only_if, says_why, written
from partnership.models import ReportingYear
from publication.leases import Leased, LeasedQuerySet


class OrderState(models.TextChoices):
    """How far an order is."""

    WAITING = "waiting", "Waiting to be built"
    BUILDING = "building", "Being built"
    DONE = "done", "Built"
    FAILED = "failed", "Failed"


UNDER_WAY = (OrderState.WAITING, OrderState.BUILDING)


class ReleaseOrderQuerySet(LeasedQuerySet["ReleaseOrder"]):
    """Orders narrowed by what may be done with them."""

    def under_way(self) -> "ReleaseOrderQuerySet":
        """Asked for, and neither built nor failed."""
        return self.filter(state__in=UNDER_WAY)


class ReleaseOrder(Leased):
    """What was ordered, by whom, and what became of it."""

    WAITING, RUNNING, DUE = OrderState.WAITING, OrderState.BUILDING, "ordered_at"

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="release_orders")
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    publish_at = models.DateTimeField(null=True, blank=True, help_text="Empty to publish as soon as it is built.")
    planned = models.ForeignKey(PlannedRelease, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    warnings = models.JSONField(default=list, help_text="Checklist warnings that were accepted.")
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.WAITING)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    release = models.OneToOneField(
        "indicators.Release", null=True, blank=True, on_delete=models.PROTECT, related_name="order"
    )
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()

    objects = ReleaseOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            known("release_order_state_known", "state", OrderState.values),
            written("release_order_has_title", "title"),
            only_if("release_order_lease_while_it_is_built", Q(state=OrderState.BUILDING), "lease_until"),
            only_if("release_order_done_has_release", Q(state=OrderState.DONE), "release"),
            says_why("release_order_failed_says_why", Q(state=OrderState.FAILED), "problem"),
            models.UniqueConstraint(
                name="release_order_one_open_a_year",
                fields=["year"],
                condition=Q(state__in=UNDER_WAY),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is being built."""
        return self.state in UNDER_WAY
