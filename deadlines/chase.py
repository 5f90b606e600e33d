"""Asking for what is missing by hand."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from deadlines.asked import Asked, Sending
from deadlines.models import ReminderBase, ReminderKind
from deadlines.reminders import Pending, next_sending_time, people_with
from partnership.exceptions import DomainError
from partnership.models import User
from review.audit import record
from review.audit_verbs import AuditVerb


@dataclass(frozen=True)
class Chase:
    """Who was written to now, and the time for which the mail waits; None where it goes out at once."""

    told: list[User]
    waits_until: datetime.datetime | None

    @property
    def names(self) -> str:
        """Who was written to, with addresses."""
        return ", ".join(f"{person} ({person.email})" for person in self.told)


def sending_of(now: datetime.datetime | None) -> Sending:
    """When a mail goes out that is asked for now."""
    clicked = now or timezone.now()
    return Sending(clicked, next_sending_time(clicked))


@transaction.atomic
def remind_now(
    model: type[ReminderBase], asked: Asked[Any], *, by: User, sending: Sending, verb: AuditVerb, data: dict[str, Any]
) -> Chase:
    """Mail everybody who can send it, at most once for each day on which mail goes out, and leave a line in the trail.

    `asked` is as it stands on the day of the mail. In quiet hours and on days off the mail waits for the next working
    hour. Raises `DomainError` where there is nobody to tell or nothing to ask for.
    """
    people = list(people_with(model.RECIPIENTS).filter(organisation=asked.organisation))
    if not asked.missing:
        raise DomainError(asked.all_sent())
    if timezone.localdate(sending.clicked) < asked.dates.opens_on:
        raise DomainError(asked.not_open())
    if sending.day > asked.dates.closes_on:
        raise DomainError(asked.too_late(sending))
    if not people:
        raise DomainError(asked.no_recipients())
    kind = ReminderKind.CHASED
    letter = asked.letter(kind, sending.day, chased=asked.asked_by(str(by), sending))
    pending = Pending(asked, kind, sending.day, people, letter, sending.day)
    told = pending.send(model, sending.clicked, sending.waits_until)
    if not told:
        raise DomainError(asked.already_told(sending))
    emails = [person.email for person in told]
    goes_out = sending.goes_out.isoformat()
    record(verb=verb, by=by, obj=asked.about[0], data={**data, "told": emails, "goes_out": goes_out})
    return Chase(told, sending.waits_until)
