"""Reminders that were sent, so that nobody is told the same thing twice. A base: each side has its own table."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from partnership.constraints import known
from partnership.permissions import Permission


class ReminderKind(models.TextChoices):
    """What a reminder says."""

    OPENING = "opening", "The return is open"
    SOON = "soon", "Due in five days"
    DUE = "due", "Due today"
    OVERDUE = "overdue", "Overdue"
    ESCALATED = "escalated", "Overdue, coordinator notified"
    CHASED = "chased", "Reminder from the coordinator"


class ReminderBase(models.Model):
    """One reminder to one person. A chase is counted by its day; the others are sent once.

    `day` is what caused it: one of the dates, or the day on which a chase goes out. A chase that was asked for out of
    hours waits until `not_before`. A side says with `ABOUT` which columns say what it is about, the thing with the
    dates first; with `PREFIX` how its mails begin in the outbox; with `RECIPIENTS` who of the organisation is reminded.
    """

    ABOUT: ClassVar[Sequence[str]]
    PREFIX: ClassVar[str]
    RECIPIENTS: ClassVar[Permission]

    kind = models.CharField(max_length=10, choices=ReminderKind.choices)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    created_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]

    @property
    def about(self) -> tuple[int, ...]:
        """The primary keys of what it is about."""
        return tuple(getattr(self, f"{name}_id") for name in self.ABOUT)

    @property
    def mail_key(self) -> str:
        """The name of its mail in the outbox."""
        about = ":".join(str(key) for key in self.about)
        return f"{self.PREFIX}:{self.kind}:{about}:{self.day.isoformat()}:{self.recipient_id}"

    @property
    def still_waits(self) -> bool:
        """Whether its mail has not gone out yet."""
        return self.not_before is not None and self.not_before > timezone.now()

    @property
    def is_of_today(self) -> bool:
        """Whether somebody is told today, or later by a mail that waits."""
        return self.day >= timezone.localdate()

    @classmethod
    def last_chases(cls, about: Iterable[Any]) -> dict[tuple[int, ...], Self]:
        """The last chase of each thing, by the keys of what it is about. One query."""
        rows = cls.objects.filter(**{f"{cls.ABOUT[0]}__in": about}, kind=ReminderKind.CHASED)
        return {row.about: row for row in rows.order_by("day", "pk")}

    @classmethod
    def waiting(cls, now: datetime.datetime | None) -> list[Self]:
        """The chases that wait for working hours."""
        rows = cls.objects.filter(not_before__gt=now or timezone.now())
        return list(rows.select_related(cls.ABOUT[0]).order_by("pk"))


def reminder_constraints(name: str, about: Sequence[str]) -> list[models.BaseConstraint]:
    """Nobody is told the same thing twice, and of known kinds only."""
    return [
        models.UniqueConstraint(name=f"{name}_once", fields=[*about, "kind", "recipient", "day"]),
        known(f"{name}_kind_known", "kind", ReminderKind.values),
    ]
