"""Sign-in: by invitation only."""

import secrets
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare

from bcssp.accounts.known_device import known_device, remember_device
from bcssp.accounts.session_limits import begin_session
from partnership.models import User
from partnership.wording import absolute
from publication.queue import hint_now, once_committed
from review.notifications import enqueue_to_address
from review.tasks import send_notifications
from ui.forms import MOST_OF_ADDRESS

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
        begin_session(request, user)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Remember the device on which the person came in."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, response, user)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords of a known device apart: those of strangers never keep its owner out."""
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{known_device(request, str(credentials.get('email', '')))}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Owe the mail as all other mail, as a secret one, and ask the worker to send it at once."""
        if len(email) > MOST_OF_ADDRESS:
            return
        mail = self.render_mail(template_prefix, email, {"email": email, "site_url": settings.SITE_URL, **context})
        # One account's own addresses and hours say who asks: every asking is a letter of its own.
        key = f"sign-in:{secrets.token_hex(16)}"
        enqueue_to_address(email, key=key, subject=str(mail.subject), body=str(mail.body), is_secret=True)
        once_committed(lambda: hint_now(send_notifications))

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the person, at the address of the account, that password or second step changed."""
        self.send_mail(template_prefix, email or user.email, {"when": timezone.now(), **(context or {})})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link starts with SITE_URL, whatever host was asked."""
        uid, _, token = key.partition("-")
        return absolute(reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token}))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The same for the link that proves an address."""
        return absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))


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
