"""What an event's content says, in words for people."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from events.models.event import Sort


@dataclass(frozen=True)
class EventNarrative:
    """An event's content (`Event.content`), told."""

    content: dict[str, Any]

    @property
    def starts(self) -> datetime.datetime:
        """When it starts."""
        return datetime.datetime.fromisoformat(self.content["starts_at"])

    @property
    def ends(self) -> datetime.datetime:
        """When it ends."""
        return datetime.datetime.fromisoformat(self.content["ends_at"])

    @property
    def sort(self) -> str:
        """What it is, such as a webinar."""
        return Sort(self.content["sort"]).label

    @property
    def when(self) -> str:
        """Wednesday 16 December 2026, 10:00 to 11:30; both days where it ends on another."""
        starts, ends = timezone.localtime(self.starts), timezone.localtime(self.ends)
        last = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{_day(ends)}, {ends:%H:%M}"
        return f"{_day(starts)}, {starts:%H:%M} to {last}"

    @property
    def where(self) -> str:
        """Its place, and whether people can join online."""
        place = str(self.content["place"])
        if self.content["is_online"]:
            return f"{place}, and online" if place else "Online"
        return place

    @property
    def last_day_to_book(self) -> datetime.date | None:
        """The last day on which people can book; None: until it starts."""
        day = self.content["booking_closes_on"]
        return datetime.date.fromisoformat(day) if day else None

    @property
    def places(self) -> int | None:
        """How many people can come; None: no limit."""
        return int(self.content["places"]) if self.content["places"] else None


def _day(moment: datetime.datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y}"
