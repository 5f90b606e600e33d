"""The editor's plan of a year's report: which sections, in which order, introduced how."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnership.models import ReportingYear


class SectionChoice(models.Model):
    """One section in one year's report. Without a row a section stands at its usual place, with its own words.

    `introduction` is plain words put before the section's own. A section is left out with a reason, which the report
    prints. `revision` counts how often it was saved: who saves over a newer one is refused.
    """

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="section_choices")
    key = models.CharField(max_length=20, help_text="The section's key; it never changes.")
    position = models.PositiveSmallIntegerField()
    introduction = models.TextField(blank=True)
    is_omitted = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["year", "position", "key"]
        constraints = [
            models.UniqueConstraint(name="section_choice_once_a_year", fields=["year", "key"]),
            models.CheckConstraint(
                name="section_choice_omitted_with_a_reason",
                condition=(Q(is_omitted=True) & ~Q(reason="")) | Q(is_omitted=False, reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.year}"
