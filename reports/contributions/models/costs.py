"""What the partnership's work costs in a year, and who pays for it. Pounds sterling with pence, exact."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from partnership.constraints import known
from partnership.models import Organisation
from reports.contributions.models.record import ReviewableRow, YearRecord, need_rows, text_of
from review.models import ReviewableQuerySet


class Direction(models.TextChoices):
    """Whether money comes in or goes out."""

    CONTRIBUTION = "contribution", "Contributed"
    SPENDING = "spending", "Spent"


class CostReturn(YearRecord):
    """Contributions and spending of one year, with a sentence on what they mean."""

    review_noun: ClassVar[str] = "costs return"
    asks_who_it_is: ClassVar[bool] = True
    page: ClassVar[str] = "costs"
    section: ClassVar[str] = "costs"
    heading: ClassVar[str] = "Costs"
    starts_from_last_year: ClassVar[bool] = True

    financial_impact = models.TextField(blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(YearRecord.Meta):
        ordering = ["-year__starts_on"]

    def content(self) -> dict[str, Any]:
        """The lines, amounts as texts in pounds with two decimals; empty where an amount is not known."""
        return {
            "year": self.year.slug,
            "currency": "GBP",
            "financial_impact": self.financial_impact,
            "lines": [line.content() for line in self.lines.select_related("organisation")],
        }

    def problems(self) -> list[str]:
        """No line."""
        found = need_rows(self.lines.all(), "Add at least one contribution or expense.", "line_1_direction")
        return found + self.closed_year_problem()


def _not_negative(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0})


class CostLine(ReviewableRow):
    """One contribution, with who makes it, or one thing on which money is spent."""

    costs = models.ForeignKey(CostReturn, on_delete=models.CASCADE, related_name="lines")
    direction = models.CharField(max_length=20, choices=Direction.choices)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=160, blank=True)
    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["costs", "number"]
        constraints = [
            models.UniqueConstraint(name="cost_line_number_once", fields=["costs", "number"]),
            known("cost_line_direction_known", "direction", Direction.values),
            models.CheckConstraint(
                name="cost_line_says_who_or_what",
                condition=Q(direction=Direction.CONTRIBUTION, organisation__isnull=False) | (~Q(what="")),
            ),
            models.CheckConstraint(
                name="cost_line_has_an_amount", condition=Q(budget__isnull=False) | Q(actual__isnull=False)
            ),
            models.CheckConstraint(
                name="cost_line_not_negative", condition=_not_negative("budget") & _not_negative("actual")
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Who pays, and for what."""
        return ": ".join(part for part in (self.organisation.name if self.organisation else "", self.what) if part)

    def content(self) -> dict[str, str]:
        """The line as texts."""
        return {
            "number": str(self.number),
            "direction": self.direction,
            "organisation": self.organisation.name if self.organisation else "",
            "what": self.what,
            "budget": text_of(self.budget),
            "actual": text_of(self.actual),
        }
