"""Who a published edition was sent to, and before whom it was laid."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from reports.editions.models.edition import Edition
from reports.editions.models.recipient import Recipient
from reports.editions.recipient_roles import RECIPIENT_ROLES, ROLES_BY_KEY, RecipientRole, roles_for

__all__ = ["Sent", "not_sent_yet", "roles_for", "sent_to"]


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
    """Everybody to whom the edition was sent, in the order in which it was. One query.

    The portal's own e-mail counts from the day on which the mail server took it; until then it is not sent.
    """
    sent = [
        Sent(one.role, ROLES_BY_KEY[one.role].requirement_ids, on, one.get_how_display())
        for one in edition.recipients.select_related("letter")
        if (on := left_on(one)) is not None
    ]
    return sorted(sent, key=lambda one: one.on)


def left_on(recipient: Recipient) -> datetime.date | None:
    """The day on which it left; None while the mail server has not taken it. `letter` has to be loaded with it."""
    if recipient.letter is None:
        return recipient.sent_on
    return None if recipient.letter.sent_at is None else timezone.localdate(recipient.letter.sent_at)


def not_sent_yet(recipients: list[Recipient]) -> list[RecipientRole]:
    """Those named by law for whom nothing is written down yet, in the order of the list."""
    written = {one.role for one in recipients}
    return [role for role in RECIPIENT_ROLES if role.requirement_ids and role.key not in written]
