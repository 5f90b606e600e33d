"""A file of figures between its preview and its saving."""

from django.conf import settings
from django.db import models

from indicators.rounds.models.returns import ReturnTemplate
from partnership.constraints import written


class Upload(models.Model):
    """A spreadsheet as it was sent, kept until it is saved, replaced or a day old.

    `loaded_reason` says why the coordinator loads it into a closed year; empty for what a partner sends.
    """

    template = models.ForeignKey(ReturnTemplate, on_delete=models.CASCADE, related_name="uploads")
    period = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    loaded_reason = models.CharField("reason for loading after its year closed", max_length=300, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [written("upload_has_name", "name")]

    def __str__(self) -> str:
        return self.name
