"""Links by which somebody without an account signs: once, for seven days, with a code that is sent elsewhere."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partnership.constraints import SHA256, both_or_neither, in_order, known, never_both
from partnership.models import Seat
from reports.editions.models.edition import Edition
from reports.signing.models.signature import SigningPart

MOST_TRIES = 5


class SigningLinkQuerySet(models.QuerySet["SigningLink"]):
    """Links narrowed by whether they still open."""

    def open(self, now: datetime.datetime) -> "SigningLinkQuerySet":
        """Neither used, nor taken back, nor run out."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)


class SigningLink(models.Model):
    """An invitation to sign one edition in one seat. The token and the code are known to their readers alone: here
    stand their hashes.

    The link goes to `email`, the code to `code_email`, which is another address.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signing_links")
    part = models.CharField(max_length=20, choices=SigningPart.choices)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120)
    email = models.EmailField()
    code_email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    code_hash = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SigningLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="signing_link_one_open_a_part",
                fields=["edition", "part"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
            ),
            known("signing_link_part_known", "part", SigningPart.values),
            models.CheckConstraint(name="signing_link_two_addresses", condition=~Q(email__iexact=F("code_email"))),
            in_order("signing_link_ends_later", "requested_at", "expires_at", strictly=True),
            both_or_neither("signing_link_revoked_paired", "revoked_at", "revoked_by"),
            never_both("signing_link_used_or_revoked", "used_at", "revoked_at"),
            models.CheckConstraint(
                name="signing_link_code_paired",
                condition=Q(code_hash="", code_sent_at__isnull=True)
                | Q(code_hash__regex=SHA256, code_sent_at__isnull=False),
            ),
            models.CheckConstraint(name="signing_link_few_tries", condition=Q(tries__lte=MOST_TRIES)),
        ]

    def __str__(self) -> str:
        return f"Link for {self.signer_name}, {self.get_part_display()}"
