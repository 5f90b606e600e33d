"""Members, their accounts and the statements of a year, through the services."""

import datetime
from typing import Any

from partnership.models import Arm, Organisation, ReportingYear, User
from reports.contributions.statement_kinds import StatementKind
from reports.contributions.writing_services import (
    save_account,
    save_statement,
    set_account_dates,
    start_account,
    start_statement,
)
from reports.models import AccountCall, MemberAccount, Statement
from review.services import move
from review.transitions import Verb
from tests.factories.partnership import SeatFactory
from tests.stages import Cast

FRIDAY = datetime.date(2026, 9, 18)

FULL_ACCOUNT: dict[str, Any] = {
    "what_we_did": "We trained **every** manager.",
    "difference": "Concerns came earlier.",
    "how_we_know": "An audit of 40 files.",
    "evidence_kind": "outcome",
    "next_steps": "We will ask families.",
    "considered_by": "The board of trustees",
    "considered_on": datetime.date(2023, 5, 4),
}


def seat(organisation: Organisation, **fields: Any) -> None:
    """Make the organisation a member, from April 2022 on unless other dates are given."""
    SeatFactory(organisation=organisation, **fields)


def draft_account(year: ReportingYear, organisation: Organisation, by: User, **fields: Any) -> MemberAccount:
    """A saved draft that could be submitted."""
    account = start_account(year=year, organisation=organisation)
    for name, value in {**FULL_ACCOUNT, **fields}.items():
        setattr(account, name, value)
    return save_account(account=account, by=by)


def sent_account(year: ReportingYear, organisation: Organisation, by: User, **fields: Any) -> MemberAccount:
    """An account that waits for review."""
    account = draft_account(year, organisation, by, **fields)
    return move(obj=account, verb=Verb.SUBMIT, by=by, revision=account.revision)


def live_account(
    year: ReportingYear, organisation: Organisation, by: User, approver: User, **fields: Any
) -> MemberAccount:
    """An account that was approved."""
    account = sent_account(year, organisation, by, **fields)
    return move(obj=account, verb=Verb.APPROVE, by=approver, revision=account.revision)


def dates_around(year: ReportingYear, today: datetime.date, by: User) -> AccountCall:
    """Accounts that are open: since ten days, due in ten, open for another month."""
    days = datetime.timedelta
    return set_account_dates(
        year=year, opens_on=today - days(10), due_on=today + days(10), closes_on=today + days(40), by=by
    )


def draft_statement(
    year: ReportingYear, kind: StatementKind, by: User, arm: Arm | None = None, **fields: Any
) -> Statement:
    """A saved draft that could be submitted."""
    statement = start_statement(year=year, kind=kind, by=by, arm=arm)
    defaults = {"byline": statement.byline or "Delivery group", "text": "We met each month.", "so_what": "It helped."}
    for name, value in {**defaults, **fields}.items():
        setattr(statement, name, value)
    return save_statement(statement=statement, by=by)


def live_statement(
    year: ReportingYear, kind: StatementKind, by: User, approver: User, arm: Arm | None = None, **fields: Any
) -> Statement:
    """A statement that was submitted and approved."""
    statement = draft_statement(year, kind, by, arm, **fields)
    statement = move(obj=statement, verb=Verb.SUBMIT, by=by, revision=statement.revision)
    return move(obj=statement, verb=Verb.APPROVE, by=approver, revision=statement.revision)


def dated(cast: Cast, due_on: datetime.date, **changes: Any) -> AccountCall:
    """Accounts that are open on that Friday, due on this day; other dates where they are given."""
    dates = {
        "opens_on": FRIDAY - datetime.timedelta(days=20),
        "due_on": due_on,
        "closes_on": FRIDAY + datetime.timedelta(days=30),
    }
    return set_account_dates(year=cast.year, by=cast.coordinator, **{**dates, **changes})
