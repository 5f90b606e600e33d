"""What is still to be written for the annual report: accounts of the members, texts of the partnership."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission
from partnership.models import Arm, ReportingYear, User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from reports.contributions.account_queries import DueAccount, due_accounts
from reports.contributions.models.account import MemberAccount
from reports.contributions.models.statement import Statement
from reports.contributions.records import RECORDS
from reports.contributions.statement_kinds import SHAPES, StatementKind
from reports.editions.models.edition import Edition
from reports.editions.report_year import untold_years
from review.states import ReviewState

UNFINISHED = (ReviewState.DRAFT, ReviewState.RETURNED)


def to_do(user: User) -> list[Task]:
    """A constant number of queries."""
    told = set(Edition.objects.published().values_list("year", flat=True))
    accounts = [_account(due) for due in due_accounts(user) if due.year.pk not in told]
    return [*accounts, *_begun_accounts(user), *_statements(user), *_records(user)]


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
    """The texts of each year that is over and whose report is not published. Six queries."""
    signs = [kind for kind in StatementKind if (own := SHAPES[kind].signed_with) and has_permission(user, own)]
    writes = has_permission(user, Permission.WRITE_STATEMENT)
    if not signs and not writes:
        return []
    over = untold_years()
    rows = Statement.objects.exclude(state=ReviewState.WITHDRAWN).select_related("year", "arm", "returned_by")
    begun = list(rows.filter(Q(year__in=over) | Q(in_own_hand=True, state__in=UNFINISHED)))
    found = [_own_text(row) for row in begun if row.kind in signs and row.in_own_hand and row.state in UNFINISHED]
    for year in over:
        kinds = [row.kind for row in begun if row.year_id == year.pk]
        found += [_not_begun(kind, year) for kind in signs if kind not in kinds]
        if writes:
            found += _counted(year, kinds)
    return found


def _not_begun(kind: StatementKind, year: ReportingYear) -> Task:
    """A text in the person's own name of which there is nothing yet."""
    text = Statement(year=year, kind=kind)
    return Task(
        TaskKind.WRITE, text.title_for_review(), text.get_edit_url(), "In your name, not started", since=year.ends_on
    )


def _own_text(text: Statement) -> Task:
    """A text in the person's own name that is begun, or came back."""
    if text.state == ReviewState.RETURNED:
        since = timezone.localdate(text.returned_at) if text.returned_at else None
        said = f"In your name, returned by {text.returned_by}"
        return Task(
            TaskKind.PUT_RIGHT, text.title_for_review(), text.get_edit_url(), said, since, reason=text.return_reason
        )
    since = timezone.localdate(text.edited_at) if text.edited_at else None
    return Task(TaskKind.WRITE, text.title_for_review(), text.get_edit_url(), "In your name, draft", since)


def _counted(year: ReportingYear, kinds: list[str]) -> list[Task]:
    """How many of the partnership's texts nobody has begun; those in one person's name are that person's."""
    wanted = [StatementKind.ARM] * Arm.objects.count() + [
        kind for kind in StatementKind if kind != StatementKind.ARM and SHAPES[kind].signed_with is None
    ]
    left = len(wanted) - sum(kind in wanted for kind in kinds)
    if left <= 0:
        return []
    link = f"{reverse('reports:writing')}?year={year.slug}"
    detail = f"{left} of {len(wanted)} not begun"
    return [Task(TaskKind.WRITE, f"Texts for the annual report {year}", link, detail, since=year.ends_on)]


def _records(user: User) -> list[Task]:
    """Which records of each year that is over and untold nobody has begun. Five queries."""
    if not has_permission(user, Permission.KEEP_REPORT_RECORDS):
        return []
    over = untold_years()
    rows = {model: model.objects.filter(year__in=over).exclude(state=ReviewState.WITHDRAWN) for model in RECORDS}
    begun = {model: set(found.values_list("year", flat=True)) for model, found in rows.items()} if over else {}
    return [
        Task(
            TaskKind.WRITE,
            f"Records for the annual report {year}",
            f"{reverse('reports:record-list')}?year={year.slug}",
            f"Not begun: {', '.join(one.heading.lower() for one in left)}",
            since=year.ends_on,
        )
        for year in over
        if (left := [model for model in RECORDS if year.pk not in begun[model]])
    ]
