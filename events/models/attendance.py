"""Who came without a booking, counted by organisation."""

from django.db import models
from django.db.models import Q

from events.models.event import Event
from partnership.models import Organisation


class WalkIns(models.Model):
    """How many people of an organisation came to an event without a booking; no organisation means: another one."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="walk_ins")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["event", "organisation__name"]
        constraints = [
            models.UniqueConstraint(name="walk_ins_once", fields=["event", "organisation"]),
            models.UniqueConstraint(
                name="walk_ins_of_others_once", fields=["event"], condition=Q(organisation__isnull=True)
            ),
            models.CheckConstraint(name="walk_ins_are_some", condition=Q(count__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or 'Another organisation'}: {self.count}"
