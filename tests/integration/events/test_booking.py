"""Booking: by email and by account, the waiting list, what people are told, and what is kept of them."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from events.booking import LETTERS_A_DAY, ask, book, cancel, confirm
from events.forgetting import KEPT_AFTERWARDS, forget
from events.links import TO_CONFIRM, booking_link, token_of
from events.models import Booking, BookingState, Event
from events.services import cancel_event, save_event, set_joining_link
from partnership.exceptions import DomainError, WrongState
from review.consequences import consequences_of
from review.models import Notification
from review.services import move
from review.transitions import Verb
from tests.factories.bookings import asked, booked, letters
from tests.factories.events import at, draft_event, published_event
from tests.factories.learning import publish
from tests.stages import Cast

LINK = "https://meet.example.org/course"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def the_letter(address: str) -> str:
    return Notification.objects.filter(address=address).latest("pk").body


def states(event: Event) -> dict[str, str]:
    return dict(event.bookings.order_by("pk").values_list("address", "state"))


def test_somebody_books_by_email_and_cancels_by_the_link(client: Client, cast: Cast) -> None:
    event = published_event(cast, places=1)
    set_joining_link(event=event, by=cast.partner_police, link=LINK)
    assert "Book a place" in page(client, event.get_absolute_url())
    data = {"name": "Practice manager", "address": "Reader@example.org", "organisation": cast.police.pk}
    answer = client.post("/events/asking-about-abuse/book/", data)
    assert answer["Location"] == "/events/asking-about-abuse/book/asked/"
    assert "Check your email" in page(client, answer["Location"])
    assert LINK not in the_letter("reader@example.org")

    own = re.search(r"https?://\S+(/events/bookings/\S+)", the_letter("reader@example.org"))
    assert own is not None
    assert "Confirm your booking" in page(client, own[1])
    assert states(event) == {"reader@example.org": BookingState.ASKED}
    assert "You have a place" in client.post(own[1], {"confirm": "1"}).content.decode()

    assert letters("reader@example.org")[-1] == "You have a place: Asking about abuse"
    assert LINK in the_letter("reader@example.org")
    assert LINK in client.get(f"{own[1]}event.ics").content.decode().replace("\r\n ", "")
    assert LINK not in page(client, event.get_absolute_url())
    assert LINK not in page(client, f"{event.get_absolute_url()}event.ics")
    assert "Join the waiting list" in page(client, event.get_absolute_url())
    answer = client.post(own[1], {"cancel": "1"})
    assert "Your booking is cancelled" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "Book a place" in page(client, event.get_absolute_url())


def test_nothing_reveals_whether_an_address_has_booked(client: Client, cast: Cast) -> None:
    event = published_event(cast)
    booked(event, "known@example.org")
    answers = []
    for address in ("known@example.org", "unknown@example.org"):
        answer = client.post("/events/asking-about-abuse/book/", {"name": "A", "address": address})
        answers.append((answer.status_code, answer["Location"], answer.content))
    assert answers[0] == answers[1]
    assert letters("known@example.org")[-1] == "You have already booked: Asking about abuse"
    assert letters("unknown@example.org") == ["Confirm your booking: Asking about abuse"]
    assert Booking.objects.get(address="known@example.org").name == "Practice manager"


def test_somebody_who_is_signed_in_has_a_place_at_once(client: Client, cast: Cast) -> None:
    event = published_event(cast)
    client.force_login(cast.partner_council)
    address = "/events/asking-about-abuse/book/account/"
    assert cast.partner_council.email in page(client, address)
    answer = client.post(address)
    booking = Booking.objects.get()
    assert answer["Location"] == booking_link(booking)
    assert (booking.state, booking.organisation) == (BookingState.BOOKED, cast.partner_council.organisation)
    with pytest.raises(DomainError, match="already booked"):
        book(event=event, by=cast.partner_council)


def test_the_waiting_list_moves_up_in_its_order(cast: Cast) -> None:
    event = published_event(cast, places=1)
    first, second, third = (booked(event, f"{name}@example.org") for name in ("first", "second", "third"))
    assert list(states(event).values()) == ["booked", "waiting", "waiting"]
    assert letters("second@example.org")[-1] == "You are on the waiting list: Asking about abuse"

    cancel(first)
    assert list(states(event).values()) == ["cancelled", "booked", "waiting"]
    assert "A place has become free" in the_letter("second@example.org")
    assert len(letters("third@example.org")) == 2

    cancel(second)
    cancel(second)
    third.refresh_from_db()
    assert (third.state, third.seat) == (BookingState.BOOKED, 1)


def test_more_places_go_to_the_waiting_list(cast: Cast) -> None:
    event = published_event(cast, places=1)
    for name in ("first", "second", "third"):
        booked(event, f"{name}@example.org")
    event.refresh_from_db()
    event.places = 2
    publish(save_event(event=event, by=cast.partner_police, revision=event.revision), cast.board_icb, cast.coordinator)
    assert list(states(event).values()) == ["booked", "booked", "waiting"]
    assert letters("first@example.org")[-1] == "You have a place: Asking about abuse"


def test_the_database_gives_a_place_once(cast: Cast) -> None:
    event = published_event(cast, places=1)
    one, two = booked(event, "one@example.org"), asked(event, "two@example.org")
    two.state, two.seat, two.placed_at = BookingState.BOOKED, one.seat, timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        two.save()


def test_a_moved_event_and_a_new_link_are_told_to_those_booked_once(cast: Cast) -> None:
    event = published_event(cast, places=1)
    booked(event, "one@example.org")
    booked(event, "waits@example.org")
    asked(event, "unconfirmed@example.org")
    day = timezone.localdate() + datetime.timedelta(days=40)
    event.refresh_from_db()
    event.starts_at, event.ends_at = at(day, 14), at(day, 15)
    publish(save_event(event=event, by=cast.partner_police, revision=event.revision), cast.board_icb, cast.coordinator)
    for address in ("one@example.org", "waits@example.org"):
        assert letters(address)[-1] == "Changed: Asking about abuse"
        assert "14:00 to 15:00" in the_letter(address)
    set_joining_link(event=event, by=cast.partner_police, link=LINK)
    set_joining_link(event=event, by=cast.partner_police, link=LINK)
    assert LINK in the_letter("one@example.org")
    assert letters("one@example.org").count("Changed: Asking about abuse") == 2
    assert letters("waits@example.org").count("Changed: Asking about abuse") == 1
    assert letters("unconfirmed@example.org") == ["Confirm your booking: Asking about abuse"]


@pytest.mark.parametrize("how", ["cancelled", "withdrawn"])
def test_who_booked_is_told_that_it_does_not_take_place(client: Client, cast: Cast, how: str) -> None:
    event = published_event(cast)
    booking = booked(event)
    assert [one.what for one in consequences_of(event)] == ["Bookings"]
    if how == "cancelled":
        cancel_event(event=event, by=cast.partner_police, reason="The trainer is ill.")
    else:
        move(obj=event, verb=Verb.WITHDRAW, by=cast.coordinator, note="Wrong text", revision=event.revision)
    assert letters("reader@example.org")[-1].startswith("Cancelled: event on ")
    assert ("The trainer is ill." in the_letter("reader@example.org")) is (how == "cancelled")
    assert len(letters("reader@example.org")) == 3
    own = page(client, f"/events/bookings/{token_of(booking)}/")
    assert "Cancel booking" not in own
    assert ("Asking about abuse" in own) is (how == "cancelled")
    with pytest.raises(WrongState):
        ask(event=event, name="A", address="late@example.org", organisation=None)


def test_booking_ends_on_its_last_day_and_at_the_start(client: Client, cast: Cast) -> None:
    closed = published_event(cast, booking_closes_on=timezone.localdate() - datetime.timedelta(days=1))
    assert "You can no longer book" in page(client, "/events/asking-about-abuse/book/")
    answer = client.post("/events/asking-about-abuse/book/", {"name": "A", "address": "late@example.org"})
    assert "You can no longer book this event." in answer.content.decode()
    assert not Booking.objects.exists()
    with pytest.raises(WrongState):
        book(event=closed, by=cast.partner_council)
    other = published_event(cast, title="Begun", booking_closes_on=None)
    early, late = booked(other, "early@example.org"), asked(other, "late@example.org")
    Event.objects.filter(pk=other.pk).update(public_starts_at=timezone.now())
    with pytest.raises(WrongState, match="has begun"):
        cancel(early)
    with pytest.raises(WrongState, match="no longer book"):
        confirm(late)
    assert (
        "You can no longer book"
        in client.post(f"/events/bookings/{token_of(late)}/", {"confirm": "1"}).content.decode()
    )


def test_only_so_many_letters_a_day_and_so_many_forms_from_one_place(client: Client, cast: Cast) -> None:
    event = published_event(cast)
    for _ in range(LETTERS_A_DAY + 2):
        asked(event)
    assert len(letters("reader@example.org")) == LETTERS_A_DAY
    cache.clear()
    codes = [
        client.post("/events/asking-about-abuse/book/", {"name": "A", "address": f"r{number}@example.org"}).status_code
        for number in range(11)
    ]
    assert codes == [302] * 10 + [429]


def test_links_that_are_not_ours_open_nothing(client: Client, cast: Cast) -> None:
    booking = booked(published_event(cast))
    for token in ("abc", f"{booking.key.hex}:forged", token_of(booking)[:-2]):
        assert "You cannot use this link" in page(client, f"/events/bookings/{token}/", 404)


def test_what_is_kept_of_people_ends(client: Client, cast: Cast) -> None:
    event = published_event(cast)
    late, kept = asked(event, "late@example.org"), booked(event, "kept@example.org", organisation=cast.police)
    now = timezone.now()
    assert forget(now) == 0
    assert forget(now + TO_CONFIRM + datetime.timedelta(hours=1)) == 1
    assert not Booking.objects.filter(pk=late.pk).exists()
    over = Event.objects.get().public_ends_at
    assert over is not None
    assert forget(over + KEPT_AFTERWARDS - datetime.timedelta(hours=1)) == 0
    assert forget(over + KEPT_AFTERWARDS + datetime.timedelta(hours=1)) == 1
    kept.refresh_from_db()
    assert (kept.name, kept.address, kept.person, kept.organisation) == ("", "", None, cast.police)
    assert not Notification.objects.filter(address="kept@example.org").exists()
    assert page(client, f"/events/bookings/{token_of(kept)}/", 404)


def test_a_draft_cannot_be_booked(client: Client, cast: Cast) -> None:
    event = draft_event(cast.year, cast.partner_police)
    assert client.get("/events/asking-about-abuse/book/").status_code == 404
    with pytest.raises(WrongState):
        ask(event=event, name="A", address="a@example.org", organisation=None)
