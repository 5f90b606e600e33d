"""Sign-in: by invitation only."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare

from partnership.models import User

_BEGUN_WITH = "sign_in_begun_with"


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves: the coordinator does."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # The same for an account that is there and for one that is not.
        "email_password_mismatch": "The email address or password is not correct. Check both, or select "
        "“Forgotten your password?”.",
        "enter_current_password": "This is not your current password. Enter it again.",
        "incorrect_password": "This is not your password. Enter it again.",
        "account_inactive": "This account is closed. Ask the coordinator to reopen it.",
        "too_many_login_attempts": "Too many attempts to sign in. Wait a few minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Keep which account this sign-in began with: it may be changed before the second step is taken."""
        request.session[_BEGUN_WITH] = user.get_session_auth_hash()
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, unless the account was changed since the password was typed."""
        begun_with = request.session.pop(_BEGUN_WITH, "")
        if not constant_time_compare(begun_with, user.get_session_auth_hash()):
            clear_login(request)
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        super().login(request, user)


def display_name(user: User) -> str:
    """How sign-in pages call the person."""
    return str(user)


def keep_no_account_page(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Have no browser keep a page of the account: it may show the secret of the second step, or recovery codes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        name = request.resolver_match.url_name if request.resolver_match else ""
        if (name or "").startswith(("account_", "mfa_")):
            add_never_cache_headers(response)
        return response

    return middleware
