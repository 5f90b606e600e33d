"""What the coordinator does to accounts. Who may decide hangs on them, so each change leaves a line in the trail.

What makes somebody one who decides, or changes the address by which such a person comes in, is proposed here and
confirmed by somebody from another organisation (`models.PersonChange`). As long as no such person has an account,
nobody could: then the coordinator's word counts, and who is told is in the trail (`two_people.is_beginning`).
"""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from bcssp.accounts import letters
from bcssp.accounts.invitations import invite
from bcssp.accounts.models import PersonChange, PersonChangeKind
from bcssp.accounts.two_people import NOBODY_YET, decides, is_beginning, other_deciders
from partnership.authorization import require
from partnership.exceptions import DomainError, WrongState
from partnership.models import Organisation, RoleGrant, User
from partnership.permissions import Permission
from partnership.roles import DECIDING, ROLES
from partnership.services import add_person, check_roles
from review.audit import record
from review.audit_verbs import AuditVerb
from review.services import propose


class Outcome(Enum):
    """What became of a change."""

    NOTHING = "nothing"
    DONE = "done"
    PROPOSED = "proposed"


@transaction.atomic
def create_account(
    *, by: User, email: str, display_name: str, roles: Iterable[str], organisation: Organisation | None
) -> User:
    """Create an account and mail its owner an invitation. Raises `DomainError` as `add_person` does.

    Roles that decide are proposed: the account has them once somebody from another organisation has confirmed them.
    """
    wanted = set(roles)
    check_roles(wanted, organisation)
    at_once = wanted if is_beginning(by) else wanted - DECIDING
    user = add_person(by=by, email=email, display_name=display_name, roles=at_once, organisation=organisation)
    _note(AuditVerb.CREATE_ACCOUNT, user, by, note=NOBODY_YET if at_once & DECIDING else "")
    invite(user=user, by=by)
    if at_once != wanted:
        _propose(user, by, PersonChangeKind.ACCOUNT, _state(user) | {"roles": sorted(wanted)})
    return user


def choose_emails(*, user: User, daily_digest: bool) -> None:
    """Have a person hear once a day of what they decide on, or of each item at once. They alone choose."""
    user.daily_digest = daily_digest
    user.save(update_fields=["daily_digest"])


@transaction.atomic
def change_account(
    *, user: User, by: User, email: str, display_name: str, roles: Iterable[str], organisation: Organisation | None
) -> Outcome:
    """Change name, address, organisation and roles, or propose it where two people have to agree.

    Sessions and pending links end with every other change than that of the name. An address that changed has to be
    proved again: by a new invitation where no password was set yet, else at the next sign-in. Raises `DomainError` for
    one's own account, where role and organisation do not go together, or where a change waits already.
    """
    user = _locked(user, by)
    wanted, email = set(roles), email.lower()
    check_roles(wanted, organisation)
    _check_free(email, user)
    before = _state(user)
    after = before | {
        "email": email,
        "name": display_name,
        "organisation": organisation.pk if organisation else None,
        "roles": sorted(wanted),
    }
    if after == before:
        return Outcome.NOTHING
    if _takes_two(user, before, after) and not is_beginning(by):
        _propose(user, by, PersonChangeKind.ACCOUNT, after)
        return Outcome.PROPOSED
    _change(user, after, by=by, asked_by=by)
    return Outcome.DONE


def _check_free(email: str, user: User) -> None:
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise DomainError(f"{email} already has an account.")


def _takes_two(user: User, before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether roles that decide come or go, or who decides gets another address or organisation."""
    if DECIDING & (set(before["roles"]) ^ set(after["roles"])):
        return True
    return decides(user) and any(before[name] != after[name] for name in ("email", "organisation"))


@transaction.atomic
def close_account(*, user: User, by: User) -> None:
    """Close an account: nobody can sign in with it, and who is signed in is signed out. What they did stays.

    One person may: it takes power and gives none. The owner and the chair are told. Raises `WrongState` for the last
    account that can confirm what the coordinator proposes.
    """
    user = _locked(user, by)
    if not user.is_active:
        return
    if user in other_deciders(by) and not other_deciders(by).exclude(pk=user.pk).filter(is_active=True).exists():
        raise WrongState(
            "No one else can confirm changes to people’s accounts. Give someone else from another organisation the "
            "role of board member or chair before you close this account."
        )
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.end_sessions()
    user.invitations.open().update(revoked_at=timezone.now())
    line = _note(AuditVerb.CHANGE_ACCOUNT, user, by)
    letters.tell_of_closing(user, by, line.pk)


@transaction.atomic
def reopen_account(*, user: User, by: User) -> Outcome:
    """Open a closed account again, with the roles that it had; propose it where these decide."""
    user = _locked(user, by)
    if user.is_active:
        return Outcome.NOTHING
    check_roles(user.role_keys, user.organisation)
    if decides(user) and not is_beginning(by):
        _propose(user, by, PersonChangeKind.REOPEN, _state(user) | {"is_active": True})
        return Outcome.PROPOSED
    _reopen(user, by)
    return Outcome.DONE


def _reopen(user: User, by: User) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])
    _note(AuditVerb.CHANGE_ACCOUNT, user, by)


@transaction.atomic
def invite_again(*, user: User, by: User) -> None:
    """Mail a new invitation; the earlier link stops working."""
    invite(user=_locked(user, by), by=by)


@transaction.atomic
def remove_second_factor(*, user: User, by: User, reason: str) -> Outcome:
    """Let somebody who lost phone and recovery codes set up two-step sign-in again. They are told at once.

    `reason` says how the coordinator made sure who is asking; somebody from another organisation makes sure again, and
    confirms. Whoever signs in with the password next sets the second step up.
    """
    user = _locked(user, by)
    if not Authenticator.objects.filter(user=user).exists():
        raise WrongState(f"{user} has not set up two-step sign-in.")
    if not reason.strip():
        raise DomainError("Enter how you checked who is asking.")
    if not is_beginning(by):
        _propose(user, by, PersonChangeKind.SECOND_FACTOR, _state(user), reason=reason.strip())
        return Outcome.PROPOSED
    _remove_second_factor(user, by, note=f"{reason.strip()} {NOBODY_YET}")
    return Outcome.DONE


def _remove_second_factor(user: User, by: User, note: str) -> None:
    Authenticator.objects.filter(user=user).delete()
    user.end_sessions()
    line = record(verb=AuditVerb.REMOVE_SECOND_FACTOR, by=by, obj=user, note=note)
    letters.tell_of_second_factor(user, by, line.pk)


def _propose(user: User, by: User, kind: PersonChangeKind, wanted: dict[str, Any], reason: str = "") -> PersonChange:
    before = _state(user)
    change = PersonChange(
        person=user,
        kind=kind,
        wanted=wanted,
        before=before,
        changes=_in_words(kind, before, wanted),
        reason=reason,
        label=f"{kind.label}: {user}"[:200],
    )
    try:
        with transaction.atomic():
            propose(obj=change, by=by)
    except IntegrityError as error:
        raise DomainError(
            f"This account already has a change that is waiting for a decision. Refuse it first: {user}."
        ) from error
    letters.tell_of_proposal(change, {user.email})
    return change


def state_of(change: PersonChange) -> dict[str, Any]:
    """The account that a change is about, as it stands now."""
    return _state(User.objects.get(pk=change.person_id))


def carry_out(change: PersonChange, by: User) -> None:
    """Do what was proposed and is confirmed now, inside the transaction of the approval."""
    user = User.objects.select_for_update(of=("self",)).get(pk=change.person_id)
    assert change.submitted_by is not None
    if change.kind == PersonChangeKind.REOPEN:
        _reopen(user, by)
    elif change.kind == PersonChangeKind.SECOND_FACTOR:
        _remove_second_factor(user, by, note=change.reason)
    else:
        _check_free(change.wanted["email"], user)
        _change(user, change.wanted, by=by, asked_by=change.submitted_by)


def _change(user: User, wanted: dict[str, Any], *, by: User, asked_by: User) -> None:
    """Write it, end what was open, and tell the person and the chair."""
    before, old_address, decided = _state(user), user.email, decides(user)
    user.email, user.display_name, user.organisation_id = wanted["email"], wanted["name"], wanted["organisation"]
    user.save(update_fields=["email", "display_name", "organisation"])
    user.role_grants.exclude(role__in=wanted["roles"]).delete()
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=key, granted_by=asked_by)
        for key in sorted(set(wanted["roles"]) - set(before["roles"]))
    )
    user = User.objects.get(pk=user.pk)
    both = {} if by == asked_by else {"asked_by": str(asked_by)}
    is_alone = by == asked_by and _takes_two(user, before, wanted)
    line = _note(AuditVerb.CHANGE_ACCOUNT, user, by, note=NOBODY_YET if is_alone else "", **both)
    if wanted | {"name": ""} == before | {"name": ""}:
        return
    _end_everything(user, asked_by)
    words = _in_words(PersonChangeKind.ACCOUNT, before, wanted)
    letters.tell_of_change(user, {old_address, user.email}, words, by, line.pk, chair=decided or decides(user))


def _end_everything(user: User, by: User) -> None:
    """End sessions and links, for another address, organisation or role. An open invitation is sent anew."""
    user.end_sessions()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    if user.is_active and user.invitations.open().exists():
        invite(user=user, by=by)


def _locked(user: User, by: User) -> User:
    """The account, locked, to be changed by somebody else than its owner."""
    require(by, Permission.MANAGE_USERS)
    if user.pk == by.pk:
        raise DomainError("You cannot change your own account. Ask another coordinator.")
    return User.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=user.pk)


def _state(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.display_name,
        "organisation": user.organisation_id,
        "roles": sorted(user.role_keys),
        "is_active": user.is_active,
    }


_LABELS = {"email": "Email address", "name": "Name", "organisation": "Organisation", "roles": "Roles"}


def _in_words(kind: PersonChangeKind, before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, str]]:
    """What differs, for people."""
    if kind == PersonChangeKind.REOPEN:
        return [{"label": "Account", "before": "Closed", "after": "Open, with the roles it had"}]
    if kind == PersonChangeKind.SECOND_FACTOR:
        return [{"label": "Two-step sign-in", "before": "Set up", "after": "Removed: they set it up again"}]
    return [
        {"label": label, "before": _word(name, before[name]), "after": _word(name, after[name])}
        for name, label in _LABELS.items()
        if before[name] != after[name]
    ]


def _word(name: str, value: Any) -> str:
    if name == "roles":
        return ", ".join(ROLES[key].name for key in value) or "No role"
    if name == "organisation":
        return Organisation.objects.get(pk=value).name if value else "None: independent"
    return str(value)


def _note(verb: AuditVerb, user: User, by: User, note: str = "", **more: str) -> Any:
    state = _state(User.objects.get(pk=user.pk))
    state["organisation"] = _word("organisation", state["organisation"]) if state["organisation"] else ""
    return record(verb=verb, by=by, obj=user, note=note, data={**state, **more})
