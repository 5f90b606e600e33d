"""Asking an organisation for what it has not sent, by hand: one verb with an actor."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from indicators.chasing.emails import letter_to_partner, nobody_to_tell
from indicators.chasing.models import ReminderKind
from indicators.chasing.owed import owed_of_rounds
from indicators.chasing.reminders import next_sending_time, remind, senders
from indicators.rounds.models.returns import ReturnRound
from indicators.rounds.queries import rounds_with_families
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from partnership.wording import day, moment
from review.audit import record


@dataclass(frozen=True)
class Chase:
    """Who was written to now, and the time for which the mail waits; None where it goes out at once."""

    told: list[User]
    waits_until: datetime.datetime | None


@transaction.atomic
def send_reminder(*, round: ReturnRound, by: User, now: datetime.datetime | None = None) -> Chase:
    """Mail everybody who sends figures for the organisation, at most once for each day on which mail goes out.

    In quiet hours and on days off the mail waits for the next working hour, and is worded for that day. Raises
    `DomainError` where there is nobody to tell or nothing to ask for.
    """
    require(by, Permission.MANAGE_RETURNS)
    stored = rounds_with_families().get(pk=round.pk)
    organisation = stored.template.organisation
    clicked = now or timezone.now()
    goes_out = next_sending_time(clicked)
    waits_until = goes_out if goes_out > clicked else None
    today, sending_day = timezone.localdate(clicked), timezone.localdate(goes_out)
    missing = [owed for owed in owed_of_rounds([stored], sending_day)[stored.pk] if not owed.is_done]
    if not stored.template.is_active or stored.year.is_closed:
        raise DomainError(f"We no longer ask anyone for “{stored}”, so no reminder was sent.")
    if not missing:
        raise DomainError(f"{organisation} has sent everything for “{stored}”, so no reminder was sent.")
    if today < stored.opens_on:
        raise DomainError(
            f"“{stored}” opens on {day(stored.opens_on)}. No reminder was sent, because it "
            "cannot be submitted before then."
        )
    if today > stored.closes_on:
        raise DomainError(
            f"“{stored}” closed for changes on {day(stored.closes_on)}. No reminder was sent. Change its dates "
            "first so that it can be submitted."
        )
    if sending_day > stored.closes_on:
        raise DomainError(
            f"“{stored}” closes for changes on {day(stored.closes_on)}, before the next email can be sent "
            f"({moment(goes_out)}). No reminder was sent. Change its dates first, or telephone."
        )
    people = senders([organisation.pk]).get(organisation.pk, [])
    if not people:
        raise DomainError(nobody_to_tell(organisation.name))
    letter = letter_to_partner(
        ReminderKind.CHASED,
        stored,
        missing,
        sending_day,
        by=str(by),
        waited_since=clicked if waits_until else None,
    )
    told = [
        person
        for person in people
        if remind(
            one=stored,
            kind=ReminderKind.CHASED,
            day=sending_day,
            person=person,
            letter=letter,
            now=clicked,
            not_before=waits_until,
        )
    ]
    if not told and waits_until:
        raise DomainError(
            f"A reminder to {organisation} for “{stored}” is already scheduled. It will be sent on {moment(goes_out)}."
        )
    if not told:
        raise DomainError(f"A reminder was already sent to {organisation} for “{stored}” today. Try again tomorrow.")
    record(
        verb="chase",
        by=by,
        obj=stored,
        data={
            "told": [person.email for person in told],
            "missing": [owed.family.slug for owed in missing],
            "goes_out": goes_out.isoformat(),
        },
    )
    return Chase(told, waits_until)
