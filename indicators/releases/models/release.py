"""Releases: named, dated sets of approved figures, frozen and hashed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from indicators.returns.models.submission import Submission
from partnership.constraints import both_or_neither, hashed, never_both, written
from partnership.models import ReportingYear
from publication.at_its_time import Publishable
from review.models.frozen import Frozen, FrozenError, FrozenQuerySet


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases narrowed by whether readers may see them, and whether a later one of the same year replaced them."""

    def public(self) -> "ReleaseQuerySet":
        """What anybody may read: published, and not still under embargo or called off."""
        return self.filter(published_at__isnull=False)

    def pending(self) -> "ReleaseQuerySet":
        """Made, and still to be published."""
        return self.filter(published_at__isnull=True, cancelled_at__isnull=True)

    def newest_of_each_year(self) -> "ReleaseQuerySet":
        """What public pages show: the highest published number of each year, newest year first."""
        later = Release.objects.public().filter(year=OuterRef("year"), number__gt=OuterRef("number"))
        return self.public().filter(~Exists(later)).order_by("-year__starts_on")

    def update(self, **kwargs: Any) -> int:
        """Publish, call off or hold back what is pending. Anything else is refused, and a published one never moves."""
        if not set(kwargs) <= STEPS:
            raise FrozenError("You cannot change a release. Create a new one.")
        return super(ReleaseQuerySet, self.pending()).update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FrozenError("You cannot delete a release.")


# The only columns that are ever written after a release was made.
STEPS = frozenset(
    {"published_at", "published_by", "cancelled_at", "cancelled_by", "cancel_reason", "held_at", "held_reason"}
)


class Release(Frozen, Publishable):
    """A frozen set of tables for a year. `missing` names the families without one: of which nothing was approved or,
    marked `left_out`, a small count could not be protected.

    Until `published_at` it is under embargo: staff alone read it. `publish_at` is when it is to come out; a release
    whose returns were withdrawn or changed meanwhile is held back instead. `note` says why figures were revised,
    `warnings` what the checklist warned of and the coordinator accepted.
    """

    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    missing = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancel_reason = models.CharField(max_length=300, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-year__starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(name="release_number_once_a_year", fields=["year", "number"]),
            models.UniqueConstraint(
                name="release_one_pending_a_year",
                fields=["year"],
                condition=Q(published_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.CheckConstraint(name="release_number_from_one", condition=Q(number__gte=1)),
            written("release_has_title", "title"),
            hashed("release_hash_is_sha256", "content_hash"),
            both_or_neither("release_published_paired", "published_at", "published_by"),
            both_or_neither("release_cancelled_says_who_and_why", "cancelled_at", "cancelled_by", text="cancel_reason"),
            never_both("release_published_or_cancelled", "published_at", "cancelled_at"),
            models.CheckConstraint(
                name="release_not_before_its_time",
                condition=Q(published_at__isnull=True)
                | Q(publish_at__isnull=True)
                | Q(published_at__gte=models.F("publish_at")),
            ),
            both_or_neither("release_held_says_why", "held_at", text="held_reason"),
        ]

    @property
    def not_approved(self) -> list[str]:
        """The titles of the families of which nothing was approved."""
        return [one["title"] for one in self.missing if not one.get("left_out")]

    @property
    def left_out(self) -> list[str]:
        """The titles of the families of which a small count could not be protected."""
        return [one["title"] for one in self.missing if one.get("left_out")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.published_at is not None

    @property
    def status(self) -> str:
        """Where it stands, in words."""
        if self.published_at is not None:
            return "Published"
        if self.cancelled_at is not None:
            return "Cancelled"
        return "On hold" if self.held_at is not None else "Under embargo"

    def get_absolute_url(self) -> str:
        return reverse("indicators:release-detail", args=[self.slug])


class ReleaseTable(Frozen):
    """One family's table in a release, every text ready to print, with its chart and what it was made from."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="tables")
    family_slug = models.CharField("family", max_length=60)
    position = models.PositiveSmallIntegerField()
    content = models.JSONField()
    chart_svg = models.TextField(blank=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    sources = models.JSONField(default=list, help_text="Each return used: its year, revision number and hash.")
    reasons = models.JSONField(
        default=dict, help_text="Reasons figures are missing or revised: row, then column, then the reason."
    )
    revised_cells = models.PositiveIntegerField(
        default=0, help_text="How many cells differ from the previous release for the year."
    )

    objects = FrozenQuerySet.as_manager()

    class Meta:
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(name="release_table_once", fields=["release", "family_slug"]),
            models.UniqueConstraint(name="release_position_once", fields=["release", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.content['title']}, {self.release.slug}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:indicator-detail", args=[self.content["theme"], self.family_slug])
