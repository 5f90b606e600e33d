"""Many people book the last places in the same moment."""

import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection

from events.booking import cancel, confirm
from events.models import Booking
from tests.factories.bookings import asked
from tests.factories.events import published_event
from tests.stages import make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
PEOPLE, PLACES = 8, 3


def at_once(deeds: list[Callable[[], object]]) -> None:
    """Do all of it in the same moment, each over a connection of its own. Raises what one of them raised."""
    ready, wrong = threading.Barrier(len(deeds)), list[BaseException]()

    def run(deed: Callable[[], object]) -> None:
        try:
            ready.wait(10)
            _until_done(deed)
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert wrong == []


def _until_done(deed: Callable[[], object]) -> None:
    """A database of SQLite in memory refuses where one in a file, or PostgreSQL, lets the second wait."""
    for attempt in range(200):
        try:
            deed()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.01 * (1 + attempt % 7))
        else:
            return
    raise AssertionError("It was never let in.")


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
