"""Case studies: what was done and what was learned, told so that nobody is recognised."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from learning.figures import named
from learning.media.content import words_of
from learning.models.content_warnings import in_words
from learning.models.product import ClassifiedProduct, known_names
from partnership.constraints import known
from partnership.days import day
from partnership.exceptions import DomainError
from partnership.permissions import Permission
from priorities.evidence import EvidenceKind
from priorities.models import Source
from review.models import ReviewableQuerySet
from review.problems import Problem
from review.reasoned import Found, found_in
from review.states import ReviewState

STORY_FIELDS = (
    "title",
    "period",
    "background",
    "worry",
    "what_was_done",
    "voice",
    "impact",
    "learned",
    "good_practice",
)
# Those that are Markdown and may show pictures.
PICTURED = ("background", "worry", "what_was_done", "voice", "impact", "learned", "good_practice")
TAKEN_BY = "taken_by"
CHECKLIST_FIELDS = ("has_no_names", "has_age_bands", "has_seasons", "has_no_places", "has_no_rare_combination")


def _stop(found: Found) -> Problem:
    """What to do about a detail: remove what nothing excuses, at its text; change any other, or say why it stays."""
    if found.detail.is_hard:
        return Problem(found.sentence, found.field)
    return Problem(f"{found.sentence} Change it, or say why it can stay.", f"keep_{found.key}")


class CaseStudyQuerySet(ReviewableQuerySet["CaseStudy"]):  # type: ignore[override]
    """Case studies narrowed by whether their consent holds."""

    def public(self, today: datetime.date | None = None) -> Self:
        """Live stories whose consent reaches the public today: as it was reviewed, and as it is recorded now.

        Both are asked, so that consent that was narrowed, ran out or was withdrawn counts at once, and consent
        that a writer widened or prolonged counts only when the board has seen it.
        """
        day = today or timezone.localdate()
        reviewed = "live_revision__content__consent__"
        return (
            self.live()
            .filter(consent__withdrawn_at__isnull=True, consent__scope="public")
            .filter(Q(consent__expires_on__isnull=True) | Q(consent__expires_on__gte=day))
            .filter(Q(**{f"{reviewed}expires_on": None}) | Q(**{f"{reviewed}expires_on__gte": day.isoformat()}))
        )

    def shared(self, today: datetime.date | None = None) -> Self:
        """Approved stories that partners may read, and the public may not: for the partnership, or for training.

        An edit takes the approval away, so what is approved says what its reviewers read, consent and all.
        """
        day = today or timezone.localdate()
        return (
            self.filter(state=ReviewState.APPROVED, consent__scope__in=("partnership", "training"))
            .filter(consent__withdrawn_at__isnull=True)
            .filter(Q(consent__expires_on__isnull=True) | Q(consent__expires_on__gte=day))
        )

    def lost_since(self, moment: datetime.datetime) -> Self:
        """Stories that may have been taken from the public at that moment or later, whether or not they are back.

        A draft that was withdrawn is among them, though nobody read it.
        """
        first, today = timezone.localdate(moment), timezone.localdate()
        reviewed = "live_revision__content__consent__expires_on__"
        return self.filter(
            Q(withdrawn_at__gte=moment)
            | Q(consent__lost_at__gte=moment)
            | Q(live_revision__isnull=False, consent__expires_on__gte=first, consent__expires_on__lt=today)
            | Q(**{f"{reviewed}gte": first.isoformat(), f"{reviewed}lt": today.isoformat()})
        )


class CaseStudy(ClassifiedProduct):
    """A story from practice, with its evidence, its consent and a checklist of what was taken out."""

    review_noun: ClassVar[str] = "case study"
    write_permission: ClassVar[Permission] = Permission.WRITE_CASE_STUDY
    public_template: ClassVar[str] = "learning/_case_study.html"
    is_reviewed_blind: ClassVar[bool] = True
    is_about_people: ClassVar[bool] = True
    related_for_review: ClassVar[tuple[str, ...]] = ("consent",)
    compulsory: ClassVar[Mapping[str, str]] = {
        "title": "Give the case study a title.",
        "period": "Enter the season and year, for example winter 2022-23.",
        "background": "Describe the background.",
        "worry": "Say what people were worried about.",
        "what_was_done": "Say what was done, and by which organisations.",
        "voice": "Say what the child or adult told you.",
        "impact": "Say what difference it made.",
        "learned": "Say what you learned.",
        "good_practice": "Describe the good practice.",
        "impact_evidence": "Select how you know that it made a difference.",
        "review_by": "Enter the date to check that the case study still applies.",
    }

    period = models.CharField(
        max_length=80, blank=True, help_text="Season and year, such as “winter 2022-23”. Do not include exact dates."
    )
    background = models.TextField(blank=True)
    worry = models.TextField("what was the worry", blank=True)
    what_was_done = models.TextField("what was done, and by whom", blank=True)
    voice = models.TextField("voice of the child or adult", blank=True)
    impact = models.TextField("what difference it made", blank=True)
    impact_evidence = models.CharField("type of evidence", max_length=20, choices=EvidenceKind.choices, blank=True)
    learned = models.TextField("what we learned", blank=True)
    good_practice = models.TextField(blank=True)
    review_by = models.DateField(null=True, blank=True, help_text="When to check that it still applies.")
    warnings = models.JSONField("content warnings", default=list, blank=True)
    actions = models.ManyToManyField(
        "priorities.Action",
        verbose_name="actions and findings that it is linked to",
        blank=True,
        related_name="case_studies",
    )
    indicators = models.JSONField("indicators that it is linked to, by slug", default=list, blank=True)
    kept = models.JSONField("details that may stay, with the reason", default=dict, blank=True)
    live_scope = models.CharField(
        max_length=20, blank=True, editable=False, help_text="How far the consent reaches that the live version had."
    )
    has_no_names = models.BooleanField("no names, initials or nicknames", default=False)
    has_age_bands = models.BooleanField("age bands instead of ages", default=False)
    has_seasons = models.BooleanField("season and year instead of dates", default=False)
    has_no_places = models.BooleanField("no place below the area", default=False)
    has_no_rare_combination = models.BooleanField(
        "no combination of facts so rare that it points to one person", default=False
    )

    objects: ClassVar[Any] = CaseStudyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(ClassifiedProduct.Meta):
        ordering = ["-created_at"]
        verbose_name_plural = "case studies"
        constraints = [
            *ClassifiedProduct.Meta.constraints,
            known("case_study_evidence_known", "impact_evidence", EvidenceKind.values, or_empty=True),
            # The last line of defence: no story is shown to readers that was approved for less than the public.
            models.CheckConstraint(
                name="case_study_live_is_for_the_public",
                condition=Q(live_revision__isnull=True) | Q(live_scope="public"),
            ),
        ]

    def consent_problem(self) -> Problem | None:
        """Why nobody may be shown the story today; None where those may whom the consent names."""
        try:
            return self.consent.problem(timezone.localdate())
        except ObjectDoesNotExist:
            return Problem("Enter the basis for consent and the date it was given.", "basis")

    def printed(self) -> dict[str, Any]:
        """Nothing: the check of a story reads all of it, and refuses more."""
        return {}

    def readable(self) -> dict[str, Any]:
        """The whole story, and what stands for its files."""
        return {**{name: getattr(self, name) for name in STORY_FIELDS}, **self.media_words()}

    def pictured(self) -> dict[str, Any]:
        """The answers of several lines."""
        return {name: getattr(self, name) for name in PICTURED}

    def readable_of(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**{name: content[name] for name in STORY_FIELDS}, **words_of(content)}

    def findings(self, texts: Mapping[str, str] | None = None) -> list[Found]:
        """What the anonymisation check asks about, field by field, with the author's reasons. `texts`: other texts."""
        consent = getattr(self, "consent", None)
        taken_by = {TAKEN_BY: consent.taken_by if consent else ""}
        names = known_names() | {self.organisation.name, self.organisation.short_name}
        return found_in(texts or {**self.readable(), **taken_by}, self.labels(), self.kept, known=names)

    def labels(self) -> dict[str, str]:
        """What people call the fields of the story."""
        fields = {name: self._meta.get_field(name).verbose_name for name in STORY_FIELDS}  # type: ignore[union-attr]
        told = {name: str(label).capitalize() for name, label in fields.items()} | {TAKEN_BY: "Who took consent"}
        return told | {name: name.replace("_", " ").capitalize() for name in self.media_words()}

    def content(self) -> dict[str, Any]:
        """The story, its classification, its consent and its checklist, as the board decides on them."""
        consent = getattr(self, "consent", None)
        return {
            **self.classification(),
            **{name: getattr(self, name) for name in STORY_FIELDS},
            "impact_evidence": self.impact_evidence,
            "impact_evidence_label": EvidenceKind(self.impact_evidence).label if self.impact_evidence else "",
            "review_by": self.review_by.isoformat() if self.review_by else None,
            "checklist": {name: getattr(self, name) for name in CHECKLIST_FIELDS},
            "actions": self.linked_actions(),
            "indicators": named(self.indicators),
            "warnings": in_words(self.warnings),
            **self.media_content(),
            "kept": [one.sentence for one in self.findings() if one.reason],
            "is_composite": bool(consent and consent.basis == "composite"),
            "consent": {
                "basis": consent.basis if consent else "",
                "capacity": consent.capacity if consent else "",
                "taken_by": consent.taken_by if consent else "",
                "scope": consent.scope if consent else "",
                "given_on": consent.given_on.isoformat() if consent and consent.given_on else None,
                "expires_on": consent.expires_on.isoformat() if consent and consent.expires_on else None,
            },
        }

    def linked_actions(self) -> list[dict[str, Any]]:
        """The actions of plans and what came of reviews, as a snapshot keeps them."""
        if self.pk is None:
            return []
        rows = self.actions.select_related("commitment__priority").in_order()
        return [
            {
                "slug": row.slug,
                "title": row.title,
                "origin": row.get_source_display() if row.source != Source.PLAN else row.origin,
                "is_tracked": row.source != Source.PLAN,
            }
            for row in rows
        ]

    def problems(self) -> list[str]:
        """What is missing, what could tell who it is about, and what is wrong with the consent."""
        found = self.missing() + self.picture_problems()
        unticked = [name for name in CHECKLIST_FIELDS if not getattr(self, name)]
        if unticked:
            names = "; ".join(str(self._meta.get_field(name).verbose_name) for name in unticked)  # type: ignore[union-attr]
            sentence = f"Check the case study against the whole anonymisation list. Not ticked yet: {names}."
            found.append(Problem(sentence, unticked[0]))
        found += [_stop(one) for one in self.findings() if one.is_open]
        consent_problem = self.consent_problem()
        if consent_problem:
            found.append(consent_problem)
        return found + self.closed_year_problem()

    def content_warnings(self) -> list[str]:
        """The hard subjects that its writer named."""
        return in_words(self.warnings)

    def notes_for_review(self) -> list[str]:
        """What a reviewer should look at beside the story: the consent, and what a pattern cannot decide."""
        consent = getattr(self, "consent", None)
        basis = consent.get_basis_display() if consent and consent.basis else "not recorded"
        scope = consent.get_scope_display() if consent and consent.scope else "not recorded"
        until = f"{day(consent.expires_on)}" if consent and consent.expires_on else "no end date"
        taken = (
            f" Taken by: {consent.taken_by}. {consent.get_capacity_display()}." if consent and consent.taken_by else ""
        )
        return [
            f"Consent: {basis}. Scope: {scope}. Until: {until}.{taken}",
            *super().notes_for_review(),
            *(one.sentence for one in self.findings() if not one.detail.is_hard),
        ]

    def made_on_publication(self, content: dict[str, Any]) -> dict[str, Any]:
        """The address, the first time; and how far the consent reaches with which the board approved it."""
        return {**super().made_on_publication(content), "live_scope": content["consent"]["scope"]}

    def on_publish(self, at: datetime.datetime) -> None:
        """Remember for ever that what was published was hidden for want of consent, and be it since yesterday."""
        if self.live_revision_id is not None and not CaseStudy.objects.public().filter(pk=self.pk).exists():
            self.consent.lost_at = at
            self.consent.save(update_fields=["lost_at"])

    def reason_not_to_publish(self) -> str:
        """A story for the partnership or for training is shown to partners from its approval on, and to nobody else."""
        consent = getattr(self, "consent", None)
        if consent is not None and consent.reaches_the_public:
            return ""
        return "Consent does not cover sharing with the public, so this case study cannot be published."

    def check_approvable(self) -> None:
        """Refuse approval and publication unless there is consent that holds today."""
        problem = self.consent_problem()
        if problem:
            raise DomainError(problem)

    def get_absolute_url(self) -> str:
        return self.public_address("learning:case-study-detail")

    def get_edit_url(self) -> str:
        """The writer's form."""
        return reverse("learning:case-study-edit", args=[self.pk])
