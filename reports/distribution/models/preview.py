"""Previews of an edition that is not published yet, each for one named reader."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from reports.editions.models.edition import SHA256, Edition


class Preview(models.Model):
    """A reader's way to a ready edition before it is public. The link's token is stored as its hash alone."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="previews")
    reader = models.CharField("role and organisation of the reader", max_length=200)
    email = models.EmailField("e-mail address")
    reason = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    token_sha256 = models.CharField(max_length=64, unique=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["granted_at", "pk"]
        constraints = [
            models.CheckConstraint(name="preview_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="preview_token_is_hashed", condition=Q(token_sha256__regex=SHA256)),
            models.CheckConstraint(
                name="preview_says_who_and_why", condition=~Q(reader="") & ~Q(reason="") & ~Q(email="")
            ),
            models.CheckConstraint(
                name="preview_revoked_has_who_and_when",
                condition=Q(revoked_by__isnull=True, revoked_at__isnull=True)
                | Q(revoked_by__isnull=False, revoked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.edition}"


class PreviewOpening(models.Model):
    """One opening of a preview: when, and of what. No address of a machine is kept."""

    preview = models.ForeignKey(Preview, on_delete=models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField()
    what = models.CharField(max_length=20)

    class Meta:
        ordering = ["opened_at", "pk"]

    def __str__(self) -> str:
        return f"{self.preview}, {self.opened_at.isoformat()}"
