"""The file of a published briefing for paper."""

from django.db import models
from django.utils import timezone

from learning.models.briefing import Briefing


class BriefingPaper(models.Model):
    """A tagged PDF under the hash of its bytes, made of one revision of a briefing. It goes when the briefing does."""

    briefing = models.OneToOneField(Briefing, on_delete=models.CASCADE, related_name="paper")
    made_from = models.CharField("hash of the revision", max_length=64)
    sha256 = models.CharField("hash of the file", max_length=64)
    content = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.sha256
