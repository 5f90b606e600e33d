"""Disclosure policies, each agreed by two people of different organisations."""

import datetime
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from indicators.definitions.families import get_family
from indicators.disclosure.solver.policy import (
    MOST_BASE,
    MOST_THRESHOLD,
    ZERO_NAMES,
    Method,
    Policy,
    PolicyError,
    Zeros,
)
from partnership.constraints import written
from partnership.exceptions import DomainError
from partnership.permissions import Permission
from review.models import Proposal
from review.models.proposal import OPEN_STATES

EVERY_FAMILY = ""


class DisclosurePolicy(Proposal):
    """One version of what is done about small counts, for one family or, with no family, for all that have none.

    It is in force once approved, until a later version is. `reason` says why it is so.
    """

    review_noun: ClassVar[str] = "disclosure policy"
    write_permission: ClassVar[Permission] = Permission.SET_DISCLOSURE
    public_template: ClassVar[str] = "indicators/disclosure/_policy.html"
    weigh_template: ClassVar[str] = "indicators/disclosure/_policy_changes.html"

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

    class Meta(Proposal.Meta):
        ordering = ["family_slug", "-version"]
        verbose_name_plural = "disclosure policies"
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(name="disclosure_policy_version_once", fields=["family_slug", "version"]),
            models.UniqueConstraint(
                name="disclosure_policy_one_proposal",
                fields=["family_slug"],
                condition=Q(state__in=OPEN_STATES),
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
        ]

    def __str__(self) -> str:
        return f"{self.about}, version {self.version}"

    @property
    def about(self) -> str:
        """The family's title, or that it is for all others."""
        return get_family(self.family_slug).title if self.family_slug else "Every family without its own policy"

    def title_for_review(self) -> str:
        return str(self)

    def get_absolute_url(self) -> str:
        return reverse("indicators:policy-decide", args=[self.pk])

    def get_edit_url(self) -> str:
        return self.get_absolute_url()

    def approval_permission(self) -> Permission:
        return Permission.SET_DISCLOSURE

    def content(self) -> dict[str, Any]:
        """Its parts, in the order in which the audit trail keeps them."""
        return {
            "family": self.family_slug,
            "version": self.version,
            "threshold": self.threshold,
            "zeros": Zeros(self.zeros).value,
            "method": Method(self.method).value,
            "base": self.base,
            "symbol": self.symbol,
            "reason": self.reason,
        }

    def printed(self) -> dict[str, Any]:
        return {"reason": self.reason}

    def check_approvable(self) -> None:
        self.fitting()

    def fitting(self) -> Policy:
        """The policy for the arithmetic. Raises `DomainError` where its parts do not fit."""
        try:
            return self.as_policy()
        except PolicyError as error:
            raise DomainError(str(error)) from error

    def as_policy(self, agreed_by: tuple[str, ...] = ()) -> Policy:
        """The policy for the arithmetic. Raises `PolicyError` where its parts do not fit."""
        day: datetime.date | None = None if self.approved_at is None else self.approved_at.date()
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
