"""Figures that one year's release corrects in the release of another: found once, when it comes out."""

from django.db import models

from indicators.releases.models.release import ReleaseTable
from review.models.frozen import Frozen, FrozenQuerySet


class FigureCorrection(Frozen):
    """What a published table says otherwise than a table of another year that prints the same figures.

    `title` is that of the family. `cells` holds each: its row and column in the table that corrects, the label of the
    column in the other, the texts before and after, and the reason.
    """

    by = models.ForeignKey(ReleaseTable, on_delete=models.PROTECT, related_name="corrects")
    of = models.ForeignKey(ReleaseTable, on_delete=models.PROTECT, related_name="corrected_by")
    title = models.CharField(max_length=200)
    cells = models.JSONField()

    objects = FrozenQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="figure_correction_once", fields=["by", "of"])]

    def __str__(self) -> str:
        return f"{self.by} corrects {self.of}"
