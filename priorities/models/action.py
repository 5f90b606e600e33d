"""Actions: what one organisation takes on, to keep a commitment of a plan or to answer a review, audit or challenge."""

import uuid
from typing import Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from partnership.authorization import has_permission
from partnership.constraints import both_or_neither, known
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission
from priorities.models.priority import Commitment


class ActionStatus(models.TextChoices):
    """How far an action has come. The last one needs a reason, as being on hold does."""

    NOT_STARTED = "not_started", "Not started"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
    ON_HOLD = "on_hold", "On hold"
    NOT_IMPLEMENTING = "not_implementing", "Not implementing"


# Nothing more is to be done about an action that was approved as one of these.
ENDED = (ActionStatus.DONE.value, ActionStatus.NOT_IMPLEMENTING.value)
# These say why.
WITH_REASON = (ActionStatus.ON_HOLD.value, ActionStatus.NOT_IMPLEMENTING.value)


class Rating(models.TextChoices):
    """Whether an action will be done in time: red, amber or green, always in words."""

    GREEN = "green", "Green: on track"
    AMBER = "amber", "Amber: some risk of delay"
    RED = "red", "Red: off track"


class Source(models.TextChoices):
    """What an action comes from."""

    PLAN = "plan", "Plan"
    REVIEW = "review", "Review of a case"
    AUDIT = "audit", "Audit"
    PEER_REVIEW = "peer_review", "Peer review"
    CHALLENGE = "challenge", "Challenge"
    SELF_ASSESSMENT = "self_assessment", "Self-assessment"
    OTHER = "other", "Something else"


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions narrowed by who looks and by time."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Actions whose progress this person may see: their organisation's, or all."""
        if has_permission(user, Permission.SEE_ALL_WORK):
            return self
        if not isinstance(user, User) or user.organisation_id is None:
            return self.none()
        return self.filter(owner_id=user.organisation_id)

    def running_in(self, year: ReportingYear) -> Self:
        """Actions whose own beginning and end leave them a part of the year. Without these two they run throughout."""
        return self.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=year.ends_on)).filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=year.starts_on)
        )

    def for_year(self, year: ReportingYear) -> Self:
        """Actions of the plans that run in the year."""
        return self.running_in(year).filter(
            commitment__priority__plan__starts_on__lte=year.ends_on,
            commitment__priority__plan__ends_on__gte=year.starts_on,
        )

    def tracked(self) -> Self:
        """Actions that come from something else than a plan."""
        return self.exclude(source=Source.PLAN)

    def asked_in(self, year: ReportingYear) -> Self:
        """Actions whose owner reports in the year: of its plans and tracked ones, but none that ended before."""
        return self.reportable_in(year).unfinished(before=year)

    def unfinished(self, *, before: ReportingYear | None = None) -> Self:
        """Actions of which nobody approved that they are done or not to be implemented, or not before a year."""
        ended = apps.get_model("priorities", "ActionUpdate").objects.filter(
            action=OuterRef("pk"), live_revision__content__status__in=ENDED
        )
        return self.filter(~Exists(ended.filter(year__starts_on__lt=before.starts_on) if before else ended))

    def not_reported_as_ended(self) -> Self:
        """Actions whose owner did not say, in what waits or is approved, that they are done or not implemented."""
        said = apps.get_model("priorities", "ActionUpdate").objects.filter(
            action=OuterRef("pk"), status__in=ENDED, state__in=["submitted", "approved"]
        )
        return self.filter(~Exists(said))

    def reportable_in(self, year: ReportingYear) -> Self:
        """Actions that may be reported on in the year, whatever became of them before."""
        in_a_plan = Q(
            commitment__priority__plan__starts_on__lte=year.ends_on,
            commitment__priority__plan__ends_on__gte=year.starts_on,
        )
        return self.running_in(year).filter(in_a_plan | Q(commitment__isnull=True))

    def in_order(self) -> Self:
        """By plan, priority and commitment; what comes from elsewhere last, by its source."""
        return self.order_by(
            models.F("commitment__priority__plan__starts_on").asc(nulls_last=True),
            "commitment__priority__plan__slug",
            "commitment__priority__number",
            "commitment__number",
            "source",
            "source_reference",
            "number",
            "pk",
        )


class Action(models.Model):
    """Something that one organisation takes on.

    `key` stays while the action is reworded, moved, or carried on in the plan of another year: by it the years are
    compared. An action of a plan has a commitment; any other says where it comes from.
    `source_key` ties it to what it comes from, such as the finding of a review, for programs.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    commitment = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField(default=1)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="actions")
    lead = models.CharField(max_length=120, blank=True, help_text="The role that leads it. Do not name a person.")
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.PLAN)
    source_reference = models.CharField(max_length=200, blank=True)
    source_key = models.CharField(max_length=80, blank=True, editable=False)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    is_illustrative = models.BooleanField(
        default=False, help_text="Owner and progress are made up to show how the portal works."
    )
    ended_on = models.DateField(null=True, blank=True, editable=False)
    end_reason = models.TextField(blank=True, editable=False)

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["commitment", "number"]
        constraints = [
            models.UniqueConstraint(name="action_number_once_a_commitment", fields=["commitment", "number"]),
            models.UniqueConstraint(name="action_source_key_once", fields=["source_key"], condition=~Q(source_key="")),
            known("action_source_known", "source", Source.values),
            models.CheckConstraint(
                name="action_of_a_plan_has_commitment",
                condition=Q(source=Source.PLAN, commitment__isnull=False)
                | (~Q(source=Source.PLAN) & Q(commitment__isnull=True) & ~Q(source_reference="")),
            ),
            models.CheckConstraint(
                name="action_due_after_start",
                condition=Q(due_on__isnull=True) | Q(starts_on__isnull=True) | Q(due_on__gte=models.F("starts_on")),
            ),
            both_or_neither("action_ended_with_reason", "ended_on", text="end_reason"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def origin(self) -> str:
        """What it comes from, in words: a priority, or “Audit: case files, June 2023”."""
        if self.commitment is not None:
            return self.commitment.priority.title
        return f"{self.get_source_display()}: {self.source_reference}"

    @property
    def owner_and_lead(self) -> str:
        """The organisation, and the role that leads it."""
        return ", ".join(part for part in (self.owner.name, self.lead) if part)

    def runs_alone_in(self, year: ReportingYear) -> bool:
        """Whether its own beginning and end leave it a part of the year; its plan is not asked."""
        begins_in_time = self.starts_on is None or self.starts_on <= year.ends_on
        return begins_in_time and (self.ended_on is None or self.ended_on >= year.starts_on)

    def get_absolute_url(self) -> str:
        return reverse("priorities:action-detail", args=[self.slug])


class Milestone(models.Model):
    """A step of an action, by a day."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    text = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["action", models.F("due_on").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.text
