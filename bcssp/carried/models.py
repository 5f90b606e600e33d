"""Who confirmed what a year takes over, as it stood at that moment."""

from django.conf import settings
from django.db import models

from partnership.constraints import known
from partnership.models import ReportingYear


class Part(models.TextChoices):
    """What is confirmed by looking at it. The keys are stored."""

    SEATS = "seats", "Seats"
    INDICATORS = "indicators", "Indicators"
    RETURNS = "returns", "Returns and their dates"
    TEXTS = "texts", "Texts of the report"


class YearConfirmation(models.Model):
    """One part of one year. `content` is the list of lines that were confirmed, each a title and a detail."""

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    content = models.JSONField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["year", "part"]
        constraints = [
            known("year_confirmation_part_known", "part", Part.values),
            models.UniqueConstraint(name="year_confirmation_once_a_part", fields=["year", "part"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} of {self.year}"
