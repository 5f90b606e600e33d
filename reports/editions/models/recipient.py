"""To whom a published edition was sent, and before whom it was laid."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnership.constraints import known, written
from reports.editions.models.edition import Edition
from reports.editions.recipient_roles import OTHER, role_choices
from review.models import Notification


class Way(models.TextChoices):
    """How a report was sent."""

    EMAIL = "email", "By email"
    POST = "post", "By post"
    PORTAL = "portal", "Through another portal"


class Recipient(models.Model):
    """One reader to whom an edition was sent, once. `name` is an organisation or an office, never a private person.

    `address` and `letter` tell where the portal's own e-mail goes; empty where a person sent it and recorded that.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="recipients")
    role = models.CharField(max_length=30, choices=role_choices)
    name = models.CharField("organisation or office", max_length=200, blank=True)
    how = models.CharField(max_length=10, choices=Way.choices)
    address = models.EmailField(blank=True)
    letter = models.OneToOneField(
        Notification, null=True, blank=True, on_delete=models.PROTECT, related_name="report_recipient"
    )
    sent_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="recipient_once_an_edition", fields=["edition", "role", "name"]),
            known("recipient_way_known", "how", Way.values),
            models.CheckConstraint(
                name="recipient_other_has_name", condition=~Q(role=OTHER) | ~Q(name=""), violation_error_message="Who?"
            ),
            models.CheckConstraint(
                name="recipient_letter_has_address",
                condition=Q(address="", letter__isnull=True) | (Q(how="email", letter__isnull=False) & ~Q(address="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}" if self.name else self.get_role_display()


class Presentation(models.Model):
    """A meeting before which a published edition was laid, and what it decided; the minute is its proof."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="presentations")
    body = models.CharField("body", max_length=200)
    held_on = models.DateField()
    minute_url = models.URLField("link to the minutes", max_length=500, blank=True)
    decided = models.TextField("decision", blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="presentation_once_a_day", fields=["edition", "body", "held_on"]),
            written("presentation_has_body", "body"),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.held_on.isoformat()}"
