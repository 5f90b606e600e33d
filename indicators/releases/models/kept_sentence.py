"""Sentences that may stay although they tell a number that a table hides, or what could identify somebody."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from indicators.definitions.families import get_family
from partnership.constraints import written
from partnership.permissions import Permission
from review.marks import find_details, public_names
from review.models import BlindReview, Proposal, ProposalQuerySet
from review.models.blind_review import Verdict
from review.privacy_scan import Place
from review.reasoned import Found
from review.states import ReviewState

# How the keys of details that could identify somebody begin; the others are those of counts.
WHO = "who/"


@dataclass(frozen=True)
class Allowance:
    """A sentence in the spelling of `given_away.plain`, what it may tell, and whose people allowed it."""

    sentence: str
    keys: frozenset[str]
    allowed_by: frozenset[int]

    def holds_for(self, owner: int | None) -> bool:
        """Whether it counts for a text of this organisation: its own people cannot let it pass."""
        return owner is None or owner not in self.allowed_by


def pairs(allowances: list[Allowance], owner: int | None) -> set[tuple[str, str]]:
    """Each sentence with each count that it may tell in a text of this organisation."""
    return {(one.sentence, key) for one in allowances if one.holds_for(owner) for key in one.keys}


def details_in(sentence: str) -> list[Found]:
    """What could identify somebody in a sentence, whatever was let pass before."""
    return find_details([Place("", "Sentence", sentence)], public_names(), {})


class KeptSentenceQuerySet(ProposalQuerySet["KeptSentence"]):
    """Requests to keep a sentence."""

    def allowances(self) -> list[Allowance]:
        """What was allowed. Two queries, one where nothing was."""
        rows = list(self.filter(state=ReviewState.APPROVED))
        if not rows:
            return []
        people: dict[int, set[int]] = defaultdict(set)
        reviews = BlindReview.objects.filter(
            content_type=ContentType.objects.get_for_model(KeptSentence),
            object_id__in=[row.pk for row in rows],
            verdict=Verdict.APPROVE,
            organisation__isnull=False,
        )
        for item, organisation in reviews.values_list("object_id", "organisation_id"):
            people[item].add(organisation)
        return [Allowance(row.plain, frozenset(row.keys), frozenset(people[row.pk])) for row in rows]


class KeptSentence(Proposal):
    """A request to keep one sentence. Two people of different organisations, neither the writer's, decide on it.

    It holds for the counts and the details that the sentence told when it was asked for, `keys`, and for no other: a
    release that hides something else in it asks again.
    """

    review_noun: ClassVar[str] = "request to keep a sentence"
    write_permission: ClassVar[Permission] = Permission.ASK_TO_KEEP_SENTENCE
    public_template: ClassVar[str] = "indicators/releases/_kept_sentence.html"
    preview_heading: ClassVar[str] = "What the writer asks"
    is_reviewed_blind: ClassVar[bool] = True

    sentence = models.TextField()
    plain = models.TextField(editable=False)
    keys = models.JSONField(editable=False)
    reason = models.TextField()

    objects: ClassVar[Any] = KeptSentenceQuerySet.as_manager()

    class Meta(Proposal.Meta):
        ordering = ["-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            written("kept_sentence_has_sentence", "sentence"),
            written("kept_sentence_has_reason", "reason"),
        ]

    def __str__(self) -> str:
        return f"about {self.tables or 'what could identify someone'}"

    @property
    def tables(self) -> str:
        """The titles of the tables that hide what it tells; empty where none does."""
        slugs = dict.fromkeys(key.partition("/")[0] for key in self.keys if not key.startswith(WHO))
        return ", ".join(f"“{get_family(slug).title}”" for slug in slugs)

    @property
    def who(self) -> frozenset[str]:
        """The details that could identify somebody, as `review.marks.kept_key` names them."""
        return frozenset(key.removeprefix(WHO) for key in self.keys if key.startswith(WHO))

    def title_for_review(self) -> str:
        """Without the number or the name: it stands in mails, and in the audit trail."""
        return f"Sentence about {self.tables}" if self.tables else "Sentence that could identify someone"

    def get_absolute_url(self) -> str:
        return reverse("indicators:kept-sentence-ask")

    def get_edit_url(self) -> str:
        return self.get_absolute_url()

    def content(self) -> dict[str, Any]:
        """The sentence, the tables and why it should stay."""
        return {"sentence": self.sentence, "tables": self.tables, "keys": sorted(self.keys), "reason": self.reason}

    def notes_for_review(self) -> list[str]:
        """Each detail that could identify somebody, to be decided on."""
        return [one.detail.sentence for one in details_in(self.sentence)]

    def printed(self) -> dict[str, Any]:
        return {"sentence": self.sentence, "reason": self.reason}

    def readable(self) -> dict[str, Any]:
        """Nothing: it is read by those who decide on it alone."""
        return {}

    def readable_of(self, content: Any) -> dict[str, Any]:
        return {}
