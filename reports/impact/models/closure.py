"""What became of a promise that is not kept on: closed with a reason, or carried forward under another name."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from partnership.constraints import written
from partnership.models import ReportingYear
from partnership.permissions import Permission
from priorities.models import Action
from review.models import Reviewable, ReviewableQuerySet
from review.problems import Problem


class CommitmentClosure(Reviewable):
    """Why a promise of the year before is not kept on in `year`, or as what it goes on.

    `promise` is its wording as it was printed, `promise_key` the key by which it is found again: see
    `reports.impact.comparison.promises`. Written by the coordinator, approved by somebody from another organisation.
    """

    review_noun: ClassVar[str] = "closure of a commitment"
    write_permission: ClassVar[Permission] = Permission.BUILD_REPORT
    publishes: ClassVar[bool] = False
    asks_who_it_is: ClassVar[bool] = True
    public_template: ClassVar[str] = "reports/impact/_closure.html"
    related_for_review: ClassVar[tuple[str, ...]] = ("year", "carried_to")

    year = models.ForeignKey(ReportingYear, editable=False, on_delete=models.PROTECT, related_name="closures")
    promise_key = models.CharField(max_length=64, editable=False)
    promise = models.TextField(editable=False)
    carried_to = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(Reviewable.Meta):
        ordering = ["-year__starts_on", "pk"]
        constraints = [
            *Reviewable.Meta.constraints,
            models.UniqueConstraint(
                name="closure_once_a_promise_and_year",
                fields=["year", "promise_key"],
                condition=~Q(state="withdrawn"),
            ),
            written("closure_has_reason", "reason"),
            written("closure_has_promise", "promise", "promise_key"),
        ]

    def __str__(self) -> str:
        return self.title_for_review()

    def title_for_review(self) -> str:
        """The promise and the year."""
        return f"{self.promise} {self.year.in_brackets}"

    def content(self) -> dict[str, Any]:
        """The promise, what becomes of it, and why."""
        return {
            "year": self.year.slug,
            "promise_key": self.promise_key,
            "promise": self.promise,
            "carried_to": {"slug": self.carried_to.slug, "title": self.carried_to.title} if self.carried_to else None,
            "reason": self.reason,
        }

    def problems(self) -> list[str]:
        """A closure without a reason says nothing."""
        found: list[str] = []
        if not self.reason.strip():
            found.append(Problem("Enter a reason.", "reason"))
        return found + self.closed_year_problem()

    def closed_year_problem(self) -> list[str]:
        if not self.year.is_closed:
            return []
        return [f"The year {self.year.label} is closed. You can no longer change what happened to its promises."]

    def get_absolute_url(self) -> str:
        return f"{reverse('reports:report-whole', args=[self.year.slug])}#comparison"

    def get_edit_url(self) -> str:
        """The coordinator's form."""
        return reverse("admin:report-closure", args=[self.year.slug, self.promise_key])
