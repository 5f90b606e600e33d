"""Self-assessments: what is asked of every member for a year, and what each answers, standard by standard."""

import datetime
import uuid
from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from deadlines.models import ReminderBase, reminder_constraints
from partnership.constraints import both_or_neither, in_order, known, written
from partnership.exceptions import DomainError
from partnership.models import Organisation, ReportingYear
from partnership.permissions import Permission
from reports.assessments.standards import Standard
from reports.assessments.tracked import track_answers
from review.models import Reviewable, ReviewableQuerySet
from review.models.question import Question
from review.problems import Problem
from review.states import ReviewState


class Grade(models.TextChoices):
    """How far a member meets a standard, in its own judgement."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "not_applicable", "Does not apply to us"


# These say what will be done.
WITH_ACTION = (Grade.PARTLY.value, Grade.NOT_MET.value)


class AssessmentRound(models.Model):
    """A template opened for a year. `standards` are frozen as they were asked; the dates include each day."""

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="assessment_rounds")
    template = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    law = models.CharField(max_length=300, blank=True)
    standards = models.JSONField()
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        ordering = ["-year__starts_on", "title"]
        constraints = [
            models.UniqueConstraint(name="assessment_round_once_a_year", fields=["year", "template"]),
            in_order("assessment_round_dates_in_order", "opens_on", "due_on", "closes_on"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year.label}"

    def asked(self) -> Iterator[Standard]:
        """The standards, in their order."""
        return (Standard(**one) for one in self.standards)

    def standard_title(self, key: str) -> str:
        """What a standard is called; the key itself where the round has none such."""
        return next((one.title for one in self.asked() if one.key == key), key)

    def takes_answers(self, today: datetime.date) -> bool:
        """Whether answers may be written."""
        return self.opens_on <= today <= self.closes_on


class SelfAssessment(Reviewable):
    """The answers of one member in a round, by the key of the standard: grade, evidence, action and its date.

    `year` is that of the round.
    """

    review_noun: ClassVar[str] = "self-assessment"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.ASSESS
    publishes: ClassVar[bool] = False
    public_template: ClassVar[str] = "reports/assessments/_assessment.html"
    weigh_template: ClassVar[str] = "reports/assessments/_weigh.html"
    preview_heading: ClassVar[str] = "What the member answered"
    related_for_review: ClassVar[tuple[str, ...]] = ("round", "year")

    key = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    round = models.ForeignKey(AssessmentRound, editable=False, on_delete=models.PROTECT, related_name="assessments")
    year = models.ForeignKey(ReportingYear, editable=False, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(Reviewable.Meta):
        ordering = ["round", "organisation"]
        constraints = [
            *Reviewable.Meta.constraints,
            models.UniqueConstraint(
                name="self_assessment_once_a_round",
                fields=["organisation", "round"],
                condition=~Q(state=ReviewState.WITHDRAWN),
            ),
        ]

    def __str__(self) -> str:
        return self.title_for_review()

    def title_for_review(self) -> str:
        """Which one it is, and whose."""
        return f"{self.round.title} {self.year.label}: {self.organisation}"

    def answer(self, key: str) -> dict[str, str]:
        """What was answered about a standard; empty texts where nothing was."""
        return {"grade": "", "evidence": "", "action": "", "due_on": "", **self.answers.get(key, {})}

    def content(self) -> dict[str, Any]:
        """Every standard with its answer, in the words that were asked."""
        return {
            "year": self.year.slug,
            "round": self.round.title,
            "version": self.round.version,
            "organisation": {"slug": self.organisation.slug, "title": self.organisation.name},
            "answers": [
                {
                    "key": one.key,
                    "title": one.title,
                    **self.answer(one.key),
                    "grade_label": Grade(grade).label if (grade := self.answer(one.key)["grade"]) else "",
                }
                for one in self.round.asked()
            ],
        }

    def printed(self) -> dict[str, Any]:
        return {
            f"{part}_{one.key}": self.answer(one.key)[part]
            for one in self.round.asked()
            for part in ("evidence", "action")
        }

    def problems(self) -> list[str]:
        """What has to be answered before it can be submitted, each at its question."""
        found: list[str] = []
        for one in self.round.asked():
            answer = self.answer(one.key)
            if not answer["grade"]:
                found.append(Problem(f"{one.title}: choose a grade.", f"grade_{one.key}"))
                continue
            if not answer["evidence"].strip():
                words = "say how you know" if answer["grade"] != Grade.NOT_APPLICABLE else "say why it does not apply"
                found.append(Problem(f"{one.title}: {words}.", f"evidence_{one.key}"))
            if answer["grade"] in WITH_ACTION and not answer["action"].strip():
                found.append(Problem(f"{one.title}: say what you will do.", f"action_{one.key}"))
        return found + self.closed_year_problem()

    def closed_year_problem(self) -> list[str]:
        if self.round.takes_answers(timezone.localdate()):
            return []
        return [f"{self.round.title} for {self.year.label} is not open. Ask the coordinator."]

    def check_approvable(self) -> None:
        """Refuse approval while another organisation waits for an answer, or has not accepted it yet."""
        waiting = self.challenges.open().count()
        if waiting:
            words = "1 challenge is" if waiting == 1 else f"{waiting} challenges are"
            raise DomainError(f"{words} still open. Close each one before you approve the self-assessment.")

    def noted_on_approval(self) -> dict[str, Any]:
        """What it promises goes into the list of all actions."""
        track_answers(self)
        return {}

    def get_absolute_url(self) -> str:
        return f"{reverse('reports:report-whole', args=[self.year.slug])}#assessments"

    def get_edit_url(self) -> str:
        """Where the member checks its answers."""
        return reverse("reports:assessment-edit", args=[self.round_id])

    def get_challenges_url(self) -> str:
        """Where other organisations challenge it."""
        return reverse("reports:assessment-challenges", args=[self.pk])


class PeerChallenge(Question):
    """A question of another organisation about one grade, answered with a changed grade or with why it stays."""

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="challenges")
    standard = models.CharField(max_length=40)
    answer = models.TextField(blank=True)
    grade_before = models.CharField(max_length=20, choices=Grade.choices)
    grade_after = models.CharField(max_length=20, choices=Grade.choices, blank=True)

    class Meta:
        ordering = ["assessment", "pk"]
        constraints = [
            written("peer_challenge_asks_something", "question", "standard"),
            both_or_neither("peer_challenge_answer_paired", "answered_by", "answered_at", text="answer"),
            both_or_neither("peer_challenge_closed_paired", "closed_by", "closed_at"),
            known("peer_challenge_grade_known", "grade_after", Grade.values, or_empty=True),
        ]

    def __str__(self) -> str:
        return f"Challenge about {self.assessment.round.standard_title(self.standard)}"

    @property
    def outcome(self) -> str:
        """What came of it, in words."""
        if not self.answered_at:
            return "Not answered yet"
        if not self.grade_after:
            return f"Grade kept: {self.get_grade_before_display()}"
        return f"Grade changed from {self.get_grade_before_display()} to {self.get_grade_after_display()}"


class AssessmentReminder(ReminderBase):
    """One reminder to one person about their organisation's self-assessment."""

    ABOUT = ["round", "organisation"]
    PREFIX = "assessment"
    RECIPIENTS = Permission.ASSESS

    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="reminders")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta(ReminderBase.Meta):
        constraints = reminder_constraints("assessment_reminder", ["round", "organisation"])

    def __str__(self) -> str:
        return f"{self.round}, {self.organisation}: {self.get_kind_display()}"
