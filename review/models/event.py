"""The audit trail: one line for everything that somebody did, chained by hash."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from review.audit_verbs import AuditVerb


class ChainHead(models.Model):
    """The end of the chain: one row, locked while a line is added so that no two lines claim the same place."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="chain_has_one_head", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"head at {self.sequence}"


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a line of the audit trail."""


class EventQuerySet(models.QuerySet["Event"]):
    """Lines of the trail; they are only ever added."""

    def update(self, **kwargs: Any) -> int:
        raise AppendOnlyError("The audit trail is only added to.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("The audit trail is only added to.")

    def about(self, item: models.Model) -> "EventQuerySet":
        """Lines about one thing, newest first."""
        kind = ContentType.objects.get_for_model(item)
        return self.filter(content_type=kind, object_id=item.pk).select_related("actor").order_by("-sequence")


class Event(models.Model):
    """Who did what to which thing, when, and why. `data` holds what a reader of the trail needs beside the note."""

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_label = models.CharField(max_length=300)
    verb = models.CharField(max_length=60)
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    item = GenericForeignKey("content_type", "object_id")
    object_label = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-sequence"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.verb} {self.object_label}"

    @property
    def verb_label(self) -> str:
        """What was done, in words; a verb of former days as it is stored."""
        return AuditVerb(self.verb).label if self.verb in AuditVerb.values else self.verb

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line. A line that is there already is refused."""
        if not self._state.adding:
            raise AppendOnlyError("The audit trail is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("The audit trail is only added to.")
