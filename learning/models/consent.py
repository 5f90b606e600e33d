"""Consent to tell a story: on what basis, how far, until when, and whether it was taken back."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from learning.models.case_study import CaseStudy
from partnership.constraints import both_or_neither, known
from partnership.days import day
from review.problems import Problem


class ConsentBasis(models.TextChoices):
    """Why the story may be told."""

    ADULT = "adult", "The adult agreed"
    YOUNG_PERSON = "young_person", "The young person agreed, and understood what they agreed to"
    PARENT = "parent", "A person with parental responsibility agreed"
    BEST_INTERESTS = "best_interests", "A best interests decision was made and recorded"
    COMPOSITE = "composite", "No consent needed: a composite case study about no real person"


class ConsentCapacity(models.TextChoices):
    """How it is known that who agreed could agree."""

    PRESUMED = "presumed", "Nothing suggested that the adult could not decide this"
    ASSESSED = "assessed", "The adult's capacity to decide this was assessed and recorded"
    UNDERSTOOD = "understood", "A professional judged, and recorded, that the young person understood"
    RESPONSIBILITY = "responsibility", "Parental responsibility was checked and recorded"


# What can be known of each basis; a composite case study needs none.
CAPACITY_OF: dict[str, tuple[ConsentCapacity, ...]] = {
    ConsentBasis.ADULT: (ConsentCapacity.PRESUMED, ConsentCapacity.ASSESSED),
    ConsentBasis.YOUNG_PERSON: (ConsentCapacity.UNDERSTOOD,),
    ConsentBasis.PARENT: (ConsentCapacity.RESPONSIBILITY,),
    ConsentBasis.BEST_INTERESTS: (ConsentCapacity.ASSESSED,),
}
CAPACITY_MISFIT = "Select an answer about capacity or parental responsibility that fits the basis for consent."


def capacity_fits(basis: str, capacity: str) -> bool:
    """Whether this can be known of the basis. What a draft leaves open fits."""
    return not capacity or capacity in CAPACITY_OF.get(basis, ())


class ConsentScope(models.TextChoices):
    """How far the story may travel."""

    PARTNERSHIP = "partnership", "Within the partnership only"
    TRAINING = "training", "Staff training"
    PUBLIC = "public", "The public"


def _fitting() -> Q:
    """A basis with one of the answers that fit it."""
    condition = Q()
    for basis, fitting in CAPACITY_OF.items():
        condition |= Q(basis=str(basis), capacity__in=[str(one) for one in fitting])
    return condition


class Consent(models.Model):
    """The consent behind one case study. It can be taken back at any time; that takes the story off everywhere."""

    case_study = models.OneToOneField(CaseStudy, on_delete=models.CASCADE, related_name="consent")
    basis = models.CharField(max_length=20, choices=ConsentBasis.choices, blank=True)
    capacity = models.CharField(max_length=20, choices=ConsentCapacity.choices, blank=True)
    scope = models.CharField(max_length=20, choices=ConsentScope.choices, blank=True)
    taken_by = models.CharField("role and organisation of the person who took consent", max_length=120, blank=True)
    given_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_note = models.TextField(blank=True)
    lost_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When the published case study was last known to be hidden because it had no consent. Kept "
        "permanently: anything that described it before that day does not come back automatically.",
    )

    class Meta:
        constraints = [
            known("consent_basis_known", "basis", ConsentBasis.values, or_empty=True),
            known("consent_scope_known", "scope", ConsentScope.values, or_empty=True),
            models.CheckConstraint(
                name="consent_capacity_fits_basis",
                condition=Q(capacity="") | _fitting(),
            ),
            models.CheckConstraint(
                name="consent_expires_after_given",
                condition=Q(expires_on__isnull=True) | Q(given_on__isnull=True) | Q(expires_on__gt=F("given_on")),
            ),
            both_or_neither("consent_withdrawn_paired", "withdrawn_by", "withdrawn_at", text="withdrawal_note"),
        ]

    def __str__(self) -> str:
        return f"consent for case study {self.case_study_id}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.withdrawn_at is not None

    def was_lost_since(self, moment: datetime.datetime) -> bool:
        """Whether the story was hidden for want of it at that moment or later, though it may be back."""
        return self.lost_at is not None and self.lost_at >= moment

    @property
    def reaches_the_public(self) -> bool:
        """Whether everybody may read the story, as long as consent holds."""
        return self.scope == ConsentScope.PUBLIC

    def problem(self, today: datetime.date) -> Problem | None:
        """Why nobody may be shown the story today, and at which field; None where those may whom the scope names."""
        if self.is_withdrawn:
            return Problem("Consent has been withdrawn. Do not use this case study.")
        if missing := self._missing():
            return missing
        if self.expires_on is not None and self.expires_on < today:
            sentence = f"Consent ended on {day(self.expires_on)}. Get consent again before you use the case study."
            return Problem(sentence, "expires_on")
        if self.given_on is not None and self.given_on > today:
            return Problem("The date of consent is in the future. Check the date.", "given_on")
        return None

    def _missing(self) -> Problem | None:
        """The first thing that nobody has entered yet."""
        is_about_someone = self.basis != ConsentBasis.COMPOSITE
        asked = (
            (self.basis, "basis", "Enter the basis for consent and the date it was given."),
            (self.given_on, "given_on", "Enter the basis for consent and the date it was given."),
            (self.capacity or not is_about_someone, "capacity", "Select how you know that the person could agree."),
            (
                self.taken_by.strip() or not is_about_someone,
                "taken_by",
                "Enter the role and organisation of the person who took consent.",
            ),
            (self.scope, "scope", "Select who the case study can be shared with."),
        )
        return next((Problem(sentence, field) for answer, field, sentence in asked if not answer), None)
