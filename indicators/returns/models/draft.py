"""What somebody is typing in a return, kept as it was typed until it is saved."""

from django.conf import settings
from django.db import models

from partnership.models import Organisation


class AutosavedDraft(models.Model):
    """The raw text of a form, unreadable numbers and all, of one person, family and period."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    family_slug = models.CharField(max_length=60)
    period = models.CharField(max_length=20)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                name="autosaved_draft_once", fields=["organisation", "family_slug", "period", "person"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family_slug}, {self.period}"
