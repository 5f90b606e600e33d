"""Events that newsletters can point to."""

from events.models import Event
from publication.linked import Linked


def linked() -> list[Linked]:
    """Those that are still to come, the next first. One query."""
    coming = [event for event in Event.objects.to_come() if not event.is_cancelled]
    return [Linked(f"event:{one.key}", "Event", one.lasting_title(), one.get_absolute_url()) for one in coming]
