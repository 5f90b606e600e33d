"""Invitations: mailed links by which people set their first password."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnership.constraints import hashed, in_order, never_both


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, in the words that pages use."""

    def open(self) -> "InvitationQuerySet":
        """Neither used nor cancelled; such a one may have expired."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)


class Invitation(models.Model):
    """A link that was mailed to a person. It works once, until it expires, for this account and no other.

    The link itself is known to its reader alone: the database holds its hash.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("email address", help_text="Where the link was sent.")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            hashed("invitation_token_is_hashed", "token_hash"),
            in_order("invitation_in_order", "invited_at", "expires_at", strictly=True),
            never_both("invitation_accepted_or_revoked", "accepted_at", "revoked_at"),
            models.UniqueConstraint(
                name="invitation_open_once",
                fields=["user"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.email}"
