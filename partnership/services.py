"""What is done to years, structure and accounts. Reference data keep their history (django-simple-history)."""

import datetime
from collections.abc import Iterable
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from partnership.authorization import require
from partnership.exceptions import DomainError, WrongState
from partnership.models import Arm, Group, Organisation, ReportingYear, RoleGrant, Seat, User
from partnership.models.group import GroupKind
from partnership.models.organisation import OrganisationKind
from partnership.models.year import year_bounds
from partnership.permissions import Permission
from partnership.profile import Profile
from partnership.roles import ROLES
from partnership.slugs import free_slug

S = TypeVar("S", Organisation, Group, Seat)
# The fields of organisations, groups and seats that people type and readers see.
_NAMES = ("name", "short_name", "title")
_READ_BY_ALL = (*_NAMES, "terms_of_reference")


@transaction.atomic
def found_partnership(
    *,
    profile: Profile,
    council: dict[str, Any],
    coordinator_email: str,
    coordinator_name: str,
    password: str | None = None,
) -> User:
    """Begin: the arms of the profile, the organisation that hosts the partnership, the first coordinator.

    Works once, in an empty database: from then on the coordinator adds people. Raises `WrongState` afterwards.
    """
    if User.objects.exists() or Organisation.objects.exists():
        raise WrongState("The partnership already exists. Ask its coordinator to add you.")
    for order, arm in enumerate(profile.arms):
        Arm.objects.create(slug=arm.slug, name=arm.name, order=order)
    # By law a local authority is a safeguarding partner of its area: its seat on the board signs the report.
    is_partner = council.get("kind") == OrganisationKind.LOCAL_AUTHORITY
    host = Organisation.objects.create(**{"is_statutory_partner": is_partner, **council})
    coordinator = User.objects.create_user(
        coordinator_email, password, display_name=coordinator_name, organisation=host
    )
    RoleGrant.objects.create(user=coordinator, role="coordinator")
    return coordinator


@transaction.atomic
def add_organisation(*, by: User, **fields: Any) -> Organisation:
    """Add a member or relevant body."""
    require(by, Permission.MANAGE_STRUCTURE)
    return _saved(Organisation(**fields), by)


@transaction.atomic
def add_group(*, by: User, arms: Iterable[str] = (), **fields: Any) -> Group:
    """Add a board, delivery group or subgroup; `arms` are slugs."""
    require(by, Permission.MANAGE_STRUCTURE)
    group = _saved(Group(**fields), by)
    group.arms.set(Arm.objects.filter(slug__in=list(arms)))
    return group


@transaction.atomic
def add_seat(*, by: User, **fields: Any) -> Seat:
    """Add a seat with its term; `is_vacant=True` where nobody holds it."""
    require(by, Permission.MANAGE_STRUCTURE)
    return _saved(Seat(**fields), by)


@transaction.atomic
def keep(*, obj: S, by: User, arms: Iterable[Arm] | None = None) -> S:
    """Save an organisation, a group or a seat as a page's form gives it; a new one gets an address of its name.

    The address stays as it is when the name changes, so that links keep working. Raises `ValidationError` where the
    rows contradict each other.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    if isinstance(obj, Group):
        _check_no_board_of_seats(obj)
    if isinstance(obj, Organisation | Group) and not obj.slug:
        obj.slug = free_slug(type(obj), obj.name)
    _saved(obj, by)
    if isinstance(obj, Group) and arms is not None:
        obj.arms.set(arms)
    return obj


def _check_no_board_of_seats(group: Group) -> None:
    """Seats on a board are agreed by two people, those of other groups are not: so none becomes a seat on a board."""
    was = Group.objects.filter(pk=group.pk).exclude(kind=GroupKind.BOARD)
    if group.kind == GroupKind.BOARD and was.filter(seats__is_vacant=False).exists():
        raise DomainError("A group with seats cannot become a board. Add a new board, then add its seats.")


@transaction.atomic
def add_person(
    *,
    by: User,
    email: str,
    display_name: str,
    roles: Iterable[str],
    organisation: Organisation | None,
    password: str | None = None,
) -> User:
    """Give somebody an account with roles. Who decides independently belongs to no organisation.

    Without a password nobody can sign in until the person sets one by the link of an invitation.

    Raises `DomainError` for a role that is not known, or where role and organisation do not go together.
    """
    require(by, Permission.MANAGE_USERS)
    keys = list(roles)
    check_roles(keys, organisation)
    if User.objects.filter(email=email.lower()).exists():
        raise DomainError(f"{email} already has an account.")
    user = User.objects.create_user(email, password, display_name=display_name, organisation=organisation)
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=key, granted_by=by) for key in keys])
    return user


def check_roles(keys: Iterable[str], organisation: Organisation | None) -> None:
    """Raise `DomainError` where a role is not known, or does not go together with the organisation.

    A board member of no organisation would have no conflict of interest with anybody's work.
    """
    for key in keys:
        if key not in ROLES:
            raise DomainError(f"The role “{key}” does not exist. Select from {', '.join(ROLES)}.")
        if key in {"chair", "scrutineer"} and organisation is not None:
            raise DomainError(f"The role {ROLES[key].name.lower()} is independent. Leave the organisation blank.")
        if key in {"partner", "board_member"} and organisation is None:
            raise DomainError(f"The role {ROLES[key].name.lower()} needs an organisation. Select one.")


@transaction.atomic
def open_year(*, slug: str, by: User, is_illustrative: bool = False) -> ReportingYear:
    """Open a reporting year, such as `2022-23`, with what it brings: its returns are planned in the same transaction.

    Opening it again changes nothing. `is_illustrative` marks all of it as made up.

    Raises `DomainError` for what is not a financial year.
    """
    require(by, Permission.CLOSE_YEAR)
    try:
        starts_on, ends_on = year_bounds(slug)
    except ValueError as error:
        raise DomainError(str(error)) from error
    fields = {"starts_on": starts_on, "ends_on": ends_on, "is_illustrative": is_illustrative}
    year, is_new = ReportingYear.objects.get_or_create(slug=slug, defaults=fields)
    if is_new:
        for name in settings.WHEN_A_YEAR_OPENS:
            import_string(name)(year, by=by)
    return year


@transaction.atomic
def close_year(*, year: ReportingYear, by: User) -> ReportingYear:
    """Close a year: it takes no more entries. Closing it again changes nothing."""
    require(by, Permission.CLOSE_YEAR)
    ReportingYear.objects.filter(pk=year.pk, closed_at__isnull=True).update(closed_at=timezone.now(), closed_by=by)
    year.refresh_from_db()
    return year


def current_year(today: datetime.date | None = None) -> str:
    """Slug of the financial year that a day falls into, without asking the database."""
    day = today or timezone.localdate()
    start = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return f"{start}-{(start + 1) % 100:02d}"


def _saved(obj: Any, by: User) -> Any:
    """Check and save reference data; its history names who changed it. Raises `DomainError` for its words."""
    obj._history_user = by
    obj.full_clean()
    texts = {name: getattr(obj, name, "") for name in _READ_BY_ALL}
    import_string(settings.HOLDS_TEXTS)(of_bodies=_NAMES, **{name: text for name, text in texts.items() if text})
    obj.save()
    return obj
