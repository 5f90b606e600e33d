"""Who came: marked by the host, counted by organisation."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.attendance import attendance, is_marked, mark
from events.forgetting import KEPT_AFTERWARDS, forget
from events.models import Booking, Event
from events.services import cancel_event
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.services import close_year
from review.models import Event as Line
from tests.factories.bookings import booked
from tests.factories.events import published_event
from tests.stages import Cast


def begun(cast: Cast) -> tuple[Event, Booking, Booking]:
    """An event that has just begun, with two people of the police and the council, and one who waits."""
    event = published_event(cast, places=2, title="Begun")
    one = booked(event, "one@example.org", organisation=cast.police)
    two = booked(event, "two@example.org", organisation=cast.council)
    booked(event, "waits@example.org")
    Event.objects.filter(pk=event.pk).update(
        public_starts_at=timezone.now() - datetime.timedelta(hours=2), public_ends_at=timezone.now()
    )
    return Event.objects.get(pk=event.pk), one, two


def test_the_host_marks_who_came_on_a_page_without_scripts(client: Client, cast: Cast) -> None:
    event, one, _ = begun(cast)
    client.force_login(cast.partner_police)
    address = reverse("events:attendance", args=[event.pk])
    page = client.get(address).content.decode()
    assert "Practice manager, " in page
    assert "waits@example.org" not in page
    assert not is_marked(event)

    data = {"came": [str(one.pk)], f"others_{cast.council.pk}": "3", "others_more": "2"}
    answer = client.post(address, data, follow=True)

    assert "Attendance has been saved." in answer.content.decode()
    counts = attendance(event)
    assert (counts.booked, counts.came) == (2, 6)
    assert dict(counts.by_organisation) == {cast.police.name: 1, cast.council.name: 3, "Another organisation": 2}
    assert counts.by_organisation[-1][0] == "Another organisation"
    assert "Attended, by organisation" in answer.content.decode()
    assert Line.objects.about(event).filter(verb="record attendance").count() == 1
    # The form shows what was saved, and a second save replaces it.
    assert f'value="{one.pk}" checked' in " ".join(client.get(address).content.decode().split())
    client.post(address, {"others_more": ""})
    assert attendance(event).came == 0


def test_attendance_is_recorded_by_the_host_once_it_has_begun(cast: Cast) -> None:
    coming = published_event(cast)
    with pytest.raises(WrongState, match="once the event has begun"):
        mark(event=coming, by=cast.partner_police, came=[], walk_ins={None: 1})
    cancel_event(event=coming, by=cast.partner_police, reason="Ill.")
    Event.objects.filter(pk=coming.pk).update(public_starts_at=timezone.now())
    with pytest.raises(WrongState, match="cancelled"):
        mark(event=coming, by=cast.partner_police, came=[], walk_ins={None: 1})
    event, one, two = begun(cast)
    with pytest.raises(NotAllowed):
        mark(event=event, by=cast.partner_council, came=[], walk_ins={})
    # A booking of another event marks nobody.
    mark(event=event, by=cast.coordinator, came=[one.pk, 10**6], walk_ins={None: 0})
    two.refresh_from_db()
    assert (attendance(event).came, two.attended) == (1, False)


def test_counts_outlive_the_names(client: Client, cast: Cast) -> None:
    event, one, two = begun(cast)
    mark(event=event, by=cast.partner_police, came=[one.pk, two.pk], walk_ins={None: 4})
    before = attendance(event)
    forget(timezone.now() + KEPT_AFTERWARDS + datetime.timedelta(days=1))
    assert attendance(event) == before
    with pytest.raises(WrongState, match="names have been deleted"):
        mark(event=event, by=cast.partner_police, came=[], walk_ins={})
    client.force_login(cast.partner_police)
    page = client.get(reverse("events:booking-list", args=[event.pk])).content.decode()
    assert "Practice manager" not in page
    assert cast.police.name in page


def test_a_closed_year_takes_no_attendance(cast: Cast) -> None:
    event, one, _ = begun(cast)
    close_year(year=cast.year, by=cast.coordinator)
    with pytest.raises(DomainError, match="closed"):
        mark(event=event, by=cast.partner_police, came=[one.pk], walk_ins={})
