"""Briefings that have to be looked at again: which, when, and who is told."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from deadlines.reminders import people_by_organisation, people_with, sending_day
from learning.consent_terms import WARNINGS, warning_due
from learning.models import Briefing
from partnership.days import stored_day
from partnership.models import User
from partnership.permissions import Permission
from partnership.wording import absolute, day
from review.notifications import enqueue_each

# For so long after the day it is still said that nobody has looked.
_STILL_NEWS = datetime.timedelta(days=14)


def review_day(briefing: Briefing) -> datetime.date | None:
    """The day by which readers are told that it is looked at again; None for one of before that was asked."""
    assert briefing.live_revision is not None, "only what readers see has such a day"
    return stored_day(briefing.live_revision.content.get("review_by"))


def due_by(until: datetime.date) -> Any:
    """Published briefings to be looked at by a day or before, those that are overdue first."""
    field = "live_revision__content__review_by"
    rows = Briefing.objects.live().filter(**{f"{field}__lte": until.isoformat()})
    return rows.select_related("keeper", "live_revision").order_by(field, "pk")


def send_reminders(now: datetime.datetime | None = None) -> int:
    """Write what is due about briefings to be looked at, as mail that is owed; of how many.

    To the organisation that keeps each, and to the coordinators: 60, 30 and 7 days before, and once it is overdue. Each
    goes out once for each person and day; nothing in quiet hours and on days off.
    """
    today = sending_day(now or timezone.now())
    if today is None:
        return 0
    rows = list(due_by(today + datetime.timedelta(days=max(WARNINGS))))
    keepers = people_by_organisation(Permission.RECORD_USE, {row.keeper_id for row in rows if row.keeper_id})
    editors = list(people_with(Permission.WRITE_BRIEFING))
    sent = 0
    for briefing in rows:
        due = review_day(briefing)
        if due is None or today - _STILL_NEWS > due or (step := warning_due(today, due)) is None:
            continue
        _tell([*keepers.get(briefing.keeper_id or 0, []), *editors], briefing, due, step, today)
        sent += 1
    return sent


def _tell(people: Iterable[User], briefing: Briefing, due: datetime.date, step: int, today: datetime.date) -> None:
    title = briefing.lasting_title()
    is_late = due < today
    subject = f"Review overdue: {title}" if is_late else f"Review by {day(due)}: {title}"
    was = f"was to be reviewed by {day(due)}, and has not been" if is_late else f"has to be reviewed by {day(due)}"
    enqueue_each(
        sorted(set(people), key=lambda person: person.email),
        key=f"briefing-review:{briefing.pk}:{due.isoformat()}:{step}",
        subject=subject,
        body=f"The briefing “{title}” {was}. {briefing.keeper} keeps it up to date.\n\n"
        f"Read it: {absolute(briefing.get_absolute_url())}\n\n"
        "If it still applies, tell the coordinator, who enters a new date. If something has changed, say what.\n\n"
        f"Coordinators change it here: {absolute(briefing.get_edit_url())}\n",
    )
