"""Devices on which somebody has signed in before: their attempts are counted apart from those of strangers.

Otherwise whoever types ten wrong passwords anywhere keeps the right person out.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse  # noqa: TID251 (cookies)

from bcssp.accounts.one_address import account_of
from partnership.models import User

NAME = "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"
LIFE = 90 * 24 * 3600
_SALT = "bcssp.known-device"
# On one device so many people.
_MOST = 5


def _read(request: HttpRequest) -> tuple[str, dict[str, str]]:
    """The name of the device, and the accounts that signed in there with how they stood: nothing where it is forged."""
    try:
        kept = signing.loads(request.COOKIES.get(NAME, ""), salt=_SALT, max_age=LIFE)
        return str(kept["device"]), dict(kept["people"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return "", {}


def _mark(user: User) -> str:
    """Changes with the password and whenever sessions are ended: then the device is a stranger's again."""
    return user.get_session_auth_hash()[:16]


def known_device(request: HttpRequest, address: str) -> str:
    """The name of the device where this person has signed in before; empty for a stranger's."""
    device, people = _read(request)
    user = account_of(address) if people else None
    return device if user is not None and people.get(str(user.pk)) == _mark(user) else ""


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Keep that the person signed in here."""
    device, people = _read(request)
    others = [(pk, mark) for pk, mark in people.items() if pk != str(user.pk)][-(_MOST - 1) :]
    kept = {"device": device or secrets.token_urlsafe(12), "people": {**dict(others), str(user.pk): _mark(user)}}
    response.set_cookie(
        NAME,
        signing.dumps(kept, salt=_SALT),
        max_age=LIFE,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
