"""An edition that waits for signatures, and a link to sign it. For modules that make the edition once."""

import pytest

from partnership.models import Seat
from reports.signing.links import send_link


@pytest.fixture
def ready(made):
    return made["ready"]


@pytest.fixture
def seat(ready):
    """The health seat, with somebody in it who has no account."""
    Seat.objects.filter(title="Health seat").update(holder=None)
    return Seat.objects.get(title="Health seat")


@pytest.fixture
def invite(ready, seat, cast):
    """Send a link to the person in the health seat."""

    def send(**changed):
        values = {
            "edition": ready,
            "seat": seat,
            "name": "A director of nursing",
            "email": "director@health.example",
            "code_email": "text@phone.example",
            "by": cast.coordinator,
        }
        return send_link(**values | changed)

    return send


@pytest.fixture
def link(invite):
    return invite()
