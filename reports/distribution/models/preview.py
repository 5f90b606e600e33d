"""Previews of an edition that is not published yet, each for one named reader."""

from django.conf import settings
from django.db import models

from partnership.constraints import both_or_neither, hashed, in_order, written
from reports.editions.models.edition import Edition


class Preview(models.Model):
    """A reader's way to a ready edition before it is public. The link's token is stored as its hash alone."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="previews")
    reader = models.CharField("role and organisation of the reader", max_length=200)
    email = models.EmailField("email address")
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
            in_order("preview_ends_after_start", "starts_at", "ends_at", strictly=True),
            hashed("preview_token_is_hashed", "token_sha256"),
            written("preview_says_who_and_why", "reader", "reason", "email"),
            both_or_neither("preview_revoked_has_who_and_when", "revoked_by", "revoked_at"),
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
