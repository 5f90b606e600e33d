"""Releases that were announced and are not made yet, approved figures that none holds, and orders that failed."""

import datetime

from django.db.models import Count, F, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.order import OrderState, ReleaseOrder
from indicators.releases.models.release import Release
from indicators.returns.models.submission import Submission
from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from review.states import ReviewState

# How long before its day an announced release is prepared.
BEFORE = datetime.timedelta(days=21)


def to_do(user: User) -> list[Task]:
    """For who makes releases. Three queries."""
    if not has_permission(user, Permission.MAKE_RELEASE):
        return []
    now = timezone.now()
    near = PlannedRelease.objects.open().filter(planned_for__lte=now + BEFORE)
    waiting = near.exclude(orders__state__in=(OrderState.WAITING, OrderState.BUILDING, OrderState.DONE))
    return [*(_announced(one) for one in waiting.select_related("year")), *_unreleased(), *_failed()]


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


def _unreleased() -> list[Task]:
    """For each open year, how many returns were approved since its last release; none while one is being built."""
    releases = Release.objects.filter(year=OuterRef("year"), cancelled_at__isnull=True).order_by("-number")
    being_built = ReleaseOrder.objects.filter(state__in=(OrderState.WAITING, OrderState.BUILDING)).values("year")
    rows = (
        Submission.objects.filter(state=ReviewState.APPROVED, year__closed_at__isnull=True)
        .exclude(year__in=being_built)
        .annotate(last=Subquery(releases.values("made_at")[:1]))
        .filter(Q(last=None) | Q(approved_at__gt=F("last")))
    )
    counted = rows.order_by().values("year__slug").annotate(count=Count("pk"), first=Min("approved_at"))
    return [
        Task(
            TaskKind.PUBLISH,
            f"Approved figures for {found['year__slug']}",
            f"{reverse('indicators:release-create')}?year={found['year__slug']}",
            "1 return is not released" if found["count"] == 1 else f"{found['count']} returns are not released",
            since=timezone.localdate(found["first"]),
        )
        for found in counted.order_by("year__slug")
    ]


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
