"""The actions on which an organisation has still to report."""

from partnership.authorization import has_permission
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from priorities.models import Action, ActionUpdate


def to_do(user: User) -> list[Task]:
    """Actions that run in an open year and of which nothing is begun for it. Three queries."""
    if not has_permission(user, Permission.REPORT_PROGRESS):
        return []
    years = list(ReportingYear.objects.filter(closed_at__isnull=True))
    if not years:
        return []
    begun = set(
        ActionUpdate.objects.filter(organisation=user.organisation, year__in=years).values_list("action_id", "year_id")
    )
    actions = list(
        Action.objects.visible_to(user)
        .select_related("commitment__priority__plan")
        .order_by("commitment__priority__plan__starts_on", "commitment__priority__number", "number")
    )
    return [
        _task(action, year)
        for year in years
        for action in actions
        if _runs(action, year) and (action.pk, year.pk) not in begun
    ]


def _runs(action: Action, year: ReportingYear) -> bool:
    plan = action.commitment.priority.plan
    return plan.starts_on <= year.ends_on and plan.ends_on >= year.starts_on


def _task(action: Action, year: ReportingYear) -> Task:
    """An update that is begun with its first save, so it is named by action and year."""
    link = ActionUpdate(action=action, year=year).get_edit_url()
    return Task(TaskKind.WRITE, action.title, link, f"Progress for {year}", since=year.starts_on)
