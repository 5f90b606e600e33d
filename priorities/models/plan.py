"""Plans: what the partnership set out to do over some years."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.constraints import in_order
from partnership.models import ReportingYear


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans narrowed by time."""

    def for_year(self, year: ReportingYear) -> "PlanQuerySet":
        """Plans that run in the reporting year, even for a part of it."""
        return self.filter(starts_on__lte=year.ends_on, ends_on__gte=year.starts_on)


class Plan(models.Model):
    """A plan with a start and an end. Its priorities are what each yearly report is held against."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.TextField(blank=True, help_text="What readers should know about the source of its content.")

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-starts_on", "slug"]
        constraints = [
            in_order("plan_ends_after_start", "starts_on", "ends_on", strictly=True),
        ]

    def __str__(self) -> str:
        return self.title
