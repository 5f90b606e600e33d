"""Where a person is signed in: each browser, and how they sign out there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from bcssp.accounts import letters
from bcssp.accounts.session_limits import SEEN, is_over
from partnership.authorization import require
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb

# What browsers call themselves; the first that stands in it is the one, since others say that they are like it.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SignedIn:
    """One browser in which somebody is signed in."""

    pk: int
    device: str
    address: str
    since: datetime
    seen: datetime
    is_this: bool


def device_words(user_agent: str) -> str:
    """Browser and system in words, as in “Firefox on Windows”."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or (f"A browser on {system}" if system else "Unknown browser")


def _alive(user: User) -> Iterator[tuple[UserSession, dict[str, Any]]]:
    """Each browser whose session would still let the person in, with what the session holds. Takes two queries."""
    rows = UserSession.objects.filter(user=user).order_by("-created_at", "pk")
    kept = Session.objects.filter(expire_date__gt=timezone.now()).in_bulk([row.session_key for row in rows])
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    for row in rows:
        data = kept[row.session_key].get_decoded() if row.session_key in kept else {}
        begun_with = str(data.get(HASH_SESSION_KEY, ""))
        if any(constant_time_compare(begun_with, one) for one in hashes) and not is_over(data):
            yield row, data


def signed_in(user: User, this: str | None) -> list[SignedIn]:
    """Where somebody is signed in: the browser that asks first, then the one used last. `this` is its session's key."""
    found = [
        SignedIn(
            row.pk,
            device_words(row.user_agent),
            row.ip,
            row.created_at,
            datetime.fromtimestamp(data[SEEN], UTC) if SEEN in data else row.last_seen_at,
            row.session_key == this,
        )
        for row, data in _alive(user)
    ]
    return sorted(found, key=lambda line: (line.is_this, line.seen), reverse=True)


@transaction.atomic
def sign_out_of(*, user: User, pk: int) -> str:
    """Sign a person out of one of their browsers. Says which it was; nothing where they are no longer signed in."""
    row = UserSession.objects.select_for_update().filter(user=user, pk=pk).first()
    if row is None:
        return ""
    row.end()
    record(verb=AuditVerb.END_SESSIONS, by=user, obj=user, note=device_words(row.user_agent))
    return device_words(row.user_agent)


@transaction.atomic
def sign_out_everywhere(*, user: User, by: User) -> None:
    """End every session of an account, and each link for a new password. Its owner hears when another person did it."""
    if user.pk != by.pk:
        require(by, Permission.MANAGE_USERS)
    user.end_sessions()
    UserSession.objects.filter(user=user).delete()
    line = record(verb=AuditVerb.END_SESSIONS, by=by, obj=user, note="Everywhere")
    if user.pk != by.pk:
        letters.tell_of_sign_out(user, by, line.pk)


def forget_ended() -> int:
    """Forget the browsers of sessions that are no longer kept. Returns how many."""
    gone = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return gone.delete()[0]
