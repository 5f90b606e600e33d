"""The signed links in emails about bookings: whoever has one is taken for the reader of that mailbox."""

import datetime
import uuid

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from events.models import Booking
from partnership.wording import absolute

# How long somebody has to confirm. Afterwards their address is forgotten.
TO_CONFIRM = datetime.timedelta(days=2)
_MINE = "events.booking"


def token_of(booking: Booking) -> str:
    """What stands in the links of a booking."""
    return Signer(salt=_MINE).sign(booking.key.hex)


def booking_link(booking: Booking, name: str = "booking") -> str:
    """A page of the booking's own: `booking`, where it is confirmed and cancelled, or `booking-calendar`."""
    return absolute(reverse(f"events:{name}", args=[token_of(booking)]))


def booking_of(token: str) -> Booking | None:
    """Whose link it is; None where it is no link of ours, or the booking is kept no more."""
    try:
        key = uuid.UUID(hex=Signer(salt=_MINE).unsign(token))
    except (BadSignature, ValueError):
        return None
    rows = Booking.objects.filter(key=key, forgotten_at__isnull=True)
    found: Booking | None = rows.select_related("event__live_revision", "organisation").first()
    return found
