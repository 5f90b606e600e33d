"""Which accounts are reminded of: what is read for the mechanism of `deadlines`."""

import datetime

from django.utils import timezone

from deadlines.reminders import cancel_needless, send_due_of_each
from reports.contributions.account_emails import AskedAccount
from reports.contributions.account_queries import owed_accounts
from reports.contributions.models.account_call import AccountCall, AccountReminder


def _asked(call: AccountCall, day: datetime.date) -> list[AskedAccount]:
    return [AskedAccount.of(call, owed) for owed in owed_accounts(call.year, call, day)]


def send_due(now: datetime.datetime | None = None) -> int:
    """Write every reminder of an account that is due now, as mail that is owed; how many."""
    return send_due_of_each(AccountReminder, AccountCall.objects.all(), _asked, now)


def cancel_chases(now: datetime.datetime | None = None) -> int:
    """Take back the chases that wait for working hours and ask for what was sent meanwhile; how many mails."""
    waiting = AccountReminder.waiting(now)
    calls = AccountCall.objects.filter(pk__in={reminder.call_id for reminder in waiting}).select_related("year")
    return cancel_needless(waiting, [asked for call in calls for asked in _asked(call, timezone.localdate(now))])
