"""The report in plain words: a summary, and an Easy Read version with pictures. One of each for a year."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from learning.models import CaseStudy
from partnership.constraints import known, written
from partnership.exceptions import DomainError
from reports.content.pictures import PICTURES
from reports.contributions.models.record import ReviewableRow, YearRecord, need_rows
from reports.contributions.plain_words import EASY, PLAIN, warnings_of
from reports.editions.models.edition import Edition
from review.models import ReviewableQuerySet
from review.problems import Problem


class PlainVersion(YearRecord):
    """A text that retells the year's report, and so may retell a story. No program can see which stories it retells.

    So each approval keeps which stories the public could read then: `reports.contributions.plain_queries` hides the
    text once one of them is gone, until somebody has read it again and approved it anew.
    """

    live_since = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the published version was approved."
    )
    stories_then = models.JSONField(
        default=list, blank=True, editable=False, help_text="Keys of the case studies published then."
    )

    class Meta(YearRecord.Meta):
        abstract = True

    def noted_on_approval(self) -> dict[str, Any]:
        """The moment, and which stories that it may retell were public."""
        public = CaseStudy.objects.public().filter(self._retellable())
        return {
            "live_since": timezone.now(),
            "stories_then": sorted(str(key) for key in public.values_list("key", flat=True)),
        }

    def check_approvable(self) -> None:
        """Refuse a text that nobody has read again since something was taken away that it may retell."""
        written = self.edited_at or self.created_at
        is_down = Edition.objects.filter(year=self.year, taken_down_at__gte=written).exists()
        if is_down or CaseStudy.objects.filter(self._retellable()).lost_since(written).exists():
            raise DomainError(
                f"A case study or report that this {self.review_noun} may draw on was withdrawn after it was saved. "
                "Return it, so that the writer can check it and save it again."
            )

    def _retellable(self) -> Q:
        """Stories of the year, and those that an edition of the year tells."""
        editions = Edition.objects.filter(year=self.year).values_list("story_keys", flat=True)
        return Q(year=self.year) | Q(key__in={key for keys in editions for key in keys})


class PlainSummary(PlainVersion):
    """The year in plain words, for everybody who does not read the whole report."""

    review_noun: ClassVar[str] = "plain summary"
    asks_who_it_is: ClassVar[bool] = True
    page: ClassVar[str] = "plain-summary"
    section: ClassVar[str] = "summary"
    heading: ClassVar[str] = "Summary in plain words"
    public_template: ClassVar[str] = "reports/contributions/plain/_summary.html"

    text = models.TextField(blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(PlainVersion.Meta):
        ordering = ["-year__starts_on"]

    def content(self) -> dict[str, Any]:
        """The text as it was typed."""
        return {"year": self.year.slug, "text": self.text}

    def problems(self) -> list[str]:
        """No text."""
        found: list[str] = [] if self.text.strip() else [Problem("Enter the summary.", "text")]
        return found + self.closed_year_problem()

    def notes_for_review(self) -> list[str]:
        """Long sentences and signs."""
        return list(warnings_of([self.text], PLAIN))

    def get_absolute_url(self) -> str:
        return reverse("reports:report-summary", args=[self.year.slug])


class EasyRead(PlainVersion):
    """The year in short sentences, each with a picture."""

    review_noun: ClassVar[str] = "Easy Read version"
    asks_who_it_is: ClassVar[bool] = True
    page: ClassVar[str] = "easy-read"
    section: ClassVar[str] = "easy-read"
    heading: ClassVar[str] = "Easy Read version"
    public_template: ClassVar[str] = "reports/contributions/plain/_easy_read.html"

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(PlainVersion.Meta):
        ordering = ["-year__starts_on"]

    def content(self) -> dict[str, Any]:
        """The sentences in their order, with their pictures."""
        return {"year": self.year.slug, "lines": [line.content() for line in self.lines.all()]}

    def problems(self) -> list[str]:
        """No sentence."""
        found = need_rows(self.lines.all(), "Add at least one sentence with a picture.", "line_1_text")
        return found + self.closed_year_problem()

    def notes_for_review(self) -> list[str]:
        """Long sentences and signs."""
        return list(warnings_of([line.text for line in self.lines.all()], EASY))

    def get_absolute_url(self) -> str:
        return reverse("reports:report-easy-read", args=[self.year.slug])


class EasyReadLine(ReviewableRow):
    """One short sentence, or two, with the picture beside it."""

    version = models.ForeignKey(EasyRead, on_delete=models.CASCADE, related_name="lines")
    picture = models.CharField(max_length=20, choices=list(PICTURES.items()))
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(name="easy_read_line_number_once", fields=["version", "number"]),
            written("easy_read_line_says_something", "text"),
            known("easy_read_line_picture_known", "picture", PICTURES),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def content(self) -> dict[str, Any]:
        """The sentence, ready for JSON."""
        return {"number": str(self.number), "picture": self.picture, "text": self.text}
