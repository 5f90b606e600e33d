"""An edition: one frozen annual report, its state and its files."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partnership.constraints import SHA256, both_or_neither, implies, known, only_if, says_why
from partnership.models import ReportingYear
from publication.at_its_time import Publishable


class EditionState(models.TextChoices):
    """How far an edition is. A failed one stays as a record; the one before it is what it was."""

    QUEUED = "queued", "Waiting to be built"
    BUILDING = "building", "Being built"
    READY = "ready", "Ready to be published"
    FAILED = "failed", "Failed"
    PUBLISHED = "published", "Published"


UNDER_WAY = (EditionState.QUEUED, EditionState.BUILDING)
COMPLETE = (EditionState.READY, EditionState.PUBLISHED)


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions narrowed by what may be done with them."""

    def under_way(self) -> "EditionQuerySet":
        """Asked for, and not done yet."""
        return self.filter(state__in=UNDER_WAY)

    def published(self) -> "EditionQuerySet":
        """Published, the newest year and number first."""
        return self.filter(state=EditionState.PUBLISHED).order_by("-year__starts_on", "-number")


class Edition(Publishable):
    """One build of a year's report. What it froze never changes; a later build is another edition.

    `token` counts how often one of its steps was taken.
    """

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=EditionState.choices, default=EditionState.QUEUED)
    token = models.PositiveIntegerField(default=0)
    frozen = models.TextField(blank=True)
    sha256 = models.CharField("SHA-256 of the frozen record", max_length=64, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    story_keys = models.JSONField(default=list, blank=True, help_text="Keys of its case studies.")
    failure = models.TextField(blank=True)
    trail_line = models.PositiveBigIntegerField("audit trail line", default=0, help_text="0 if the trail was empty.")
    trail_hash = models.CharField("hash of that line", max_length=64, blank=True)
    made_from = models.JSONField(
        default=list, blank=True, help_text="Approved content it was built from, each with its hash. Staff only."
    )
    made_with = models.JSONField(
        default=dict, blank=True, help_text="Templates, styles, fonts and programs of its files, by hash or version."
    )
    correction_note = models.TextField(
        blank=True, help_text="What changed since the edition it replaces. Printed in the report."
    )
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_down_reason = models.TextField(blank=True, help_text="Staff only.")
    taken_down_words = models.TextField(blank=True, help_text="Message to readers, if any.")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year__starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(name="edition_number_once_a_year", fields=["year", "number"]),
            models.UniqueConstraint(
                name="edition_one_under_way_a_year", fields=["year"], condition=Q(state__in=UNDER_WAY)
            ),
            models.CheckConstraint(name="edition_number_from_one", condition=Q(number__gte=1)),
            known("edition_state_known", "state", EditionState.values),
            only_if(
                "edition_published_has_who_and_when", Q(state=EditionState.PUBLISHED), "published_by", "published_at"
            ),
            implies(
                "edition_complete_is_frozen",
                Q(state__in=COMPLETE),
                Q(sha256__regex=SHA256, ready_at__isnull=False) & ~Q(frozen=""),
            ),
            says_why("edition_failed_says_why", Q(state=EditionState.FAILED), "failure"),
            models.CheckConstraint(
                name="edition_trail_has_line_and_hash",
                condition=Q(trail_line=0, trail_hash="") | Q(trail_line__gt=0, trail_hash__regex=SHA256),
            ),
            models.CheckConstraint(
                name="edition_ready_after_request",
                condition=Q(ready_at__isnull=True) | Q(ready_at__gte=F("requested_at")),
            ),
            # Only the first edition of a year comes out without a word on what it corrects.
            models.UniqueConstraint(
                name="edition_published_again_says_why",
                fields=["year"],
                condition=Q(state=EditionState.PUBLISHED, correction_note=""),
            ),
            models.CheckConstraint(
                name="edition_scheduled_has_who_and_when",
                condition=Q(publish_at__isnull=True, scheduled_by__isnull=True)
                | Q(publish_at__isnull=False, scheduled_by__isnull=False, state__in=COMPLETE),
            ),
            both_or_neither("edition_held_says_why", "held_at", text="held_reason"),
            models.CheckConstraint(
                name="edition_taken_down_has_who_when_and_why",
                condition=Q(
                    taken_down_at__isnull=True, taken_down_by__isnull=True, taken_down_reason="", taken_down_words=""
                )
                | (
                    Q(state=EditionState.PUBLISHED, taken_down_at__isnull=False, taken_down_by__isnull=False)
                    & ~Q(taken_down_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Annual report {self.year}, edition {self.number}"

    @property
    def is_complete(self) -> bool:
        """Whether every step ended well. Before that, and where one failed, nobody is handed its files."""
        return self.state in COMPLETE
