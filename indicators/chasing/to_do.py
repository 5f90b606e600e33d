"""The returns that an organisation has still to send."""

from indicators.chasing.owed import OwedReturn, due_returns
from partnership.authorization import has_permission
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind


def to_do(user: User) -> list[Task]:
    """What can be sent now and is not, with its date. Five queries at most."""
    if not has_permission(user, Permission.SUBMIT_FIGURES):
        return []
    years = list(ReportingYear.objects.filter(closed_at__isnull=True))
    owed = due_returns(user.organisation, years)
    return [_task(one) for one in owed if one.return_status.is_open and not one.is_done]


def _task(owed: OwedReturn) -> Task:
    return Task(
        TaskKind.WRITE,
        owed.family.title,
        owed.url,
        f"Figures for {owed.period.label}",
        since=owed.round.opens_on if owed.round else owed.period.ends_on,
        due=owed.round.due_on if owed.round else None,
    )
