"""Events as calendar files: a moved date moves the entry in people's calendars, a cancelled one is struck out."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from events.models import Event
from events.queries import shown
from partnership.wording import absolute
from ui.icalendar import TimedEvent, calendar_text

# When the calendar of a portal without events was last changed.
NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
# How long what is over, or was taken away, stays in the calendar.
KEPT = datetime.timedelta(days=365)


def calendar(now: datetime.datetime | None = None) -> str:
    """Every event that is published, and those taken away that somebody may have in their calendar. Two queries."""
    since = (now or timezone.now()) - KEPT
    published = list(Event.objects.live().filter(public_ends_at__gt=since).order_by("public_starts_at", "pk"))
    gone = Event.objects.filter(live_revision__isnull=True, public_ends_at__gt=since).order_by("public_starts_at", "pk")
    return _file([*published, *gone])


def one_event(event: Event, *, joining_link: str = "") -> str:
    """A file with one event. `joining_link` only for who booked."""
    return _file([event], joining_link)


def _file(events: Iterable[Event], joining_link: str = "") -> str:
    rows = list(events)
    # The same bytes until something changes, so that programs that have them are told so.
    stamp = max((_changed(event) for event in rows), default=NEVER)
    name = f"{settings.PARTNERSHIP.short_name}: events and training"
    entries = [_entry(event, joining_link) if event.live_revision else _gone(event) for event in rows]
    return calendar_text(entries, name=name, stamp=stamp, about="Events")


def _changed(event: Event) -> datetime.datetime:
    live = event.live_revision.created_at if event.live_revision else None
    moments = [event.created_at, live, event.cancelled_at, event.withdrawn_at]
    return max(one for one in moments if one is not None)


def _uid(event: Event) -> str:
    return f"event-{event.key.hex}@{urlsplit(settings.SITE_URL).hostname}"


def _entry(event: Event, joining_link: str) -> TimedEvent:
    assert event.live_revision is not None
    about = shown(event)
    lines = [f"For: {about.content['audience']}"]
    if joining_link:
        lines.append(f"Join: {joining_link}")
    if about.is_cancelled:
        lines.insert(0, f"Cancelled: {about.cancel_reason}")
    return TimedEvent(
        uid=_uid(event),
        starts=about.starts,
        ends=about.ends,
        title=about.content["title"],
        description="\n".join(lines),
        url=absolute(about.url),
        place=about.where,
        # Numbers of revisions only grow; being cancelled is a change of its own.
        changes=2 * event.live_revision.number + about.is_cancelled,
        is_cancelled=about.is_cancelled,
    )


def _gone(event: Event) -> TimedEvent:
    """What was withdrawn: the time and nothing of its words."""
    assert event.public_starts_at is not None
    assert event.public_ends_at is not None
    return TimedEvent(
        uid=_uid(event),
        starts=event.public_starts_at,
        ends=event.public_ends_at,
        title="Cancelled event",
        description="This event will not take place.",
        url=absolute("/events/"),
        changes=2 * event.revision + 1,
        is_cancelled=True,
    )
