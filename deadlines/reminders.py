"""Who is reminded of what on a day, and the sending. The worker and the preview page both call it."""

import datetime
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from deadlines.asked import Asked, Letter
from deadlines.models import ReminderBase, ReminderKind
from deadlines.steps import FRESH, QuietHours, may_send, next_allowed, steps_of_day
from deadlines.working_days import ONE_DAY, is_working_day
from partnership.models import User
from partnership.permissions import Permission
from partnership.roles import ROLES
from review.audit import record
from review.audit_verbs import AuditVerb
from review.notifications import cancel_notification, enqueue

logger = logging.getLogger(__name__)

# A long holiday can put a step some days later than counted; what is due within this margin is looked at.
MARGIN = datetime.timedelta(days=14)
AskedT = TypeVar("AskedT", bound=Asked[Any])


def people_with(permission: Permission) -> QuerySet[User]:
    """Everybody with an active account whose role holds the permission."""
    roles = [key for key, role in ROLES.items() if permission in role.permissions]
    return User.objects.filter(is_active=True, role_grants__role__in=roles).distinct().order_by("email")


def people_by_organisation(permission: Permission, organisations: Iterable[int]) -> dict[int, list[User]]:
    """Who holds the permission in each of the organisations. One query."""
    found: dict[int, list[User]] = defaultdict(list)
    for person in people_with(permission).filter(organisation__in=set(organisations)):
        found[person.organisation_id or 0].append(person)
    return found


def quiet_hours() -> QuietHours:
    """As the settings say."""
    return QuietHours(settings.REMINDERS_QUIET_FROM, settings.REMINDERS_QUIET_UNTIL)


def next_sending_time(moment: datetime.datetime) -> datetime.datetime:
    """The first time from a moment on at which reminders may go out."""
    return next_allowed(moment, timezone.get_default_timezone(), quiet_hours())


def sending_day(moment: datetime.datetime) -> datetime.date | None:
    """The day of a moment at which reminders may go out; None in quiet hours and on days off."""
    zone = timezone.get_default_timezone()
    return moment.astimezone(zone).date() if may_send(moment, zone, quiet_hours()) else None


def oldest_due(day: datetime.date) -> datetime.date:
    """What was due before this date is not reminded of on the day."""
    return day - FRESH - MARGIN - datetime.timedelta(days=settings.REMINDERS_ESCALATE_AFTER)


@dataclass(frozen=True)
class Pending(Generic[AskedT]):
    """One reminder that goes out: what caused it, to whom, and what it says."""

    asked: AskedT
    kind: ReminderKind
    cause: datetime.date
    recipients: list[User]
    letter: Letter
    on: datetime.date

    def send(self, model: type[ReminderBase], now: datetime.datetime, wait: datetime.datetime | None) -> list[User]:
        """Write the reminders and their mails, which `wait` until a time; those who were not told before."""
        about = dict(zip(model.ABOUT, self.asked.about, strict=True))
        told = []
        for person in self.recipients:
            with transaction.atomic():
                reminder, is_new = model.objects.get_or_create(
                    **about,
                    kind=self.kind,
                    recipient=person,
                    day=self.cause,
                    defaults={"created_at": now, "not_before": wait},
                )
                if is_new:
                    key, letter = reminder.mail_key, self.letter
                    enqueue(person, key=key, subject=letter.subject, body=letter.body, not_before=wait)
                    told.append(person)
        return told


class Outlook(Generic[AskedT]):
    """Everything that decides about the reminders of what is asked, read once: three queries."""

    def __init__(self, model: type[ReminderBase], asked: Sequence[AskedT]) -> None:
        self.model, self.asked = model, asked
        self.people = people_by_organisation(model.RECIPIENTS, (one.organisation.pk for one in asked))
        self.coordinators = list(people_with(Permission.MANAGE_RETURNS))
        rows = model.objects.filter(**{f"{model.ABOUT[0]}__in": {one.key[0] for one in asked}})
        self.told = {(row.about, row.kind, row.day, row.recipient_id) for row in rows}

    def on(self, today: datetime.date) -> Iterator[Pending[AskedT]]:
        """What goes out on a working day, if nothing more is sent before. Who was told is left out."""
        for one in self.asked:
            asked = one.on(today)
            steps = steps_of_day(asked.dates, today, escalate_after=settings.REMINDERS_ESCALATE_AFTER)
            for step in steps if asked.missing else ():
                kind, cause = ReminderKind(step.occasion.value), step.cause
                people = self._recipients(asked, kind)
                left = [person for person in people if (asked.key, kind, cause, person.pk) not in self.told]
                yield Pending(asked, kind, cause, left, self._letter(asked, kind, today), today)

    def ahead(self, first: datetime.date, last: datetime.date) -> Iterator[Pending[AskedT]]:
        """What will go out from a day to another one, each thing once, on the day on which it would."""
        seen = set()
        day = first
        while day <= last:
            for pending in self.on(day) if is_working_day(day) else ():
                key = (pending.asked.key, pending.kind, pending.cause)
                # Somebody without an account is told nothing, but who looks ahead should see that.
                nobody_at_all = not self._recipients(pending.asked, pending.kind)
                if key not in seen and (pending.recipients or nobody_at_all):
                    yield pending
                seen.add(key)
            day += ONE_DAY

    def send(self, today: datetime.date, now: datetime.datetime) -> int:
        """Write what goes out on the day, as mail that is owed; how many."""
        return sum(len(pending.send(self.model, now, None)) for pending in self.on(today))

    def _recipients(self, asked: AskedT, kind: ReminderKind) -> list[User]:
        own = self.people.get(asked.organisation.pk, [])
        return self.coordinators if kind == ReminderKind.ESCALATED else own

    def _letter(self, asked: AskedT, kind: ReminderKind, today: datetime.date) -> Letter:
        if kind != ReminderKind.ESCALATED:
            return asked.letter(kind, today)
        return asked.letter_to_coordinator([str(one) for one in self.people.get(asked.organisation.pk, [])], today)


def send_due_of_each(
    model: type[ReminderBase],
    asking: QuerySet[Any],
    asked: Callable[[Any, datetime.date], Sequence[Asked[Any]]],
    now: datetime.datetime | None = None,
) -> int:
    """Write every reminder that is due now, as mail that is owed; how many. Nothing in quiet hours and on days off.

    `asking` are the rows with dates; `asked` gives what one of them asks for on a day. One whose reminders cannot be
    made is logged and left for the next time: the others are reminded all the same.
    """
    at = now or timezone.now()
    today = sending_day(at)
    if today is None:
        return 0
    sent = 0
    near = asking.filter(due_on__gte=oldest_due(today), opens_on__lte=today).select_related("year")
    for one in near.order_by("due_on", "pk"):
        try:
            with transaction.atomic():
                sent += Outlook(model, asked(one, today)).send(today, at)
        except Exception:
            logger.exception("Reminders for %s could not be created", one)
    return sent


@transaction.atomic
def cancel_needless(waiting: Sequence[ReminderBase], asked: Iterable[Asked[Any]]) -> int:
    """Take back those of the chases that wait for which nothing of what is `asked` is missing any more; how many."""
    missing = {one.key for one in asked if one.missing}
    needless: dict[Any, int] = defaultdict(int)
    for reminder in waiting:
        # What went out meanwhile stays.
        if reminder.about not in missing and cancel_notification(reminder.mail_key):
            needless[getattr(reminder, reminder.ABOUT[0])] += 1
            reminder.delete()
    for about, mails in needless.items():
        record(verb=AuditVerb.CANCEL_REMINDER, by=None, obj=about, data={"mails": mails})
    return sum(needless.values())
