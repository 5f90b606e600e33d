"""Standards that a partnership loaded itself: every version stays, the newest is offered."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import models

from partnership.constraints import written
from reports.assessments.standards import Standard, Template, templates_of_the_portal


class LoadedTemplate(models.Model):
    """One version of a set of standards, as its file was read. It never changes: a new file is a new version."""

    slug = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    law = models.CharField(max_length=300, blank=True)
    standards = models.JSONField()
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["slug", "version"]
        constraints = [
            models.UniqueConstraint(name="loaded_template_version_once", fields=["slug", "version"]),
            written("loaded_template_has_title", "title"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    def as_template(self) -> Template:
        """The template as those of the portal are."""
        standards: list[dict[str, Any]] = self.standards
        return Template(self.slug, self.version, self.title, self.law, tuple(Standard(**one) for one in standards))


def templates() -> dict[str, Template]:
    """The newest version of every set of standards, by slug. One query."""
    loaded = {one.slug: one.as_template() for one in LoadedTemplate.objects.order_by("version")}
    return {**templates_of_the_portal(), **loaded}


def as_content(template: Template) -> list[dict[str, str]]:
    """Its standards, ready for JSON."""
    return [asdict(one) for one in template.standards]
