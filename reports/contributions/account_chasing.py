"""Asking a member for its account, by hand: one verb with an actor."""

import datetime

from django.db import transaction

from deadlines.chase import Chase, remind_now, sending_of
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission
from partnership.wording import day
from reports.contributions.account_emails import AskedAccount
from reports.contributions.account_queries import owed_accounts
from reports.contributions.models.account_call import AccountReminder, call_of
from review.audit_verbs import AuditVerb


@transaction.atomic
def chase_account(
    *, year: ReportingYear, organisation: Organisation, by: User, now: datetime.datetime | None = None
) -> Chase:
    """Mail everybody who writes for the organisation, as `deadlines.chase.remind_now` says.

    Raises `DomainError` where there is nobody to tell or nothing to ask for.
    """
    require(by, Permission.MANAGE_RETURNS)
    call = call_of(year)
    if call is None:
        raise DomainError(f"No dates are set for the accounts of {year}. Set the dates before you send a reminder.")
    sending = sending_of(now)
    owed = next((one for one in owed_accounts(year, call, sending.day) if one.organisation == organisation), None)
    if owed is None:
        raise DomainError(
            f"{organisation} held no seat on {day(year.ends_on)}, so it does not need to write an account."
        )
    asked, data = AskedAccount.of(call, owed), {"organisation": organisation.slug}
    return remind_now(AccountReminder, asked, by=by, sending=sending, verb=AuditVerb.CHASE_ACCOUNT, data=data)
