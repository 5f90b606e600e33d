"""Disclosure policies, each agreed by two people, and the certificate of each release."""

import datetime
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from indicators.definitions.families import get_family
from indicators.disclosure.solver.policy import MOST_BASE, MOST_THRESHOLD, ZERO_NAMES, Method, Policy, Zeros
from partnership.constraints import both_or_neither, written
from review.models.frozen import FrozenError

EVERY_FAMILY = ""


class DisclosurePolicyQuerySet(models.QuerySet["DisclosurePolicy"]):
    """Policies narrowed by whether they were agreed."""

    def agreed(self) -> "DisclosurePolicyQuerySet":
        """In force, or replaced by a later version."""
        return self.filter(agreed_at__isnull=False)

    def proposed(self) -> "DisclosurePolicyQuerySet":
        """Waiting for a second person."""
        return self.filter(agreed_at__isnull=True, refused_at__isnull=True)

    def update(self, **kwargs: Any) -> int:
        """Agree to a proposal, or refuse it. What was decided never changes: a new version is proposed instead."""
        if not set(kwargs) <= {"agreed_by", "agreed_at", "refused_by", "refused_at"}:
            raise FrozenError("You cannot change a policy. Propose a new version.")
        return super(DisclosurePolicyQuerySet, self.proposed()).update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FrozenError("You cannot delete a policy.")


def _person(**more: Any) -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class DisclosurePolicy(models.Model):
    """One version of what is done about small counts, for one family or, with no family, for all that have none.

    It is in force once a second person agreed, until a later version is. `reason` says why it is so.
    """

    family_slug = models.CharField("family", max_length=60, blank=True)
    version = models.PositiveSmallIntegerField()
    threshold = models.PositiveSmallIntegerField(
        "largest small count",
        validators=[MinValueValidator(1), MaxValueValidator(MOST_THRESHOLD)],
        help_text="We protect counts from 1 up to this one.",
    )
    zeros = models.CharField(max_length=10, choices=[(zeros.value, ZERO_NAMES[zeros]) for zeros in Zeros])
    method = models.CharField(max_length=10, choices=[(method.value, method.words) for method in Method])
    base = models.PositiveSmallIntegerField(
        "round to the nearest",
        default=0,
        validators=[MaxValueValidator(MOST_BASE)],
        help_text="0 if counts are not rounded.",
    )
    symbol = models.CharField(max_length=10, default="[c]")
    reason = models.CharField(max_length=500)
    proposed_by = _person()
    proposed_at = models.DateTimeField()
    agreed_by = _person(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    refused_by = _person(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    objects = DisclosurePolicyQuerySet.as_manager()

    class Meta:
        ordering = ["family_slug", "-version"]
        verbose_name_plural = "disclosure policies"
        constraints = [
            models.UniqueConstraint(name="disclosure_policy_version_once", fields=["family_slug", "version"]),
            models.UniqueConstraint(
                name="disclosure_policy_one_proposal",
                fields=["family_slug"],
                condition=Q(agreed_at__isnull=True, refused_at__isnull=True),
            ),
            models.CheckConstraint(
                name="disclosure_policy_threshold", condition=Q(threshold__gte=1, threshold__lte=MOST_THRESHOLD)
            ),
            models.CheckConstraint(
                name="disclosure_policy_rounds_to_something",
                condition=Q(method__in=[Method.ROUND.value, Method.BOTH.value], base__gte=2)
                | Q(method__in=[Method.SUPPRESS.value, Method.NONE.value], base=0),
            ),
            written("disclosure_policy_has_reason", "reason"),
            models.CheckConstraint(
                name="disclosure_policy_takes_two",
                condition=(Q(agreed_by__isnull=True) | ~Q(agreed_by=F("proposed_by"))),
            ),
            both_or_neither("disclosure_policy_agreed_paired", "agreed_by", "agreed_at"),
            models.CheckConstraint(
                name="disclosure_policy_refused_paired",
                condition=Q(refused_by__isnull=True, refused_at__isnull=True)
                | Q(refused_by__isnull=False, refused_at__isnull=False, agreed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}, version {self.version}"

    @property
    def about(self) -> str:
        """The family's title, or that it is for all others."""
        return get_family(self.family_slug).title if self.family_slug else "Every family without its own policy"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a proposal. One that is there already is refused: see `agree`, `refuse` in the services."""
        if not self._state.adding:
            raise FrozenError("You cannot change a policy. Propose a new version.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError("You cannot delete a policy.")

    def as_policy(self, agreed_by: tuple[str, ...] = ()) -> Policy:
        """The policy for the arithmetic. Raises `PolicyError` where its parts do not fit."""
        day: datetime.date | None = None if self.agreed_at is None else self.agreed_at.date()
        return Policy(
            version=self.version,
            threshold=self.threshold,
            zeros=Zeros(self.zeros),
            method=Method(self.method),
            base=self.base,
            symbol=self.symbol,
            reason=self.reason,
            agreed_by=agreed_by,
            in_force_from=day,
        )
