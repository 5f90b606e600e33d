"""Actions under a commitment, and what their owners report on them each year."""

from typing import Any, ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from partnership.authorization import has_permission
from partnership.constraints import known
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission
from priorities.evidence import EvidenceKind
from priorities.models.priority import Commitment
from review.models import Reviewable, ReviewableQuerySet
from review.problems import Problem


class ActionStatus(models.TextChoices):
    """How far an action has come."""

    NOT_STARTED = "not_started", "Not started"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
    ON_HOLD = "on_hold", "On hold"


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions narrowed by who looks and by time."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Actions whose progress this person may see: their organisation's, or all."""
        if has_permission(user, Permission.SEE_ALL_WORK):
            return self
        if not isinstance(user, User) or user.organisation_id is None:
            return self.none()
        return self.filter(owner_id=user.organisation_id)

    def for_year(self, year: ReportingYear) -> Self:
        """Actions of the plans that run in the year."""
        return self.filter(
            commitment__priority__plan__starts_on__lte=year.ends_on,
            commitment__priority__plan__ends_on__gte=year.starts_on,
        )


class Action(models.Model):
    """Something that one organisation takes on to keep a commitment."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="actions")
    lead = models.CharField(max_length=120, blank=True, help_text="The role that leads it. Do not name a person.")

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["commitment", "number"]
        constraints = [
            models.UniqueConstraint(name="action_number_once_a_commitment", fields=["commitment", "number"]),
        ]

    def __str__(self) -> str:
        return self.title


class ActionUpdate(Reviewable):
    """What an action's owner reports for one year: how far it came, what was done, what difference it made."""

    review_noun: ClassVar[str] = "progress update"
    write_permission: ClassVar[Permission] = Permission.REPORT_PROGRESS
    publishes: ClassVar[bool] = False
    public_template: ClassVar[str] = "priorities/_action_update.html"
    related_for_review: ClassVar[tuple[str, ...]] = ("action__commitment__priority", "action__owner", "year")

    action = models.ForeignKey(Action, editable=False, on_delete=models.PROTECT, related_name="updates")
    year = models.ForeignKey(ReportingYear, editable=False, on_delete=models.PROTECT, related_name="action_updates")
    status = models.CharField(max_length=20, choices=ActionStatus.choices, blank=True)
    on_hold_reason = models.TextField(blank=True)
    what_we_did = models.TextField(blank=True)
    impact_note = models.TextField(blank=True)
    impact_evidence = models.CharField(max_length=20, choices=EvidenceKind.choices, blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(Reviewable.Meta):
        ordering = ["-year__starts_on", "action"]
        constraints = [
            *Reviewable.Meta.constraints,
            models.UniqueConstraint(name="action_update_once_a_year", fields=["action", "year"]),
            known("action_update_status_known", "status", ActionStatus.values, or_empty=True),
            known("action_update_evidence_known", "impact_evidence", EvidenceKind.values, or_empty=True),
            models.CheckConstraint(
                name="action_update_reason_only_on_hold",
                condition=models.Q(on_hold_reason="") | models.Q(status=ActionStatus.ON_HOLD),
            ),
        ]

    def __str__(self) -> str:
        return self.title_for_review()

    def title_for_review(self) -> str:
        """The action and the year."""
        return f"{self.action.title} ({self.year.label})"

    def content(self) -> dict[str, Any]:
        """What was reported, with the names of the action, its owner and its priority as they were then."""
        priority = self.action.commitment.priority
        return {
            "year": self.year.slug,
            "priority": {"slug": priority.slug, "number": priority.number, "title": priority.title},
            "commitment": self.action.commitment.text,
            "action": {
                "slug": self.action.slug,
                "number": self.action.number,
                "title": self.action.title,
                "owner": self.action.owner.name,
                "lead": self.action.lead,
            },
            "status": self.status,
            "status_label": ActionStatus(self.status).label if self.status else "",
            "on_hold_reason": self.on_hold_reason,
            "what_we_did": self.what_we_did,
            "impact_note": self.impact_note,
            "impact_evidence": self.impact_evidence,
            "impact_evidence_label": EvidenceKind(self.impact_evidence).label if self.impact_evidence else "",
        }

    def problems(self) -> list[str]:
        """What has to be written before the update can be submitted."""
        found: list[str] = []
        if not self.status:
            found.append(Problem("Choose how far the action has come.", "status"))
        if self.status == ActionStatus.ON_HOLD and not self.on_hold_reason.strip():
            found.append(Problem("Enter the reason the action is on hold.", "on_hold_reason"))
        if self.status != ActionStatus.NOT_STARTED and not self.what_we_did.strip():
            found.append(Problem("Enter what you did.", "what_we_did"))
        if not self.impact_note.strip():
            found.append(
                Problem(
                    "Enter what difference it made. You can also choose “No evidence of impact yet”.", "impact_note"
                )
            )
        if not self.impact_evidence:
            found.append(Problem("Choose the type of evidence that supports the impact note.", "impact_evidence"))
        return found + self.closed_year_problem()

    def closed_year_problem(self) -> list[str]:
        if not self.year.is_closed:
            return []
        return [f"The year {self.year.label} is closed, so you can no longer send updates. Ask the coordinator."]

    def get_absolute_url(self) -> str:
        page = reverse("priorities:priority-detail", args=[self.action.commitment.priority.slug])
        return f"{page}?year={self.year.slug}#{self.action.slug}"

    def get_edit_url(self) -> str:
        """The form in which the owner writes it."""
        return reverse("priorities:progress-edit", args=[self.year.slug, self.action.slug])
