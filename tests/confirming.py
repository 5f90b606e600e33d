"""Stand for a person who has just typed the password again, in a browser that the tests signed in."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client

from partnership.models import User


def confirm(client: Client, user: User, method: str = "password", *, lasts: float = 0) -> None:
    """Sign in a person who has just confirmed it by `password`, by a code (`totp`) or by a passkey (`webauthn`).

    It holds for the minutes that it does, and `lasts` seconds more.
    """
    client.force_login(user)
    session = client.session
    note(session, user, method, lasts=lasts)
    session.save()


def note(session: SessionBase, user: User, method: str = "password", *, lasts: float = 0) -> None:
    """Write into a session what the sign-in pages write there."""
    by = {"method": "password"} if method == "password" else {"method": "mfa", "type": method}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**by, "at": time.time() + lasts, "reauthenticated": True}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
