"""The withdrawal of population estimates that were loaded wrongly: one person proposes, another approves."""

from collections.abc import Iterator
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


def check_free(estimates: PopulationEstimateQuerySet) -> None:
    """Only what nothing rests on is withdrawn: a release shows the estimates that its intervals come from.

    Raises `DomainError` where one does, and where there are no estimates.
    """
    fields = ("area__slug", "age_band", "reference_date", "vintage")
    keys = {(area, band, day.isoformat(), of.isoformat()) for area, band, day, of in estimates.values_list(*fields)}
    if not keys:
        raise DomainError("There are no estimates of this vintage. Check the date and the area.")
    kept = Release.objects.filter(cancelled_at__isnull=True)
    for table in ReleaseTable.objects.filter(release__in=kept).select_related("release").iterator(chunk_size=50):
        if any(key in keys for key in _rests_on(table)):
            raise DomainError(
                f"The release “{table.release}” rests on this vintage, so it cannot be withdrawn. Load the right "
                "estimate with a vintage of its own."
            )


def _rests_on(table: ReleaseTable) -> Iterator[tuple[str, str, str, str]]:
    """The estimates behind the rates of a published table."""
    statistics = table.content.get("statistics") or {}
    for of_year in (statistics.get("denominators") or {}).values():
        for area, entry in of_year.items():
            if "vintage" in entry:
                yield area, entry["age_band"], entry["reference_date"], entry["vintage"]
