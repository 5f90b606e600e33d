"""What hangs on an event: the people who booked it."""

from django.db.models import Model
from django.urls import reverse

from events.models import Event
from review.consequences import Consequence


def consequences(item: Model) -> list[Consequence]:
    """They are told. One query at most."""
    if not isinstance(item, Event) or item.live_revision_id is None or item.is_over:
        return []
    count = item.bookings.placed().count()
    if not count:
        return []
    people = "1 person has" if count == 1 else f"{count} people have"
    effect = f"{people} booked or wait for a place. We email them that it will not take place."
    return [Consequence("Bookings", effect, reverse("events:booking-list", args=[item.pk]))]
