"""Sign-ins, failures, passwords and factors in the log: numbers of accounts, never what was typed."""

import logging
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.http import HttpRequest  # noqa: TID251 (what signals carry)

from bcssp.accounts.one_address import account_of

logger = logging.getLogger("bcssp.sign_in")


def _say(what: str, request: HttpRequest | None, user: Any) -> None:
    # What a proxy says of where a request comes from stands in the access log, on the line of the same moment.
    where = request.META.get("REMOTE_ADDR", "-") if request is not None else "-"
    logger.info("%s: account %s from %s", what, getattr(user, "pk", None) or "unknown", where)


def _failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    address = credentials.get("email") or credentials.get("username") or ""
    _say("password refused", request, account_of(str(address)))


def _listener(what: str) -> Any:
    def listen(sender: Any, request: HttpRequest | None = None, user: Any = None, **kwargs: Any) -> None:
        _say(what, request, user)

    return listen


_SIGNALS = (
    (account.user_logged_in, _listener("signed in")),
    (auth.user_logged_out, _listener("signed out")),
    (auth.user_login_failed, _failed),
    (account.password_changed, _listener("password changed")),
    (account.password_reset, _listener("password set by a mailed link")),
    (mfa.authenticator_added, _listener("factor added")),
    (mfa.authenticator_removed, _listener("factor removed")),
    (mfa.authenticator_reset, _listener("recovery codes replaced")),
    (mfa.authentication_failed, _listener("code refused")),
)


def listen() -> None:
    """From now on, write down what happens."""
    for signal, listener in _SIGNALS:
        signal.connect(listener, weak=False, dispatch_uid=f"bcssp.sign_in_log:{id(listener)}")
