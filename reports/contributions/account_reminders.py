"""Who is reminded of which account, and the sending: with the steps, working days and quiet hours of other returns."""

import datetime
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from deadlines.steps import FRESH, Occasion, Step, may_send, steps_of_day
from indicators.chasing.emails import Letter
from indicators.chasing.models import ReminderKind
from indicators.chasing.reminders import people_with, quiet_hours
from partnership.models import Organisation, User
from partnership.permissions import Permission
from reports.contributions.account_emails import letter_to_coordinator, letter_to_member
from reports.contributions.account_queries import dates_of, owed_accounts
from reports.contributions.models.account_call import AccountCall, AccountReminder
from review.audit import record
from review.notifications import cancel_notification, enqueue

logger = logging.getLogger(__name__)

# Holidays can put a step some days later than counted.
MARGIN = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Pending:
    """One reminder that goes out on a day, to whom, and what it says."""

    call: AccountCall
    organisation: Organisation
    step: Step
    recipients: list[User]
    letter: Letter


def writers(organisations: Iterable[int]) -> dict[int, list[User]]:
    """Who writes accounts for each of the organisations. One query."""
    found: dict[int, list[User]] = defaultdict(list)
    for person in people_with(Permission.WRITE_ACCOUNT).filter(organisation__in=set(organisations)):
        found[person.organisation_id or 0].append(person)
    return found


def _key(reminder: AccountReminder) -> str:
    """The name of a reminder's mail in the outbox."""
    return (
        f"account:{reminder.kind}:{reminder.call_id}:{reminder.organisation_id}:{reminder.day.isoformat()}:"
        f"{reminder.recipient_id}"
    )


def remind(
    *,
    call: AccountCall,
    organisation: Organisation,
    kind: ReminderKind,
    day: datetime.date,
    person: User,
    letter: Letter,
    now: datetime.datetime,
    not_before: datetime.datetime | None = None,
) -> bool:
    """Write the reminder and its mail, unless the person was told before; whether it was written."""
    with transaction.atomic():
        reminder, is_new = AccountReminder.objects.get_or_create(
            call=call,
            organisation=organisation,
            kind=kind,
            recipient=person,
            day=day,
            defaults={"created_at": now, "not_before": not_before},
        )
        if is_new:
            enqueue(person, key=_key(reminder), subject=letter.subject, body=letter.body, not_before=not_before)
    return is_new


def due_on(call: AccountCall, today: datetime.date) -> Iterator[Pending]:
    """What goes out on a working day for the accounts of one year. Who was told, or has sent, is left out."""
    missing = [owed for owed in owed_accounts(call.year, call, today) if not owed.is_done]
    people = writers(owed.organisation.pk for owed in missing)
    told = set(call.reminders.values_list("organisation_id", "kind", "day", "recipient_id"))
    escalate_after = settings.REMINDERS_ESCALATE_AFTER
    for step in steps_of_day(dates_of(call), today, escalate_after=escalate_after) if missing else ():
        for owed in missing:
            own = people.get(owed.organisation.pk, [])
            if step.occasion is Occasion.ESCALATED:
                recipients = list(people_with(Permission.MANAGE_RETURNS))
                letter = letter_to_coordinator(call, owed, [str(person) for person in own], today)
            else:
                recipients = own
                letter = letter_to_member(ReminderKind(step.occasion.value), call, owed, today)
            left = [
                person
                for person in recipients
                if (owed.organisation.pk, step.occasion.value, step.cause, person.pk) not in told
            ]
            yield Pending(call, owed.organisation, step, left, letter)


def send_due(now: datetime.datetime | None = None) -> int:
    """Write every reminder that is due now, as mail that is owed; how many. Nothing in quiet hours and on days off.

    A year whose reminders cannot be made is logged and left for the next time: the others are reminded all the same.
    """
    at = now or timezone.now()
    zone = timezone.get_default_timezone()
    if not may_send(at, zone, quiet_hours()):
        return 0
    today = at.astimezone(zone).date()
    oldest = today - FRESH - MARGIN - datetime.timedelta(days=settings.REMINDERS_ESCALATE_AFTER)
    near = AccountCall.objects.filter(due_on__gte=oldest, opens_on__lte=today).select_related("year")
    sent = 0
    for call in near.order_by("due_on", "pk"):
        try:
            sent += _send(call, today, at)
        except Exception:
            logger.exception("Reminders for the accounts of %s could not be created", call.year)
    return sent


@transaction.atomic
def _send(call: AccountCall, today: datetime.date, now: datetime.datetime) -> int:
    """The reminders of one year, all or none; how many are new."""
    return sum(
        remind(
            call=call,
            organisation=pending.organisation,
            kind=ReminderKind(pending.step.occasion.value),
            day=pending.step.cause,
            person=person,
            letter=pending.letter,
            now=now,
        )
        for pending in due_on(call, today)
        for person in pending.recipients
    )


@transaction.atomic
def cancel_chases(now: datetime.datetime | None = None) -> int:
    """Take back the chases that wait for working hours and ask for what was sent meanwhile; how many mails."""
    waiting: dict[int, list[AccountReminder]] = defaultdict(list)
    rows = AccountReminder.objects.filter(not_before__gt=now or timezone.now()).order_by("pk")
    for reminder in rows:
        waiting[reminder.call_id].append(reminder)
    taken = 0
    for call in AccountCall.objects.filter(pk__in=waiting).select_related("year").order_by("pk"):
        missing = {
            owed.organisation.pk for owed in owed_accounts(call.year, call, timezone.localdate(now)) if not owed.is_done
        }
        needless = [
            one for one in waiting[call.pk] if one.organisation_id not in missing and cancel_notification(_key(one))
        ]
        if needless:
            AccountReminder.objects.filter(pk__in=[one.pk for one in needless]).delete()
            record(verb="cancel reminder", by=None, obj=call, data={"mails": len(needless)})
            taken += len(needless)
    return taken
