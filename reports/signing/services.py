"""Asking for signatures, and signing with an account."""

import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.authorization import require
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import Seat, User
from partnership.permissions import Permission
from partnership.sign_in import Confirmation
from partnership.wording import absolute
from reports.editions.models.edition import Edition, EditionState
from reports.readiness.preconditions import BEFORE_SIGNATURES
from reports.signing.addresses import signed_elsewhere
from reports.signing.models.signature import PARTNERS, Signature, SigningPart, SigningWay
from reports.signing.seats import entitlements, part_of, people_of, signing_seats
from reports.signing.statements import statement_for
from reports.signing.validity import hashes_of, missing_parts
from review.audit import record
from review.audit_verbs import AuditVerb
from review.models import Event
from review.notifications import enqueue

TWICE = "You have signed this edition in another part. You can only sign it once."


@transaction.atomic
def ask_to_sign(*, edition: Edition, part: SigningPart, by: User) -> list[User]:
    """Ask, or remind, everybody with an account who may sign in a part. At most once a day. Returns whom.

    Raises `DomainError` where it is not this part's turn, where nobody could be asked, or somebody was asked today.
    """
    require(by, Permission.BUILD_REPORT)
    check_turn(edition, part)
    today = timezone.localdate()
    lines = Event.objects.about(edition).filter(verb=AuditVerb.ASK_TO_SIGN)
    # A link asks somebody without an account: those who have one were asked nothing by it.
    asked = [line for line in lines if line.data.get("part") == part and "link" not in line.data]
    if asked and timezone.localdate(asked[0].at) == today:
        raise DomainError(f"You have already asked {part.label} today. Send a reminder tomorrow, or phone them.")
    people = [person for seat in signing_seats(today) if part_of(seat) == part for person in people_of(seat)]
    if not people:
        raise DomainError(
            f"No one with an account holds a seat that signs for “{part.label}” today. Fill the seat under "
            "Seats, or send a signing link to the person who holds it."
        )
    for person in people:
        enqueue(
            person,
            key=f"sign:{edition.pk}:{part}:{person.pk}:{today.isoformat()}",
            subject=f"{'Reminder: please sign' if asked else 'Please sign'} the {edition}",
            body=(
                f"{by} asks you to sign the {edition}. It can be published once the three safeguarding partners and "
                f"then the independent chair have signed it.\n\nRead it and sign it: {sign_address(edition)}\n"
            ),
        )
    data = {"part": part, "sha256": edition.sha256, "people": [person.email for person in people]}
    record(verb=AuditVerb.ASK_TO_SIGN, by=by, obj=edition, data=data)
    return people


def sign_edition(*, edition: Edition, part: SigningPart, by: User, confirmed: Confirmation | None = None) -> Signature:
    """Sign in a part, in the seat that the person holds today. Who has no such seat is refused with `NotAllowed`.

    `confirmed` says how they showed once more who they are. Raises `DomainError` where it is not this part's turn, the
    part is signed, or something keeps the edition back.
    """
    held = next((one for one in entitlements(by, timezone.localdate()) if one.part == part), None)
    if held is None:
        raise NotAllowed(
            f"You do not hold a seat that signs for “{part.label}” today. Ask the coordinator if this is wrong."
        )
    return write_signature(
        edition=edition,
        seat=held.seat,
        label=held.label,
        name=str(by),
        email=by.email,
        by=by,
        way=SigningWay(confirmed) if confirmed else SigningWay.ACCOUNT,
    )


def write_signature(
    *,
    edition: Edition,
    seat: Seat,
    label: str,
    name: str,
    email: str,
    by: User | None,
    way: SigningWay,
    code_email: str = "",
) -> Signature:
    """Put a signature under an edition, with its line in the audit trail. Who may was found out before.

    The edition's row is locked meanwhile: neither is it published half signed, nor do two sign for one part. Raises
    `DomainError` where the same account or address signed in another; a link's code went to `code_email`.
    """
    part = part_of(seat)
    try:
        with transaction.atomic():
            stored = Edition.objects.select_for_update(of=("self",)).select_related("year").get(pk=edition.pk)
            check_turn(stored, part)
            if signed_elsewhere(stored, part, [email, code_email], by):
                raise DomainError(TWICE)
            _check_kept_back(stored)
            signature = Signature.objects.create(
                edition=stored,
                part=part,
                organisation=seat.organisation,
                seat=seat,
                seat_label=label,
                signed_by=by,
                signer_name=name,
                signer_email=email,
                way=way,
                statement=statement_for(stored, seat),
                sha256=stored.sha256,
                files=hashes_of(stored),
                signed_at=timezone.now(),
            )
            record(
                verb=AuditVerb.SIGN_REPORT,
                by=by,
                obj=stored,
                note=signature.statement,
                data={
                    "part": part,
                    "edition": stored.number,
                    "sha256": signature.sha256,
                    "files": signature.files,
                    "partner": str(seat.organisation or ""),
                    "seat": label,
                    "name": name,
                    "email": email,
                    "way": way,
                },
            )
            _tell_the_chair(stored)
    except IntegrityError as error:
        raise _why_refused(edition, part, error) from error
    return signature


def check_turn(edition: Edition, part: SigningPart) -> None:
    """Raise `DomainError` where the edition cannot be signed, or not in this part yet or any more."""
    if edition.state != EditionState.READY:
        raise WrongState(
            f"This edition is “{edition.get_state_display()}”. You can only sign an edition that is ready."
        )
    if edition.signatures.filter(part=part).exists():
        raise DomainError(f"“{part.label}” has already signed this edition.")
    waiting = [one.label.lower() for one in missing_parts(edition) if one in PARTNERS]
    if part == SigningPart.CHAIR and waiting:
        raise DomainError(
            f"The independent chair signs after the three safeguarding partners. Not yet signed: {', '.join(waiting)}."
        )


def _check_kept_back(edition: Edition) -> None:
    """Nobody is to sign what cannot be published: a missing must of the law, a story without consent, a lost file."""
    found = [sentence for check in BEFORE_SIGNATURES for sentence in check.find(edition)]
    if found:
        raise DomainError(" ".join(["You cannot sign this edition until its problems are fixed.", *found]))


def _tell_the_chair(edition: Edition) -> None:
    """Once the third partner has signed, it is the chair's turn."""
    if missing_parts(edition) != [SigningPart.CHAIR]:
        return
    for seat in signing_seats(timezone.localdate()):
        for person in people_of(seat) if part_of(seat) == SigningPart.CHAIR else []:
            enqueue(
                person,
                key=f"sign:{edition.pk}:{SigningPart.CHAIR}:{person.pk}:turn",
                subject=f"Your turn to sign the {edition}",
                body=(
                    f"The three safeguarding partners have signed the {edition}. It is now your turn.\n\nRead it and "
                    f"sign it: {sign_address(edition)}\n"
                ),
            )


def _why_refused(edition: Edition, part: SigningPart, error: IntegrityError) -> Exception:
    """What the database refused, in words; an error that nobody thought of is handed on."""
    if edition.signatures.filter(part=part).exists():
        return DomainError(f"Someone else signed for “{part.label}” a moment ago.")
    return error


def sign_address(edition: Edition) -> str:
    """Where who has an account reads the edition and signs it."""
    return absolute(reverse("reports:signature-create", args=[edition.pk]))


def asked_on(edition: Edition) -> dict[str, datetime.datetime]:
    """When each part was asked last, by message or by a link that was not taken back (two queries)."""
    taken_back = set(edition.signing_links.filter(revoked_at__isnull=False).values_list("pk", flat=True))
    found: dict[str, datetime.datetime] = {}
    for line in Event.objects.about(edition).filter(verb=AuditVerb.ASK_TO_SIGN).select_related(None):
        if line.data.get("link") not in taken_back:
            found.setdefault(line.data.get("part", ""), line.at)
    return found
