"""Briefings: one page of boxes, by a template, that ends with questions to talk about."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from learning.boxes import Box, Template, laid_out, too_long
from learning.briefing_templates import SEVEN_MINUTE, template_of
from learning.models.case_study import CaseStudy
from learning.models.product import Campaign, ClassifiedProduct
from partnership.models import Organisation
from partnership.permissions import Permission
from review.models import ReviewableQuerySet
from review.problems import Problem


class Briefing(ClassifiedProduct):
    """A briefing for staff that stands alone on one page. `texts` holds the text of each box by its key.

    It keeps the version of the template that it was begun with: the boxes of that version are what it says. Texts of
    boxes that the version lacks stay stored, so that nothing is lost when a writer takes the newest version.
    """

    review_noun: ClassVar[str] = "briefing"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.WRITE_BRIEFING
    public_template: ClassVar[str] = "learning/_briefing.html"
    compulsory: ClassVar[Mapping[str, str]] = {
        "audience": "Say who the briefing is for.",
        "keeper": "Select the organisation that keeps the briefing up to date.",
        "keeper_role": "Enter the role that keeps the briefing up to date.",
        "review_by": "Enter the date to check that the briefing still applies.",
    }

    template = models.SlugField(max_length=60, default=SEVEN_MINUTE, db_index=False)
    template_number = models.PositiveIntegerField(default=0)
    texts = models.JSONField(default=dict, blank=True)
    audience = models.CharField(
        max_length=200, blank=True, help_text="Who it is for, such as “everyone who works with adults”."
    )
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="briefings")
    keeper = models.ForeignKey(
        Organisation,
        verbose_name="organisation that keeps it up to date",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    keeper_role = models.CharField(
        "role that keeps it up to date",
        max_length=120,
        blank=True,
        help_text="For example, head of safeguarding. Do not name a person.",
    )
    review_by = models.DateField("date to check that it still applies", null=True, blank=True)
    case_studies = models.ManyToManyField(CaseStudy, blank=True, related_name="briefings")

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(ClassifiedProduct.Meta):
        ordering = ["-created_at"]

    @property
    def written_by(self) -> Template:
        """The version of the template that it is written by."""
        return template_of(self.template, self.template_number)

    def text_of(self, box: Box) -> str:
        """What stands in a box; empty where nothing does yet."""
        return str(self.texts.get(box.key, ""))

    def content(self) -> dict[str, Any]:
        """The briefing. Case studies stand in it by key alone, so that a withdrawn one leaves no word behind."""
        template = self.written_by
        return {
            **self.classification(),
            "template": {"slug": template.slug, "number": template.number, "title": template.title},
            "campaign": {"slug": self.campaign.slug, "title": self.campaign.title} if self.campaign else None,
            "audience": self.audience,
            "boxes": [laid_out(box, self.text_of(box)) for box in template.boxes],
            "keeper": {"organisation": self.keeper.name if self.keeper else "", "role": self.keeper_role},
            "review_by": self.review_by.isoformat() if self.review_by else None,
            "case_studies": sorted(str(key) for key in self.case_studies.values_list("key", flat=True)),
            **self.media_content(),
        }

    def printed(self) -> dict[str, Any]:
        """Title, audience, the keeper's role and boxes, by their fields, and what stands for its files."""
        own = {"title": self.title, "audience": self.audience, "keeper_role": self.keeper_role}
        return {**own, **self.pictured(), **self.media_words()}

    def pictured(self) -> dict[str, Any]:
        """The boxes."""
        return {box.key: self.text_of(box) for box in self.written_by.boxes}

    def problems(self) -> list[str]:
        """What is still empty, and which boxes have more words than they have room for."""
        found = self.missing()
        for box in self.written_by.boxes:
            text = self.text_of(box)
            sentence = too_long(box, text) if text.strip() else f"Enter text for “{box.title}”."
            if sentence:
                found.append(Problem(sentence, box.key))
        return found + self.picture_problems() + self.closed_year_problem()

    def on_publish(self, at: datetime.datetime) -> None:
        """Have its file for paper made."""
        from learning.papers import make_soon  # noqa: PLC0415 (it reads this model)

        make_soon(self)

    def get_absolute_url(self) -> str:
        return self.public_address("learning:briefing-detail")

    def get_edit_url(self) -> str:
        """The editor's form."""
        return reverse("learning:briefing-edit", args=[self.pk])
