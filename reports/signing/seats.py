"""Who may sign, by the seats of a day.

The rule: a seat signs that is on a board (not in a delivery group or subgroup), is filled, and whose term covers the
day. A seat of a local authority, an integrated care board or the police that is marked as statutory safeguarding
partner signs for that partner; the chair's seat that belongs to no organisation signs as independent chair. The holder
of the seat signs, or its deputy, who is the delegated representative; both must still be of the seat's organisation.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership.authorization import has_permission
from partnership.models import Seat, User
from partnership.models.group import GroupKind
from partnership.permissions import Permission
from reports.signing.models.signature import KIND_OF_PART, SigningPart


@dataclass(frozen=True)
class Entitlement:
    """A seat in which somebody may sign, and whether as its deputy."""

    part: SigningPart
    seat: Seat
    is_deputy: bool

    @property
    def label(self) -> str:
        """The seat in words, with its group."""
        return seat_label(self.seat) + (" (as deputy)" if self.is_deputy else "")


def signing_seats(on: datetime.date) -> QuerySet[Seat]:
    """The seats that sign on a day, with their people."""
    partner = Q(organisation__is_statutory_partner=True, organisation__kind__in=KIND_OF_PART.values())
    chair = Q(organisation__isnull=True, is_chair=True)
    return (
        Seat.objects.current(on)
        .filter(partner | chair, group__kind=GroupKind.BOARD, is_vacant=False)
        .select_related("group", "organisation", "holder", "deputy")
        .order_by("title", "pk")
    )


def part_of(seat: Seat) -> SigningPart:
    """In which part a signing seat signs."""
    if seat.organisation is None:
        return SigningPart.CHAIR
    return next(SigningPart(part) for part, kind in KIND_OF_PART.items() if kind == seat.organisation.kind)


def seat_label(seat: Seat) -> str:
    """The seat with its group, as it is printed beside a signature."""
    return f"{seat.title}, {seat.group}"


def entitlements(user: User, on: datetime.date) -> list[Entitlement]:
    """In which seats a person may sign on a day; none for an account that was closed."""
    if not user.is_active:
        return []
    seats = signing_seats(on).filter(Q(holder=user) | Q(deputy=user))
    return [
        Entitlement(part_of(seat), seat, seat.holder_id != user.pk)
        for seat in seats
        if seat.organisation_id == user.organisation_id
    ]


def reads_reports(user: User) -> bool:
    """Whether somebody reads drafts of reports, and challenges: by role, or by a seat that signs today."""
    return has_permission(user, Permission.READ_REPORT_DRAFTS) or bool(entitlements(user, timezone.localdate()))


def people_of(seat: Seat) -> list[User]:
    """Those with an account who may sign in a seat: its holder, then its deputy."""
    people = [person for person in (seat.holder, seat.deputy) if person is not None]
    return [person for person in people if person.is_active and person.organisation_id == seat.organisation_id]
