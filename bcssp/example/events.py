"""The example's events: one that is over and one to come, both made up and marked so."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from bcssp.example.learning import filled
from bcssp.example.stage import Example, read
from events.attendance import mark
from events.booking import ask, confirm
from events.models import Answer, Booking, Event, Stage
from events.services import save_event
from learning.services import start
from review.models import Notification


def load_events(example: Example) -> None:
    """Each written by its host, approved and published."""
    data = read("events.toml")
    for entry in data["events"]:
        by = example.partner(example.organisations[entry.pop("by")])
        starts, ends = _times(entry)
        attended, bookings, answers = entry.pop("attended", {}), entry.pop("bookings", []), entry.pop("answers", {})
        event = filled(start(Event, by=by), entry)
        event.year, event.starts_at, event.ends_at = example.years[data["year"]], starts, ends
        event = save_event(event=event, by=by)
        example.through_review(event, by)
        for line in bookings:
            _book(example, event, line)
        if attended:
            keys = {slug: one.pk for slug, one in example.organisations.items()}
            walk_ins = {keys.get(slug): count for slug, count in attended.items()}
            mark(event=event, by=by, came=[], walk_ins=walk_ins)
        if answers:
            Answer.objects.bulk_create(_answers(event, answers))


def _answers(event: Event, answers: dict[str, Any]) -> Iterator[Answer]:
    """Given by people whose names were deleted long ago, so that nobody can be asked any more."""
    words = iter(answers["changed"])
    for stage in Stage.values:
        for confidence, count in enumerate(answers[stage], start=1):
            for _ in range(count):
                said = next(words, "") if stage == Stage.LATER else ""
                did_change = bool(said) if stage == Stage.LATER else None
                yield Answer(event=event, stage=stage, confidence=confidence, did_change=did_change, words=said)


def _book(example: Example, event: Event, line: dict[str, Any]) -> None:
    """One booking. No letter goes out: nobody has these addresses."""
    organisation = example.organisations.get(line.get("organisation", ""))
    ask(event=event, name=line["name"], address=line["address"], organisation=organisation)
    if not line.get("waits"):
        confirm(Booking.objects.get(event=event, address=line["address"]))
    Notification.objects.filter(address=line["address"], key__startswith="booking:").delete()


def _times(entry: dict[str, Any]) -> tuple[datetime.datetime, datetime.datetime]:
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
