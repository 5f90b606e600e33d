"""The forms of the sign-in pages in our words. What they check is allauth's."""

from typing import Any, ClassVar

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django.urls import reverse
from django.utils.html import format_html

from bcssp.accounts.one_address import account_of


class OwnWords:
    """Gives the fields of a form the names that people read."""

    words: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.words.items():
            self.fields[name].label = label  # type: ignore[attr-defined]


class SignInForm(OwnWords, LoginForm):
    """Address and password."""

    words: ClassVar[dict[str, str]] = {"login": "Email address", "remember": "Stay signed in on this device"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = format_html(
            '<a class="govuk-link" href="{}">Forgotten your password?</a>', reverse("account_reset_password")
        )


class AskForPasswordForm(OwnWords, ResetPasswordForm):
    """The address to which the link for a new password goes."""

    words: ClassVar[dict[str, str]] = {"email": "Email address"}

    def clean_email(self) -> str:
        """Find the open account with this address. A former address finds none."""
        address: str = self.cleaned_data["email"]
        found = account_of(address)
        self.users = [found] if found is not None and found.is_active else []
        return address


class NewPasswordForm(OwnWords, ResetPasswordKeyForm):
    """The new password, behind the link."""

    words: ClassVar[dict[str, str]] = {"password1": "New password", "password2": "Enter the new password again"}


class FirstPasswordForm(OwnWords, SetPasswordForm):
    """The first password, behind the link of an invitation."""

    words: ClassVar[dict[str, str]] = {"password1": "Password", "password2": "Enter the password again"}


class OtherPasswordForm(OwnWords, ChangePasswordForm):
    """Another password, for who knows the present one."""

    words: ClassVar[dict[str, str]] = {"oldpassword": "Current password", **NewPasswordForm.words}
