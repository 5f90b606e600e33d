"""Population estimates: loading them, and reading those that were known on a day. A stored vintage never changes."""

import datetime
from collections.abc import Collection

from django.db import transaction

from indicators.definitions.estimates import Estimate
from indicators.definitions.models.area import Area
from indicators.definitions.models.population import PopulationEstimate
from indicators.definitions.population_file import EstimateLine, read_populations
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb


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
            record(verb=AuditVerb.LOAD_POPULATIONS, by=by, data={"estimates": len(added), "areas": sorted(areas)})
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
        f"Line {line.line}: {known:,} people are saved for this vintage, not {line.persons:,}. For a revised "
        "estimate, use the day it was published as its vintage."
    ]


def known_estimates(
    *,
    age_bands: Collection[str],
    from_day: datetime.date,
    to_day: datetime.date,
    known_on: datetime.date,
) -> list[Estimate]:
    """Every estimate about a day of the span, both ends included, that was published by `known_on`. One query.

    Who works out a rate again for an old release gives that release's day, and gets the numbers that counted then.
    """
    found = PopulationEstimate.objects.filter(
        age_band__in=age_bands, reference_date__range=(from_day, to_day), vintage__lte=known_on
    )
    fields = ("area__slug", "age_band", "reference_date", "vintage", "persons", "source")
    return [Estimate(*line) for line in found.values_list(*fields)]
