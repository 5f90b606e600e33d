"""Passkeys: a device signs in for its owner, who unlocks it. Each one serves as both steps."""

from typing import Any, ClassVar

from allauth.mfa.webauthn.forms import EditWebAuthnForm, SignupWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView

from bcssp.accounts.sign_in_forms import OwnWords

_NAME = {"name": "Name of the passkey"}
_HINT = "For example: work laptop."
MOST = 60


class PasskeyForm(OwnWords, SignupWebAuthnForm):
    """A name, and what the device answered. The device has to have made sure who holds it."""

    words: ClassVar[dict[str, str]] = _NAME

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = MOST
        self.fields["name"].help_text = _HINT

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class PasskeyNameForm(OwnWords, EditWebAuthnForm):
    """Another name."""

    words: ClassVar[dict[str, str]] = _NAME

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = MOST
        self.fields["name"].help_text = _HINT
        self.fields["name"].error_messages["required"] = "Enter a name for the passkey"


class PasskeyAddView(AddWebAuthnView):
    """Add a passkey: the browser is asked for one that needs no password beside it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": begin_registration(self.request.user, True)}
        return context
