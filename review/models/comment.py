"""What people say to each other beside a text that is being written or reviewed. Readers never see it."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from partnership.constraints import both_or_neither, written
from review.models.reviewable import Reviewable


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments narrowed by what they are about and whether they are settled."""

    def about(self, item: Reviewable) -> Self:
        """Those beside one reviewed thing."""
        return self.filter(content_type=ContentType.objects.get_for_model(item), object_id=item.pk)

    def open(self) -> Self:
        """Not resolved yet."""
        return self.filter(resolved_at__isnull=True)


class Comment(models.Model):
    """One comment. It changes through `review.comments` alone: it is resolved once, and never reworded.

    `passage` are the words of the text that it is about, as they stood there; empty for the whole.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    text = models.TextField()
    passage = models.CharField(max_length=300, blank=True, default="")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="comment_about")]
        constraints = [
            written("comment_says_something", "text"),
            both_or_neither("comment_resolved_paired", "resolved_by", "resolved_at"),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"
