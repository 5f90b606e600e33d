"""Who is reminded of which return on a day, and the sending. The worker and the preview page both call it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from deadlines.steps import FRESH, Occasion, QuietHours, Step, may_send, next_allowed, steps_of_day
from deadlines.working_days import ONE_DAY, is_working_day
from indicators.chasing.emails import Letter, letter_to_coordinator, letter_to_partner
from indicators.chasing.models import Reminder, ReminderKind
from indicators.chasing.owed import OwedReturn, dates_of, owed_of_rounds
from indicators.rounds.models.returns import ReturnRound
from indicators.rounds.queries import rounds_with_families
from partnership.models import User
from partnership.permissions import Permission
from partnership.roles import ROLES
from review.audit import record
from review.notifications import cancel_notification, enqueue

# A long holiday can put a step some days later than counted; rounds within this margin are looked at.
MARGIN = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Pending:
    """One reminder that goes out on a day, to whom, and what it says."""

    round: ReturnRound
    step: Step
    on: datetime.date
    recipients: list[User]
    missing: list[OwedReturn]
    letter: Letter

    @property
    def kind(self) -> ReminderKind:
        """As it is stored."""
        return ReminderKind(self.step.occasion.value)


def people_with(permission: Permission) -> QuerySet[User]:
    """Everybody with an active account whose role holds the permission."""
    roles = [key for key, role in ROLES.items() if permission in role.permissions]
    return User.objects.filter(is_active=True, role_grants__role__in=roles).distinct().order_by("email")


def senders(organisations: Iterable[int]) -> dict[int, list[User]]:
    """Who sends figures for each of the organisations. One query."""
    found: dict[int, list[User]] = defaultdict(list)
    for person in people_with(Permission.SUBMIT_FIGURES).filter(organisation__in=set(organisations)):
        found[person.organisation_id or 0].append(person)
    return found


def quiet_hours() -> QuietHours:
    """As the settings say."""
    return QuietHours(settings.REMINDERS_QUIET_FROM, settings.REMINDERS_QUIET_UNTIL)


class Outlook:
    """Everything that decides about reminders from a day to another one, read once: six queries."""

    def __init__(self, first: datetime.date, last: datetime.date) -> None:
        self.escalate_after = settings.REMINDERS_ESCALATE_AFTER
        oldest = first - FRESH - MARGIN - datetime.timedelta(days=self.escalate_after)
        near = rounds_with_families().in_use().filter(due_on__gte=oldest, opens_on__lte=last)
        self.rounds = list(near.order_by("due_on", "template__organisation__name", "template__title", "period"))
        self.owed = owed_of_rounds(self.rounds, first)
        self.partners = senders(one.template.organisation_id for one in self.rounds)
        self.coordinators = list(people_with(Permission.MANAGE_RETURNS))
        told = Reminder.objects.filter(round__in=self.rounds)
        self.told = set(told.values_list("round_id", "kind", "day", "recipient_id"))

    def missing(self, one: ReturnRound, day: datetime.date) -> list[OwedReturn]:
        """What of the round is not sent, as it stands on the day; a return that came back counts as not sent."""
        return [owed.on(day) for owed in self.owed[one.pk] if not owed.is_done]

    def complete(self) -> list[ReturnRound]:
        """Rounds of which everything is sent, so that nobody is reminded."""
        return [one for one in self.rounds if all(owed.is_done for owed in self.owed[one.pk])]

    def on(self, today: datetime.date) -> Iterator[Pending]:
        """What goes out on a working day, if nothing more is sent before. Who was told is left out."""
        for one in self.rounds:
            missing = self.missing(one, today)
            for step in steps_of_day(dates_of(one), today, escalate_after=self.escalate_after) if missing else ():
                people = [
                    person
                    for person in self._recipients(one, step)
                    if (one.pk, step.occasion.value, step.cause, person.pk) not in self.told
                ]
                yield Pending(one, step, today, people, missing, self._letter(one, step, missing, today))

    def ahead(self, first: datetime.date, last: datetime.date) -> Iterator[Pending]:
        """What will go out from a day to another one, each thing once, on the day on which it would."""
        seen: set[tuple[int, Step]] = set()
        day = first
        while day <= last:
            for pending in self.on(day) if is_working_day(day) else ():
                key = (pending.round.pk, pending.step)
                # Somebody without an account is told nothing, but who looks ahead should see that.
                nobody_at_all = not self._recipients(pending.round, pending.step)
                if key not in seen and (pending.recipients or nobody_at_all):
                    yield pending
                seen.add(key)
            day += ONE_DAY

    def _recipients(self, one: ReturnRound, step: Step) -> list[User]:
        if step.occasion is Occasion.ESCALATED:
            return self.coordinators
        return self.partners.get(one.template.organisation_id, [])

    def _letter(self, one: ReturnRound, step: Step, missing: list[OwedReturn], today: datetime.date) -> Letter:
        if step.occasion is Occasion.ESCALATED:
            names = [str(person) for person in self.partners.get(one.template.organisation_id, [])]
            return letter_to_coordinator(one, missing, names, today)
        return letter_to_partner(ReminderKind(step.occasion.value), one, missing, today)


def next_sending_time(now: datetime.datetime) -> datetime.datetime:
    """When mail to partners may go out next; now, where it may."""
    return next_allowed(now, timezone.get_default_timezone(), quiet_hours())


def _key(reminder: Reminder) -> str:
    """The name of a reminder's mail in the outbox."""
    return f"return:{reminder.kind}:{reminder.round_id}:{reminder.day.isoformat()}:{reminder.recipient_id}"


def remind(
    *,
    one: ReturnRound,
    kind: ReminderKind,
    day: datetime.date,
    person: User,
    letter: Letter,
    now: datetime.datetime,
    not_before: datetime.datetime | None = None,
) -> bool:
    """Write the reminder and its mail, unless the person was told before; whether it was written."""
    with transaction.atomic():
        reminder, is_new = Reminder.objects.get_or_create(
            round=one, kind=kind, recipient=person, day=day, defaults={"created_at": now, "not_before": not_before}
        )
        if is_new:
            enqueue(person, key=_key(reminder), subject=letter.subject, body=letter.body, not_before=not_before)
    return is_new


@transaction.atomic
def cancel_chases(now: datetime.datetime | None = None) -> int:
    """Take back the chases that wait for working hours and ask for what is sent, or not asked for, by now; how many."""
    waiting: dict[int, list[Reminder]] = defaultdict(list)
    for reminder in Reminder.objects.filter(not_before__gt=now or timezone.now()).order_by("pk"):
        waiting[reminder.round_id].append(reminder)
    rounds = list(rounds_with_families().filter(pk__in=waiting))
    owed = owed_of_rounds(rounds, timezone.localdate(now))
    taken = 0
    for one in rounds:
        is_over = not one.template.is_active or one.year.is_closed
        if is_over or all(item.is_done for item in owed[one.pk]):
            needless = [reminder for reminder in waiting[one.pk] if cancel_notification(_key(reminder))]
            Reminder.objects.filter(pk__in=[reminder.pk for reminder in needless]).delete()
            record(verb="cancel reminder", by=None, obj=one, data={"mails": len(needless)})
            taken += len(needless)
    return taken


def send_due(now: datetime.datetime | None = None) -> int:
    """Write every reminder that is due now, as mail that is owed; how many. Nothing in quiet hours and on days off."""
    moment = now or timezone.now()
    zone = timezone.get_default_timezone()
    if not may_send(moment, zone, quiet_hours()):
        return 0
    today = moment.astimezone(zone).date()
    return sum(
        remind(
            one=pending.round,
            kind=pending.kind,
            day=pending.step.cause,
            person=person,
            letter=pending.letter,
            now=moment,
        )
        for pending in Outlook(today, today).on(today)
        for person in pending.recipients
    )
