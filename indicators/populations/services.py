"""Loading population estimates, and withdrawing a vintage that was loaded wrongly: two people, and no release on it."""

import datetime
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone

from indicators.definitions.models.area import Area
from indicators.definitions.models.population import PopulationEstimate
from indicators.definitions.population_file import EstimateLine
from indicators.parsing.population_file import read_populations
from indicators.populations.models import PopulationWithdrawal, check_free
from partnership.authorization import require
from partnership.children import NotRead, in_child
from partnership.exceptions import DomainError, NothingLoaded
from partnership.hourly import count_use
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb
from review.models.proposal import OPEN_STATES
from review.services import create, move
from review.transitions import Verb

# By how much an estimate may differ from the one before it without being asked about. No population of an area that the
# portal compares has changed as much in a year; a digit too few or too many always does.
MOST_CHANGE = 0.2
LONGEST_REASON = 300
# Files of an account in an hour.
MOST_UPLOADS = 30

Key = tuple[str, str, datetime.date, datetime.date]


def load_populations(
    *, text: bytes | str, by: User, name: str = "populations.csv", because: str = ""
) -> list[PopulationEstimate]:
    """Add the estimates of a file that are not there yet: all of them or none. docs/statistics.md names the columns.

    An estimate that is there already with the same number is left alone. Raises `NotAllowed`, `TooOften`, and
    `DomainError` with every line that cannot be read, names an unknown area, gives another number for a vintage that is
    stored (a revised estimate is published on another day, and so has a vintage of its own), or differs by more than a
    fifth from the estimate before it. `because` says why such numbers are right.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    because = _reason(because)
    count_use(by=by, what="populations", most=MOST_UPLOADS)
    try:
        found = in_child(read_populations, text, name)
    except NotRead as error:
        raise DomainError(str(error)) from error
    with transaction.atomic():
        areas = Area.objects.in_bulk({line.area for line in found.lines}, field_name="slug")
        stored = _stored(areas.values())
        problems = [*found.problems, *(sentence for line in found.lines for sentence in _against(line, areas, stored))]
        odd = [] if problems or because else list(_odd(found.lines, stored))
        if problems or odd:
            raise NothingLoaded([*problems, *odd])
        now = timezone.now()
        added = PopulationEstimate.objects.bulk_create(
            PopulationEstimate(
                area=areas[line.area],
                age_band=line.age_band,
                reference_date=line.reference_date,
                vintage=line.vintage,
                persons=line.persons,
                source=line.source,
                loaded_by=by,
                loaded_at=now,
            )
            for line in found.lines
            if line.key not in stored
        )
        if added:
            data = {
                "estimates": len(added),
                "areas": sorted({one.area.slug for one in added}),
                "vintages": sorted({one.vintage.isoformat() for one in added}),
            }
            record(verb=AuditVerb.LOAD_POPULATIONS, by=by, note=because, data=data)
    return added


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if len(reason) > LONGEST_REASON:
        raise DomainError(f"The reason must be {LONGEST_REASON} characters or fewer.")
    return reason


def _stored(areas: Iterable[Area]) -> dict[Key, int]:
    fields = ("area__slug", "age_band", "reference_date", "vintage", "persons")
    found = PopulationEstimate.objects.not_withdrawn().filter(area__in=areas).values_list(*fields)
    return {(area, band, reference, vintage): persons for area, band, reference, vintage, persons in found}


def _against(line: EstimateLine, areas: dict[str, Area], stored: dict[Key, int]) -> Iterator[str]:
    """What stands against storing a line that can be read."""
    if line.area not in areas:
        yield f"Line {line.line}: there is no area “{line.area}”."
        return
    known = stored.get(line.key)
    if known is not None and known != line.persons:
        yield (
            f"Line {line.line}: {known:,} people are saved for this vintage, not {line.persons:,}. For a revised "
            "estimate, use the day it was published as its vintage. If the vintage was loaded by mistake, ask for it "
            "to be withdrawn."
        )


def _odd(lines: Iterable[EstimateLine], stored: dict[Key, int]) -> Iterator[str]:
    """The numbers that are far from the one before: of the same day in an earlier vintage, else of the day before."""
    known = dict(stored)
    for line in sorted(lines, key=lambda one: (one.vintage, one.reference_date)):
        before = _before(line, known)
        if before is not None and line.key not in stored and abs(line.persons - before) > MOST_CHANGE * before:
            yield (
                f"Line {line.line}: {line.persons:,} people of {line.age_band} in {line.area}, but {before:,} in the "
                "estimate before. Check the number. If it is right, load the file again with the reason."
            )
        known[line.key] = line.persons


def _before(line: EstimateLine, known: dict[Key, int]) -> int | None:
    found = [
        (reference == line.reference_date, reference, vintage, persons)
        for (area, band, reference, vintage), persons in known.items()
        if (area, band) == (line.area, line.age_band) and vintage <= line.vintage and reference <= line.reference_date
    ]
    found = [one for one in found if (one[1], one[2]) != (line.reference_date, line.vintage)]
    return max(found)[3] if found else None


def ask_withdrawal(*, vintage: datetime.date, area: Area | None, reason: str, by: User) -> PopulationWithdrawal:
    """Propose to withdraw a vintage that was loaded wrongly, of one area or of all. Its estimates count meanwhile.

    Raises `NotAllowed`, and `DomainError` without a reason, without such estimates, for one that is proposed already,
    and where a release rests on one of the estimates.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    reason = _reason(reason)
    if not reason:
        raise DomainError("Enter why the vintage was loaded by mistake.")
    withdrawal = PopulationWithdrawal(vintage=vintage, area=area, reason=reason)
    found = PopulationEstimate.objects.not_withdrawn().filter(vintage=vintage)
    found = found if area is None else found.filter(area=area)
    check_free(found)
    if found.filter(withdrawal__state__in=OPEN_STATES).exists():
        raise DomainError(f"{withdrawal}: a withdrawal is already waiting for approval. Approve or refuse it first.")
    with transaction.atomic():
        keys = list(found.values_list("pk", flat=True))
        create(
            obj=withdrawal,
            by=by,
            write=lambda made: PopulationEstimate.objects.filter(pk__in=keys).update(withdrawal=made),
        )
        return move(obj=withdrawal, verb=Verb.SUBMIT, by=by, revision=withdrawal.revision)


def agree_withdrawal(*, withdrawal: PopulationWithdrawal, by: User) -> int:
    """Withdraw the estimates, as another person who reviews figures; gives their number.

    Raises `NotAllowed` for who proposed it, and `DomainError` where a release rests on one of them by now.
    """
    approved = move(obj=withdrawal, verb=Verb.APPROVE, by=by, revision=withdrawal.revision)
    return PopulationEstimate.objects.filter(withdrawal=approved).count()


def open_withdrawal(vintage: datetime.date, area: Area | None) -> PopulationWithdrawal:
    """The withdrawal that waits for a second person. Raises `DomainError` where none does."""
    found: PopulationWithdrawal | None = (
        PopulationWithdrawal.objects.waiting().filter(vintage=vintage, area=area).first()
    )
    if found is None:
        raise DomainError("No one has requested the withdrawal of this vintage. Request it first, with a reason.")
    return found
