"""Asking a member for its account, by hand: one verb with an actor."""

import datetime

from django.db import transaction
from django.utils import timezone

from indicators.chasing.models import ReminderKind
from indicators.chasing.reminders import next_sending_time
from indicators.chasing.services import Chase
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission
from partnership.wording import day, moment
from reports.contributions.account_emails import letter_to_member, nobody_to_tell
from reports.contributions.account_queries import owed_accounts
from reports.contributions.account_reminders import remind, writers
from reports.contributions.models.account_call import AccountCall, call_of
from review.audit import record


@transaction.atomic
def chase_account(
    *, year: ReportingYear, organisation: Organisation, by: User, now: datetime.datetime | None = None
) -> Chase:
    """Mail everybody who writes for the organisation, at most once for each day on which mail goes out.

    In quiet hours and on days off the mail waits for the next working hour, and is worded for that day. Raises
    `DomainError` where there is nobody to tell or nothing to ask for.
    """
    require(by, Permission.MANAGE_RETURNS)
    clicked = now or timezone.now()
    goes_out = next_sending_time(clicked)
    waits_until = goes_out if goes_out > clicked else None
    sending_day = timezone.localdate(goes_out)
    call = _open_call(year, timezone.localdate(clicked), sending_day)
    owed = next((one for one in owed_accounts(year, call, sending_day) if one.organisation == organisation), None)
    if owed is None:
        raise DomainError(
            f"{organisation} held no seat on {day(year.ends_on)}, so it does not need to write an account."
        )
    if owed.is_done:
        raise DomainError(f"{organisation} has already sent its account for {year}, so we did not send a reminder.")
    people = writers([organisation.pk]).get(organisation.pk, [])
    if not people:
        raise DomainError(nobody_to_tell(organisation.name))
    letter = letter_to_member(
        ReminderKind.CHASED, call, owed, sending_day, by=str(by), waited_since=clicked if waits_until else None
    )
    told = [
        person
        for person in people
        if remind(
            call=call,
            organisation=organisation,
            kind=ReminderKind.CHASED,
            day=sending_day,
            person=person,
            letter=letter,
            now=clicked,
            not_before=waits_until,
        )
    ]
    if not told and waits_until:
        raise DomainError(f"{organisation} already has a reminder waiting: we'll send it on {moment(goes_out)}.")
    if not told:
        raise DomainError(f"You have already sent {organisation} a reminder today. Try again tomorrow.")
    record(
        verb="chase account",
        by=by,
        obj=call,
        data={
            "organisation": organisation.slug,
            "told": [person.email for person in told],
            "goes_out": goes_out.isoformat(),
        },
    )
    return Chase(told, waits_until)


def _open_call(year: ReportingYear, today: datetime.date, sending_day: datetime.date) -> AccountCall:
    """The dates of the year's accounts. Raises `DomainError` where nothing could be sent by the day of the mail."""
    call = call_of(year)
    if call is None:
        raise DomainError(f"No dates are set for the accounts of {year}. Set the dates before you send a reminder.")
    if today < call.opens_on:
        raise DomainError(f"Accounts for {year} open on {day(call.opens_on)}. You cannot send reminders before then.")
    if sending_day > call.closes_on:
        raise DomainError(
            f"Accounts for {year} close on {day(call.closes_on)}, before the next reminder can be sent on "
            f"{day(sending_day)}. Change the dates, then send the reminder."
        )
    return call
