"""The plan of one year as readers see it, before the first progress and ever after."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from partnership.models import ReportingYear
from partnership.permissions import Permission
from priorities.models.outline import actions_in, outline_of_rows
from review.chain import content_hash
from review.models import Reviewable, ReviewableQuerySet
from review.problems import Problem
from review.states import ReviewState


class YearPlan(Reviewable):
    """Priorities, commitments and actions of a year, published once the board has approved them.

    What readers see is the approved revision: later changes of the plan show nowhere until they are approved too.
    """

    review_noun: ClassVar[str] = "plan of a year"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.MANAGE_STRUCTURE
    publishes: ClassVar[bool] = False
    public_template: ClassVar[str] = "priorities/_year_plan.html"
    related_for_review: ClassVar[tuple[str, ...]] = ("year",)

    year = models.ForeignKey(ReportingYear, editable=False, on_delete=models.PROTECT, related_name="year_plans")
    introduction = models.TextField(blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(Reviewable.Meta):
        ordering = ["-year__starts_on"]
        constraints = [
            *Reviewable.Meta.constraints,
            models.UniqueConstraint(
                name="year_plan_once_a_year", fields=["year"], condition=~Q(state=ReviewState.WITHDRAWN)
            ),
        ]

    def __str__(self) -> str:
        return self.title_for_review()

    def title_for_review(self) -> str:
        """Of which year."""
        return f"Plan for {self.year.label}"

    def content(self) -> dict[str, Any]:
        """The whole outline, with names as they are now."""
        return {"year": self.year.slug, "introduction": self.introduction, **outline_of_rows(self.year)}

    @property
    def has_changed(self) -> bool:
        """Whether the plan differs from what readers see of it."""
        return self.live_revision is not None and content_hash(self.content()) != self.live_revision.sha256

    def problems(self) -> list[str]:
        """A plan without an action says nothing."""
        found: list[str] = []
        if not any(actions_in(outline_of_rows(self.year))):
            found.append(Problem("Add at least one action to the plan first.", "introduction"))
        return found + self.closed_year_problem()

    def closed_year_problem(self) -> list[str]:
        if not self.year.is_closed:
            return []
        return [f"The year {self.year.label} is closed, so you can no longer change its plan."]

    def get_absolute_url(self) -> str:
        return f"{reverse('priorities:priority-list')}?year={self.year.slug}"

    def get_edit_url(self) -> str:
        """Where the coordinator sends it to the board."""
        return reverse("priorities:plan-publish", args=[self.year.slug])


class KeptOutline(models.Model):
    """The outline of a year that ended without an approved plan, as it was when the next year opened.

    So a plan that runs on may change without changing what readers see of the years before.
    """

    year = models.OneToOneField(ReportingYear, on_delete=models.PROTECT, related_name="kept_outline")
    content = models.JSONField()
    kept_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Outline of {self.year}"
