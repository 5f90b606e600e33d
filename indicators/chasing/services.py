"""Asking an organisation for what it has not sent, by hand: one verb with an actor."""

import datetime

from django.db import transaction

from deadlines.chase import Chase, remind_now, sending_of
from indicators.chasing.emails import AskedRound
from indicators.chasing.models import Reminder
from indicators.chasing.owed import owed_of_rounds
from indicators.rounds.models.returns import ReturnRound
from indicators.rounds.queries import rounds_with_families
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.audit_verbs import AuditVerb


@transaction.atomic
def send_reminder(*, round: ReturnRound, by: User, now: datetime.datetime | None = None) -> Chase:
    """Mail everybody who sends figures for the organisation, as `deadlines.chase.remind_now` says.

    Raises `DomainError` where there is nobody to tell or nothing to ask for.
    """
    require(by, Permission.MANAGE_RETURNS)
    stored = rounds_with_families().get(pk=round.pk)
    if not stored.template.is_active or stored.year.is_closed:
        raise DomainError(f"We no longer ask anyone for “{stored}”, so no reminder was sent.")
    sending = sending_of(now)
    asked = AskedRound.of(stored, owed_of_rounds([stored], sending.day)[stored.pk])
    missing = [owed.family.slug for owed in asked.missing]
    return remind_now(Reminder, asked, by=by, sending=sending, verb=AuditVerb.CHASE, data={"missing": missing})
