"""The mail that asks who keeps the years to open the next one: in time, and once more when it has begun."""

import datetime

from django.utils import timezone

from partnership.days import day
from partnership.models import User
from partnership.models.year import year_bounds
from partnership.permissions import Permission
from partnership.roles import ROLES
from partnership.to_do import year_to_open
from partnership.wording import absolute
from review.digests import FIRST_AT
from review.models import Notification
from review.notifications import enqueue


def remind_of_next_year(now: datetime.datetime | None = None) -> int:
    """Owe the mail to everybody who opens years, each once in time and once late; returns how many were owed now."""
    local = timezone.localtime(now or timezone.now())
    found = year_to_open(local.date()) if local.time() >= FIRST_AT else None
    if found is None:
        return 0
    slug, address = found
    starts_on, _ = year_bounds(slug)
    has_begun = starts_on <= local.date()
    stage = "begun" if has_begun else "soon"
    words = f"The year {slug} {'began' if has_begun else 'begins'} on {day(starts_on)} and is not open yet."
    body = (
        f"{words}\n\nOpen it: {absolute(address)}\n\nThat plans its returns, carries the plan and its open actions "
        "forward, and lists what you need to confirm.\n"
    )
    people = [person for person in _who_opens() if not _was_told(person, slug, stage)]
    for person in people:
        enqueue(person, key=_key(person, slug, stage), subject=f"Open the year {slug}", body=body)
    return len(people)


def _who_opens() -> list[User]:
    roles = [key for key, role in ROLES.items() if Permission.CLOSE_YEAR in role.permissions]
    people = User.objects.filter(is_active=True, role_grants__role__in=roles)
    return list(people.distinct().order_by("email"))


def _key(person: User, slug: str, stage: str) -> str:
    return f"open-year:{slug}:{stage}:{person.pk}"


def _was_told(person: User, slug: str, stage: str) -> bool:
    return Notification.objects.filter(key=_key(person, slug, stage)).exists()
