"""What hangs on a person whose account is closed: seats, scheduled reports, roles that nobody else holds."""

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from partnership.models import RoleGrant, Seat, User
from partnership.roles import ROLES
from reports.models import Edition, EditionState
from review.consequences import Consequence

# Roles without which something stops for everybody.
_NEEDED = ("coordinator", "chair", "scrutineer")


def consequences(item: Model) -> list[Consequence]:
    """For an account that is open. Three queries."""
    if not isinstance(item, User) or not item.is_active:
        return []
    return [*_seats(item), *_scheduled(item), *_roles(item)]


def _seats(person: User) -> list[Consequence]:
    held = Seat.objects.current(timezone.localdate()).filter(holder=person).select_related("group")
    effect = "the seat stays in their name. Say who follows, or no one can sign for it."
    return [Consequence(str(seat), effect, reverse("partnership:seat-edit", args=[seat.pk])) for seat in held]


def _scheduled(person: User) -> list[Consequence]:
    editions = Edition.objects.filter(scheduled_by=person, state=EditionState.READY, held_at=None)
    effect = "they scheduled it, so it will not be published at its time. Someone else has to schedule it."
    return [
        Consequence(str(edition), effect, reverse("admin:report-edition", args=[edition.pk]))
        for edition in editions.select_related("year").defer("frozen")
    ]


def _roles(person: User) -> list[Consequence]:
    others = RoleGrant.objects.filter(role__in=_NEEDED, user__is_active=True).exclude(user=person)
    covered = set(others.values_list("role", flat=True))
    effect = "no one else has this role. What only they can do waits until someone does."
    return [
        Consequence(ROLES[role].name, effect) for role in _NEEDED if role in person.role_keys and role not in covered
    ]
