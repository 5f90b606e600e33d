"""Who can decide on a thing, and who is next."""

from collections.abc import Iterable

from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.roles import ROLES
from review.models import Reviewable

# What stands in one person's name is approved by holders of these alone.
IN_ONE_NAME = frozenset({Permission.APPROVE_FOREWORD, Permission.APPROVE_SCRUTINY})
_DECIDING = IN_ONE_NAME | {Permission.REVIEW, Permission.SET_DISCLOSURE}
_DECIDING_ROLES = [role.key for role in ROLES.values() if _DECIDING & role.permissions]


def reviewers() -> list[User]:
    """Every active account that may decide on some kind of thing, with organisation and roles read (two queries)."""
    people = (
        User.objects.filter(is_active=True, role_grants__role__in=_DECIDING_ROLES)
        .select_related("organisation")
        .prefetch_related("role_grants")
        .distinct()
        .order_by("email")
    )
    return list(people)


def deciders_in_words(permission: Permission) -> str:
    """The roles that hold the permission: “board member or independent chair”."""
    return " or ".join(role.name.lower() for role in ROLES.values() if permission in role.permissions)


def is_chair(user: User) -> bool:
    """Whether the person is the independent chair."""
    return any(grant.role == "chair" for grant in user.role_grants.all())


def without_conflict(item: Reviewable, people: Iterable[User]) -> list[User]:
    """Those of `people` who neither wrote nor submitted the thing, whom it is not about, of another organisation."""
    barred = {item.created_by_id, item.edited_by_id, item.submitted_by_id, *item.about_people()}
    return [
        person
        for person in people
        if person.pk not in barred
        and (person.organisation_id is None or person.organisation_id != item.organisation_id)
    ]


def next_reviewers(item: Reviewable, people: Iterable[User]) -> tuple[list[User], bool]:
    """Who is next, and whether the thing went to the chair because every board member has a conflict."""
    wanted = item.approval_permission()
    free = [person for person in without_conflict(item, people) if has_permission(person, wanted)]
    if wanted in IN_ONE_NAME:
        return free, False
    board = [person for person in free if not is_chair(person)]
    if board:
        return board, False
    return [person for person in free if is_chair(person)], True
