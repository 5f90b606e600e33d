"""Invitations: a link that is mailed to a person, and by which that person sets their first password."""

import datetime
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from bcssp.accounts.letters import tell_who_decides
from partnership.authorization import has_permission
from partnership.days import day
from partnership.exceptions import WrongState
from partnership.models import Invitation, User
from partnership.permissions import Permission
from partnership.wording import absolute
from review.audit import record
from review.audit_verbs import AuditVerb
from review.notifications import enqueue

LIFE = datetime.timedelta(days=7)
NO_LONGER = "This link no longer works. Ask the coordinator to send you a new invitation."


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, user: User, by: User | None) -> str:
    """Mail somebody the link by which they set their first password; give the link. Earlier links stop working.

    `by` None: the portal itself, when a partnership is founded. Raises `WrongState` for a closed account, or for one
    whose owner has set a password: they use “Forgotten your password?”.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not user.is_active:
        raise WrongState("This account is closed. Reopen it before you send an invitation.")
    if user.has_usable_password():
        raise WrongState(
            f"{user} has already set a password. They can choose “Forgotten your password?” to set another."
        )
    now = timezone.now()
    user.invitations.open().update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        user=user, email=user.email, token_hash=_hash(token), invited_by=by, invited_at=now, expires_at=now + LIFE
    )
    link = absolute(reverse("account_invitation", args=[token]))
    record(verb=AuditVerb.INVITE, by=by, obj=user, data={"email": user.email})
    enqueue(
        user,
        key=f"invitation:{invitation.pk}",
        subject=f"Set up your account with {settings.PARTNERSHIP.short_name}",
        body=_letter(invitation, link),
        is_secret=True,
    )
    return link


def _letter(invitation: Invitation, link: str) -> str:
    partnership = settings.PARTNERSHIP
    who = f"{invitation.invited_by} has created an account" if invitation.invited_by else "There is an account"
    second_step = (
        "You will also set up two-step sign-in. You need an authenticator app on your phone.\n\n"
        if settings.REQUIRE_MFA
        else ""
    )
    questions = f" Questions? Email {partnership.email}." if partnership.email else ""
    return (
        f"{who} for you with {partnership.name}.\n\n"
        f"Set your password: {link}\n\n"
        f"The link works once, until {day(timezone.localdate(invitation.expires_at))}.\n\n{second_step}"
        f"If you did not expect this email, ignore it.{questions}\n"
    )


def open_invitation(token: str, *, lock: bool = False) -> Invitation | None:
    """The invitation that a link belongs to, if it can still be used."""
    rows = Invitation.objects.open().filter(
        token_hash=_hash(token), expires_at__gt=timezone.now(), user__is_active=True
    )
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.select_related("user").first()


@transaction.atomic
def accept(*, token: str, password: str) -> User:
    """Set the first password. Whoever opened the mailed link has proved the address.

    Raises `WrongState` where the link was used, cancelled or has expired.
    """
    invitation = open_invitation(token, lock=True)
    if invitation is None:
        raise WrongState(NO_LONGER)
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    prove_address(user)
    record(verb=AuditVerb.ACCEPT_INVITATION, by=user, obj=user)
    if has_permission(user, Permission.REVIEW):
        tell_who_decides(user)
    return user


def prove_address(user: User) -> None:
    """Keep that the person reads the address of their account, and no other."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
