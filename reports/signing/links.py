"""Signing without an account: a link that opens once, confirmed by a code that is sent to another address.

The link is known to its reader alone, and so is the code: the database holds a hash of the one and a keyed hash of the
other, and the messages that carry them are thrown away once they were sent.
"""

import datetime
import hashlib
import secrets

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from partnership.authorization import require
from partnership.days import day
from partnership.exceptions import DomainError
from partnership.models import Seat, User
from partnership.permissions import Permission
from partnership.wording import absolute
from reports.editions.models.edition import Edition, EditionState
from reports.signing.addresses import spoken_for
from reports.signing.models.signature import Signature, SigningWay
from reports.signing.models.signing_link import MOST_TRIES, SigningLink
from reports.signing.seats import part_of, people_of, seat_label, signing_seats
from reports.signing.services import check_turn, write_signature
from review.audit import record
from review.audit_verbs import AuditVerb
from review.notifications import enqueue_each, enqueue_to_address

LIFE = datetime.timedelta(days=7)
CODE_LIFE = datetime.timedelta(minutes=15)
CODE_PAUSE = datetime.timedelta(minutes=1)
MOST_CODES = 10
SPOKEN_FOR = (
    "One of these addresses has already been used for another signature on this edition. Enter 2 addresses that "
    "only this person reads."
)


def send_link(*, edition: Edition, seat: Seat, name: str, email: str, code_email: str, by: User) -> SigningLink:
    """Invite who sits in a seat to sign without an account. The chair and the organisation's board hear of it.

    Raises `DomainError` where the seat signs nothing today, it is not its turn, a link is open already, or an address
    is somebody else's or serves another part.
    """
    require(by, Permission.BUILD_REPORT)
    now = timezone.now()
    if not signing_seats(timezone.localdate(now)).filter(pk=seat.pk).exists():
        raise DomainError("No one can sign in this seat today. Select another one.")
    part = part_of(seat)
    _check_addresses(seat, email, code_email)
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            # The edition's row is locked until the link is stored: of two links at once the second sees the first.
            editions = Edition.objects.select_for_update(of=("self",)).select_related("year").defer("frozen")
            edition = editions.get(pk=edition.pk)
            check_turn(edition, part)
            if spoken_for(edition, part, (email, code_email)):
                raise DomainError(SPOKEN_FOR)
            # One that has run out makes room for its successor.
            SigningLink.objects.filter(
                edition=edition, part=part, used_at__isnull=True, revoked_at__isnull=True, expires_at__lte=now
            ).update(revoked_at=now, revoked_by=by)
            link = SigningLink.objects.create(
                edition=edition,
                part=part,
                seat=seat,
                signer_name=name,
                email=email,
                code_email=code_email,
                token_hash=_hash(token),
                requested_by=by,
                requested_at=now,
                expires_at=now + LIFE,
            )
            data = {"part": part, "sha256": edition.sha256, "name": name, "email": email, "code_email": code_email}
            record(verb=AuditVerb.ASK_TO_SIGN, by=by, obj=edition, data={**data, "link": link.pk})
            _invite(link, token)
            _tell_those_around(link)
    except IntegrityError as error:
        if not SigningLink.objects.open(now).filter(edition=edition, part=part).exists():
            raise
        raise DomainError(
            f"A signing link for “{part.label}” is already open. Cancel it before you send another."
        ) from error
    return link


def _check_addresses(seat: Seat, email: str, code_email: str) -> None:
    """Both addresses are the signer's own and differ; nobody else's account is among them."""
    if email.lower() == code_email.lower():
        raise DomainError("Send the code to a different address from the link. No one should receive both.")
    own = _addresses_of(seat)
    if _has_accounts(seat) and not own:
        raise DomainError(
            "The account in this seat is closed, or now belongs to another organisation. Say who holds the seat first."
        )
    if own and email.lower() not in own:
        raise DomainError(f"Someone with an account holds this seat. Send the link to {' or '.join(sorted(own))}.")
    accounts = User.objects.annotate(lower=Lower("email"))
    if accounts.filter(lower__in=[email.lower(), code_email.lower()]).exclude(lower__in=own).exists():
        raise DomainError("One of these addresses belongs to the account of someone who does not hold this seat.")


def _has_accounts(seat: Seat) -> bool:
    """Whether an account sits in it, open or closed."""
    return seat.holder_id is not None or seat.deputy_id is not None


def _addresses_of(seat: Seat) -> set[str]:
    """The addresses of the accounts that sit in a seat, in lower case."""
    return {person.email.lower() for person in people_of(seat)}


def _invite(link: SigningLink, token: str) -> None:
    enqueue_to_address(
        link.email,
        key=f"sign-link:{link.pk}",
        subject=f"Please sign the {link.edition}",
        body=(
            f"{link.signer_name},\n\nThe partnership asks you to sign the {link.edition}, in the seat "
            f"“{seat_label(link.seat)}”. You do not need an account. This link is for you only and expires on "
            f"{_day(link.expires_at)}.\n\n{absolute(reverse('reports:sign-by-link', args=[token]))}\n\nRead the report "
            "there. When you are ready to sign, ask for a code on that page: we will send it to your other "
            "address. Do not forward this message.\n"
        ),
        is_secret=True,
    )


def _tell_those_around(link: SigningLink) -> None:
    """Whoever sends a link chooses two addresses: so the chair and the organisation's board members are told which."""
    around = User.objects.filter(
        Q(role_grants__role="chair")
        | Q(role_grants__role="board_member", organisation=link.seat.organisation, organisation__isnull=False),
        is_active=True,
    ).exclude(pk=link.requested_by_id)
    enqueue_each(
        around.distinct().order_by("pk"),
        key=f"sign-link:{link.pk}:told",
        subject=f"Signing link sent for the {link.edition}",
        body=(
            f"{link.requested_by} sent {link.signer_name} a link to sign the {link.edition} without an account, "
            f"in the seat “{seat_label(link.seat)}”. The link went to {link.email} and the code will go to "
            f"{link.code_email}. If these are not that person's addresses, tell the chair before the report is "
            "published.\n"
        ),
    )


def find_link(token: str) -> SigningLink | None:
    """The link that a token opens, whatever became of it."""
    links = SigningLink.objects.select_related(
        "edition__year", "seat__group", "seat__organisation", "seat__holder", "seat__deputy"
    ).defer("edition__frozen")
    return links.filter(token_hash=_hash(token)).first()


def trouble_with(link: SigningLink) -> str | None:
    """Why nobody can sign by the link now, as a sentence; None where somebody can."""
    now = timezone.now()
    ask = "Ask the coordinator for a new one."
    if link.used_at is not None:
        return "This link has been used: the report is signed. You can only use it once."
    if link.revoked_at is not None:
        return f"This link was cancelled. {ask}"
    if link.expires_at <= now:
        return f"This link expired on {_day(link.expires_at)}. {ask}"
    if link.edition.state != EditionState.READY:
        return "This edition is no longer waiting for signatures."
    return _trouble_with_seat(link, timezone.localdate(now))


def _trouble_with_seat(link: SigningLink, today: datetime.date) -> str | None:
    """Whether the seat still signs, and is still this person's."""
    seat = signing_seats(today).filter(pk=link.seat_id).first()
    if seat is None:
        return f"The seat “{seat_label(link.seat)}” cannot sign today: its term has ended, or it is vacant."
    if _has_accounts(seat) and link.email.lower() not in _addresses_of(seat):
        return f"Someone else now holds the seat “{seat_label(link.seat)}”."
    return None


def send_code(*, link: SigningLink) -> None:
    """Send a new code of six digits to the signer's other address; the one before it holds no more."""
    _check(link)
    now = timezone.now()
    if link.code_sent_at is not None and now - link.code_sent_at < CODE_PAUSE:
        raise DomainError("We sent a code less than a minute ago. Check your inbox and your spam folder.")
    if link.codes_sent >= MOST_CODES:
        raise DomainError(f"We have sent {MOST_CODES} codes for this link. Ask the coordinator for a new link.")
    code = f"{secrets.randbelow(1_000_000):06d}"
    with transaction.atomic():
        mine = SigningLink.objects.open(now).filter(pk=link.pk, codes_sent=link.codes_sent)
        if not mine.update(code_hash=_code_hash(link, code), code_sent_at=now, codes_sent=F("codes_sent") + 1, tries=0):
            raise DomainError("A code was requested a moment ago. Check your inbox and your spam folder.")
        link.refresh_from_db(fields=["code_hash", "code_sent_at", "codes_sent", "tries"])
        enqueue_to_address(
            link.code_email,
            key=f"sign-code:{link.pk}:{link.codes_sent}",
            subject="Your signing code",
            body=(
                f"{code} is your code to sign the {link.edition}. It expires after 15 minutes. If you did not ask "
                "for it, tell the coordinator of the partnership.\n"
            ),
            is_secret=True,
        )
        record(verb=AuditVerb.SEND_CODE_TO_SIGN, by=None, obj=link.edition, data={"part": link.part, "link": link.pk})


def sign_by_link(*, link: SigningLink, code: str) -> Signature:
    """Sign by a link and the code that was sent last. A try is counted before the code is looked at.

    Raises `DomainError` where the link opens no more, or the code is wrong, old, or was tried five times.
    """
    _check(link)
    now = timezone.now()
    still = SigningLink.objects.open(now).filter(pk=link.pk, code_sent_at__gt=now - CODE_LIFE, tries__lt=MOST_TRIES)
    if not still.update(tries=F("tries") + 1):
        raise DomainError("You have no valid code. Ask for a new one.")
    link.refresh_from_db(fields=["code_hash", "tries"])
    if not constant_time_compare(_code_hash(link, "".join(code.split())), link.code_hash):
        left = MOST_TRIES - link.tries
        record(
            verb=AuditVerb.MISTYPE_CODE_TO_SIGN, by=None, obj=link.edition, data={"part": link.part, "link": link.pk}
        )
        raise DomainError(
            f"This code is not correct. You can try {left} more time{'' if left == 1 else 's'}."
            if left
            else f"This code is not correct and has expired after {MOST_TRIES} attempts. Ask for a new one."
        )
    with transaction.atomic():
        if not SigningLink.objects.open(now).filter(pk=link.pk).update(used_at=now):
            raise DomainError("This link was used or cancelled a moment ago.")
        return write_signature(
            edition=link.edition,
            seat=link.seat,
            label=seat_label(link.seat),
            name=link.signer_name,
            email=link.email,
            code_email=link.code_email,
            by=None,
            way=SigningWay.LINK,
        )


@transaction.atomic
def revoke_link(*, link: SigningLink, by: User) -> None:
    """Take a link back: from now on it opens nothing."""
    require(by, Permission.BUILD_REPORT)
    now = timezone.now()
    unused = SigningLink.objects.filter(pk=link.pk, used_at__isnull=True, revoked_at__isnull=True)
    if not unused.update(revoked_at=now, revoked_by=by):
        raise DomainError("This link has already been used or cancelled.")
    record(verb=AuditVerb.CANCEL_LINK_TO_SIGN, by=by, obj=link.edition, data={"part": link.part, "link": link.pk})


def _check(link: SigningLink) -> None:
    trouble = trouble_with(link)
    if trouble:
        raise DomainError(trouble)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _code_hash(link: SigningLink, code: str) -> str:
    """Keyed, for a plain hash of six digits is found by trying them all."""
    return salted_hmac("reports.signing.links", f"{link.pk}:{link.token_hash}:{code}", algorithm="sha256").hexdigest()


def _day(moment: datetime.datetime) -> str:
    return day(timezone.localdate(moment))
