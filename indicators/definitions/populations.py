"""Population estimates: reading those that were known on a day. `indicators/populations` loads and withdraws them."""

import datetime
from collections.abc import Collection

from indicators.definitions.estimates import Estimate
from indicators.definitions.models.population import PopulationEstimate


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
    found = PopulationEstimate.objects.not_withdrawn().filter(
        age_band__in=age_bands, reference_date__range=(from_day, to_day), vintage__lte=known_on
    )
    fields = ("area__slug", "age_band", "reference_date", "vintage", "persons", "source")
    return [Estimate(*line) for line in found.values_list(*fields)]
