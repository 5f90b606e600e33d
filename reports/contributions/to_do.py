"""What is still to be written for the annual report: accounts of the members, texts of the partnership."""

from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission
from partnership.models import Arm, ReportingYear, User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from reports.contributions.account_queries import DueAccount, due_accounts
from reports.contributions.models.account import MemberAccount
from reports.contributions.models.statement import Statement
from reports.contributions.statement_kinds import StatementKind
from review.states import ReviewState


def to_do(user: User) -> list[Task]:
    """A constant number of queries."""
    return [*(_account(due) for due in due_accounts(user)), *_begun_accounts(user), *_statements(user)]


def _account(due: DueAccount) -> Task:
    """The account of the organisation for the report of a year, and by when it is wanted."""
    return Task(
        TaskKind.WRITE,
        "What your organisation did",
        reverse("reports:account-edit", args=[due.year.slug]),
        f"Account for the annual report {due.year}",
        since=due.call.opens_on if due.call else due.year.ends_on,
        due=due.call.due_on if due.call else None,
    )


def _begun_accounts(user: User) -> list[Task]:
    """Accounts that are begun or came back: here for their date, which review does not know."""
    if user.organisation_id is None or not has_permission(user, Permission.WRITE_ACCOUNT):
        return []
    rows = MemberAccount.objects.filter(
        organisation=user.organisation_id, state__in=[ReviewState.DRAFT, ReviewState.RETURNED]
    )
    dated = rows.filter(year__account_call__isnull=False).select_related("year__account_call", "organisation")
    return [Task(TaskKind.WRITE, str(row), row.get_edit_url(), due=row.year.account_call.due_on) for row in dated]


def _statements(user: User) -> list[Task]:
    """For who writes them: how many texts of a year that is over nobody has begun. Three queries."""
    if not has_permission(user, Permission.WRITE_STATEMENT):
        return []
    over = list(ReportingYear.objects.filter(closed_at__isnull=True, ends_on__lt=timezone.localdate()))
    if not over:
        return []
    wanted = len(StatementKind) - 1 + Arm.objects.count()
    begun = Statement.objects.filter(year__in=over).exclude(state=ReviewState.WITHDRAWN)
    counts: dict[int, int] = {}
    for year_id in begun.values_list("year_id", flat=True):
        counts[year_id] = counts.get(year_id, 0) + 1
    return [
        Task(
            TaskKind.WRITE,
            f"Texts for the annual report {year}",
            f"{reverse('reports:writing')}?year={year.slug}",
            f"{left} of {wanted} not begun",
            since=year.ends_on,
        )
        for year in over
        if (left := wanted - counts.get(year.pk, 0)) > 0
    ]
