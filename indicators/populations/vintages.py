"""The population estimates that are loaded, vintage by vintage: who loaded them, when, and what rests on them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from indicators.definitions.models.population import PopulationEstimate
from indicators.populations.models import Key, releases_on
from indicators.releases.models.release import Release
from partnership.days import day
from review.states import ReviewState

COUNTS, PROPOSED, WITHDRAWN = "In use", "Withdrawal proposed", "Withdrawn"


@dataclass(frozen=True)
class Vintage:
    """The estimates of one age band that were published on one day, loaded together and are in one state."""

    estimates: tuple[PopulationEstimate, ...]
    releases: tuple[Release, ...]

    @property
    def first(self) -> PopulationEstimate:
        """What is the same for all of them is taken from it."""
        return self.estimates[0]

    @property
    def published(self) -> datetime.date:
        return self.first.vintage

    @property
    def age_band(self) -> str:
        return self.first.age_band

    @property
    def status(self) -> str:
        return status_of(self.first)

    @property
    def areas(self) -> str:
        """Their names, each once."""
        return ", ".join(dict.fromkeys(one.area.name for one in self.estimates))

    @property
    def days(self) -> str:
        """The days that the estimates are for."""
        return ", ".join(day(one) for one in sorted({one.reference_date for one in self.estimates}))

    @property
    def source(self) -> str:
        return "; ".join(dict.fromkeys(one.source for one in self.estimates))

    @property
    def loaded(self) -> str:
        """Who loaded them, and when."""
        if self.first.loaded_by is None or self.first.loaded_at is None:
            return "Not recorded"
        return f"{self.first.loaded_by}, {day(self.first.loaded_at.date())}"

    @property
    def used_by(self) -> str:
        """The releases that rest on one of them."""
        return "; ".join(release.title for release in self.releases)

    @property
    def can_be_withdrawn(self) -> bool:
        return self.status == COUNTS and not self.releases


def status_of(estimate: PopulationEstimate) -> str:
    """Whether an estimate counts, in words. A withdrawal that was refused leaves it as it was."""
    if estimate.withdrawal is None or estimate.withdrawal.state == ReviewState.RETURNED:
        return COUNTS
    return WITHDRAWN if estimate.withdrawal.state == ReviewState.APPROVED else PROPOSED


def loaded_vintages() -> list[Vintage]:
    """Every vintage, the newest first. A constant number of queries."""
    rows = PopulationEstimate.objects.select_related("area", "loaded_by", "withdrawal__area")
    found = sorted(rows, key=_group, reverse=True)
    resting = releases_on(_key(one) for one in found)
    return [_vintage(list(group), resting) for _of, group in groupby(found, key=_group)]


def _group(one: PopulationEstimate) -> tuple[datetime.date, str, str, str, int]:
    loaded = "" if one.loaded_at is None else one.loaded_at.isoformat()
    return one.vintage, one.age_band, status_of(one), loaded, one.withdrawal_id or 0


def _key(one: PopulationEstimate) -> Key:
    return one.area.slug, one.age_band, one.reference_date.isoformat(), one.vintage.isoformat()


def _vintage(estimates: list[PopulationEstimate], resting: dict[Key, list[Release]]) -> Vintage:
    estimates.sort(key=lambda one: (one.area.name, one.reference_date))
    return Vintage(tuple(estimates), tuple(_releases(estimates, resting)))


def _releases(estimates: list[PopulationEstimate], resting: dict[Key, list[Release]]) -> Iterator[Release]:
    """Each once, in their order. What was withdrawn has the same key as the right estimate that took its place."""
    if status_of(estimates[0]) == WITHDRAWN:
        return
    seen = {release.pk: release for one in estimates for release in resting.get(_key(one), [])}
    yield from (seen[key] for key in sorted(seen))
