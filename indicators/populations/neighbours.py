"""Loading sets of statistical neighbours, and the areas that they name."""

import datetime
import re
from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify

from indicators.definitions.models.area import Area, AreaKind, NeighbourMember, NeighbourSet
from indicators.files.plain_lines import Lines, read_lines
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb

COLUMNS = ("set", "published", "of", "rank", "area")
CODE = "code"
SET_NAME = re.compile(r"[a-z0-9][-a-z0-9]{0,79}")
LONGEST_NAME, LONGEST_CODE = 120, 20
Line = Mapping[str, str]


def load_neighbours(*, text: bytes | str, by: User, name: str = "neighbours.csv") -> list[NeighbourSet]:
    """Add the sets of a file that are not there yet. An area with a `code` that is not known is added too.

    Raises `NotAllowed`, or `DomainError` with the line that cannot be used: nothing is stored then.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    lines = read_lines(text, name, COLUMNS, (CODE,), by=by, what="areas")
    with transaction.atomic():
        new = _add_areas(lines)
        areas = {area.name: area for area in Area.objects.all()}
        known = set(NeighbourSet.objects.values_list("slug", flat=True))
        added: dict[str, NeighbourSet] = {}
        members: dict[tuple[str, int], NeighbourMember] = {}
        for number, line in lines:
            if line["set"] in known:
                continue
            own, member = _area(areas, line["of"], number), _area(areas, line["area"], number)
            of_line = added.get(line["set"]) or _new_set(line, own, number)
            added[line["set"]] = of_line
            if of_line.area_id != own.pk:
                raise DomainError(f"Line {number}: the set “{of_line}” is of {of_line.area} in an earlier line.")
            one = NeighbourMember(neighbour_set=of_line, area=member, rank=_rank(line, number))
            _check_member(number, one, members)
            members[line["set"], one.rank] = one
        NeighbourMember.objects.bulk_create(members.values())
        if added or new:
            data = {"sets": sorted(added), "areas": sorted(new)}
            record(verb=AuditVerb.LOAD_NEIGHBOUR_SETS, by=by, data=data)
    return list(added.values())


def _add_areas(lines: Lines) -> list[str]:
    """The names of the areas that are new and have a code. Raises `DomainError` for a code that another area has."""
    codes = dict(Area.objects.values_list("name", "code"))
    new: dict[str, Area] = {}
    for number, line in lines:
        name, code = line["area"], line[CODE]
        if not code or name in codes:
            continue
        taken = next((known for known, its in codes.items() if its == code), None)
        if taken is not None:
            raise DomainError(f"Line {number}: {taken} already has the code {code}. Correct the name or the code.")
        if len(name) > LONGEST_NAME or len(code) > LONGEST_CODE:
            raise DomainError(f"Line {number}: the name or the code of the area is too long.")
        codes[name] = code
        new[name] = Area(slug=slugify(name)[:80], name=name, code=code, kind=AreaKind.LOCAL_AUTHORITY)
    Area.objects.bulk_create(new.values())
    return list(new)


def _new_set(line: Line, own: Area, number: int) -> NeighbourSet:
    """The set that a line begins. One area has one set of a month."""
    slug, published = line["set"], _published(line, number)
    if not SET_NAME.fullmatch(slug):
        raise DomainError(
            f"Line {number}: call the set by letters, digits and hyphens, such as dfe-statistical-neighbours-2026, not "
            f"“{slug}”."
        )
    same = NeighbourSet.objects.filter(area=own, published=published).first()
    if same is not None:
        raise DomainError(f"Line {number}: {own} already has a set of {line['published']}, called “{same}”.")
    return NeighbourSet.objects.create(slug=slug, area=own, published=published)


def _check_member(number: int, one: NeighbourMember, members: Mapping[tuple[str, int], NeighbourMember]) -> None:
    of_line = one.neighbour_set
    if (of_line.slug, one.rank) in members:
        raise DomainError(f"Line {number}: rank {one.rank} is in the set “{of_line}” twice.")
    beside = {member.area_id for (slug, _), member in members.items() if slug == of_line.slug}
    if one.area_id in {of_line.area_id, *beside}:
        raise DomainError(f"Line {number}: {one.area} is the area itself, or already in the set “{of_line}”.")


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
