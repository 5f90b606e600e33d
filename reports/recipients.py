"""Who a published edition was sent to, and before whom it was laid."""

import datetime
from dataclasses import dataclass

from reports.models import Edition
from reports.recipient_roles import ROLES_BY_KEY, roles_for

__all__ = ["Sent", "roles_for", "sent_to"]


@dataclass(frozen=True)
class Sent:
    """One reader to whom an edition was sent.

    `role` is a key of `recipient_roles`, `requirement_ids` the requirements that ask for this reader. A requirement
    that asks for two readers is met when both were sent it: `roles_for(requirement_id)` names them all.
    `how` is "By e-mail" and the like, in words.
    """

    role: str
    requirement_ids: tuple[str, ...]
    on: datetime.date
    how: str


def sent_to(edition: Edition) -> list[Sent]:
    """Everybody to whom the edition was sent, in the order in which it was. One query."""
    return [
        Sent(one.role, ROLES_BY_KEY[one.role].requirement_ids, one.sent_on, one.get_how_display())
        for one in edition.recipients.all()
    ]
