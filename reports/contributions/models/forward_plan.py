"""What the partnership promises for the next year: what the next report is held against."""

import uuid
from typing import Any, ClassVar

from django.db import models

from partnership.constraints import written
from partnership.models import Organisation
from priorities.models import Commitment, Priority
from reports.contributions.models.record import ReviewableRow, YearRecord, named, need_rows
from review.models import ReviewableQuerySet


class ForwardPlan(YearRecord):
    """The promises that a year's report makes for the year after it."""

    review_noun: ClassVar[str] = "forward plan"
    asks_who_it_is: ClassVar[bool] = True
    page: ClassVar[str] = "forward-plan"
    section: ClassVar[str] = "forward"
    heading: ClassVar[str] = "Forward plan"

    introduction = models.TextField(blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(YearRecord.Meta):
        ordering = ["-year__starts_on"]

    def content(self) -> dict[str, Any]:
        """The promises with the names of their owners and priorities as they were then."""
        promises = self.promises.select_related("owner", "priority", "commitment")
        return {
            "year": self.year.slug,
            "introduction": self.introduction,
            "promises": [promise.content() for promise in promises],
        }

    def problems(self) -> list[str]:
        """No promise."""
        found = need_rows(self.promises.all(), "Add at least one promise.", "promise_1_text")
        return found + self.closed_year_problem()


class ForwardPromise(ReviewableRow):
    """One promise. `key` stays while the promise is reworded or moved, so that a later report finds it."""

    plan = models.ForeignKey(ForwardPlan, on_delete=models.CASCADE, related_name="promises")
    key = models.UUIDField(default=uuid.uuid4)
    text = models.TextField()
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(name="forward_promise_number_once", fields=["plan", "number"]),
            models.UniqueConstraint(name="forward_promise_key_once", fields=["plan", "key"]),
            written("forward_promise_says_what", "text"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def content(self) -> dict[str, Any]:
        """The promise, ready for JSON."""
        return {
            "key": str(self.key),
            "number": str(self.number),
            "text": self.text,
            "owner": {"slug": self.owner.slug, "title": self.owner.name},
            "priority": named(self.priority),
            "commitment": self.commitment.text if self.commitment else "",
        }
