"""What the coordinator keeps for the annual report: the base of reviews, training, costs and plans."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from partnership.models import ReportingYear
from partnership.permissions import Permission
from review.models import Reviewable
from review.problems import Problem
from review.states import ReviewState

YEAR_TEXT = r"^\d{4}-\d{2}$"


class ReportRecord(Reviewable):
    """A record that only the annual report shows: its approval makes it live."""

    write_permission: ClassVar[Permission] = Permission.KEEP_REPORT_RECORDS
    publishes: ClassVar[bool] = False
    public_template: ClassVar[str] = "reports/contributions/records/_preview.html"

    class Meta(Reviewable.Meta):
        abstract = True

    def live_content(self) -> dict[str, Any]:
        """What readers are shown. For records that are live."""
        assert self.live_revision is not None
        content: dict[str, Any] = self.live_revision.content
        return content

    def __str__(self) -> str:
        return self.title_for_review()


class YearRecord(ReportRecord):
    """The one record of its kind for a reporting year, with rows that are edited in the same form."""

    related_for_review: ClassVar[tuple[str, ...]] = ("year",)
    # The page's part of the address, and the name of the rows that belong to it.
    page: ClassVar[str]
    section: ClassVar[str]
    heading: ClassVar[str]
    # Whether a new year's form starts from the rows of the last year, and which record that is.
    starts_from_last_year: ClassVar[bool] = False
    last_year: "YearRecord | None" = None

    year = models.ForeignKey(ReportingYear, editable=False, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta(ReportRecord.Meta):
        abstract = True
        constraints = [
            *ReportRecord.Meta.constraints,
            # A withdrawn record cannot be worked on again, so a new one may take its place.
            models.UniqueConstraint(
                name="%(class)s_once_a_year", fields=["year"], condition=~Q(state=ReviewState.WITHDRAWN)
            ),
        ]

    def title_for_review(self) -> str:
        """What it is and of which year."""
        return f"{self.heading}, {self.year.label}"

    def get_absolute_url(self) -> str:
        return f"{reverse('reports:report-whole', args=[self.year.slug])}#{self.section}"

    def get_edit_url(self) -> str:
        """The coordinator's form."""
        return reverse(f"reports:{self.page}-edit", args=[self.year.slug])

    def closed_year_problem(self) -> list[str]:
        return (
            [f"The year {self.year.label} is closed. You can no longer add or change entries."]
            if self.year.is_closed
            else []
        )


class ReviewableRow(models.Model):
    """A row of a record. Rows are written anew with each save, so their order is their number."""

    number = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


def text_of(value: object) -> str:
    """A number as text; nothing for what was left open."""
    return "" if value is None else str(value)


def named(thing: Any, *, title: str = "title") -> dict[str, str] | None:
    """A priority, an arm or the like by slug and title, as snapshots hold it."""
    return {"slug": thing.slug, "title": str(getattr(thing, title))} if thing is not None else None


def need_rows(rows: Iterable[Any], sentence: str, field: str) -> list[str]:
    """The sentence where there is no row."""
    return [] if list(rows) else [Problem(sentence, field)]
