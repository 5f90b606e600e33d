"""Bookings, made by the way that everybody takes."""

import datetime
from typing import Any

from events.booking import ask, confirm
from events.evaluating import ask_all
from events.models import Booking, Event
from partnership.models import Organisation
from review.models import Notification


def asked(
    event: Event,
    address: str = "reader@example.org",
    *,
    name: str = "Practice manager",
    organisation: Organisation | None = None,
) -> Booking:
    """What somebody entered, before they confirm it."""
    ask(event=event, name=name, address=address, organisation=organisation)
    found: Booking = Booking.objects.select_related("event").get(event=event, address=address)
    return found


def booked(event: Event, address: str = "reader@example.org", **given: Any) -> Booking:
    """Somebody who asked and confirmed: with a place, or on the waiting list."""
    return confirm(asked(event, address, **given))


def letters(address: str) -> list[str]:
    """The subjects of what is owed to an address, without the partnership's name, oldest first."""
    subjects = Notification.objects.filter(address=address).order_by("pk").values_list("subject", flat=True)
    return [subject.partition(": ")[2] for subject in subjects]


def ask_before(event: Event) -> None:
    """Ask those who have a place, as the clock does 2 days before."""
    assert event.public_starts_at is not None
    ask_all(event.public_starts_at - datetime.timedelta(days=2))
