"""Who is reminded of what on a day, and the sending. The worker and the preview page both call it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from deadlines.asked import Asked, Letter
from deadlines.models import ReminderBase, ReminderKind
from deadlines.steps import FRESH, Occasion, QuietHours, Step, may_send, next_allowed, steps_of_day
from deadlines.working_days import ONE_DAY, is_working_day
from partnership.models import User
from partnership.permissions import Permission
from partnership.roles import ROLES
from review.audit import record
from review.notifications import cancel_notification, enqueue

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


def remind(
    asked: Asked[Any],
    *,
    kind: ReminderKind,
    day: datetime.date,
    person: User,
    letter: Letter,
    now: datetime.datetime,
    not_before: datetime.datetime | None = None,
) -> bool:
    """Write the reminder and its mail, unless the person was told before; whether it was written."""
    about = dict(zip(asked.reminders.ABOUT, asked.about, strict=True))
    with transaction.atomic():
        reminder, is_new = asked.reminders.objects.get_or_create(
            **about, kind=kind, recipient=person, day=day, defaults={"created_at": now, "not_before": not_before}
        )
        if is_new:
            enqueue(person, key=reminder.mail_key, subject=letter.subject, body=letter.body, not_before=not_before)
    return is_new


@dataclass(frozen=True)
class Pending(Generic[AskedT]):
    """One reminder that goes out on a day, to whom, and what it says."""

    asked: AskedT
    step: Step
    on: datetime.date
    recipients: list[User]
    letter: Letter

    @property
    def kind(self) -> ReminderKind:
        """As it is stored."""
        return ReminderKind(self.step.occasion.value)


class Outlook(Generic[AskedT]):
    """Everything that decides about the reminders of what is asked, all of one kind, read once: three queries."""

    def __init__(self, asked: Sequence[AskedT]) -> None:
        self.asked = asked
        self.people: dict[int, list[User]] = {}
        self.coordinators: list[User] = []
        self.told: set[tuple[tuple[int, ...], str, datetime.date, int]] = set()
        if asked:
            model = asked[0].reminders
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
                kind = ReminderKind(step.occasion.value)
                left = [
                    person
                    for person in self._recipients(asked, step)
                    if (asked.key, kind, step.cause, person.pk) not in self.told
                ]
                if kind == ReminderKind.ESCALATED:
                    names = [str(person) for person in self.people.get(asked.organisation.pk, [])]
                    letter = asked.letter_to_coordinator(names, today)
                else:
                    letter = asked.letter(kind, today)
                yield Pending(asked, step, today, left, letter)

    def ahead(self, first: datetime.date, last: datetime.date) -> Iterator[Pending[AskedT]]:
        """What will go out from a day to another one, each thing once, on the day on which it would."""
        seen: set[tuple[tuple[int, ...], Step]] = set()
        day = first
        while day <= last:
            for pending in self.on(day) if is_working_day(day) else ():
                key = (pending.asked.key, pending.step)
                # Somebody without an account is told nothing, but who looks ahead should see that.
                nobody_at_all = not self._recipients(pending.asked, pending.step)
                if key not in seen and (pending.recipients or nobody_at_all):
                    yield pending
                seen.add(key)
            day += ONE_DAY

    def send(self, today: datetime.date, now: datetime.datetime) -> int:
        """Write what goes out on the day, as mail that is owed; how many."""
        return sum(
            remind(
                pending.asked,
                kind=pending.kind,
                day=pending.step.cause,
                person=person,
                letter=pending.letter,
                now=now,
            )
            for pending in self.on(today)
            for person in pending.recipients
        )

    def _recipients(self, asked: AskedT, step: Step) -> list[User]:
        if step.occasion is Occasion.ESCALATED:
            return self.coordinators
        return self.people.get(asked.organisation.pk, [])


@transaction.atomic
def take_back(waiting: Sequence[ReminderBase], asked: Iterable[Asked[Any]]) -> int:
    """Take back the chases among those that wait for working hours that ask for nothing of `asked` any more; how many.

    What went out meanwhile stays.
    """
    missing = {one.key for one in asked if one.missing}
    needless: dict[Any, list[ReminderBase]] = defaultdict(list)
    for reminder in waiting:
        if reminder.about not in missing and cancel_notification(reminder.mail_key):
            needless[getattr(reminder, reminder.ABOUT[0])].append(reminder)
    for about, reminders in needless.items():
        for reminder in reminders:
            reminder.delete()
        record(verb="cancel reminder", by=None, obj=about, data={"mails": len(reminders)})
    return sum(len(reminders) for reminders in needless.values())
