"""Loading sets of statistical neighbours, and the areas that they name."""

import csv
import datetime
import io
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.text import slugify

from indicators.definitions.models.area import Area, AreaKind, NeighbourMember, NeighbourSet
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb

COLUMNS = ("set", "published", "of", "rank", "area")
Line = Mapping[str, str]


def load_neighbours(*, text: str, by: User) -> list[NeighbourSet]:
    """Add the sets of a CSV file that are not there yet. An area with a `code` that is not known is added too.

    Raises `NotAllowed`, or `DomainError` with the line that cannot be used: nothing is stored then.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    lines = _lines(text)
    with transaction.atomic():
        new = _add_areas(lines, by)
        areas = {area.name: area for area in Area.objects.all()}
        known = set(NeighbourSet.objects.values_list("slug", flat=True))
        added: dict[str, NeighbourSet] = {}
        ranks: dict[str, set[int]] = {}
        for number, line in enumerate(lines, start=2):
            slug = line["set"]
            if slug in known:
                continue
            own, member = _area(areas, line["of"], number), _area(areas, line["area"], number)
            if slug not in added:
                added[slug] = NeighbourSet.objects.create(slug=slug, area=own, published=_published(line, number))
            elif added[slug].area_id != own.pk:
                raise DomainError(f"Line {number}: the set “{slug}” is of {added[slug].area} in an earlier line.")
            rank = _rank(line, number)
            if rank in ranks.setdefault(slug, set()):
                raise DomainError(f"Line {number}: rank {rank} is in the set “{slug}” twice.")
            ranks[slug].add(rank)
            NeighbourMember.objects.create(neighbour_set=added[slug], area=member, rank=rank)
        if added:
            data = {"sets": sorted(added), "areas": sorted(new)}
            record(verb=AuditVerb.LOAD_NEIGHBOUR_SETS, by=by, data=data)
    return list(added.values())


def _lines(text: str) -> list[Line]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise DomainError(
            f"The file has no column “{missing[0]}”. It needs: {', '.join(COLUMNS)}; and code for new areas."
        )
    lines: list[Line] = []
    for number, line in enumerate(reader, start=2):
        if None in line or any(line[name] is None or not line[name].strip() for name in COLUMNS):
            raise DomainError(
                f"Line {number} does not have a value under each heading. Fill it in, then load it again."
            )
        lines.append({name: (value or "").strip() for name, value in line.items()})
    return lines


def _add_areas(lines: Sequence[Line], by: User) -> list[str]:
    known = set(Area.objects.values_list("name", flat=True))
    new = {line["area"]: line["code"] for line in lines if line.get("code") and line["area"] not in known}
    Area.objects.bulk_create(
        Area(slug=slugify(name), name=name, code=code, kind=AreaKind.LOCAL_AUTHORITY) for name, code in new.items()
    )
    return list(new)


def _area(areas: Mapping[str, Area], name: str, number: int) -> Area:
    if name not in areas:
        raise DomainError(
            f"Line {number}: the portal does not know the area “{name}”. Check its spelling, or give its code in a "
            "column “code”."
        )
    return areas[name]


def _published(line: Line, number: int) -> datetime.date:
    try:
        return datetime.date.fromisoformat(f"{line['published']}-01")
    except ValueError as error:
        raise DomainError(f"Line {number}: “{line['published']}” is not a month like 2025-06.") from error


def _rank(line: Line, number: int) -> int:
    if not line["rank"].isdecimal() or not 1 <= int(line["rank"]) <= 100:
        raise DomainError(f"Line {number}: “{line['rank']}” is not a rank from 1 to 100.")
    return int(line["rank"])
