"""The arms of the partnership and its groups."""

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.constraints import known


class Arm(models.Model):
    """One of the statutory arms: safeguarding children, safeguarding adults, community safety."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class GroupKind(models.TextChoices):
    """Where a group stands in the structure."""

    BOARD = "board", "Board"
    DELIVERY = "delivery", "Delivery group"
    SUBGROUP = "subgroup", "Subgroup"


class Group(models.Model):
    """A board, delivery group or subgroup; its parent is the group that it answers to."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=GroupKind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    arms = models.ManyToManyField(Arm, blank=True, related_name="groups")
    terms_of_reference = models.TextField(blank=True)
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Number of filled seats needed to make decisions."
    )
    is_illustrative = models.BooleanField(
        default=False, help_text="Typical of this kind of partnership, but not found in a source about this one."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            known("group_kind_known", "kind", GroupKind.values),
            models.CheckConstraint(
                name="group_not_its_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen and self.pk is not None:
                raise ValidationError({"parent": "Select a parent group that does not itself report to this group."})
            seen.add(above.pk)
            above = above.parent
