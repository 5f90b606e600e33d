"""Organisations that make up the partnership."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.constraints import known


class OrganisationKind(models.TextChoices):
    """What sort of body it is; decides which returns it can owe and what the law expects of it."""

    LOCAL_AUTHORITY = "local_authority", "Local authority"
    INTEGRATED_CARE_BOARD = "icb", "Integrated care board"
    POLICE = "police", "Police"
    FIRE = "fire", "Fire and rescue"
    PROBATION = "probation", "Probation"
    HEALTH_TRUST = "health_trust", "Health trust"
    HOUSING = "housing", "Housing"
    EDUCATION = "education", "Education"
    VOLUNTARY = "voluntary", "Voluntary sector"
    PCC = "pcc", "Police and crime commissioner"
    OTHER = "other", "Other"


class Organisation(models.Model):
    """A member of the partnership or a body that works with it."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=30, choices=OrganisationKind.choices)
    is_statutory_partner = models.BooleanField(
        default=False, help_text="One of the equal safeguarding partners that sign the annual report."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            known("organisation_kind_known", "kind", OrganisationKind.values),
        ]

    def __str__(self) -> str:
        return self.name
