"""Statutory reviews of cases, their findings, and what was done about them in which year."""

import uuid
from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from learning.models.product import known_names
from partnership.constraints import known, says_why, written
from partnership.models import Arm
from reports.contributions.models.record import YEAR_TEXT, ReportRecord, ReviewableRow, named
from reports.contributions.review_kinds import Decision, FindingState, ReviewKind
from reports.contributions.safeguarding_reviews import anchor_of
from review.anonymisation import IdentifyingDetail, find_in_fields
from review.models import ReviewableQuerySet
from review.problems import Problem
from review.states import ReviewState

REFERENCE = RegexValidator(
    # Not \d, which takes the digits of every script: the anchor in the report would lose them.
    r"^[A-Z]{2,6}[ -]?[0-9]{1,4}([/-][0-9]{1,4})?$",
    "Use letters and numbers that do not identify the person, for example SAR 2023/1.",
)


class SafeguardingReview(ReportRecord):
    """A review of one case. `concluded_on` is empty while it is ongoing. It names nobody: it has a reference."""

    review_noun: ClassVar[str] = "safeguarding review"
    asks_who_it_is: ClassVar[bool] = True
    related_for_review: ClassVar[tuple[str, ...]] = ("arm",)

    key = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    kind = models.CharField(max_length=20, choices=ReviewKind.choices)
    reference = models.CharField(
        max_length=20,
        validators=[REFERENCE],
        help_text="For example, SAR 2023/1. Do not use a name, initials or a date of birth.",
    )
    arm = models.ForeignKey(Arm, null=True, blank=True, on_delete=models.PROTECT, related_name="safeguarding_reviews")
    joint_with = models.CharField(max_length=200, blank=True)
    begun_on = models.DateField()
    concluded_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    link = models.URLField(blank=True)
    summary = models.TextField(blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(ReportRecord.Meta):
        ordering = ["-begun_on", "reference"]
        constraints = [
            *ReportRecord.Meta.constraints,
            # One that was withdrawn can be edited no more: whoever writes it anew writes the same reference.
            models.UniqueConstraint(
                name="safeguarding_review_reference_once",
                fields=["reference"],
                condition=~Q(state=ReviewState.WITHDRAWN),
                violation_error_message="Another review already has this reference.",
            ),
            known("safeguarding_review_kind_known", "kind", ReviewKind.values),
            written("safeguarding_review_has_reference", "reference"),
            models.CheckConstraint(
                name="safeguarding_review_concluded_after_begun",
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("begun_on")),
            ),
            models.CheckConstraint(
                name="safeguarding_review_published_after_concluded",
                condition=Q(published_on__isnull=True)
                | Q(concluded_on__isnull=False, published_on__gte=F("concluded_on")),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        problem = self.reference_problem()
        if problem:
            raise ValidationError({"reference": str(problem)})

    def reference_problem(self) -> Problem | None:
        """A sentence where another review would have the same anchor in the report; None where none would.

        The others are looked at as they are stored, and as they were approved: that is what the report prints.
        """
        mine = anchor_of(self.reference)
        others = SafeguardingReview.objects.exclude(key=self.key).exclude(state=ReviewState.WITHDRAWN)
        for stored, approved in others.values_list("reference", "live_revision__content__reference"):
            if anchor_of(stored) == mine:
                return Problem(
                    f"Another review has the reference {stored}. The report cannot tell them apart. Enter a "
                    "different letter or number.",
                    "reference",
                )
            if approved and anchor_of(approved) == mine:
                return Problem(
                    f"Another review, now {stored}, was approved as {approved}, and the report uses that reference "
                    "until the change is approved. Get that change approved first, or enter a different letter or "
                    "number.",
                    "reference",
                )
        return None

    def title_for_review(self) -> str:
        """Its reference and kind."""
        return f"{self.reference} ({ReviewKind(self.kind).short})"

    def content(self) -> dict[str, Any]:
        """The review with its findings, as the board decides on it."""
        return {
            "reference": self.reference,
            "kind": self.kind,
            "arm": named(self.arm, title="name"),
            "joint_with": self.joint_with,
            "begun_on": self.begun_on.isoformat(),
            "concluded_on": self.concluded_on.isoformat() if self.concluded_on else "",
            "published_on": self.published_on.isoformat() if self.published_on else "",
            "link": self.link,
            "summary": self.summary,
            "findings": [finding.content() for finding in self.findings.prefetch_related("actions")],
        }

    def problems(self) -> list[str]:
        """What is missing, what contradicts itself, and what could tell who it is about."""
        same = self.reference_problem()
        found: list[str] = [same] if same else []
        if not self.summary.strip():
            found.append(Problem("Enter a summary that does not name anyone.", "summary"))
        findings = list(self.findings.prefetch_related("actions"))
        if self.concluded_on and not findings:
            found.append(Problem("Add at least one finding: a concluded review must have findings.", "finding_1_text"))
        for finding in findings:
            found += finding.problems()
        return found + [Problem(question.sentence, field) for field, question in self.questions() if question.is_hard]

    def printed(self) -> dict[str, Any]:
        """What its own, stricter check does not read."""
        return {"joint_with": self.joint_with}

    def readable(self) -> dict[str, Any]:
        """The summary, the findings and what was done about them."""
        return self.printed() | {field: text for field, _label, text in self._texts()}

    def questions(self) -> list[tuple[str, IdentifyingDetail]]:
        """What the anonymisation check asks about, each with the form field that it stands in."""
        names = known_names() | {self.organisation.name, self.organisation.short_name, self.reference}
        found = []
        for field, label, text in self._texts():
            found += [(field, question) for question in find_in_fields({label: text}, known=names)]
        return found

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        """Field, label and text of everything that is written freely."""
        yield "summary", "Summary", self.summary
        actions = 0
        for finding in self.findings.prefetch_related("actions"):
            name = f"Finding {finding.number}"
            yield f"finding_{finding.number}_text", name, finding.text
            yield f"finding_{finding.number}_reason", f"{name}, reason", finding.reason
            for action in finding.actions.all():
                actions += 1
                yield f"action_{actions}_text", f"What was done about finding {finding.number}", action.text

    def notes_for_review(self) -> list[str]:
        """What a pattern cannot decide."""
        return [question.sentence for _, question in self.questions() if not question.is_hard]

    def get_absolute_url(self) -> str:
        return reverse("reports:report-list")

    def get_edit_url(self) -> str:
        """The coordinator's form."""
        return reverse("reports:safeguarding-review-edit", args=[self.pk])


class Finding(ReviewableRow):
    """One finding of a review, and what the partnership decided about it. `decided_in` is a year such as 2022-23.

    `key` stays while the finding is reworded or moved, so that its actions in the tracker stay with it.
    """

    review = models.ForeignKey(SafeguardingReview, on_delete=models.CASCADE, related_name="findings")
    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    text = models.TextField()
    decision = models.CharField(max_length=20, choices=Decision.choices, default=Decision.LATER)
    decided_in = models.CharField(max_length=7, blank=True)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=FindingState.choices, default=FindingState.NOT_STARTED)

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(name="finding_number_once", fields=["review", "number"]),
            models.UniqueConstraint(name="finding_key_once", fields=["review", "key"]),
            known("finding_decision_known", "decision", Decision.values),
            known("finding_state_known", "state", FindingState.values),
            says_why("finding_refused_has_reason", Q(decision=Decision.NOT_IMPLEMENTED), "reason"),
            models.CheckConstraint(
                name="finding_decided_says_when",
                condition=Q(decision=Decision.LATER, decided_in="")
                | (~Q(decision=Decision.LATER) & Q(decided_in__regex=YEAR_TEXT)),
            ),
        ]

    def __str__(self) -> str:
        return f"Finding {self.number} of {self.review_id}"

    def content(self) -> dict[str, Any]:
        """The finding, its decision, and what was done year by year."""
        return {
            "key": str(self.key),
            "number": str(self.number),
            "text": self.text,
            "decision": self.decision,
            "decided_in": self.decided_in,
            "reason": self.reason,
            "state": self.state,
            "actions": [{"year": action.year, "text": action.text} for action in self.actions.all()],
        }

    def problems(self) -> list[str]:
        """Where state, decision and what was done do not fit each other."""
        actions = list(self.actions.all())
        if self.decision == Decision.NOT_IMPLEMENTED and (actions or self.state != FindingState.NOT_STARTED):
            sentence = (
                f"Finding {self.number} is marked as not implemented, but action on it is recorded. Correct one of "
                "the two."
            )
            return [Problem(sentence, f"finding_{self.number}_decision")]
        if self.state == FindingState.DONE and not actions:
            sentence = f"Finding {self.number} is done: enter below what was done, and in which year."
            return [Problem(sentence, f"finding_{self.number}_state")]
        return []


class FindingAction(models.Model):
    """What was done about a finding in one year."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="actions")
    year = models.CharField(max_length=7)
    text = models.TextField()

    class Meta:
        ordering = ["finding", "year"]
        constraints = [
            models.UniqueConstraint(name="finding_action_once_a_year", fields=["finding", "year"]),
            models.CheckConstraint(
                name="finding_action_says_what_and_when", condition=Q(year__regex=YEAR_TEXT) & ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.text[:40]}"
