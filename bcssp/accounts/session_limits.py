"""Sessions end by themselves: after a time without a request, and after a day's work whatever happens."""

import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest  # noqa: TID251 (a middleware)
from django.utils.functional import SimpleLazyObject

from bcssp.accounts.two_people import decides
from partnership.models import User

BEGAN, SEEN, IDLE = "began", "seen", "idle"
# A request sooner than this after the last one is not written down: seconds.
FINENESS = 60


def begin_session(request: HttpRequest, user: User) -> None:
    """Write down when somebody signed in. Roles that change end every session, so one limit holds for all of it."""
    idle = settings.IDLE_SECONDS_DECIDING if decides(user) else settings.IDLE_SECONDS
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    request.session[IDLE] = idle


def is_over(session: Mapping[str, Any] | SessionBase) -> bool:
    """Whether a session has been idle or has lasted too long."""
    if session.get(IDLE) is None:
        # It did not begin on the sign-in page: its cookie ends it.
        return False
    now = int(time.time())
    return now - session[SEEN] > session[IDLE] or now - session[BEGAN] > settings.SESSION_COOKIE_AGE


def user_within_limits(request: HttpRequest) -> User | AnonymousUser:
    """Who is signed in; nobody, and the session is over, where it has been idle or has lasted too long."""
    user = get_user(request)
    if not isinstance(user, User):
        return AnonymousUser()
    session, now = request.session, int(time.time())
    if is_over(session):
        session.flush()
        return AnonymousUser()
    if IDLE in session and now - session[SEEN] >= FINENESS:
        session[SEEN] = now
    # For the log of what was refused (`bcssp.references`).
    request.account = user.pk  # type: ignore[attr-defined]
    return user


class LimitedSessions(AuthenticationMiddleware):
    """Django's own, within limits. A page that asks for no user reads no session, as before."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: user_within_limits(request))  # type: ignore[assignment]
