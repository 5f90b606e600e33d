"""Webinars, courses and other events of the partnership or one of its organisations."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from learning.models.product import ClassifiedProduct
from partnership.constraints import both_or_neither, known
from partnership.models import ReportingYear
from partnership.permissions import Permission
from review.models import ReviewableQuerySet
from review.problems import Problem


class Sort(models.TextChoices):
    """What somebody comes to."""

    COURSE = "course", "Course"
    WEBINAR = "webinar", "Webinar"
    WORKSHOP = "workshop", "Workshop"
    CONFERENCE = "conference", "Conference"
    OTHER = "other", "Other event"


class EventQuerySet(ReviewableQuerySet["Event"]):
    """Events narrowed by what readers are shown of them: their live revisions."""

    def to_come(self, now: datetime.datetime | None = None) -> Self:
        """Published and not over, the next first. `ends` is that of the live revision."""
        return self.live().filter(public_ends_at__gt=now or timezone.now()).order_by("public_starts_at", "pk")

    def over(self, now: datetime.datetime | None = None) -> Self:
        """Published and over, the last first."""
        return self.live().filter(public_ends_at__lte=now or timezone.now()).order_by("-public_starts_at", "-pk")


class Event(ClassifiedProduct):
    """An event that is written, reviewed and published as a briefing is.

    `public_starts_at` and `public_ends_at` are those that readers are shown, by which lists are sorted: a draft that
    moves it changes them when it is published. `joining_link` goes to those who booked alone; its host changes it
    whenever the meeting's address changes, so it is no part of what is reviewed.
    """

    review_noun: ClassVar[str] = "event"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.WRITE_EVENT
    public_template: ClassVar[str] = "events/_event.html"
    reserved: ClassVar[frozenset[str]] = frozenset({"bookings", "evaluations", "past"})
    compulsory: ClassVar[Mapping[str, str]] = {
        "starts_at": "Enter when it starts.",
        "ends_at": "Enter when it ends.",
        "audience": "Say who it is for.",
        "description": "Say what it is about and what people will learn.",
    }

    sort = models.CharField("type", max_length=20, choices=Sort.choices, default=Sort.COURSE)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    is_online = models.BooleanField("online", default=False)
    place = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    booking_closes_on = models.DateField(null=True, blank=True)
    joining_link = models.URLField(max_length=500, blank=True, editable=False)
    public_starts_at = models.DateTimeField(null=True, editable=False, db_index=True)
    public_ends_at = models.DateTimeField(null=True, editable=False, db_index=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    cancel_reason = models.CharField(max_length=300, blank=True, editable=False)

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    class Meta(ClassifiedProduct.Meta):
        ordering = ["-created_at"]
        constraints = [
            *ClassifiedProduct.Meta.constraints,
            known("event_sort_known", "sort", Sort.values),
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(name="event_has_places", condition=Q(places__isnull=True) | Q(places__gt=0)),
            models.CheckConstraint(
                name="event_live_has_times",
                condition=Q(live_revision__isnull=True)
                | Q(public_starts_at__isnull=False, public_ends_at__gt=F("public_starts_at")),
            ),
            both_or_neither("event_cancelled_whole", "cancelled_at", "cancelled_by", text="cancel_reason"),
        ]

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off."""
        return self.cancelled_at is not None

    @property
    def is_over(self) -> bool:
        """Whether what was published of it has ended."""
        return self.public_ends_at is not None and self.public_ends_at <= timezone.now()

    def content(self) -> dict[str, Any]:
        """The event; times on the clock in England. An empty text where nothing is limited or entered."""
        return {
            **self.classification(),
            "sort": self.sort,
            "starts_at": _iso(self.starts_at),
            "ends_at": _iso(self.ends_at),
            "is_online": self.is_online,
            "place": self.place,
            "audience": self.audience,
            "description": self.description,
            "places": str(self.places or ""),
            "booking_closes_on": self.booking_closes_on.isoformat() if self.booking_closes_on else "",
        }

    def printed(self) -> dict[str, Any]:
        """Title, audience and description, by their fields. Where it is held has a postcode, which is nobody's."""
        return {name: getattr(self, name) for name in ("title", "audience", "description")}

    def readable(self) -> dict[str, Any]:
        """The place among them."""
        return {**self.printed(), "place": self.place}

    def made_on_publication(self, content: dict[str, Any]) -> dict[str, Any]:
        """The address, the first time; and the times that readers are shown."""
        return {
            **super().made_on_publication(content),
            "public_starts_at": datetime.datetime.fromisoformat(content["starts_at"]),
            "public_ends_at": datetime.datetime.fromisoformat(content["ends_at"]),
        }

    def problems(self) -> list[str]:
        """What is missing, where it is, and whether its dates fit."""
        found = self.missing()
        if not self.is_online and not self.place.strip():
            found.append(Problem("Enter where it is held, or select that it is online.", "place"))
        if self.starts_at and self.booking_closes_on and self.booking_closes_on > timezone.localdate(self.starts_at):
            found.append(Problem("The last day to book must not be after the event.", "booking_closes_on"))
        return found + self._other_year() + self.closed_year_problem()

    def _other_year(self) -> list[str]:
        """Whether it falls into another year that there is: the report of that year tells it."""
        if self.starts_at is None:
            return []
        day = timezone.localdate(self.starts_at)
        other = ReportingYear.objects.filter(starts_on__lte=day, ends_on__gte=day).exclude(pk=self.year_id).first()
        return [Problem(f"It takes place in {other.label}. Select that year.", "year")] if other else []

    def get_absolute_url(self) -> str:
        return self.public_address("events:event-detail")

    def get_edit_url(self) -> str:
        """The host's form."""
        return reverse("events:event-edit", args=[self.pk])


def _iso(moment: datetime.datetime | None) -> str:
    return timezone.localtime(moment).isoformat() if moment else ""
