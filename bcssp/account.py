"""Sign-in: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from partnership.models import User


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves: the coordinator does."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


def display_name(user: User) -> str:
    """How sign-in pages call the person."""
    return str(user)
