"""The actions on which an organisation has still to report, and what the coordinator has to see to."""

import datetime
import uuid

from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from priorities.models import Action, ActionUpdate
from priorities.tracker import tracked_lines


def to_do(user: User) -> list[Task]:
    """A constant number of queries for each open year."""
    found: list[Task] = []
    if has_permission(user, Permission.REPORT_PROGRESS):
        found += _progress(user)
    if has_permission(user, Permission.MANAGE_STRUCTURE):
        found += _overdue(user)
    return found


def _progress(user: User) -> list[Task]:
    """Actions that run in an open year and of which nothing is begun for it, each for one year alone.

    For months two years are open, and an action is in the plans of both: then it is asked about the year that is over.
    """
    today = timezone.localdate()
    newest_first = list(ReportingYear.objects.filter(closed_at__isnull=True).order_by("-starts_on"))
    years = sorted(newest_first, key=lambda year: year.ends_on >= today)
    if not years or user.organisation is None:
        return []
    begun = set(
        ActionUpdate.objects.filter(organisation=user.organisation, year__in=years).values_list("action_id", "year_id")
    )
    found: dict[uuid.UUID, Task] = {}
    for year in years:
        for action in Action.objects.filter(owner=user.organisation).asked_in(year).in_order():
            if (action.pk, year.pk) not in begun:
                found.setdefault(action.key, _task(action, year))
    return list(found.values())


def _task(action: Action, year: ReportingYear) -> Task:
    """An update that is begun with its first save, so it is named by action and year."""
    link = ActionUpdate(action=action, year=year).get_edit_url()
    due = action.due_on if action.due_on and action.due_on <= year.ends_on else None
    return Task(TaskKind.WRITE, action.title, link, f"Progress for {year}", since=year.starts_on, due=due)


def _overdue(user: User) -> list[Task]:
    """All that is overdue, as one task: its owners are asked one by one."""
    late = [line for line in tracked_lines(user) if line.is_overdue]
    if not late:
        return []
    words = "1 action is overdue" if len(late) == 1 else f"{len(late)} actions are overdue"
    first = min(line.action.due_on or timezone.localdate() for line in late)
    link = f"{reverse('priorities:action-list')}?when=Overdue"
    since = first + datetime.timedelta(days=1)
    return [Task(TaskKind.RENEW, words, link, "Ask the owners, or change the dates", since=since)]
