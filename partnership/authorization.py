"""Permission checks. State rules are in `review.policies`."""

from django.contrib.auth.models import AnonymousUser

from partnership.exceptions import NotAllowed
from partnership.models import User
from partnership.permissions import Permission
from partnership.roles import ROLES

Actor = User | AnonymousUser


def has_permission(user: Actor, permission: Permission) -> bool:
    """Whether one of the person's roles holds the permission. Operators (superusers) hold none by that alone."""
    return isinstance(user, User) and permission in user.held_permissions


def require(user: Actor, permission: Permission) -> None:
    """Raise `NotAllowed`, naming the roles that hold the permission, unless the person holds it."""
    if has_permission(user, permission):
        return
    roles = sorted(role.name.lower() for role in ROLES.values() if permission in role.permissions)
    raise NotAllowed(f"You cannot {permission.words}. Only the {' or '.join(roles)} can do this. Ask the coordinator.")


def belongs_to(user: Actor, organisation_id: int | None) -> bool:
    """Whether the person is of the organisation. Who has no organisation belongs to none."""
    return isinstance(user, User) and user.organisation_id is not None and user.organisation_id == organisation_id
