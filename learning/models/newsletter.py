"""Newsletters: an introduction, a spotlight on one theme, and short items."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from learning.models.briefing import Briefing
from learning.models.case_study import CaseStudy
from learning.models.product import LearningProduct
from partnership.constraints import implies, never_both
from partnership.permissions import Permission
from review.anonymisation import Kind
from review.models import ReviewableQuerySet
from review.problems import Problem


class Newsletter(LearningProduct):
    """One issue of the newsletter."""

    review_noun: ClassVar[str] = "newsletter"
    asks_who_it_is: ClassVar[bool] = True
    # An address to write to; telephone numbers are those of the partnership and of services, as everywhere.
    may_stand_beside: ClassVar[frozenset[Kind] | None] = frozenset({Kind.EMAIL})
    write_permission: ClassVar[Permission] = Permission.WRITE_NEWSLETTER
    compulsory: ClassVar[Mapping[str, str]] = {
        "introduction": "Write an introduction.",
        "spotlight_title": "Give the spotlight a title.",
        "spotlight_body": "Write the text of the spotlight.",
    }
    public_template: ClassVar[str] = "learning/_newsletter.html"
    reserved: ClassVar[frozenset[str]] = frozenset({"subscribe"})

    issue_number = models.PositiveSmallIntegerField(unique=True)
    issued_on = models.DateField("date of issue")
    introduction = models.TextField(blank=True)
    spotlight_title = models.CharField(max_length=160, blank=True)
    spotlight_body = models.TextField("spotlight text", blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(LearningProduct.Meta):
        ordering = ["-issue_number"]

    def content(self) -> dict[str, Any]:
        """The issue. What its items link to stands in it by key alone and is looked up when it is read."""
        items = self.items.select_related("briefing", "case_study").order_by("number")
        return {
            "kind": self._meta.model_name,
            "key": str(self.key),
            "title": self.title,
            "year": self.year.slug,
            "organisation": self.organisation.name,
            "issue_number": self.issue_number,
            "issued_on": self.issued_on.isoformat(),
            "introduction": self.introduction,
            "spotlight": {"title": self.spotlight_title, "body": self.spotlight_body},
            "items": [
                {
                    "title": item.title,
                    "body": item.body,
                    "briefing": str(item.briefing.key) if item.briefing else None,
                    "case_study": str(item.case_study.key) if item.case_study else None,
                    # Named where there is one alone: what was approved before there was any stays as it was hashed.
                    **({"linked": item.linked} if item.linked else {}),
                }
                for item in items
            ],
            **self.media_content(),
        }

    def printed(self) -> dict[str, Any]:
        """The spotlight, which the annual report prints. In the rest `may_stand_beside` counts."""
        spotlight = {"spotlight_title": self.spotlight_title, "spotlight_body": self.spotlight_body}
        return {**spotlight, **self.media_words()}

    def pictured(self) -> dict[str, Any]:
        """Introduction, spotlight and the texts of its items."""
        items = {f"item_{item.number}_body": item.body for item in self.items.all()} if self.pk else {}
        return {"introduction": self.introduction, "spotlight_body": self.spotlight_body, **items}

    def readable(self) -> dict[str, Any]:
        """Everything that an issue says, its items among it."""
        items = {
            f"item_{item.number}_{name}": getattr(item, name) for item in self.items.all() for name in ("title", "body")
        }
        return {**self.printed(), "title": self.title, "introduction": self.introduction, **items}

    def problems(self) -> list[str]:
        """What is missing, and whether the date lies in the reporting year."""
        found = self.missing() + self.picture_problems()
        if not self.year.starts_on <= self.issued_on <= self.year.ends_on:
            sentence = f"The date of issue is not in the year {self.year.label}. Change the date or the year."
            found.append(Problem(sentence, "issued_on"))
        return found + self.closed_year_problem()

    def get_absolute_url(self) -> str:
        return self.public_address("learning:newsletter-detail")

    def get_edit_url(self) -> str:
        """The editor's form."""
        return reverse("learning:newsletter-edit", args=[self.pk])


class NewsletterItem(models.Model):
    """A short item of an issue. It may point to one thing: a briefing, a case study, or what `linked` names.

    `linked` is a key of `publication.linked`, such as that of a release of figures.
    """

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    body = models.TextField(blank=True)
    briefing = models.ForeignKey(Briefing, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    case_study = models.ForeignKey(CaseStudy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    linked = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["newsletter", "number"]
        constraints = [
            models.UniqueConstraint(name="newsletter_item_number_once", fields=["newsletter", "number"]),
            never_both("newsletter_item_points_to_one_thing", "briefing", "case_study"),
            implies("newsletter_item_linked_alone", ~Q(linked=""), Q(briefing__isnull=True, case_study__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.title
