"""Population estimates: loading them, and rates that rest on them. A vintage that is stored never changes."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from indicators.models import Area, PopulationEstimate
from indicators.population_file import EstimateLine, read_populations
from indicators.statistics.rates import Rate, rate
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record


@dataclass(frozen=True)
class EstimatedRate:
    """A rate with the estimate that it rests on, so that a reader can work it out again."""

    rate: Rate
    estimate: PopulationEstimate

    @property
    def label(self) -> str:
        """Which estimate it was, in words."""
        one = self.estimate
        return (
            f"{one.persons:,} people aged {one.age_band} on {one.reference_date.day} {one.reference_date:%B %Y}, as "
            f"estimated on {one.vintage.day} {one.vintage:%B %Y} ({one.source})"
        )


def load_populations(*, text: str, by: User) -> list[PopulationEstimate]:
    """Add the estimates of a CSV that are not there yet: all of them or none. docs/statistics.md names the columns.

    An estimate that is there already with the same number is left alone. Raises `NotAllowed`, and `DomainError` with
    every line that cannot be read, names an unknown area, or gives another number for a vintage that is stored: a
    revised estimate is published on another day, and so has a vintage of its own.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    found = read_populations(text)
    with transaction.atomic():
        areas = Area.objects.in_bulk({line.area for line in found.lines}, field_name="slug")
        stored = _stored(list(areas.values()))
        problems = [*found.problems, *(sentence for line in found.lines for sentence in _against(line, areas, stored))]
        if problems:
            raise DomainError(" ".join(["Nothing was loaded.", *problems]))
        added = PopulationEstimate.objects.bulk_create(
            PopulationEstimate(
                area=areas[line.area],
                age_band=line.age_band,
                reference_date=line.reference_date,
                vintage=line.vintage,
                persons=line.persons,
                source=line.source,
            )
            for line in found.lines
            if line.key not in stored
        )
        if added:
            record(verb="load populations", by=by, data={"estimates": len(added), "areas": sorted(areas)})
    return added


def _stored(areas: list[Area]) -> dict[tuple[str, str, datetime.date, datetime.date], int]:
    fields = ("area__slug", "age_band", "reference_date", "vintage", "persons")
    found = PopulationEstimate.objects.filter(area__in=areas).values_list(*fields)
    return {(area, band, reference, vintage): persons for area, band, reference, vintage, persons in found}


def _against(
    line: EstimateLine,
    areas: dict[str, Area],
    stored: dict[tuple[str, str, datetime.date, datetime.date], int],
) -> list[str]:
    """What stands against storing a line that can be read."""
    if line.area not in areas:
        return [f"Line {line.line}: there is no area “{line.area}”."]
    known = stored.get(line.key)
    if known is None or known == line.persons:
        return []
    return [
        f"Line {line.line}: {known:,} people are stored for this vintage, not {line.persons:,}. Give a revised "
        "estimate the day on which it was published as its vintage."
    ]


def estimate_for(
    *, area: Area, age_band: str, reference_date: datetime.date, known_on: datetime.date
) -> PopulationEstimate | None:
    """The newest estimate that was published by `known_on`.

    Who works out a rate again for an old release gives that release's day, and gets the number that counted then.
    """
    return (
        PopulationEstimate.objects.filter(
            area=area, age_band=age_band, reference_date=reference_date, vintage__lte=known_on
        )
        .order_by("-vintage")
        .first()
    )


def estimated_rate(count: Decimal | int, estimate: PopulationEstimate) -> EstimatedRate:
    """Events per 10,000 people of the estimate, with 95% limits."""
    return EstimatedRate(rate(float(count), estimate.persons), estimate)
