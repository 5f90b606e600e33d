"""Releases: named, dated sets of approved figures, frozen and hashed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from indicators.models.submission import Submission
from partnership.models import ReportingYear

HASH = r"^[0-9a-f]{64}$"


class FrozenError(Exception):
    """Somebody tried to change a release after it was made."""


class Frozen(models.Model):
    """A row that is written once. A correction is a new release; the old one stays readable."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. One that is there already is refused."""
        if not self._state.adding:
            raise FrozenError("A release never changes. Make a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: what was published stays readable."""
        raise FrozenError("A release stays readable: it cannot be deleted.")


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases narrowed by whether a later one of the same year replaced them."""

    def newest_of_each_year(self) -> "ReleaseQuerySet":
        """What public pages show: the highest number of each year, newest year first."""
        later = Release.objects.filter(year=OuterRef("year"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later)).order_by("-year__starts_on")


class Release(Frozen):
    """A frozen set of tables for a year. `missing` names the families of which nothing was approved."""

    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    missing = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-year__starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(name="release_number_once_a_year", fields=["year", "number"]),
            models.CheckConstraint(name="release_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="release_has_title", condition=~Q(title="")),
            models.CheckConstraint(name="release_hash_is_sha256", condition=Q(content_hash__regex=HASH)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where the public reads it."""
        return reverse("indicators:release-detail", args=[self.slug])


class ReleaseTable(Frozen):
    """One family's table in a release, every text ready to print, with its chart and what it was made from."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="tables")
    family_slug = models.CharField("family", max_length=60)
    position = models.PositiveSmallIntegerField()
    content = models.JSONField()
    chart_svg = models.TextField(blank=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    sources = models.JSONField(
        default=list, help_text="Each return that was read: its year, the number of its revision, its hash."
    )

    class Meta:
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(name="release_table_once", fields=["release", "family_slug"]),
            models.UniqueConstraint(name="release_position_once", fields=["release", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.content['title']}, {self.release.slug}"

    def get_absolute_url(self) -> str:
        """The public page of the family, which shows the newest table."""
        return reverse("indicators:indicator-detail", args=[self.content["theme"], self.family_slug])
