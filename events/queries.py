"""What readers are shown of events: live revisions, and whether they were cancelled."""

from dataclasses import dataclass

from events.models import Event
from events.narrative import EventNarrative
from learning.queries import readers_content


@dataclass(frozen=True)
class Shown(EventNarrative):
    """A published event as readers see it."""

    url: str
    is_over: bool
    is_cancelled: bool
    cancel_reason: str


def shown(event: Event) -> Shown:
    """A live event as readers see it."""
    return Shown(
        content=readers_content(event),
        url=event.get_absolute_url(),
        is_over=event.is_over,
        is_cancelled=event.is_cancelled,
        cancel_reason=event.cancel_reason,
    )
