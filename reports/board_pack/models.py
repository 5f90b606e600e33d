"""Targets: what the board wants a figure to be, and why. A status colour exists only where somebody set one."""

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partnership.constraints import both_or_neither, known, written


class Aim(models.TextChoices):
    """On which side of its target a figure should be."""

    AT_LEAST = "at_least", "At least"
    AT_MOST = "at_most", "At most"


class TargetQuerySet(models.QuerySet["Target"]):
    """Targets narrowed by time."""

    def in_force(self) -> "TargetQuerySet":
        """Not ended."""
        return self.filter(ended_at__isnull=True)


class Target(models.Model):
    """A target of one row of one indicator set. `amber` is the last value that is near enough to be amber, not red.

    A target is never changed: it is ended, and another is set, so that an older meeting's colours stay explained.
    """

    family_slug = models.CharField(max_length=80)
    row_key = models.CharField(max_length=120)
    aim = models.CharField(max_length=10, choices=Aim.choices)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    amber = models.DecimalField(max_digits=12, decimal_places=2)
    reason = models.TextField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["family_slug", "row_key", "-set_at"]
        constraints = [
            written("target_has_a_reason", "reason"),
            known("target_aim_known", "aim", Aim.values),
            both_or_neither("target_ended_paired", "ended_by", "ended_at"),
            models.UniqueConstraint(
                name="target_once_a_row", fields=["family_slug", "row_key"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="target_amber_on_its_far_side",
                condition=Q(aim=Aim.AT_LEAST, amber__lte=F("value")) | Q(aim=Aim.AT_MOST, amber__gte=F("value")),
            ),
        ]

    def __str__(self) -> str:
        return f"Target of {self.family_slug}, {self.row_key}"

    @property
    def in_words(self) -> str:
        """“at least 80”, without zeros behind the point that say nothing."""
        return f"{self.get_aim_display().lower()} {plain_number(self.value)}"


def plain_number(number: Decimal) -> str:
    """A number with thousands set off, and no zeros behind the point that say nothing: 1,200; 80.5."""
    whole = number.to_integral_value()
    return f"{whole:,f}" if number == whole else f"{number.normalize():,f}"
