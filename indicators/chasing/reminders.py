"""Which returns are reminded of: what is read for the mechanism of `deadlines`."""

import datetime

from django.utils import timezone

from deadlines.reminders import Outlook, cancel_needless, oldest_due, sending_day
from indicators.chasing.emails import AskedRound
from indicators.chasing.models import Reminder
from indicators.chasing.owed import owed_of_rounds
from indicators.rounds.models.returns import ReturnRoundQuerySet
from indicators.rounds.queries import rounds_with_families


def _asked(rows: ReturnRoundQuerySet, day: datetime.date) -> list[AskedRound]:
    rounds = list(rows.order_by("due_on", "template__organisation__name", "template__title", "period"))
    owed = owed_of_rounds(rounds, day)
    return [AskedRound.of(one, owed[one.pk]) for one in rounds]


def outlook(first: datetime.date, last: datetime.date) -> Outlook[AskedRound]:
    """Everything that decides about reminders of returns from a day to another one: six queries."""
    near = rounds_with_families().in_use().filter(due_on__gte=oldest_due(first), opens_on__lte=last)
    return Outlook(Reminder, _asked(near, first))


def send_due(now: datetime.datetime | None = None) -> int:
    """Write every reminder that is due now, as mail that is owed; how many. Nothing in quiet hours and on days off."""
    at = now or timezone.now()
    today = sending_day(at)
    return outlook(today, today).send(today, at) if today else 0


def cancel_chases(now: datetime.datetime | None = None) -> int:
    """Take back the chases that wait for working hours and ask for what is sent, or not asked for, by now; how many."""
    waiting = Reminder.waiting(now)
    rounds = rounds_with_families().in_use().filter(pk__in={reminder.round_id for reminder in waiting})
    return cancel_needless(waiting, _asked(rounds, timezone.localdate(now)) if waiting else [])
