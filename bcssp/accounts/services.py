"""What the coordinator does to accounts. Who may decide hangs on them, so each change leaves a line in the trail."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bcssp.accounts.invitations import invite
from partnership.authorization import require
from partnership.exceptions import DomainError, WrongState
from partnership.models import Organisation, RoleGrant, User
from partnership.permissions import Permission
from partnership.services import add_person, check_roles
from review.audit import record
from review.audit_verbs import AuditVerb
from review.notifications import enqueue


@transaction.atomic
def create_account(
    *, by: User, email: str, display_name: str, roles: Iterable[str], organisation: Organisation | None
) -> User:
    """Create an account and mail its owner an invitation. Raises `DomainError` as `add_person` does."""
    user = add_person(by=by, email=email, display_name=display_name, roles=roles, organisation=organisation)
    _note(AuditVerb.CREATE_ACCOUNT, user, by)
    invite(user=user, by=by)
    return user


def choose_emails(*, user: User, daily_digest: bool) -> None:
    """Have a person hear once a day of what they decide on, or of each item at once. They alone choose."""
    user.daily_digest = daily_digest
    user.save(update_fields=["daily_digest"])


@transaction.atomic
def change_account(
    *, user: User, by: User, email: str, display_name: str, roles: Iterable[str], organisation: Organisation | None
) -> bool:
    """Change name, address, organisation and roles; whether anything did change.

    Sessions and pending links end with every other change than that of the name. An address that changed has to be
    proved again: by a new invitation where no password was set yet, else at the next sign-in. Raises `DomainError` for
    one's own account, or where role and organisation do not go together.
    """
    user = _locked(user, by)
    wanted, email = set(roles), email.lower()
    check_roles(wanted, organisation)
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise DomainError(f"{email} already has an account.")
    before = _account_state(user)
    user.email, user.display_name, user.organisation = email, display_name, organisation
    user.save(update_fields=["email", "display_name", "organisation"])
    user.role_grants.exclude(role__in=wanted).delete()
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=key, granted_by=by) for key in sorted(wanted - set(before["roles"]))
    )
    user = User.objects.get(pk=user.pk)
    after = _account_state(user)
    if after == before:
        return False
    _note(AuditVerb.CHANGE_ACCOUNT, user, by)
    if after | {"name": ""} != before | {"name": ""}:
        _end_everything(user, by)
    return True


def _end_everything(user: User, by: User) -> None:
    """End sessions and links, for another address, organisation or role. An open invitation is sent anew."""
    user.end_sessions()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    if user.is_active and user.invitations.open().exists():
        invite(user=user, by=by)


@transaction.atomic
def close_account(*, user: User, by: User) -> None:
    """Close an account: nobody can sign in with it, and who is signed in is signed out. What they did stays."""
    user = _locked(user, by)
    if not user.is_active:
        return
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.end_sessions()
    user.invitations.open().update(revoked_at=timezone.now())
    _note(AuditVerb.CHANGE_ACCOUNT, user, by)


@transaction.atomic
def reopen_account(*, user: User, by: User) -> None:
    """Open a closed account again, with the roles that it had."""
    user = _locked(user, by)
    if user.is_active:
        return
    check_roles(user.role_keys, user.organisation)
    user.is_active = True
    user.save(update_fields=["is_active"])
    _note(AuditVerb.CHANGE_ACCOUNT, user, by)


@transaction.atomic
def invite_again(*, user: User, by: User) -> None:
    """Mail a new invitation; the earlier link stops working."""
    invite(user=_locked(user, by), by=by)


@transaction.atomic
def remove_second_factor(*, user: User, by: User) -> None:
    """Let somebody who lost phone and recovery codes set up two-step sign-in again. They are told.

    Whoever signs in with the password next sets it up, so this is for people whom the coordinator has spoken to.
    """
    user = _locked(user, by)
    if not Authenticator.objects.filter(user=user).exists():
        raise WrongState(f"{user} has not set up two-step sign-in.")
    Authenticator.objects.filter(user=user).delete()
    line = record(verb=AuditVerb.REMOVE_SECOND_FACTOR, by=by, obj=user)
    enqueue(
        user,
        key=f"second-factor-removed:{line.pk}",
        subject="Set up two-step sign-in again",
        body=f"{by} has removed two-step sign-in from your account with {settings.PARTNERSHIP.name}. Sign in with your "
        "password and set it up again.\n\nIf you did not ask for this, tell the coordinator now.\n",
    )


def _locked(user: User, by: User) -> User:
    """The account, locked, to be changed by somebody else than its owner."""
    require(by, Permission.MANAGE_USERS)
    if user.pk == by.pk:
        raise DomainError("You cannot change your own account. Ask another coordinator.")
    return User.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=user.pk)


def _account_state(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.display_name,
        "organisation": user.organisation.name if user.organisation else "",
        "roles": sorted(user.role_keys),
        "is_active": user.is_active,
    }


def _note(verb: AuditVerb, user: User, by: User) -> None:
    record(verb=verb, by=by, obj=user, data=_account_state(User.objects.select_related("organisation").get(pk=user.pk)))
