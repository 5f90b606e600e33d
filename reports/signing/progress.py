"""How far the signing of an edition is, part by part, for the pages that show it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from partnership.models import Seat, User
from reports.editions.models.edition import COMPLETE, Edition, EditionState
from reports.signing.models.signature import PARTNERS, Signature, SigningPart
from reports.signing.models.signing_link import SigningLink
from reports.signing.seats import entitlements, part_of, people_of, seat_label, signing_seats
from reports.signing.services import asked_on
from reports.signing.validity import faults, signatures_of


@dataclass(frozen=True)
class PartLine:
    """One part: who may sign, who has, what is wrong with it, when it was asked, and a link that is open.

    `is_due` says that the part can sign now: the chair is due only after the three partners.
    """

    part: SigningPart
    seats: list[str]
    signature: Signature | None
    faults: list[str]
    asked_at: datetime.datetime | None
    link: SigningLink | None
    is_due: bool


def signing_progress(edition: Edition) -> list[PartLine]:
    """The four parts in the order in which they sign (a constant number of queries)."""
    now = timezone.now()
    signatures = signatures_of(edition)
    wrong = faults(edition, signatures)
    seats: dict[SigningPart, list[str]] = {}
    for seat in signing_seats(timezone.localdate(now)):
        seats.setdefault(part_of(seat), []).append(_seat_with_people(seat))
    asked = asked_on(edition)
    links = {link.part: link for link in SigningLink.objects.open(now).filter(edition=edition)}
    is_ready = edition.state == EditionState.READY
    partners_signed = all(part in signatures and part not in wrong for part in PARTNERS)
    return [
        PartLine(
            part=part,
            seats=seats.get(part, []),
            signature=signatures.get(part),
            faults=wrong.get(part, []),
            asked_at=asked.get(part),
            link=links.get(part),
            is_due=is_ready and part not in signatures and (part in PARTNERS or partners_signed),
        )
        for part in SigningPart
    ]


def waiting_for(user: User) -> list[Edition]:
    """The newest edition of each year that waits for this person's signature (three queries, one for most people)."""
    parts = {held.part for held in entitlements(user, timezone.localdate())}
    if not parts:
        return []
    newest: dict[int, Edition] = {}
    complete = Edition.objects.filter(state__in=COMPLETE).select_related("year").defer("frozen")
    for edition in complete.order_by("-number").prefetch_related("signatures"):
        newest.setdefault(edition.year_id, edition)
    return [edition for edition in newest.values() if _waits_for(edition, parts)]


def _waits_for(edition: Edition, parts: set[SigningPart]) -> bool:
    signed = {signature.part for signature in edition.signatures.all()}
    due = [part for part in PARTNERS if part not in signed] or [SigningPart.CHAIR]
    return edition.state == EditionState.READY and any(part in parts and part not in signed for part in due)


def _seat_with_people(seat: Seat) -> str:
    people = [str(person) for person in people_of(seat)]
    return f"{seat_label(seat)}: {' or '.join(people) if people else 'someone without an account'}"
