"""What was said about a figure while it was checked: a partner's confirmation, a reviewer's question."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnership.constraints import both_or_neither, written
from review.models.question import Question


class Confirmation(models.Model):
    """A partner says why an odd figure is right. It holds for the sentence that it answered, and no other."""

    submission = models.ForeignKey("indicators.Submission", on_delete=models.CASCADE, related_name="confirmations")
    code = models.CharField(max_length=30)
    row = models.CharField(max_length=120, blank=True)
    column = models.CharField(max_length=40, blank=True)
    sentence = models.TextField(help_text="The finding as shown. A different finding needs a new answer.")
    comment = models.CharField(max_length=500)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(name="confirmation_once", fields=["submission", "code", "row", "column"]),
            written("confirmation_has_comment", "comment"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.comment}"

    def as_content(self) -> dict[str, str]:
        """As it travels with the figures to the reviewers, ready for JSON. It is not published."""
        return {"sentence": self.sentence, "comment": self.comment}


class FollowUp(Question):
    """A reviewer's question about one figure, and the partner's answer in place."""

    submission = models.ForeignKey("indicators.Submission", on_delete=models.CASCADE, related_name="follow_ups")
    row = models.CharField(max_length=120)
    column = models.CharField(max_length=40)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["submission", "pk"]
        constraints = [
            written("follow_up_has_question", "question"),
            both_or_neither("follow_up_answer_paired", "answered_by", "answered_at", text="answer"),
            both_or_neither("follow_up_closed_paired", "closed_by", "closed_at"),
            models.UniqueConstraint(
                name="follow_up_one_open_a_figure",
                fields=["submission", "row", "column"],
                condition=Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.question
