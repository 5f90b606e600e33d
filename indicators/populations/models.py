"""The withdrawal of population estimates that were loaded wrongly: one person proposes, another approves."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from indicators.definitions.models.area import Area
from indicators.definitions.models.population import PopulationEstimate, PopulationEstimateQuerySet
from indicators.releases.models.release import Release, ReleaseTable
from partnership.constraints import written
from partnership.exceptions import DomainError
from partnership.permissions import Permission
from review.models import Proposal
from review.models.proposal import OPEN_STATES

# Area, age band, day of the estimate, vintage.
Key = tuple[str, str, str, str]


class PopulationWithdrawal(Proposal):
    """A vintage, of one area or, without one, of all. Once approved, its estimates count for nothing.

    The right estimates can then be loaded for the same vintage. `estimates` are those that it is about.
    """

    review_noun: ClassVar[str] = "withdrawal of population estimates"
    write_permission: ClassVar[Permission] = Permission.MANAGE_STRUCTURE
    public_template: ClassVar[str] = "indicators/populations/_withdrawal.html"
    related_for_review: ClassVar[tuple[str, ...]] = ("area",)

    vintage = models.DateField()
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta(Proposal.Meta):
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            written("population_withdrawal_has_reason", "reason"),
            models.UniqueConstraint(
                name="population_withdrawal_once", fields=["vintage", "area"], condition=Q(state__in=OPEN_STATES)
            ),
            models.UniqueConstraint(
                name="population_withdrawal_of_all_once",
                fields=["vintage"],
                condition=Q(state__in=OPEN_STATES, area__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Population estimates of {self.vintage}, {self.area or 'every area'}"

    def title_for_review(self) -> str:
        return str(self)

    def get_absolute_url(self) -> str:
        return reverse("admin:review-item", args=[self._meta.app_label, self._meta.model_name, self.pk])

    def get_edit_url(self) -> str:
        return self.get_absolute_url()

    def content(self) -> dict[str, Any]:
        rows = PopulationEstimate.objects.filter(withdrawal=self.pk).select_related("area")
        return {
            "vintage": self.vintage.isoformat(),
            "area": "every area" if self.area is None else self.area.name,
            "reason": self.reason,
            "estimates": [
                f"{one.area.name}, {one.age_band}, {one.reference_date.isoformat()}: {one.persons:,}"
                for one in rows.order_by("area__name", "age_band", "reference_date", "pk")
            ],
        }

    def printed(self) -> dict[str, Any]:
        return {"reason": self.reason}

    def check_approvable(self) -> None:
        check_free(PopulationEstimate.objects.filter(withdrawal=self.pk))


def releases_on(estimates: Iterable[Key]) -> dict[Key, list[Release]]:
    """The releases, published or waiting, that rest on each of the estimates. Two queries."""
    wanted = set(estimates)
    tables = ReleaseTable.objects.filter(
        release__cancelled_at__isnull=True, content__statistics__denominators__isnull=False
    ).values_list("release_id", "content__statistics__denominators")
    found: dict[Key, set[int]] = {}
    for release, denominators in tables:
        for key in wanted & set(_rests_on(denominators)):
            found.setdefault(key, set()).add(release)
    releases = Release.objects.in_bulk({one for of_key in found.values() for one in of_key})
    return {key: [releases[one] for one in sorted(of_key)] for key, of_key in found.items()}


def check_free(estimates: PopulationEstimateQuerySet) -> None:
    """Only what nothing rests on is withdrawn: a release shows the estimates that its intervals come from.

    Raises `DomainError` where one does, and where there are no estimates.
    """
    keys = set(keys_of(estimates))
    if not keys:
        raise DomainError("There are no estimates of this vintage. Check the date and the area.")
    resting = [one for of_key in releases_on(keys).values() for one in of_key]
    if resting:
        raise DomainError(
            f"The release “{resting[0]}” uses this vintage, so you cannot withdraw it. Load the correct "
            "estimate with a different vintage."
        )


def keys_of(estimates: PopulationEstimateQuerySet) -> Iterator[Key]:
    """What a release says of each estimate that it rests on: area, age band, day, vintage."""
    fields = ("area__slug", "age_band", "reference_date", "vintage")
    return ((area, band, day.isoformat(), of.isoformat()) for area, band, day, of in estimates.values_list(*fields))


def _rests_on(denominators: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Key]:
    """The estimates behind the rates of a published table."""
    for of_year in denominators.values():
        for area, entry in of_year.items():
            if "vintage" in entry:
                yield area, entry["age_band"], entry["reference_date"], entry["vintage"]
