"""Which accounts are reminded of: what is read for the mechanism of `deadlines`."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from deadlines.reminders import Outlook, cancel_needless, oldest_due, sending_day
from reports.contributions.account_emails import AskedAccount
from reports.contributions.account_queries import owed_accounts
from reports.contributions.models.account_call import AccountCall, AccountReminder

logger = logging.getLogger(__name__)


def _asked(call: AccountCall, day: datetime.date) -> list[AskedAccount]:
    return [AskedAccount.of(call, owed) for owed in owed_accounts(call.year, call, day)]


def send_due(now: datetime.datetime | None = None) -> int:
    """Write every reminder that is due now, as mail that is owed; how many. Nothing in quiet hours and on days off.

    A year whose reminders cannot be made is logged and left for the next time: the others are reminded all the same.
    """
    at = now or timezone.now()
    today = sending_day(at)
    if today is None:
        return 0
    near = AccountCall.objects.filter(due_on__gte=oldest_due(today), opens_on__lte=today).select_related("year")
    sent = 0
    for call in near.order_by("due_on", "pk"):
        try:
            with transaction.atomic():
                sent += Outlook(AccountReminder, _asked(call, today)).send(today, at)
        except Exception:
            logger.exception("Reminders for the accounts of %s could not be created", call.year)
    return sent


def cancel_chases(now: datetime.datetime | None = None) -> int:
    """Take back the chases that wait for working hours and ask for what was sent meanwhile; how many mails."""
    waiting = AccountReminder.waiting(now)
    calls = AccountCall.objects.filter(pk__in={reminder.call_id for reminder in waiting}).select_related("year")
    return cancel_needless(waiting, [asked for call in calls for asked in _asked(call, timezone.localdate(now))])
