"""Seats and years that have to be seen to."""

import datetime

from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission
from partnership.models import ReportingYear, Seat, User
from partnership.models.year import year_bounds
from partnership.permissions import Permission
from partnership.services import current_year
from partnership.task import Task, TaskKind

# How long before the end of a term, or before the year begins, it is said.
BEFORE_TERM_ENDS = datetime.timedelta(days=60)
BEFORE_YEAR_BEGINS = datetime.timedelta(days=60)


def to_do(user: User) -> list[Task]:
    """For who keeps the structure and the years. Two queries at most."""
    today = timezone.localdate()
    found: list[Task] = []
    if has_permission(user, Permission.CLOSE_YEAR):
        found += _next_year(today)
    if has_permission(user, Permission.MANAGE_STRUCTURE):
        found += _seats(today)
    return found


def year_to_open(today: datetime.date) -> tuple[str, str] | None:
    """The year that has begun or begins soon, while nobody opened it, and where that is done: slug and address.

    The very first one is another matter.
    """
    slug = current_year(today + BEFORE_YEAR_BEGINS)
    years = set(ReportingYear.objects.values_list("slug", flat=True))
    if not years or slug in years:
        return None
    return slug, f"{reverse('partnership:year-list')}?open={slug}"


def _next_year(today: datetime.date) -> list[Task]:
    found = year_to_open(today)
    if found is None:
        return []
    slug, link = found
    starts_on, _ = year_bounds(slug)
    detail = "Opening the year plans its returns"
    return [Task(TaskKind.RENEW, f"Open the year {slug}", link, detail, starts_on - BEFORE_YEAR_BEGINS, starts_on)]


def _seats(today: datetime.date) -> list[Task]:
    """Seats that end soon or ended without a successor, and how many stand empty."""
    rows = list(Seat.objects.select_related("group", "organisation").order_by("starts_on", "pk"))
    newest = {(seat.group_id, seat.title): seat for seat in rows}
    found = [
        Task(
            TaskKind.RENEW,
            str(seat),
            reverse("partnership:seat-edit", args=[seat.pk]),
            "The term is ending: renew it or say who takes over",
            since=seat.ends_on - BEFORE_TERM_ENDS,
            due=seat.ends_on,
        )
        for seat in newest.values()
        if seat.ends_on is not None and seat.ends_on <= today + BEFORE_TERM_ENDS
    ]
    empty = [seat for seat in newest.values() if seat.is_vacant and (seat.ends_on is None or seat.ends_on >= today)]
    if empty:
        words = "1 seat is vacant" if len(empty) == 1 else f"{len(empty)} seats are vacant"
        since = min(seat.starts_on for seat in empty)
        found.append(
            Task(
                TaskKind.RENEW,
                words,
                f"{reverse('partnership:seat-list')}?holder=vacant",
                "Say who sits there",
                since=since,
            )
        )
    return found
