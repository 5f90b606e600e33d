"""Coordinators hear of a fault by email, sent at once by whoever saw it: the queue may be what has failed."""

import datetime
import logging
import time
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import DatabaseError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from bcssp.health.checks import OK, TITLES
from partnership.models import Installation, User
from partnership.wording import absolute
from review.notifications import HEADERS

# A fault that lasts this long is told of: seconds. The same ones are told of again after a day.
LASTS = 10 * 60
AGAIN = datetime.timedelta(days=1)
logger = logging.getLogger(__name__)
_since: dict[str, float] = {}
# Where the database is away: whom it named last, and what they were told.
_addresses: list[str] = []
_told_alone = ""


def tell_of_faults(answers: dict[str, str], now: float | None = None) -> bool:
    """Email the coordinators about what has been wrong for a while; whether an email went out.

    A copy that is held tells nobody. However many processes look, one of them tells.
    """
    lasting = _lasting(answers, time.monotonic() if now is None else now)
    addresses = _coordinators()
    is_held = answers.get("database") == OK and answers.get("installation", OK) != OK
    names = ",".join(lasting)
    if not lasting or is_held or not addresses or not _is_mine(names):
        return False
    lines = "\n".join(f"{TITLES.get(name, name)}: {words}" for name, words in lasting.items())
    body = (
        f"Something in the portal has not worked for {LASTS // 60} minutes or more:\n\n{lines}\n\n"
        "Ask the people who run the portal to look into it. The page below shows the current status.\n\n"
        f"{absolute(reverse('portal-health'))}\n"
    )
    try:
        EmailMessage(subject="The portal needs attention", body=body, to=addresses, headers=HEADERS).send()
    except (SMTPException, OSError) as error:
        logger.error("The email that the portal needs attention failed: %s", error)
        return False
    return True


def _lasting(answers: dict[str, str], now: float) -> dict[str, str]:
    """What has been wrong for long enough."""
    wrong = {name: words for name, words in answers.items() if words != OK and name in TITLES}
    for name in list(_since):
        if name not in wrong:
            del _since[name]
    for name in wrong:
        _since.setdefault(name, now)
    return {name: words for name, words in wrong.items() if now - _since[name] >= LASTS}


def _is_mine(names: str) -> bool:
    """Whether this process tells of it: nobody has, or a day ago. Without a database each process tells once."""
    global _told_alone  # noqa: PLW0603 (of the process)
    now = timezone.now()
    told = Q(told=names[:200], told_at__gte=now - AGAIN)
    try:
        row = Installation.objects.filter(pk=Installation.ONLY).exclude(told)
        return row.update(told=names[:200], told_at=now) == 1
    except DatabaseError:
        is_new = _told_alone != names
        _told_alone = names
        return is_new


def _coordinators() -> list[str]:
    """Their addresses; those of last time where the database is away."""
    try:
        people = User.objects.filter(is_active=True, role_grants__role="coordinator").distinct().order_by("email")
        _addresses[:] = people.values_list("email", flat=True)
    except DatabaseError:
        logger.warning("Using the coordinators’ addresses that were known last")
    return list(_addresses)


def forget() -> None:
    """Begin anew, as a process does."""
    global _told_alone  # noqa: PLW0603 (of the process)
    _since.clear()
    _addresses.clear()
    _told_alone = ""
