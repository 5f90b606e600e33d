"""Seven minute briefings: one page, seven boxes, ending with questions."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from learning.boxes import BOXES
from learning.models.case_study import CaseStudy
from learning.models.product import ClassifiedProduct
from partnership.permissions import Permission
from review.models import ReviewableQuerySet


class Briefing(ClassifiedProduct):
    """A briefing for staff that stands alone on one page. The seven boxes are those of `learning.boxes`."""

    review_noun: ClassVar[str] = "briefing"
    write_permission: ClassVar[Permission] = Permission.WRITE_BRIEFING
    public_template: ClassVar[str] = "learning/_briefing.html"
    compulsory: ClassVar[Mapping[str, str]] = {
        "audience": "Say who the briefing is for.",
        "background": "Say what the briefing is about.",
        "why_it_matters": "Say why it matters.",
        "key_facts": "Enter the key facts, each with its source.",
        "what_we_learned": "Say what reviews, audits and practice have shown.",
        "good_practice": "Give at least one practical step.",
        "questions": "Enter at least one question to reflect on.",
        "next_steps": "Say where to read more and who to ask.",
    }

    audience = models.CharField(
        max_length=200, blank=True, help_text="Who it is for, such as “everyone who works with adults”."
    )
    background = models.TextField(blank=True)
    why_it_matters = models.TextField(blank=True)
    key_facts = models.TextField(blank=True)
    what_we_learned = models.TextField(blank=True)
    good_practice = models.TextField(blank=True)
    questions = models.TextField("questions for reflection", blank=True)
    next_steps = models.TextField("further information and next steps", blank=True)
    case_studies = models.ManyToManyField(CaseStudy, blank=True, related_name="briefings")

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(ClassifiedProduct.Meta):
        ordering = ["-created_at"]

    def content(self) -> dict[str, Any]:
        """The briefing. Case studies stand in it by key alone, so that a withdrawn one leaves no word behind."""
        return {
            **self.classification(),
            "audience": self.audience,
            "boxes": [{"key": box.key, "title": box.title, "text": getattr(self, box.key)} for box in BOXES],
            "case_studies": sorted(str(key) for key in self.case_studies.values_list("key", flat=True)),
            **self.media_content(),
        }

    def printed(self) -> dict[str, Any]:
        """Title, audience and boxes, by their fields, and what stands for its files."""
        return {"title": self.title, "audience": self.audience, **self.pictured(), **self.media_words()}

    def pictured(self) -> dict[str, Any]:
        """The boxes."""
        return {box.key: getattr(self, box.key) for box in BOXES}

    def problems(self) -> list[str]:
        """Which boxes are still empty."""
        return self.missing() + self.picture_problems() + self.closed_year_problem()

    def get_absolute_url(self) -> str:
        return self.public_address("learning:briefing-detail")

    def get_edit_url(self) -> str:
        """The editor's form."""
        return reverse("learning:briefing-edit", args=[self.pk])
