"""What the owners of actions report on them each year."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from partnership.constraints import known
from partnership.models import ReportingYear
from partnership.permissions import Permission
from priorities.evidence import EvidenceKind
from priorities.models.action import WITH_REASON, Action, ActionStatus, Rating
from review.models import Reviewable, ReviewableQuerySet
from review.problems import Problem


class ActionUpdate(Reviewable):
    """What an action's owner reports for one year: how far it came, what was done, what difference it made."""

    review_noun: ClassVar[str] = "progress update"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.REPORT_PROGRESS
    publishes: ClassVar[bool] = False
    public_template: ClassVar[str] = "priorities/_action_update.html"
    related_for_review: ClassVar[tuple[str, ...]] = ("action__commitment__priority", "action__owner", "year")

    action = models.ForeignKey(Action, editable=False, on_delete=models.PROTECT, related_name="updates")
    year = models.ForeignKey(ReportingYear, editable=False, on_delete=models.PROTECT, related_name="action_updates")
    status = models.CharField(max_length=20, choices=ActionStatus.choices, blank=True)
    rating = models.CharField(max_length=10, choices=Rating.choices, blank=True)
    on_hold_reason = models.TextField(blank=True)
    what_we_did = models.TextField(blank=True)
    impact_note = models.TextField(blank=True)
    impact_evidence = models.CharField(max_length=20, choices=EvidenceKind.choices, blank=True)
    evidence = models.TextField(blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(Reviewable.Meta):
        ordering = ["-year__starts_on", "action"]
        constraints = [
            *Reviewable.Meta.constraints,
            models.UniqueConstraint(name="action_update_once_a_year", fields=["action", "year"]),
            known("action_update_status_known", "status", ActionStatus.values, or_empty=True),
            known("action_update_evidence_known", "impact_evidence", EvidenceKind.values, or_empty=True),
            known("action_update_rating_known", "rating", Rating.values, or_empty=True),
            models.CheckConstraint(
                name="action_update_reason_only_on_hold",
                condition=models.Q(on_hold_reason="") | models.Q(status__in=WITH_REASON),
            ),
        ]

    def __str__(self) -> str:
        return self.title_for_review()

    def title_for_review(self) -> str:
        """The action and the year."""
        return f"{self.action.title} {self.year.in_brackets}"

    def content(self) -> dict[str, Any]:
        """What was reported, with the names of the action, its owner and its priority as they were then."""
        commitment = self.action.commitment
        priority = commitment.priority if commitment else None
        return {
            "year": self.year.slug,
            "priority": {"slug": priority.slug, "number": priority.number, "title": priority.title}
            if priority
            else None,
            "commitment": commitment.text if commitment else "",
            "source": {"kind": self.action.source, "reference": self.action.source_reference},
            "action": {
                "key": str(self.action.key),
                "slug": self.action.slug,
                "number": self.action.number,
                "title": self.action.title,
                "owner": self.action.owner.name,
                "lead": self.action.lead,
                "is_illustrative": self.action.is_illustrative,
                "due_on": self.action.due_on.isoformat() if self.action.due_on else "",
            },
            "status": self.status,
            "status_label": ActionStatus(self.status).label if self.status else "",
            "rating": self.rating,
            "rating_label": Rating(self.rating).label if self.rating else "",
            "on_hold_reason": self.on_hold_reason,
            "what_we_did": self.what_we_did,
            "impact_note": self.impact_note,
            "impact_evidence": self.impact_evidence,
            "impact_evidence_label": EvidenceKind(self.impact_evidence).label if self.impact_evidence else "",
            "evidence": self.evidence,
        }

    def problems(self) -> list[str]:
        """What has to be written before the update can be submitted."""
        found: list[str] = []
        if not self.status:
            found.append(Problem("Select how far the action has come.", "status"))
        if self.status == ActionStatus.ON_HOLD and not self.on_hold_reason.strip():
            found.append(Problem("Enter the reason the action is on hold.", "on_hold_reason"))
        if self.status == ActionStatus.NOT_IMPLEMENTING:
            # Nothing was done, and nothing changed: the reason is all there is to say.
            if not self.on_hold_reason.strip():
                found.append(Problem("Enter the reason you are not implementing it.", "on_hold_reason"))
            return found + self.closed_year_problem()
        if self.status != ActionStatus.NOT_STARTED and not self.what_we_did.strip():
            found.append(Problem("Enter what you did.", "what_we_did"))
        if not self.impact_note.strip():
            found.append(
                Problem(
                    "Enter what difference it made. You can also choose “No evidence of impact yet”.", "impact_note"
                )
            )
        if not self.impact_evidence:
            found.append(Problem("Select the type of evidence that supports the impact note.", "impact_evidence"))
        return found + self.closed_year_problem()

    def closed_year_problem(self) -> list[str]:
        if not self.year.is_closed:
            return []
        return [f"The year {self.year.label} is closed, so you can no longer send updates. Ask the coordinator."]

    def get_absolute_url(self) -> str:
        if self.action.commitment is None:
            return self.action.get_absolute_url()
        page = reverse("priorities:priority-detail", args=[self.action.commitment.priority.slug])
        return f"{page}?year={self.year.slug}#{self.action.slug}"

    def get_edit_url(self) -> str:
        """The form in which the owner writes it."""
        return reverse("priorities:progress-edit", args=[self.year.slug, self.action.slug])
