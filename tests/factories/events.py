"""Events, made through the real services."""

import datetime
from typing import Any

from django.utils import timezone

from events.models import Event
from events.services import save_event
from learning.services import start
from partnership.models import ReportingYear, User
from tests.factories.learning import publish
from tests.stages import Cast


def at(day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
    """A time of a day on the clock in England."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))


def draft_event(year: ReportingYear, by: User, *, in_days: int = 30, **fields: Any) -> Event:
    """A saved event that could be submitted; it is so many days from today."""
    day = timezone.localdate() + datetime.timedelta(days=in_days)
    values = {
        "title": "Asking about abuse",
        "sort": "webinar",
        "year": year,
        "starts_at": at(day, 10),
        "ends_at": at(day, 11, 30),
        "is_online": True,
        "audience": "everyone who works with adults",
        "description": "How to ask, and what to do with the answer.",
        **fields,
    }
    event = start(Event, by=by)
    for name, value in values.items():
        setattr(event, name, value)
    return save_event(event=event, by=by)


def published_event(cast: Cast, **fields: Any) -> Event:
    """One of the police that readers see."""
    return publish(draft_event(cast.year, cast.partner_police, **fields), cast.board_icb, cast.coordinator)
