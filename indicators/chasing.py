"""Asking an organisation for what it has not sent, by hand: one verb with an actor."""

from django.db import transaction
from django.utils import timezone

from indicators.models import ReturnRound
from indicators.models.reminder import ReminderKind
from indicators.owed import owed_of_rounds, rounds_with_families
from indicators.reminder_texts import day, letter_to_partner, nobody_to_tell
from indicators.reminders import remind, senders
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record


@transaction.atomic
def chase(*, round: ReturnRound, by: User) -> list[User]:
    """Mail everybody who sends figures for the organisation, at most once a day; who was told now.

    It goes out at once, whatever the hour, for a person decided it. Raises `DomainError` where there is nobody to tell
    or nothing to ask for.
    """
    require(by, Permission.MANAGE_RETURNS)
    stored = rounds_with_families().get(pk=round.pk)
    organisation = stored.template.organisation
    now = timezone.now()
    today = timezone.localdate(now)
    missing = [owed for owed in owed_of_rounds([stored], today)[stored.pk] if not owed.is_done]
    if not stored.template.is_active or stored.year.is_closed:
        raise DomainError(f"“{stored}” is not asked for any more, so nobody was told.")
    if not missing:
        raise DomainError(f"{organisation} has sent all of “{stored}”, so nobody was told.")
    if today < stored.opens_on:
        raise DomainError(f"“{stored}” opens on {day(stored.opens_on)}. Nobody was told: nothing can be sent before.")
    if today > stored.closes_on:
        raise DomainError(
            f"“{stored}” closed to edits on {day(stored.closes_on)}. Nobody was told: change its dates first, so that "
            "it can be sent."
        )
    people = senders([organisation.pk]).get(organisation.pk, [])
    if not people:
        raise DomainError(nobody_to_tell(organisation.name))
    letter = letter_to_partner(ReminderKind.CHASED, stored, missing, today, by=str(by))
    told = [
        person
        for person in people
        if remind(one=stored, kind=ReminderKind.CHASED, day=today, person=person, letter=letter, now=now)
    ]
    if not told:
        raise DomainError(f"{organisation} was chased for “{stored}” today already. Try again tomorrow.")
    record(
        verb="chase",
        by=by,
        obj=stored,
        data={"told": [person.email for person in told], "missing": [owed.family.slug for owed in missing]},
    )
    return told
