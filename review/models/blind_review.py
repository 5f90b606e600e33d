"""Reviews that two people give without seeing each other's, before one decision is made of them."""

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from partnership.constraints import both_or_neither, known, says_why
from partnership.models import Organisation


class Verdict(models.TextChoices):
    """What a reviewer says. Who declines gives no reason."""

    APPROVE = "approve", "Approve"
    RETURN = "return", "Return for changes"
    DECLINED = "declined", "Declined"


class BlindReviewQuerySet(models.QuerySet["BlindReview"]):
    """Reviews narrowed by what they are about."""

    def about(self, item: models.Model) -> "BlindReviewQuerySet":
        """Of one thing, in every round, oldest first."""
        kind = ContentType.objects.get_for_model(item)
        return self.filter(content_type=kind, object_id=item.pk).order_by("submitted_at", "pk")


class BlindReview(models.Model):
    """One person's review of one submission: `submitted_at` names the round, so that a change begins a new one.

    `private_note` is for the other reviewer and the chair, `shared_note` for the author, who can answer it. Nobody but
    who wrote them sees either before both reviews of the round are in.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    submitted_at = models.DateTimeField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    private_note = models.TextField(blank=True)
    shared_note = models.TextField(blank=True)
    given_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar["models.Manager[BlindReview]"] = BlindReviewQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "submitted_at"])]
        constraints = [
            known("blind_review_verdict_known", "verdict", Verdict.values),
            models.UniqueConstraint(
                name="blind_review_once_a_person", fields=["content_type", "object_id", "submitted_at", "reviewer"]
            ),
            models.UniqueConstraint(
                name="blind_review_once_an_organisation",
                fields=["content_type", "object_id", "submitted_at", "organisation"],
                condition=~Q(verdict="declined"),
            ),
            says_why("blind_review_return_says_why", Q(verdict="return"), "shared_note"),
            models.CheckConstraint(
                name="blind_review_declined_without_reason",
                condition=~Q(verdict="declined") | Q(private_note="", shared_note=""),
            ),
            both_or_neither("blind_review_answer_paired", "answered_by", "answered_at", text="answer"),
        ]

    def __str__(self) -> str:
        return f"review by {self.reviewer_id} of {self.content_type_id}:{self.object_id}"

    @property
    def is_decided(self) -> bool:
        """Whether it counts as one of the two."""
        return self.verdict != Verdict.DECLINED
