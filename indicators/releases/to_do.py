"""Releases that were announced and are not made yet, and orders that failed."""

import datetime

from django.urls import reverse
from django.utils import timezone

from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.order import OrderState, ReleaseOrder
from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind

# How long before its day an announced release is prepared.
BEFORE = datetime.timedelta(days=21)


def to_do(user: User) -> list[Task]:
    """For who makes releases. Two queries."""
    if not has_permission(user, Permission.MAKE_RELEASE):
        return []
    now = timezone.now()
    near = PlannedRelease.objects.open().filter(planned_for__lte=now + BEFORE)
    waiting = near.exclude(orders__state__in=(OrderState.WAITING, OrderState.BUILDING, OrderState.DONE))
    return [*(_announced(one) for one in waiting.select_related("year")), *_failed()]


def _announced(planned: PlannedRelease) -> Task:
    due = timezone.localdate(planned.planned_for)
    return Task(
        TaskKind.PUBLISH,
        planned.title,
        f"{reverse('indicators:release-create')}?year={planned.year.slug}",
        f"Announced release of figures for {planned.year}",
        since=due - BEFORE,
        due=due,
    )


def _failed() -> list[Task]:
    """The newest order of each year, where it failed."""
    newest: dict[int, ReleaseOrder] = {}
    for order in ReleaseOrder.objects.order_by("ordered_at", "pk").select_related("year"):
        newest[order.year_id] = order
    return [
        Task(
            TaskKind.PUT_RIGHT,
            f"{order.title} could not be built",
            reverse("indicators:order-detail", args=[order.pk]),
            f"Release of figures for {order.year}",
            since=timezone.localdate(order.ordered_at),
            reason=order.problem,
        )
        for order in newest.values()
        if order.state == OrderState.FAILED
    ]
