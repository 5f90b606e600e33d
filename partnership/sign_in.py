"""What sign-in knows of an account."""

from enum import StrEnum

from allauth.mfa.utils import is_mfa_enabled

from partnership.models import User


def has_second_factor(user: User) -> bool:
    """Whether a second factor is set up for the account."""
    return bool(is_mfa_enabled(user))


class Confirmation(StrEnum):
    """How a person showed it."""

    PASSWORD = "password"  # noqa: S105 (a word)
    CODE = "code"
    PASSKEY = "passkey"
