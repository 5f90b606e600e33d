"""Definitions that a partnership writes itself: what is being written, and the versions proposed."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from indicators.catalogue import stamp
from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import Family
from indicators.definitions.periods import parse_period
from indicators.definitions.stored import from_stored
from partnership.constraints import written
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.models import Proposal
from review.models.proposal import OPEN_STATES

# Who checks a definition that nobody agreed to yet.
SECOND = "A second person, once it is agreed"


class IndicatorDraft(models.Model):
    """An indicator that one person is writing, step by step: what was answered so far, as `stored` names it.

    `family_slug` is the indicator that it changes; empty for a new one. `library_slug` is the entry of the library that
    it began with.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    family_slug = models.CharField("indicator", max_length=60, blank=True)
    library_slug = models.CharField(max_length=60, blank=True)
    definition = models.JSONField(default=dict)
    change = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                name="indicator_draft_once", fields=["person", "family_slug"], condition=~Q(family_slug="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.definition.get("title") or "New indicator")

    @property
    def is_new(self) -> bool:
        """Whether it becomes an indicator of its own."""
        return not self.family_slug


class CatalogueChoice(models.Model):
    """What somebody took into use of the starting set, or how they called the themes.

    Without any the whole starting set is in use: that is the example. In use is what any choice has in `families`, so
    that two people who choose at once lose nothing. Of `themes` the newest holds: slug, title and `is_retired` of each,
    in their order; none: as the files have them.
    """

    families = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Choice {self.pk} of indicators and themes"


class IndicatorVersion(Proposal):
    """One version of an indicator's definition. It holds once approved, for its first period and those after it."""

    review_noun: ClassVar[str] = "indicator"
    asks_who_it_is: ClassVar[bool] = True
    speaks_of_bodies: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.MANAGE_RETURNS
    public_template: ClassVar[str] = "indicators/catalogue/_version.html"
    weigh_template: ClassVar[str] = "indicators/catalogue/_changes.html"

    family_slug = models.CharField("indicator", max_length=60)
    number = models.PositiveSmallIntegerField("version")
    first_period = models.CharField(max_length=20)
    library_slug = models.CharField(max_length=60, blank=True)
    definition = models.JSONField()
    retires = models.BooleanField("no longer collected", default=False)
    reason = models.CharField(max_length=500)

    class Meta(Proposal.Meta):
        ordering = ["family_slug", "number"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(name="indicator_version_once", fields=["family_slug", "number"]),
            models.UniqueConstraint(
                name="indicator_version_one_proposal", fields=["family_slug"], condition=Q(state__in=OPEN_STATES)
            ),
            written("indicator_version_is_written", "family_slug", "first_period", "reason"),
        ]

    def __str__(self) -> str:
        return f"{self.definition['title']}, version {self.number}"

    def title_for_review(self) -> str:
        return str(self)

    def get_absolute_url(self) -> str:
        return reverse("indicators:definition-version", args=[self.pk])

    def get_edit_url(self) -> str:
        return self.get_absolute_url()

    def content(self) -> dict[str, Any]:
        """Its parts, in the order in which the audit trail keeps them."""
        return {
            "indicator": self.family_slug,
            "version": self.number,
            "first_period": self.first_period,
            "library": self.library_slug,
            "retires": self.retires,
            "reason": self.reason,
            "definition": self.definition,
        }

    def printed(self) -> dict[str, Any]:
        return _texts_of(self.reason, self.definition)

    def readable_of(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        return _texts_of(content["reason"], content["definition"])

    def check_approvable(self) -> None:
        try:
            self.as_family()
        except CatalogueError as error:
            raise DomainError(str(error)) from error

    def noted_on_approval(self) -> dict[str, Any]:
        # From now on another definition may hold: the next one who asks looks again.
        stamp.forget()
        return {}

    def as_family(self) -> Family:
        """The definition with the names of who wrote and who checked it. Raises `CatalogueError`."""
        author, agreed = signature(self.submitted_by), {"checked_by": SECOND}
        if self.approved_at is not None:
            checker = signature(self.approved_by)
            # Two people can have the same part to play.
            checker = f"{checker} (second person)" if checker == author else checker
            agreed = {"agreed_on": self.approved_at.date().isoformat(), "checked_by": checker}
        return from_stored({**self.definition, "authored_by": author, **agreed})

    @property
    def starts_on(self) -> Any:
        """The first day of the periods that it is about."""
        return parse_period(self.first_period).starts_on


def _texts_of(reason: str, definition: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody typed of a definition: its words, and the labels of its tables."""
    return {
        "reason": reason,
        **{name: definition.get(name, "") for name in ("title", "definition", "method")},
        "caveats": list(definition.get("caveats", ())),
        **{part: [one.get("label", "") for one in definition.get(part, ())] for part in ("rows", "columns")},
    }


def signature(person: User | None) -> str:
    """Who stands behind a definition, as it is printed: a role and an organisation, nobody's name."""
    if person is None:
        return "The partnership"
    roles = " and ".join(person.role_names) or "Member"
    return f"{roles}, {person.organisation}" if person.organisation else roles
