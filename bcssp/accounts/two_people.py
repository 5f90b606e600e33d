"""Who decides, and when it takes two people of different organisations to change that."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership.models import Seat, User
from partnership.models.group import GroupKind
from partnership.permissions import Permission
from partnership.roles import DECIDING, ROLES

# The roles of those who confirm what the coordinator proposes.
_CONFIRM = [role.key for role in ROLES.values() if Permission.REVIEW in role.permissions]
NOBODY_YET = "No one from another organisation could confirm it: none who decides has set up an account yet."


def decides(user: User) -> bool:
    """Whether the person holds a role that decides, or sits on a board or will."""
    return bool(DECIDING & user.role_keys) or deciding_seats().filter(Q(holder=user) | Q(deputy=user)).exists()


def deciding_seats() -> QuerySet[Seat]:
    """Seats on boards whose term has not ended."""
    going_on = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    return Seat.objects.filter(going_on, group__kind=GroupKind.BOARD, is_vacant=False)


def other_deciders(by: User) -> QuerySet[User]:
    """Accounts, open or closed, that could confirm what this person proposes: they have set a password."""
    elsewhere = Q(organisation__isnull=True) | ~Q(organisation=by.organisation_id)
    others = User.objects.filter(elsewhere, role_grants__role__in=_CONFIRM).exclude(pk=by.pk)
    return others.exclude(password="").exclude(password__startswith="!").distinct()  # noqa: S106 (none)


def is_beginning(by: User) -> bool:
    """Whether nobody could confirm what this person proposes, for nobody else who decides has come yet.

    It ends for ever when the first such person accepts the invitation: a closed account counts, and the roles of such
    people are taken away by two people only. Until then who is invited confirms their own part by accepting it, and the
    first to come are mailed who decides by then (`letters.tell_who_decides`).
    """
    return not other_deciders(by).exists()
