"""Booking a place: asking, confirming, the waiting list, cancelling. No answer tells whether an address is known."""

import datetime
import secrets

from django.db import transaction
from django.utils import timezone

from events.letters import digest, send_already, send_confirmation, send_place, send_waiting
from events.models import Booking, BookingState, Event
from events.models.booking import OPEN
from events.queries import shown
from partnership.exceptions import DomainError, WrongState
from partnership.models import Organisation, User
from review.models import Notification

# So many letters a day go to one address about one event, whoever asks for them.
LETTERS_A_DAY = 3
CLOSED = "You can no longer book this event."


def can_book(event: Event, now: datetime.datetime | None = None) -> bool:
    """Whether people can book now: what readers see has not begun, was not cancelled, and has not closed."""
    moment = now or timezone.now()
    if event.live_revision is None or event.is_cancelled or event.public_starts_at is None:
        return False
    last = shown(event).last_day_to_book
    return moment < event.public_starts_at and (last is None or timezone.localdate(moment) <= last)


@transaction.atomic
def ask(*, event: Event, name: str, address: str, organisation: Organisation | None) -> None:
    """Note what somebody entered, and write to the address with a link to confirm, or that they have already booked.

    The caller hears nothing of it. Raises `WrongState` where nobody can book.
    """
    stored = _locked(event)
    if not can_book(stored):
        raise WrongState(CLOSED)
    address, now = address.strip().lower(), timezone.now()
    booking = Booking.objects.filter(event=stored, address=address, state__in=OPEN).first()
    if booking is None:
        booking = Booking(event=stored, address=address)
    if booking.state == BookingState.ASKED:
        booking.name, booking.organisation, booking.asked_at = name.strip(), organisation, now
        booking.save()
    yesterday = now - datetime.timedelta(days=1)
    keys = (f"booking:{booking.pk}:confirm:", f"booking:{booking.pk}:already:")
    recent = Notification.objects.filter(address=address, created_at__gt=yesterday)
    if sum(recent.filter(key__startswith=key).count() for key in keys) >= LETTERS_A_DAY:
        return
    booking.event = stored
    (send_confirmation if booking.state == BookingState.ASKED else send_already)(booking, secrets.token_hex(8))


@transaction.atomic
def confirm(booking: Booking) -> Booking:
    """Give a place, or the end of the waiting list, to who asked. A second time it changes nothing."""
    event = _locked(booking.event)
    stored: Booking = Booking.objects.get(pk=booking.pk)
    if stored.state == BookingState.ASKED:
        if not can_book(event):
            raise WrongState(CLOSED)
        _place(stored, event)
    return stored


@transaction.atomic
def book(*, event: Event, by: User) -> Booking:
    """The same for somebody who is signed in: name, address and organisation are those of the account."""
    stored = _locked(event)
    if not can_book(stored):
        raise WrongState(CLOSED)
    address = by.email.lower()
    booking = Booking.objects.filter(event=stored, address=address, state__in=OPEN).first()
    if booking is not None and booking.state != BookingState.ASKED:
        raise DomainError("You have already booked this event.")
    booking = booking or Booking(event=stored, address=address, asked_at=timezone.now())
    booking.name, booking.person, booking.organisation = str(by), by, by.organisation
    _place(booking, stored)
    return booking


@transaction.atomic
def cancel(booking: Booking) -> None:
    """Give the place back: the first of the waiting list gets it. A second time it changes nothing."""
    event = _locked(booking.event)
    stored: Booking = Booking.objects.get(pk=booking.pk)
    if stored.state not in OPEN:
        return
    if event.public_starts_at is not None and event.public_starts_at <= timezone.now():
        raise WrongState("This event has begun, so you cannot cancel your booking.")
    stored.state, stored.seat, stored.ended_at = BookingState.CANCELLED, None, timezone.now()
    stored.save(update_fields=["state", "seat", "ended_at"])
    fill(event)


def fill(event: Event) -> int:
    """Give free places to the first of the waiting list, and tell them; their number. The event's row is locked."""
    if event.live_revision is None or event.is_cancelled or event.is_over:
        return 0
    taken = set(event.bookings.booked().values_list("seat", flat=True))
    limit = shown(event).places
    moved = 0
    for booking in event.bookings.waiting():
        if limit is not None and len(taken) >= limit:
            break
        seat = next(number for number in range(1, len(taken) + 2) if number not in taken)
        taken.add(seat)
        # Who was told of the waiting list moved up; who has just asked was told nothing yet.
        moved_up = bool(booking.told)
        booking.state, booking.seat, booking.event = BookingState.BOOKED, seat, event
        booking.told = digest(booking)
        booking.save(update_fields=["state", "seat", "told"])
        send_place(booking, moved_up=moved_up)
        moved += 1
    return moved


def _place(booking: Booking, event: Event) -> None:
    """Put a booking at the end of the waiting list, which gets every free place in its order."""
    booking.state, booking.placed_at, booking.event = BookingState.WAITING, timezone.now(), event
    booking.save()
    fill(event)
    booking.refresh_from_db()
    if booking.state == BookingState.WAITING:
        booking.event = event
        booking.told = digest(booking)
        booking.save(update_fields=["told"])
        send_waiting(booking)


def _locked(event: Event) -> Event:
    """The event as it is stored, held until the transaction ends: one booking after the other."""
    rows = Event.objects.select_for_update(of=("self",)).select_related("live_revision")
    found: Event = rows.get(pk=event.pk)
    return found
