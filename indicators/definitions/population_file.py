"""Reading a file of population estimates. Pure: knows no database."""

import csv
import datetime
import io
import re
from dataclasses import dataclass

COLUMNS = ("area", "age_band", "reference_date", "vintage", "persons", "source")
AGE_BAND = re.compile(r"^\d{1,3}(-\d{1,3}|\+)$")
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


@dataclass(frozen=True)
class PopulationFile:
    """The lines that can be read, and a sentence for each that cannot."""

    lines: tuple[EstimateLine, ...]
    problems: tuple[str, ...]


class _Unreadable(Exception):
    """A line cannot be used; the text says why."""


def _date(text: str, column: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise _Unreadable(f"{column} “{text}” is not a date. Use the format 2022-06-30.") from error


def _estimate(number: int, entry: dict[str, str]) -> EstimateLine:
    if not AGE_BAND.match(entry["age_band"]):
        raise _Unreadable(f"age_band “{entry['age_band']}” is not an age band. Use the format 0-17 or 18+.")
    persons = entry["persons"].replace(",", "")
    if not persons.isascii() or not persons.isdigit() or not int(persons):
        raise _Unreadable(f"persons “{entry['persons']}” is not a whole number above 0.")
    if not 0 < len(entry["source"]) <= LONGEST_SOURCE:
        raise _Unreadable(f"source must say where the number comes from, in {LONGEST_SOURCE} characters or fewer.")
    reference, vintage = _date(entry["reference_date"], "reference_date"), _date(entry["vintage"], "vintage")
    if vintage < reference:
        raise _Unreadable(f"vintage {vintage} is before reference_date {reference}: that would be a projection.")
    return EstimateLine(number, entry["area"], entry["age_band"], reference, vintage, int(persons), entry["source"])


def read_populations(text: str) -> PopulationFile:
    """Read a CSV with the columns of `COLUMNS`, in any order; other columns are not read.

    Dates are ISO dates. `area` is the short name (slug) of an area of the portal. Two lines with the same area, age
    band, date and vintage are a problem, even where they hold the same number.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        return PopulationFile((), (f"Line 1: the columns {', '.join(missing)} are missing.",))
    lines: dict[tuple[str, str, datetime.date, datetime.date], EstimateLine] = {}
    problems = []
    for entry in reader:
        number = reader.line_num
        try:
            found = _estimate(number, {column: (entry[column] or "").strip() for column in COLUMNS})
        except _Unreadable as error:
            problems.append(f"Line {number}: {error}")
            continue
        if found.key in lines:
            problems.append(f"Line {number} is the same as line {lines[found.key].line}, for the same number.")
            continue
        lines[found.key] = found
    return PopulationFile(tuple(lines.values()), tuple(problems))
