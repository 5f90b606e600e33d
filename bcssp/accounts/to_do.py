"""Invitations that expired before they were used."""

from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission
from partnership.models import Invitation, User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind


def to_do(user: User) -> list[Task]:
    """For who looks after accounts. One query."""
    if not has_permission(user, Permission.MANAGE_USERS):
        return []
    expired = Invitation.objects.open().filter(expires_at__lt=timezone.now(), user__is_active=True)
    return [
        Task(
            TaskKind.RENEW,
            f"Invite {one.user} again",
            reverse("person", args=[one.user_id]),
            "The link expired before it was used",
            since=timezone.localdate(one.expires_at),
        )
        for one in expired.select_related("user")
    ]
