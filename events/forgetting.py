"""What is kept of people, and no longer: afterwards there are counts by organisation."""

import datetime

from django.db import transaction
from django.utils import timezone

from events.links import TO_CONFIRM
from events.models import Booking, BookingState
from review.models import Notification

# The last evaluation is asked for up to 12 weeks after the event.
KEPT_AFTERWARDS = datetime.timedelta(days=100)


def forget(now: datetime.datetime | None = None) -> int:
    """Delete what nobody confirmed in time, and take out of old bookings whose they were; how many."""
    moment = now or timezone.now()
    late = Booking.objects.filter(state=BookingState.ASKED, asked_at__lt=moment - TO_CONFIRM)
    known = Booking.objects.filter(forgotten_at__isnull=True)
    old = known.filter(event__public_ends_at__lt=moment - KEPT_AFTERWARDS).exclude(state=BookingState.ASKED)
    gone = [*late, *old]
    for booking in gone:
        with transaction.atomic():
            Notification.objects.filter(key__startswith=f"booking:{booking.pk}:").delete()
            if booking.state == BookingState.ASKED:
                booking.delete()
            else:
                booking.evaluation_letters.all().delete()
                booking.name, booking.address, booking.person, booking.told = "", "", None, ""
                booking.forgotten_at = moment
                booking.save()
    return len(gone)
