"""The emails about bookings. They go out with the others that are owed; their words are kept no longer than that."""

import hashlib

from django.conf import settings
from django.utils import timezone

from events.links import TO_CONFIRM, booking_link
from events.models import Booking, BookingState, Stage
from events.queries import shown
from partnership.wording import absolute, day
from review.notifications import enqueue_to_address


def send_confirmation(booking: Booking, nonce: str) -> None:
    """Ask the reader of the mailbox whether it was them."""
    _owe(
        booking,
        f"confirm:{nonce}",
        f"Confirm your booking: {_title(booking)}",
        f"Someone entered this email address to book “{_title(booking)}”.\n\n"
        f"If this was you, confirm within {TO_CONFIRM.days} days: {booking_link(booking)}\n\n"
        "If it was not you, do nothing. You will not get any more emails and we will delete this address.",
    )


def send_already(booking: Booking, nonce: str) -> None:
    """Tell who has booked that somebody entered their address again."""
    state = "You have a place." if booking.state == BookingState.BOOKED else "You are on the waiting list."
    _owe(
        booking,
        f"already:{nonce}",
        f"You have already booked: {_title(booking)}",
        f"Someone entered this email address to book “{_title(booking)}”. {state} Nothing has changed.\n\n"
        f"View or cancel your booking: {booking_link(booking)}",
    )


def send_place(booking: Booking, *, moved_up: bool = False) -> None:
    """Say that they have a place."""
    first = "A place has become free, and it is yours." if moved_up else "You have a place."
    _owe(
        booking,
        f"booked:{booking.seat}:{booking.told[:12]}",
        f"You have a place: {_title(booking)}",
        f"{first}\n\n{details(booking)}\n\n{_links(booking)}",
    )


def send_waiting(booking: Booking) -> None:
    """Say that they are on the waiting list."""
    _owe(
        booking,
        "waiting",
        f"You are on the waiting list: {_title(booking)}",
        "There are no places left, so you are on the waiting list. If a place becomes free, we give it to the first "
        f"person on the list and email them.\n\nView or cancel: {booking_link(booking)}",
    )


def send_changed(booking: Booking) -> None:
    """Say what is new: time, place, or how to join."""
    _owe(
        booking,
        f"changed:{booking.told[:12]}:{booking.event.revision}",
        f"Changed: {_title(booking)}",
        f"The details of “{_title(booking)}” have changed. These are the details now:\n\n"
        f"{details(booking)}\n\n{_links(booking)}",
    )


def send_off(booking: Booking, reason: str) -> None:
    """Say that it does not take place. A withdrawn event has no words left to name it by but the day."""
    assert booking.event.public_starts_at is not None, "only what was published can be booked"
    when = day(timezone.localtime(booking.event.public_starts_at))
    why = f"\n\nReason: {reason}" if reason else ""
    _owe(
        booking,
        f"off:{booking.event.revision}",
        f"Cancelled: event on {when}",
        f"The event on {when} that you booked will not take place.{why}\n\nOther events: {absolute('/events/')}",
    )


def send_evaluation(booking: Booking, stage: Stage, link: str) -> None:
    """Ask how confident somebody is."""
    why = {
        Stage.BEFORE: "You have a place. Before it begins, please tell us how confident you feel about its subject.",
        Stage.AFTER: "Thank you for coming. Please tell us how confident you feel about its subject now.",
        Stage.LATER: "You came to this event some weeks ago. Please tell us how confident you feel about its subject "
        "now, and whether you have done anything differently.",
    }
    _owe(
        booking,
        f"evaluation:{stage}",
        f"{'2 questions' if stage is Stage.LATER else '1 question'}: {_title(booking)}",
        f"{why[stage]}\n\n{link}\n\nWe keep your answer without your name. You do not have to answer.",
    )


def details(booking: Booking) -> str:
    """What somebody who comes has to know; how to join only for who has a place."""
    about = shown(booking.event)
    lines = [str(about.content["title"]), about.when, about.where]
    if booking.event.joining_link and booking.state == BookingState.BOOKED:
        lines.append(f"Join: {booking.event.joining_link}")
    return "\n".join(lines)


def digest(booking: Booking) -> str:
    """What the booking's person was told, in short: it changes when there is something to tell."""
    text = f"{booking.state}\n{details(booking)}"
    return hashlib.sha256(text.encode()).hexdigest()


def _links(booking: Booking) -> str:
    return (
        f"Add it to your calendar: {booking_link(booking, 'booking-calendar')}\n"
        f"View or cancel your booking: {booking_link(booking)}"
    )


def _title(booking: Booking) -> str:
    return booking.event.lasting_title()


def _owe(booking: Booking, what: str, subject: str, body: str) -> None:
    profile = settings.PARTNERSHIP
    enqueue_to_address(
        booking.address,
        key=f"booking:{booking.pk}:{what}",
        subject=f"{profile.short_name}: {subject}",
        body=f"{body}\n\n{profile.name}\n{profile.email}\n",
        # It carries a key to somebody's booking.
        is_secret=True,
    )
