"""The statement that there was none of a kind of review in a year: something else than not having recorded one."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from reports.contributions.models.record import YearRecord
from reports.contributions.models.safeguarding_review import SafeguardingReview
from reports.contributions.review_kinds import NilReturn, ReviewKind
from reports.contributions.safeguarding_reviews import kinds_recorded, review_of
from review.models import ReviewableQuerySet
from review.problems import Problem


class NoReviewsStatement(YearRecord):
    """For one year: of which kinds no review concluded, and of which none was ongoing on its last day."""

    review_noun: ClassVar[str] = "statement that there were no reviews"
    page: ClassVar[str] = "no-reviews"
    section: ClassVar[str] = "reviews"
    heading: ClassVar[str] = "Kinds of review with none"

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(YearRecord.Meta):
        ordering = ["-year__starts_on"]

    def content(self) -> dict[str, Any]:
        """The kinds, by what there was none of, in the order of the law."""
        stated = {(line.aspect, line.kind) for line in self.lines.all()}
        return {
            "year": self.year.slug,
            **{
                aspect.value: [kind.value for kind in ReviewKind if (aspect.value, kind.value) in stated]
                for aspect in NilReturn
            },
        }

    def problems(self) -> list[str]:
        """Nothing stated, or something that a recorded review contradicts."""
        content = self.content()
        found: list[str] = []
        if not any(content[aspect.value] for aspect in NilReturn):
            found.append(Problem("Select at least one kind of review.", NilReturn.CONCLUDED.value))
        return found + self._denied(content) + self.closed_year_problem()

    def _denied(self, content: dict[str, Any]) -> list[str]:
        """A sentence for each kind of which an approved review says the opposite."""
        live = SafeguardingReview.objects.live()
        recorded = kinds_recorded([review_of(one.live_content()) for one in live], self.year)
        return [
            Problem(
                f"A {ReviewKind(kind).words} that {aspect.label} is recorded and approved. Clear this box.",
                aspect.value,
            )
            for aspect in NilReturn
            for kind in content[aspect.value]
            if kind in recorded[aspect.value]
        ]


class NoReviewsLine(models.Model):
    """There was no review of this kind that concluded, or was ongoing."""

    statement = models.ForeignKey(NoReviewsStatement, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20, choices=ReviewKind.choices)
    aspect = models.CharField(max_length=20, choices=NilReturn.choices)

    class Meta:
        ordering = ["statement", "aspect", "kind"]
        constraints = [
            models.UniqueConstraint(name="no_reviews_line_once", fields=["statement", "kind", "aspect"]),
            models.CheckConstraint(
                name="no_reviews_line_known",
                condition=Q(kind__in=ReviewKind.values) & Q(aspect__in=NilReturn.values),
            ),
        ]

    def __str__(self) -> str:
        return f"No {ReviewKind(self.kind).words} {NilReturn(self.aspect).label}"
