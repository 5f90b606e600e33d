"""Reading the figures that come with the portal, and loading the areas that they are about."""

import csv
import datetime
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from indicators.definitions.models.area import Area, AreaKind, NeighbourMember, NeighbourSet
from indicators.definitions.values import Value, ValueState, reported
from partnership.authorization import require
from partnership.models import User
from partnership.permissions import Permission
from review import services as review
from review.audit_verbs import AuditVerb

DATA = Path(__file__).resolve().parents[2] / "data"
RATES = DATA / "dfe_children_rates.csv"
NEIGHBOURS = DATA / "neighbour_sets.csv"
POLICE = DATA / "police_rolling_12_months.csv"

MISSING = "-"
NO_DATA = "The Department does not publish a figure: missing or suppressed"
RATE_NOTE = (
    "Published by the Department for Education under the Open Government Licence v3.0, as shown in its local authority "
    "interactive tool in April 2026. Later years revise earlier ones: keep this vintage in mind when you compare."
)
DFE_INDICATORS = {
    "referrals-rate": ("referrals_n", "referrals_rate_10k"),
    "child-protection-plans-rate": ("cpp_31mar_n", "cpp_31mar_rate_10k"),
    "children-looked-after-rate": ("cla_31mar_n", "cla_31mar_rate_10k"),
}
COUNTRIES = {"England"}
REGIONS = {
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and the Humber",
}

Cell = tuple[str, str]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def police_cells(path: Path = POLICE) -> dict[str, dict[Cell, Value]]:
    """The two windows of each police row, by family. Printed changes are not read: they are always worked out."""
    cells: dict[str, dict[Cell, Value]] = {}
    for line in _lines(path):
        row = slugify(line["indicator"])
        of_family = cells.setdefault(slugify(line["group"]), {})
        for column in ("current", "previous"):
            of_family[row, column] = reported(Decimal(line[column]))
    return cells


def _dfe_value(text: str) -> Value:
    if text == MISSING:
        return Value(ValueState.UNABLE_TO_SUPPLY, reason=NO_DATA)
    return reported(Decimal(text))


def dfe_cells(path: Path, family_slug: str, year_ending: int, areas: set[str]) -> dict[Cell, Value]:
    """Count and rate of the areas (slugs) for the year ending in March of `year_ending`."""
    columns = dict(zip(DFE_INDICATORS[family_slug], ("count", "rate"), strict=True))
    return {
        (slugify(line["area"]), columns[line["indicator"]]): _dfe_value(line["value"])
        for line in _lines(path)
        if line["indicator"] in columns
        and line["year_ending_31_march"] == str(year_ending)
        and slugify(line["area"]) in areas
    }


def _kind(name: str) -> str:
    if name in COUNTRIES:
        return AreaKind.COUNTRY
    return AreaKind.REGION if name in REGIONS else AreaKind.LOCAL_AUTHORITY


def load_areas(*, by: User, path: Path = RATES) -> list[Area]:
    """Add the areas of the published figures and of the partnership that are not there yet. Raises `NotAllowed`."""
    require(by, Permission.MANAGE_STRUCTURE)
    profile = settings.PARTNERSHIP
    numbers = {line["area"]: line["la_number"] for line in _lines(path)}
    # Where both name an area, the number of the published figures counts.
    areas = {one.slug: Area(**asdict(one)) for one in (profile.area, *profile.benchmarks)} | {
        slugify(name): Area(slug=slugify(name), name=name, code=number, kind=_kind(name))
        for name, number in sorted(numbers.items())
    }
    with transaction.atomic():
        known = set(Area.objects.values_list("slug", flat=True))
        added = [area for slug, area in areas.items() if slug not in known]
        Area.objects.bulk_create(added)
        if added:
            review.record(verb=AuditVerb.LOAD_AREAS, by=by, data={"areas": [area.slug for area in added]})
    return added


def load_neighbour_sets(*, by: User, path: Path = NEIGHBOURS) -> list[NeighbourSet]:
    """Add the sets of neighbours of the partnership's area that are not there yet. Raises `NotAllowed`."""
    require(by, Permission.MANAGE_STRUCTURE)
    areas = {area.name: area for area in Area.objects.all()}
    own = Area.objects.get(slug=settings.PARTNERSHIP.area.slug)
    known = set(NeighbourSet.objects.values_list("slug", flat=True))
    added: dict[str, NeighbourSet] = {}
    with transaction.atomic():
        for line in _lines(path):
            slug = line["set"]
            # Another area's neighbours are not ours.
            if slug in known or line["of"] != own.name:
                continue
            if slug not in added:
                published = datetime.date.fromisoformat(f"{line['published']}-01")
                added[slug] = NeighbourSet.objects.create(slug=slug, area=own, published=published)
            NeighbourMember.objects.create(neighbour_set=added[slug], area=areas[line["area"]], rank=int(line["rank"]))
        if added:
            review.record(verb=AuditVerb.LOAD_NEIGHBOUR_SETS, by=by, data={"sets": sorted(added)})
    return list(added.values())
