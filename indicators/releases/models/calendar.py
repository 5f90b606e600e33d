"""The public calendar of releases: dates may change, with a reason, and every change stays visible.

The models refuse everything else, and so do triggers of the database (`0002_triggers`), for whoever comes past them.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models

from partnership.constraints import written
from partnership.models import ReportingYear
from review.models.frozen import FrozenError, FrozenQuerySet

STAYS = "You cannot delete an announcement. Move or cancel it and give a reason."
ONLY_ADDED = "You can only add to the log of a release's dates."


class PlannedReleaseQuerySet(models.QuerySet["PlannedRelease"]):
    """Announced releases narrowed by what became of them."""

    def open(self) -> "PlannedReleaseQuerySet":
        """Still to come: neither out nor called off."""
        return self.filter(release__isnull=True, cancelled_at__isnull=True)

    def carry_out(self, change: "PlannedReleaseChange") -> None:
        """Let what is announced say what a line of the log says. The line has to be stored before."""
        if change.after is None:
            found: dict[str, Any] = {"cancelled_at": change.changed_at}
        else:
            found = {"planned_for": change.after}
        super(PlannedReleaseQuerySet, self.open().filter(pk=change.planned_id)).update(**found)

    def update(self, **kwargs: Any) -> int:
        """Name the release that came out. Anything else is refused: dates change through their log alone."""
        if set(kwargs) != {"release"}:
            raise FrozenError(STAYS)
        return super(PlannedReleaseQuerySet, self.open()).update(**kwargs)

    def bulk_create(self, objs: Iterable["PlannedRelease"], *args: Any, **kwargs: Any) -> Any:
        """Refused: releases are announced one at a time, each with its line in the audit trail."""
        raise FrozenError("Announce one release at a time.")

    def bulk_update(self, objs: Iterable["PlannedRelease"], *args: Any, **kwargs: Any) -> int:
        """Refused: dates change through their log alone."""
        raise FrozenError(STAYS)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FrozenError(STAYS)


class PlannedRelease(models.Model):
    """A release that is announced, and the day on which it will come out."""

    title = models.CharField(max_length=200)
    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="planned_releases")
    planned_for = models.DateTimeField()
    release = models.OneToOneField(
        "indicators.Release", null=True, blank=True, on_delete=models.PROTECT, related_name="planned"
    )
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = PlannedReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["planned_for", "pk"]
        constraints = [written("planned_release_has_title", "title")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Announce it. What is announced already is refused: see `PlannedReleaseQuerySet.carry_out`."""
        if not self._state.adding:
            raise FrozenError(STAYS)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError(STAYS)


class PlannedReleaseChangeQuerySet(FrozenQuerySet):
    """Lines of the log; they are only ever added, one at a time."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> Any:
        raise FrozenError(ONLY_ADDED)


class PlannedReleaseChange(models.Model):
    """A change of a release's date: written once, never deleted."""

    planned = models.ForeignKey(PlannedRelease, on_delete=models.PROTECT, related_name="changes")
    before = models.DateTimeField()
    after = models.DateTimeField(null=True, blank=True, help_text="Empty if the release was cancelled.")
    reason = models.CharField(max_length=300)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = PlannedReleaseChangeQuerySet.as_manager()

    class Meta:
        ordering = ["changed_at", "pk"]
        constraints = [written("planned_release_change_has_reason", "reason")]

    def __str__(self) -> str:
        return f"{self.planned}: {self.reason}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line. One that is there already is refused."""
        if not self._state.adding:
            raise FrozenError(ONLY_ADDED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError(ONLY_ADDED)
