"""Who came: marked by the host, and counted by organisation."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from events.models import Booking, Event, WalkIns
from events.services import own
from partnership.exceptions import DomainError, WrongState
from partnership.models import User
from review.audit import record
from review.audit_verbs import AuditVerb

ANOTHER = "Another organisation"


@dataclass(frozen=True)
class Attendance:
    """How many people came, of which organisations (by name, other organisations last), and how many had booked."""

    booked: int
    came: int
    by_organisation: tuple[tuple[str, int], ...]


def attendance(event: Event) -> Attendance:
    """The counts of an event. Two queries."""
    rows = list(event.bookings.booked().values_list("organisation__name", "attended"))
    counts = Counter(name or ANOTHER for name, attended in rows if attended)
    for name, count in event.walk_ins.values_list("organisation__name", "count"):
        counts[name or ANOTHER] += count
    in_order = sorted(counts.items(), key=lambda one: (one[0] == ANOTHER, one[0]))
    return Attendance(len(rows), sum(counts.values()), tuple(in_order))


def is_marked(event: Event) -> bool:
    """Whether its host said who came."""
    return event.bookings.booked().filter(attended__isnull=False).exists() or event.walk_ins.exists()


@transaction.atomic
def mark(*, event: Event, by: User, came: Collection[int], walk_ins: Mapping[int | None, int]) -> None:
    """Keep who came of those who had booked (keys of bookings), and how many others by organisation (its key).

    Raises `WrongState` before it begins, and once the names are deleted; `DomainError` in a closed year.
    """
    stored = own(event, by)
    if stored.public_starts_at is None or stored.live_revision_id is None or stored.public_starts_at > timezone.now():
        raise WrongState("You can record attendance once the event has begun.")
    if stored.is_cancelled:
        raise WrongState("This event was cancelled, so no one attended.")
    if problems := stored.closed_year_problem():
        raise DomainError(" ".join(problems))
    booked = stored.bookings.booked()
    if booked.filter(forgotten_at__isnull=False).exists():
        raise WrongState("The names have been deleted, so you can no longer change who attended.")
    booked.update(attended=False)
    Booking.objects.filter(event=stored, pk__in=booked.filter(pk__in=list(came)).values("pk")).update(attended=True)
    stored.walk_ins.all().delete()
    rows = [WalkIns(event=stored, organisation_id=key, count=count) for key, count in walk_ins.items() if count > 0]
    WalkIns.objects.bulk_create(rows)
    record(verb=AuditVerb.RECORD_ATTENDANCE, by=by, obj=stored, data={"came": attendance(stored).came})
