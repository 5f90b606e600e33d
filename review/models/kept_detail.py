"""Why a detail that could identify somebody stays in a text. Its author says so; the reviewers decide on it."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from partnership.constraints import written
from review.models.reviewable import Reviewable

LENGTH_OF_KEY = 12


class KeptDetailQuerySet(models.QuerySet["KeptDetail"]):
    """Reasons narrowed by what they are about."""

    def about(self, item: Reviewable) -> Self:
        """Those of one reviewed thing."""
        return self.filter(content_type=ContentType.objects.get_for_model(item), object_id=item.pk)


class KeptDetail(models.Model):
    """One reason. `key` names the detail in its field (`review.reasoned.key_of`), so it outlives other changes."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=LENGTH_OF_KEY)
    reason = models.CharField(max_length=300)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects: ClassVar[KeptDetailQuerySet] = KeptDetailQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            written("kept_detail_has_reason", "reason"),
            models.UniqueConstraint(name="kept_detail_once", fields=["content_type", "object_id", "key"]),
        ]

    def __str__(self) -> str:
        return f"reason {self.key}"
