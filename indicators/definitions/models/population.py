"""Population estimates, each with its vintage: a later estimate never replaces an earlier one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.definitions.models.area import Area
from partnership.constraints import both_or_neither, written
from review.states import ReviewState


class PopulationEstimateQuerySet(models.QuerySet["PopulationEstimate"]):
    """Estimates narrowed by whether they still count."""

    def not_withdrawn(self) -> "PopulationEstimateQuerySet":
        """All but those whose withdrawal was approved."""
        return self.filter(Q(withdrawal__isnull=True) | ~Q(withdrawal__state=ReviewState.APPROVED.value))


class PopulationEstimate(models.Model):
    """How many people of an age band lived in an area on a date, as estimated at one time (the vintage)."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="populations")
    age_band = models.CharField(max_length=20, help_text="For example, 0-17 or 18+.")
    reference_date = models.DateField()
    vintage = models.DateField(help_text="The day the estimate was published.")
    persons = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    # Who loaded it, and when; not recorded of the oldest ones.
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    loaded_at = models.DateTimeField(null=True, blank=True)
    # The newest proposal to withdraw it; it counts until that is approved.
    withdrawal = models.ForeignKey(
        "indicators.PopulationWithdrawal", null=True, blank=True, on_delete=models.PROTECT, related_name="estimates"
    )

    objects = PopulationEstimateQuerySet.as_manager()

    class Meta:
        ordering = ["area", "age_band", "reference_date", "vintage"]
        constraints = [
            models.UniqueConstraint(
                name="population_once_a_vintage",
                fields=["area", "age_band", "reference_date", "vintage"],
                condition=Q(withdrawal__isnull=True),
            ),
            models.CheckConstraint(name="population_not_empty", condition=Q(persons__gt=0)),
            written("population_has_source", "source"),
            both_or_neither("population_loaded_by_and_when", "loaded_at", "loaded_by"),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.age_band}, {self.reference_date}"
