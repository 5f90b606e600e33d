"""Who somebody is: the address in the account's own row, and no other.

Allauth keeps addresses in a table of its own and would let people in by each of them. Here that table says only that
the address of the account was proved; triggers keep it so (`bcssp/migrations`).
"""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from partnership.models import User


def account_of(address: str) -> User | None:
    """The account with this address, whatever its case, open or closed."""
    return User.objects.filter(email=address.strip().lower()).first()


class OneAddressBackend(AuthenticationBackend):
    """Looks up the account by its own address."""

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        user: User | None = self._check_password(account_of(email), password)
        return user


class OneAddressTokens(PasswordResetTokenGenerator):
    """Links for a new password. One works until the password or the address changes, or sessions are ended."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.email}{user.sessions_ended}"
