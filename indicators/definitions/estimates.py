"""A population estimate as plain data, and which of those known is that of a period. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.definitions.periods import Period


@dataclass(frozen=True)
class Estimate:
    """How many people of an age band lived in an area (a slug) on a day, as published on the day of the vintage."""

    area: str
    age_band: str
    reference_date: datetime.date
    vintage: datetime.date
    persons: int
    source: str


def estimates_of(period: Period, age_band: str, known: Iterable[Estimate]) -> dict[str, Estimate]:
    """The estimate of each area for the period: about the day nearest to its middle, and of the newest vintage.

    An estimate about a day outside of the period is not one of it. Of two days as near the earlier one counts.
    """
    middle = period.starts_on + (period.ends_on - period.starts_on) / 2

    def rank(one: Estimate) -> tuple[datetime.timedelta, datetime.date, int]:
        return abs(one.reference_date - middle), one.reference_date, -one.vintage.toordinal()

    fitting = [
        one for one in known if one.age_band == age_band and period.starts_on <= one.reference_date <= period.ends_on
    ]
    # The best one of an area is written last.
    return {one.area: one for one in sorted(fitting, key=rank, reverse=True)}
