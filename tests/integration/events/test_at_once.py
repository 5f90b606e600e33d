"""Many people book the last places in the same moment."""

from collections import Counter

import pytest

from events.booking import cancel, confirm
from events.models import Booking
from tests.at_once import at_once
from tests.factories.bookings import asked
from tests.factories.events import published_event
from tests.stages import make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
PEOPLE, PLACES = 8, 3


@pytest.mark.asvs("2.3.4")
def test_no_place_is_given_twice_and_none_is_left_while_somebody_waits() -> None:
    event = published_event(make_cast(), places=PLACES)
    rows = [asked(event, f"reader{number}@example.org") for number in range(PEOPLE)]

    at_once([lambda row=row: confirm(row) for row in rows])  # type: ignore[misc]

    assert Counter(event.bookings.values_list("state", flat=True)) == {"booked": PLACES, "waiting": PEOPLE - PLACES}
    assert sorted(event.bookings.booked().values_list("seat", flat=True)) == list(range(1, PLACES + 1))
    first_to_wait = list(event.bookings.waiting().values_list("pk", flat=True)[:PLACES])

    at_once([lambda row=row: cancel(row) for row in event.bookings.booked()])  # type: ignore[misc]

    now = Booking.objects.filter(event=event).booked()
    assert sorted(now.values_list("pk", flat=True)) == sorted(first_to_wait)
