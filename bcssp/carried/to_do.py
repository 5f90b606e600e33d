"""What the coordinator has not confirmed of an open year."""

from django.urls import reverse
from django.utils import timezone

from bcssp.carried.parts import carried_parts, is_carried
from partnership.authorization import has_permission
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from partnership.to_do import BEFORE_YEAR_BEGINS


def to_do(user: User) -> list[Task]:
    """One task for the newest year that is not over, until each part was confirmed once."""
    if not has_permission(user, Permission.MANAGE_STRUCTURE):
        return []
    year = ReportingYear.objects.filter(closed_at__isnull=True, ends_on__gte=timezone.localdate()).first()
    if year is None or not is_carried(year):
        return []
    parts = carried_parts(year)
    left = sum(part.is_open for part in parts)
    if not left:
        return []
    return [
        Task(
            TaskKind.RENEW,
            f"Confirm what {year} takes over",
            reverse("year-carried", args=[year.slug]),
            f"{left} of {len(parts)} parts to confirm",
            since=year.starts_on - BEFORE_YEAR_BEGINS,
            due=year.starts_on.replace(day=30),
        )
    ]
