"""What people say about the list of requirements: answers of the coordinator, overrides of the chair."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnership.constraints import implies, known, written
from partnership.models import ReportingYear


class AnswerState(models.TextChoices):
    """What the coordinator says of a requirement that no machine can judge."""

    MET = "met", "Met"
    PART = "part", "Partly met"
    NOT_APPLICABLE = "not_applicable", "Not applicable this year"


class RequirementAnswer(models.Model):
    """How the year's report meets one requirement, in a sentence of the coordinator's.

    `anchor` is where in the report a reader finds it; an answer about the report's content needs one. `revision`
    counts how often the answer was saved: who saves over a newer one is refused.
    """

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="requirement_answers")
    requirement_id = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=AnswerState.choices)
    sentence = models.TextField()
    anchor = models.CharField(max_length=120, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["year", "requirement_id"]
        constraints = [
            models.UniqueConstraint(name="answer_once_a_year", fields=["year", "requirement_id"]),
            known("answer_state_known", "state", AnswerState.values),
            written("answer_says_how", "sentence"),
            implies("answer_not_applicable_points_nowhere", Q(state="not_applicable"), Q(anchor="")),
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id}, {self.year}"


class RequirementOverride(models.Model):
    """The chair's decision to publish although one demanded item is missing. The report prints role and reason."""

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="requirement_overrides")
    requirement_id = models.CharField(max_length=20)
    reason = models.TextField()
    role = models.CharField(max_length=120, help_text="Role of the person who decided, on that day.")
    overridden_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    overridden_at = models.DateTimeField()

    class Meta:
        ordering = ["year", "requirement_id"]
        constraints = [
            models.UniqueConstraint(name="override_once_a_year", fields=["year", "requirement_id"]),
            written("override_says_why", "reason"),
            written("override_names_a_role", "role"),
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id}, {self.year}"
