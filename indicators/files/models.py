"""A file of figures between its preview and its saving."""

from django.conf import settings
from django.db import models

from indicators.definitions.families import family_choices, get_family
from indicators.parsing.national_mapping import LAYOUTS, NationalMapping
from indicators.rounds.models.returns import ReturnTemplate
from partnership.constraints import known, written


class Upload(models.Model):
    """A spreadsheet as it was sent, kept until it is saved, replaced or a day old.

    `backfill_reason` says why the coordinator loads it into a closed year; empty for what a partner sends.
    """

    template = models.ForeignKey(ReturnTemplate, on_delete=models.CASCADE, related_name="uploads")
    period = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    backfill_reason = models.CharField("reason for loading after its year closed", max_length=300, blank=True)
    published_on = models.DateField("day on which national open data were published", null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [written("upload_has_name", "name")]

    def __str__(self) -> str:
        return self.name


class OpenDataMapping(models.Model):
    """Which columns and lines of a national file a family's figures stand in. Made once, and read with every file."""

    family_slug = models.CharField("family", max_length=60, unique=True, choices=family_choices)
    layout = models.CharField(max_length=10, choices=list(LAYOUTS.items()))
    columns = models.JSONField(help_text="The file's column for each column of the family.")
    filters = models.JSONField(
        default=dict, blank=True, help_text="Columns and their text, in every line that is read."
    )
    rows = models.JSONField(default=dict, blank=True, help_text="Columns and their text, in the line of each row.")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["family_slug"]
        constraints = [known("open_data_mapping_layout_known", "layout", LAYOUTS)]

    def __str__(self) -> str:
        return get_family(self.family_slug).title

    def as_mapping(self) -> NationalMapping:
        """As plain data."""
        return NationalMapping(self.family_slug, self.layout, self.columns, self.filters, self.rows)
