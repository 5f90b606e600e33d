"""What case studies, briefings and newsletters have in common."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from learning.media.content import media_of, names_in, words_of
from learning.media.models import Attached
from partnership.models import Arm, ReportingYear
from priorities.models import Priority
from review.models import Reviewable
from review.problems import Problem


class Theme(models.Model):
    """A subject by which learning is found, such as domestic abuse."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Campaign(models.Model):
    """A week or season in which partners speak of one matter together, such as Stop Adult Abuse Week."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120, unique=True)
    summary = models.TextField(blank=True, max_length=600, help_text="For readers: what it is about, and when.")
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(name="campaign_ends_after_start", condition=Q(ends_on__gte=models.F("starts_on")))
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("learning:campaign", args=[self.slug])


class LearningProduct(Reviewable):
    """Something that is written, reviewed and then published under an address of its own.

    `key` is made with the first form, so that sending that form twice cannot make two of it. `slug`, the address, is
    made of the approved title when it is first published, and stays: no word of a draft is ever in it.
    """

    publishes: ClassVar[bool] = True
    # What must not be empty when it is submitted, each with the sentence that says what to enter.
    compulsory: ClassVar[Mapping[str, str]] = {}
    # What no title may become, since another page has that address.
    reserved: ClassVar[frozenset[str]] = frozenset()

    key = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    slug = models.SlugField(max_length=90, unique=True, editable=False, null=True)  # noqa: DJ001 (unique: none yet)
    title = models.CharField(max_length=160)
    year = models.ForeignKey(
        ReportingYear,
        verbose_name="reporting year",
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
        help_text="The annual report it belongs to.",
    )

    class Meta(Reviewable.Meta):
        abstract = True
        constraints = [
            *Reviewable.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_live_has_address", condition=Q(live_revision__isnull=True) | Q(slug__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def lasting_title(self) -> str:
        """The title that readers are shown; empty where they are shown none."""
        return self.live_revision.content["title"] if self.live_revision else ""

    def made_on_publication(self, content: dict[str, Any]) -> dict[str, Any]:
        """The address, the first time."""
        return {} if self.slug else {"slug": self._free_slug(content["title"])}

    def _free_slug(self, title: str) -> str:
        """The title as an address; with a few letters of the key where another has taken it."""
        slug = slugify(title)[:80].strip("-") or self._meta.model_name or ""
        taken = slug in self.reserved or type(self)._base_manager.filter(slug=slug).exists()
        return f"{slug}-{self.key.hex[:6]}" if taken else slug

    def public_address(self, name: str) -> str:
        """Where readers find it; until it is published, where its writer works on it."""
        return reverse(name, args=[self.slug]) if self.slug else self.get_edit_url()

    def title_for_review(self) -> str:
        """Its title."""
        return self.title

    def notes_for_review(self) -> list[str]:
        """That nothing has looked into its attachments."""
        attached = Attached.objects.of(self) if self.pk else ()
        return [
            f"The portal does not check what the attachment “{one.words}” says. Read it before you decide."
            for one in attached
            if not one.is_picture
        ]

    def missing(self) -> list[str]:
        """What to do about each compulsory field that is still empty, at the field."""
        return [
            Problem(sentence, name)
            for name, sentence in self.compulsory.items()
            if not str(getattr(self, name) or "").strip()
        ]

    def pictured(self) -> Mapping[str, Any]:
        """The texts that may show pictures, by their fields. None for most."""
        return {}

    def media_content(self) -> dict[str, Any]:
        """The part of the content that names its pictures and attachments; empty where there are none."""
        return media_of(Attached.objects.of(self), self.pictured()) if self.pk else {}

    def media_words(self) -> dict[str, str]:
        """What stands for its pictures and attachments in words, for every check of what people read."""
        return words_of(self.media_content())

    def picture_problems(self) -> list[str]:
        """What to do about pictures that a text shows and that are not among the product's own."""
        texts = {name: names for name, text in self.pictured().items() if (names := list(names_in([text])))}
        if not texts:
            return []
        own = {one.name for one in Attached.objects.of(self) if one.is_picture} if self.pk else set()
        sentence = (
            "The text shows a picture that is not in “Pictures and attachments”. Add it there, or remove it here."
        )
        return [Problem(sentence, name) for name, names in texts.items() if set(names) - own]

    def closed_year_problem(self) -> list[str]:
        if self.year.is_closed:
            sentence = f"The year {self.year.label} is closed, so you cannot add to it. Select an open year."
            return [Problem(sentence, "year")]
        return []


class ClassifiedProduct(LearningProduct):
    """A product that readers find by theme, arm and priority."""

    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)s_set")
    arm = models.ForeignKey(
        Arm,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
        help_text="Leave blank if it applies to every arm.",
    )
    priority = models.ForeignKey(
        Priority,
        verbose_name="related priority",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
    )

    class Meta(LearningProduct.Meta):
        abstract = True

    def classification(self) -> dict[str, Any]:
        """The part of the content by which it is found."""
        return {
            "kind": self._meta.model_name,
            "key": str(self.key),
            "title": self.title,
            "year": self.year.slug,
            "organisation": self.organisation.name,
            "theme": {"slug": self.theme.slug, "title": self.theme.title} if self.theme else None,
            "arm": {"slug": self.arm.slug, "title": self.arm.name} if self.arm else None,
            "priority": {"slug": self.priority.slug, "title": self.priority.title} if self.priority else None,
        }


def known_names() -> frozenset[str]:
    """Names that may stand in any anonymised text: the partnership's own."""
    profile = settings.PARTNERSHIP
    names = {profile.name, profile.short_name, profile.council, profile.force, profile.area.name}
    return frozenset(names | {area.name for area in profile.benchmarks})
