"""The certificate of each release: the result of its disclosure audit."""

from django.db import models

from indicators.releases.models.release import Release
from partnership.constraints import hashed
from review.models.frozen import Frozen, FrozenQuerySet


class DisclosureCertificate(Frozen):
    """The proof that a release withstood the attack, and what it withheld: for staff alone.

    `content` holds the policies, sizes, solver and, for each sensitive count, what a reader can conclude. `withheld`
    holds the true counts that were not printed as they are, so that no later release gives them away.
    """

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="certificate")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    withheld = models.JSONField(default=list)

    objects = FrozenQuerySet.as_manager()

    class Meta:
        constraints = [hashed("certificate_hash_is_sha256", "sha256")]

    def __str__(self) -> str:
        return f"Certificate of {self.release}"
