"""How long things are kept that nobody needs for ever, what stops their deletion, and what was deleted."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from partnership.constraints import both_or_neither, known

LONGEST_DAYS = 3650


class Retained(models.TextChoices):
    """What is deleted after a time. The keys are stored."""

    UPLOADS = "uploads", "Spreadsheets that partners sent"
    DRAFTS = "drafts", "Figures that were entered and not saved"
    TYPED = "typed", "Answers that were entered and not saved"
    EMAILS = "emails", "The text of emails that were sent"
    PREVIEWS = "previews", "Who could read a report before it was public"


class RetentionPeriod(models.Model):
    """After how many days one kind of thing is deleted. Where no row says so, the built-in period holds."""

    kind = models.CharField(max_length=20, choices=Retained.choices, unique=True)
    days = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(LONGEST_DAYS)])

    class Meta:
        ordering = ["kind"]
        constraints = [
            known("retention_period_kind_known", "kind", Retained.values),
            models.CheckConstraint(name="retention_period_days", condition=Q(days__gte=1, days__lte=LONGEST_DAYS)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.days} days"


class LegalHold(models.Model):
    """Why nothing may be deleted: an inquiry, a court or a request for information. It lasts until somebody ends it."""

    reason = models.TextField(max_length=500)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="legal_hold_says_why", condition=~Q(reason="")),
            both_or_neither("legal_hold_ended_by_somebody", "ended_by", "ended_at"),
        ]

    def __str__(self) -> str:
        return self.reason


class RetentionRun(models.Model):
    """What was deleted on one day: how many of each kind. Days on which nothing was have no row."""

    day = models.DateField(unique=True)
    deleted = models.JSONField()

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return str(self.day)
