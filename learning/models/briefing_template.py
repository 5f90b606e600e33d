"""Versions of the templates of briefings that the coordinator saved."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from learning.boxes import Template, boxes_from
from review.models.frozen import Frozen, FrozenQuerySet


class BriefingTemplate(Frozen):
    """One version of a template. It is never changed: a briefing keeps the boxes that it was written in.

    The newest version of each slug is the one that is offered, unless it says that it is not any more.
    """

    slug = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=80)
    summary = models.CharField(max_length=200, blank=True)
    boxes = models.JSONField(default=list)
    is_offered = models.BooleanField(default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects: ClassVar[Any] = FrozenQuerySet.as_manager()

    class Meta:
        ordering = ["slug", "-number"]
        constraints = [
            models.UniqueConstraint(name="briefing_template_version_once", fields=["slug", "number"]),
            # 0 is the version that comes with the portal.
            models.CheckConstraint(name="briefing_template_numbered", condition=models.Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    def as_template(self) -> Template:
        """The same for who writes by it."""
        return Template(
            self.slug, self.number, self.title, self.summary, boxes_from(self.boxes), is_offered=self.is_offered
        )
