"""The example's events: one that is over and one to come, both made up and marked so."""

import datetime

from django.utils import timezone

from bcssp.example.learning import filled
from bcssp.example.stage import Example, read
from events.models import Event
from events.services import save_event
from learning.services import start


def load_events(example: Example) -> None:
    """Each written by its host, approved and published."""
    data = read("events.toml")
    for entry in data["events"]:
        by = example.partner(example.organisations[entry.pop("by")])
        starts, ends = _times(entry)
        event = filled(start(Event, by=by), entry)
        event.year, event.starts_at, event.ends_at = example.years[data["year"]], starts, ends
        example.through_review(save_event(event=event, by=by), by)


def _times(entry: dict[str, object]) -> tuple[datetime.datetime, datetime.datetime]:
    """Its start and end on the clock in England; `in_days` counts from today, and there the two are times alone."""
    in_days, starts, ends = entry.pop("in_days", None), entry.pop("starts"), entry.pop("ends")
    if isinstance(in_days, int):
        day = timezone.localdate() + datetime.timedelta(days=in_days)
        assert isinstance(starts, datetime.time)
        assert isinstance(ends, datetime.time)
        starts, ends = datetime.datetime.combine(day, starts), datetime.datetime.combine(day, ends)
    assert isinstance(starts, datetime.datetime)
    assert isinstance(ends, datetime.datetime)
    return timezone.make_aware(starts), timezone.make_aware(ends)
