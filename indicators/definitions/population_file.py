"""What a line of population estimates says. Pure: knows neither a database nor the file that it comes from."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

COLUMNS = ("area", "age_band", "reference_date", "vintage", "persons", "source")
AGE_BAND = re.compile(r"^(?P<first>\d{1,3})(-(?P<last>\d{1,3})|\+)$", re.ASCII)
LONGEST_SOURCE = 200


@dataclass(frozen=True)
class EstimateLine:
    """One line: how many people of an age band lived in an area on a date, as published on the day of its vintage."""

    line: int
    area: str
    age_band: str
    reference_date: datetime.date
    vintage: datetime.date
    persons: int
    source: str

    @property
    def key(self) -> tuple[str, str, datetime.date, datetime.date]:
        """What there can be only one number for."""
        return (self.area, self.age_band, self.reference_date, self.vintage)


class Unreadable(Exception):
    """A line cannot be used; the text says why."""


def _date(text: str, column: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(f"{column} “{text}” is not a date. Use the format 2022-06-30.") from error


def estimate_of(number: int, entry: Mapping[str, str], persons: Decimal | None) -> EstimateLine:
    """The estimate of a line, by column; `persons` is its number. Raises `Unreadable`."""
    match = AGE_BAND.match(entry["age_band"])
    if match is None or (match["last"] and int(match["last"]) < int(match["first"])):
        raise Unreadable(f"age_band “{entry['age_band']}” is not an age band. Use the format 0-17 or 18+.")
    if not persons:
        raise Unreadable(f"persons “{entry['persons']}” is not a whole number above 0.")
    if not 0 < len(entry["source"]) <= LONGEST_SOURCE:
        raise Unreadable(f"source must say where the number comes from, in {LONGEST_SOURCE} characters or fewer.")
    reference, vintage = _date(entry["reference_date"], "reference_date"), _date(entry["vintage"], "vintage")
    if vintage < reference:
        raise Unreadable(f"vintage {vintage} is before reference_date {reference}: that would be a projection.")
    return EstimateLine(number, entry["area"], entry["age_band"], reference, vintage, int(persons), entry["source"])
