"""Seats: who sits where, from when to when."""

import datetime

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.constraints import implies
from partnership.models.group import Group
from partnership.models.organisation import Organisation


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats narrowed by date."""

    def current(self, on: datetime.date) -> "SeatQuerySet":
        """Seats whose term covers the day; a term without an end goes on."""
        return self.filter(starts_on__lte=on).filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on))


class Seat(models.Model):
    """A place in a group. It belongs to an organisation, or to none (the independent chair); it may be vacant."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    title = models.CharField(max_length=200)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="seats_held"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seats_deputised",
    )
    is_vacant = models.BooleanField(default=False)
    is_chair = models.BooleanField(default=False)
    is_illustrative = models.BooleanField(
        default=False, help_text="Made up to show how the portal works: not read at a source about this partnership."
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["group__name", "-is_chair", "title"]
        constraints = [
            models.CheckConstraint(
                name="seat_term_in_order",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            implies("seat_vacant_has_no_holder", models.Q(is_vacant=True), models.Q(holder__isnull=True)),
            models.CheckConstraint(
                name="seat_deputy_is_not_holder",
                condition=models.Q(holder__isnull=True)
                | models.Q(deputy__isnull=True)
                | ~models.Q(holder=models.F("deputy")),
            ),
            models.UniqueConstraint(name="seat_once_a_group_and_start", fields=["group", "title", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.group}"
