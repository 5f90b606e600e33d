"""Who comes to an event, and from where."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.models.event import Event
from partnership.constraints import known, only_if
from partnership.models import Organisation


class BookingState(models.TextChoices):
    """How far a booking is. One that nobody confirmed holds no place."""

    ASKED = "asked", "Not confirmed yet"
    BOOKED = "booked", "Booked"
    WAITING = "waiting", "On the waiting list"
    CANCELLED = "cancelled", "Cancelled"


OPEN = (BookingState.ASKED, BookingState.BOOKED, BookingState.WAITING)
PLACED = (BookingState.BOOKED, BookingState.WAITING)


class BookingQuerySet(models.QuerySet["Booking"]):
    """Bookings narrowed by how far they are."""

    def booked(self) -> Self:
        """Who has a place."""
        return self.filter(state=BookingState.BOOKED)

    def waiting(self) -> Self:
        """The waiting list, in its order."""
        return self.filter(state=BookingState.WAITING).order_by("placed_at", "pk")

    def placed(self) -> Self:
        """Who has a place or waits for one, and is still known."""
        return self.filter(state__in=PLACED, forgotten_at__isnull=True)


class Booking(models.Model):
    """One person's booking. `key` stands in its links, which are signed; no organisation means: another one.

    `seat` counts the places of an event: the database gives each to one booking alone. `told` is a hash of what the
    person was told last of time, place and link (`events.notifying`). `attended` is unknown until the host says so.
    Once `forgotten_at` is set nothing says whose booking it was.
    """

    key = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="bookings")
    name = models.CharField(max_length=120, blank=True)
    address = models.EmailField("email address", blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="event_bookings"
    )
    state = models.CharField(max_length=20, choices=BookingState.choices, default=BookingState.ASKED)
    seat = models.PositiveIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    placed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    told = models.CharField(max_length=64, blank=True)
    attended = models.BooleanField(null=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["event", "pk"]
        constraints = [
            known("booking_state_known", "state", BookingState.values),
            only_if("booking_seat_if_booked", Q(state="booked"), "seat"),
            models.UniqueConstraint(name="booking_seat_once", fields=["event", "seat"]),
            models.UniqueConstraint(
                name="booking_open_once_an_address",
                fields=["event", "address"],
                condition=Q(state__in=["asked", "booked", "waiting"]) & ~Q(address=""),
            ),
            models.CheckConstraint(
                name="booking_placed_has_time",
                condition=Q(state__in=["asked", "cancelled"]) | Q(placed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="booking_forgotten_is_nobodys",
                condition=(Q(forgotten_at__isnull=True) & ~Q(address=""))
                | Q(forgotten_at__isnull=False, address="", name="", person__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk}"
