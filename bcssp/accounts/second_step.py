"""The second step: codes work once, and what is said when one does not."""

from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from bcssp.accounts import secrets_at_rest
from bcssp.accounts.sign_in_forms import OwnWords


class SecondStepAdapter(DefaultMFAAdapter):
    """Our words, and secrets that are encrypted at rest."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not correct. Enter the code that your app shows now. If it is refused again, "
        "set the clock of your phone to automatic time.",
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until its owner says so."""
        return "My passkey"

    def encrypt(self, text: str) -> str:
        return secrets_at_rest.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets_at_rest.decrypt(encrypted_text)


class _CodeOnce(OwnWords):
    """Refuses a code of the app that was taken before, for as long as it would be right: also as the step before."""

    words = {"code": "Code"}

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        used: Any = self.authenticator  # type: ignore[attr-defined]
        if used.type == Authenticator.Type.TOTP:
            steps = 2 * app_settings.TOTP_TOLERANCE + 2
            key = f"second-step:{used.user_id}:{''.join(code.split())}"
            if not cache.add(key, True, steps * app_settings.TOTP_PERIOD):
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_CodeOnce, AuthenticateForm):
    """The code at sign-in."""


class CodeAgainForm(_CodeOnce, ReauthenticateForm):
    """The code once more, before something is done in one's name."""
