"""The workbooks of a release: made once by the worker, kept under their hash, handed out as they are."""

import hashlib

from django.db import models

from indicators.releases.models.release import Release
from partnership.constraints import hashed
from review.models.frozen import Frozen, FrozenQuerySet


class DamagedFile(Exception):
    """The stored bytes are not those that were stored."""


class ReleaseFile(Frozen):
    """One workbook: of a family by its slug, or of the whole release, whose name is empty."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=60, blank=True, help_text="The family's slug. Empty for the whole release.")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    objects = FrozenQuerySet.as_manager()

    class Meta:
        ordering = ["release", "name"]
        constraints = [
            models.UniqueConstraint(name="release_file_once", fields=["release", "name"]),
            hashed("release_file_hash_is_sha256", "sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.name or 'data'}-{self.release.slug}.xlsx"

    def data(self) -> bytes:
        """The bytes as they were stored. Raises `DamagedFile` where they were changed since."""
        data = bytes(self.content)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise DamagedFile(f"{self} is not the file that was stored: its hash does not match.")
        return data
