"""Loading areas, and choosing which of them rates are compared with."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from indicators.definitions.comparison import Choice, choice, own_area
from indicators.definitions.models.area import Area, AreaKind, NeighbourSet
from indicators.files.plain_lines import read_lines
from partnership.authorization import require
from partnership.exceptions import DomainError, NothingLoaded
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb

COLUMNS = ("name", "code", "kind")
SHORT_NAME = "short_name"
KINDS = {label.lower(): value for value, label in AreaKind.choices}
LONGEST = {"name": 120, "code": 20, SHORT_NAME: 80}
# A chart draws four lines at most; more areas are in the table alone.
MOST_BENCHMARKS = 6


def load_areas(*, text: bytes | str, by: User, name: str = "areas.csv") -> list[Area]:
    """Add the areas of a file that are not there yet: all of them or none. An area that is there stays as it is.

    Raises `NotAllowed`, and `NothingLoaded` with every line that cannot be used.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    lines = read_lines(text, name, COLUMNS, (SHORT_NAME,), by=by, what="areas")
    with transaction.atomic():
        known = list(Area.objects.all())
        added: list[Area] = []
        problems = [sentence for number, line in lines for sentence in _taken_in(number, line, known, added)]
        if problems:
            raise NothingLoaded(problems)
        _add(added, by)
    return added


def _taken_in(number: int, line: dict[str, str], known: list[Area], added: list[Area]) -> Iterator[str]:
    """Add the area of a line to `added` unless it is known, or say what is wrong with it."""
    short = line[SHORT_NAME] or line["name"]
    kind = KINDS.get(line["kind"].lower(), "")
    area = Area(slug=slugify(short)[:80], name=line["name"], code=line["code"], kind=kind)
    wrong = [
        f"“{line[column]}” must be {most} characters or fewer."
        for column, most in LONGEST.items()
        if len(line[column]) > most
    ]
    if not area.kind:
        wrong.append(f"“{line['kind']}” is not a kind of area. Enter local authority, region or country.")
    if not area.slug:
        wrong.append(f"“{short}” has no letters for a web address. Enter a short name.")
    same = next((one for one in (*known, *added) if {one.slug, one.name} & {area.slug, area.name}), None)
    same = same or next((one for one in (*known, *added) if one.code == area.code), None)
    if same is not None and (same.name, same.code, same.kind) != (area.name, area.code, area.kind):
        wrong.append(f"the portal knows {same.name} already, with the code {same.code}. Correct the line or remove it.")
    yield from (f"Line {number}: {sentence}" for sentence in wrong)
    if not wrong and same is None:
        added.append(area)


def _add(areas: Sequence[Area], by: User) -> None:
    if areas:
        Area.objects.bulk_create(areas)
        record(verb=AuditVerb.LOAD_AREAS, by=by, data={"areas": [one.slug for one in areas]})


@transaction.atomic
def add_named_areas(*, by: User) -> list[Area]:
    """Add the areas that the partnership's file names and that are not there yet.

    Raises `NotAllowed`, and `DomainError` where another area has the name or the code of one.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    profile = settings.PARTNERSHIP
    known = list(Area.objects.all())
    slugs = {one.slug for one in known}
    added = [Area(**asdict(one)) for one in (profile.area, *profile.benchmarks) if one.slug not in slugs]
    for area in added:
        taken = next((one for one in known if area.name == one.name or area.code == one.code), None)
        if taken is not None:
            raise DomainError(
                f"The partnership's file calls {area.name} “{area.slug}”, and the portal knows {taken.name} as "
                f"“{taken.slug}”. Ask the person who runs the portal to use that short name in the file."
            )
    _add(added, by)
    return added


@transaction.atomic
def choose_comparison(*, neighbour_set: NeighbourSet | None, benchmarks: Sequence[Area], by: User) -> bool:
    """Compare rates with these from now on; says whether that is new. What was approved keeps its areas.

    Raises `NotAllowed`, and `DomainError` for another area's neighbours and for no or too many wider areas.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    own = own_area()
    if own is None:
        raise DomainError("Add the partnership's own area first.")
    if neighbour_set is not None and neighbour_set.area_id != own.pk:
        raise DomainError(f"The set has the neighbours of {neighbour_set.area}, not of {own}. Select another one.")
    if not 1 <= len(benchmarks) <= MOST_BENCHMARKS or own in benchmarks:
        raise DomainError(f"Select 1 to {MOST_BENCHMARKS} areas to compare with, other than your own.")
    chosen = Choice(neighbour_set.slug if neighbour_set else "", tuple(one.slug for one in benchmarks))
    if chosen == choice(own):
        return False
    data = {"neighbour_set": chosen.neighbour_set, "benchmarks": list(chosen.benchmarks)}
    record(verb=AuditVerb.CHOOSE_COMPARISON, by=by, obj=own, data=data)
    return True
