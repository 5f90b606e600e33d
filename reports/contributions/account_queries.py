"""Reading: which organisations owe an account of a year, where each stands, and what is still to be begun."""

import datetime
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from deadlines.return_status import Owed, Sent
from deadlines.steps import Dates
from partnership.models import Organisation, ReportingYear, Seat, User
from partnership.permissions import Permission
from reports.contributions.models.account import MemberAccount
from reports.contributions.models.account_call import AccountCall, takes_accounts
from review.models import Event
from review.notifications import sent_url
from review.states import ReviewState
from review.transitions import Verb


def members_on(day: datetime.date) -> QuerySet[Organisation]:
    """Organisations that hold a seat on the day, the statutory partners first. A vacant seat is a seat too."""
    seats = Seat.objects.current(day).filter(organisation__isnull=False)
    return Organisation.objects.filter(pk__in=seats.values("organisation")).order_by("-is_statutory_partner", "name")


def dates_of(call: AccountCall) -> Dates:
    """The three dates of the call."""
    return Dates(call.opens_on, call.due_on, call.closes_on)


@dataclass(frozen=True)
class OwedAccount(Owed):
    """An organisation's account of a year."""

    organisation: Organisation
    account: MemberAccount | None

    @property
    def review_url(self) -> str:
        """Where what was sent is read; empty where nothing was."""
        return sent_url(self.account)


def accounts_of(year: ReportingYear) -> dict[int, MemberAccount]:
    """The accounts that were begun for the year, by organisation; withdrawn ones count as not begun. One query."""
    rows = (
        MemberAccount.objects.filter(year=year)
        .exclude(state=ReviewState.WITHDRAWN)
        .select_related("organisation", "year")
    )
    return {row.organisation_id: row for row in rows}


def first_sent(accounts: list[MemberAccount]) -> dict[int, datetime.datetime]:
    """When each account was first submitted, by its key: a later edit does not make it late. One query."""
    kind = ContentType.objects.get_for_model(MemberAccount)
    lines = Event.objects.filter(
        content_type=kind, object_id__in=[account.pk for account in accounts], verb=Verb.SUBMIT
    ).order_by()
    return dict(lines.values_list("object_id").annotate(first=Min("at")))


def owed_accounts(year: ReportingYear, call: AccountCall | None, today: datetime.date) -> list[OwedAccount]:
    """One line for each member on the last day of the year. Four queries at most."""
    begun = accounts_of(year)
    sent = first_sent(list(begun.values()))
    dates = dates_of(call) if call else None
    return [
        OwedAccount(today, "Not started", _sent(account, sent, call), dates, organisation, account)
        for organisation in members_on(year.ends_on)
        for account in [begun.get(organisation.pk)]
    ]


def _sent(account: MemberAccount | None, sent: dict[int, datetime.datetime], call: AccountCall | None) -> Sent | None:
    if account is None:
        return None
    when = sent.get(account.pk)
    late = call is not None and when is not None and timezone.localdate(when) > call.due_on
    return Sent(state=account.state, was_sent=when is not None, late=late, nil=False)


@dataclass(frozen=True)
class DueAccount:
    """An account that an organisation has not begun, for a year that is over or asks for accounts already."""

    year: ReportingYear
    call: AccountCall | None


def due_accounts(user: User) -> list[DueAccount]:
    """What the person's organisation has still to begin. Three queries."""
    if user.organisation_id is None or Permission.WRITE_ACCOUNT not in user.held_permissions:
        return []
    today = timezone.localdate()
    terms = list(Seat.objects.filter(organisation=user.organisation_id).values_list("starts_on", "ends_on"))
    taking = ReportingYear.objects.filter(Q(closed_at__isnull=True) | Q(account_call__closes_on__gte=today))
    begun = MemberAccount.objects.filter(organisation=user.organisation_id).exclude(state=ReviewState.WITHDRAWN)
    years_begun = set(begun.values_list("year_id", flat=True))
    found = []
    for year in taking.select_related("account_call"):
        call = getattr(year, "account_call", None)
        is_member = any(start <= year.ends_on and (end is None or end >= year.ends_on) for start, end in terms)
        has_begun = (call.opens_on if call else year.ends_on) <= today
        if is_member and has_begun and year.pk not in years_begun and takes_accounts(year, call, today):
            found.append(DueAccount(year, call))
    return found
