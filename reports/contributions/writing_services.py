"""Verbs for what people write for the annual report. Each takes an actor and leaves a line in the audit trail."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from deadlines.steps import is_too_far
from partnership.authorization import has_permission, require
from partnership.days import day
from partnership.exceptions import ClosedYear, DomainError, NotAllowed, StaleRevision
from partnership.models import Arm, Organisation, ReportingYear, User
from partnership.permissions import Permission
from reports.contributions.account_queries import members_on
from reports.contributions.models.account import STARTS_FROM_LAST_YEAR as ACCOUNT_TEXTS
from reports.contributions.models.account import MemberAccount
from reports.contributions.models.account_call import AccountCall, call_of, takes_accounts
from reports.contributions.models.statement import STARTS_FROM_LAST_YEAR as STATEMENT_TEXTS
from reports.contributions.models.statement import Statement
from reports.contributions.statement_kinds import SHAPES, StatementKind
from review.audit_verbs import AuditVerb
from review.models import Event
from review.services import create, edit, record, save


def start_account(*, year: ReportingYear, organisation: Organisation) -> MemberAccount:
    """The unsaved account of an organisation for a year, ready to be filled in and saved with `save_account`.

    It starts from what the organisation last wrote, which `MemberAccount.problems` refuses as this year's.
    """
    account = MemberAccount(year=year, organisation=organisation)
    _start_from(account, account.last_account(), ACCOUNT_TEXTS)
    return account


def _start_from(item: MemberAccount | Statement, last: Any, names: Iterable[str]) -> None:
    """Begin with what stood there last, if anything did; the form says of which year it is."""
    if last is not None:
        for name in names:
            setattr(item, name, getattr(last, name))
        item.started_from = last.year


def save_account(*, account: MemberAccount, by: User, revision: int = 0) -> MemberAccount:
    """Save a draft: the first time as new, later as an edit of the revision that the writer had opened.

    Raises `ClosedYear` after the day on which accounts close, and `NotAllowed` for an organisation that held no seat on
    the last day of the year.
    """
    year = account.year
    if not takes_accounts(year, call_of(year), timezone.localdate()):
        raise ClosedYear(f"Accounts for {year} are closed. You can no longer change them. Ask the coordinator.")
    if account.pk is not None:
        return edit(obj=account, by=by, revision=revision)
    if not members_on(year.ends_on).filter(pk=account.organisation_id).exists():
        raise NotAllowed(
            f"Only organisations that held a seat on {day(year.ends_on)} write accounts, and {account.organisation} "
            "did not. Ask the coordinator."
        )
    return create(obj=account, by=by)


def set_account_dates(
    *,
    year: ReportingYear,
    opens_on: datetime.date,
    due_on: datetime.date,
    closes_on: datetime.date,
    by: User,
    opened: str | None = None,
    reason: str = "",
) -> AccountCall:
    """Say when the year's accounts open, are due and close to edits, or move these dates.

    `opened` is the stamp (`stamp_of`) of the dates that the coordinator had before them; None where nobody had any.
    `reason` says why they are moved, for the audit trail.

    May be done for a closed year: its report is written after it was closed. Raises `NotAllowed`, `StaleRevision` where
    somebody else moved them since, or `DomainError` where the dates are not in order, or lie before the year or more
    than ten years ahead.
    """
    require(by, Permission.MANAGE_RETURNS)
    if not opens_on <= due_on <= closes_on:
        raise DomainError("Enter the opening date, the due date and the closing date in that order.")
    if opens_on < year.starts_on or is_too_far(closes_on, timezone.localdate()):
        raise DomainError(
            f"Accounts for {year} cannot open before {day(year.starts_on)} or close more than 10 years from now. "
            "Check the years."
        )
    dates = {"opens_on": opens_on, "due_on": due_on, "closes_on": closes_on}
    with transaction.atomic():
        # The year's row stands in for the dates where there are none to lock yet.
        ReportingYear.objects.select_for_update().get(pk=year.pk)
        before = call_of(year)
        if before is not None and opened is not None and opened != before.stamp:
            if dates == _dates_of(before):
                return before
            raise StaleRevision(_moved(before))
        call, _ = AccountCall.objects.update_or_create(year=year, defaults=dates)
        record(
            verb=AuditVerb.SET_ACCOUNT_DATES,
            by=by,
            obj=call,
            note=reason.strip(),
            data={
                "before": _as_texts(_dates_of(before)) if before else None,
                "after": _as_texts(dates),
            },
        )
    return call


def _dates_of(call: AccountCall) -> dict[str, datetime.date]:
    return {"opens_on": call.opens_on, "due_on": call.due_on, "closes_on": call.closes_on}


def _as_texts(dates: dict[str, datetime.date]) -> dict[str, str]:
    return {name: date.isoformat() for name, date in dates.items()}


def _moved(call: AccountCall) -> str:
    last = Event.objects.about(call).filter(verb=AuditVerb.SET_ACCOUNT_DATES).first()
    who = last.actor_label if last else "Someone"
    return (
        f"{who} set these dates after you opened the page: accounts open on {day(call.opens_on)}, are due on "
        f"{day(call.due_on)} and close on {day(call.closes_on)}. Your dates are not saved yet. Compare the dates, "
        "change yours if needed, then save again."
    )


def start_statement(*, year: ReportingYear, kind: StatementKind, by: User, arm: Arm | None = None) -> Statement:
    """The unsaved text of a kind: in the writer's own name, or their organisation's, which writes it down.

    A text of the partnership starts from last year's words, which `Statement.problems` refuses as this year's.
    """
    shape = SHAPES[kind]
    if shape.signed_with is not None and has_permission(by, shape.signed_with):
        return Statement(year=year, kind=kind, organisation=by.organisation, byline=shape.byline, in_own_hand=True)
    if by.organisation is None:
        raise NotAllowed(
            "Your account does not belong to an organisation, so you cannot start this. Ask the coordinator."
        )
    statement = Statement(year=year, kind=kind, arm=arm, organisation=by.organisation, byline=shape.byline)
    _start_from(statement, statement.last_statement(), STATEMENT_TEXTS)
    return statement


def save_statement(*, statement: Statement, by: User, revision: int = 0) -> Statement:
    """Save a draft: the first time as new, later as an edit of the revision that the writer had opened.

    Who saves a text that stands in their name has written it themselves from then on.
    """
    signed_with = statement.signed_with()
    if signed_with is not None and has_permission(by, signed_with):
        statement.in_own_hand = True
    return save(obj=statement, by=by, revision=revision)
