"""Why events were cancelled, as readers are told."""

from collections.abc import Iterator

from events.models import Event
from publication.standing import Standing


def standing() -> Iterator[Standing]:
    """The reason of each event that readers still find."""
    for event in Event.objects.live().exclude(cancel_reason=""):
        yield Standing(event.named(), "Reason", event.cancel_reason)
