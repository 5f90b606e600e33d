"""What reminders about accounts say."""

import datetime

from django.conf import settings
from django.urls import reverse

from indicators.chasing.emails import Letter
from indicators.chasing.models import ReminderKind
from partnership.wording import absolute, day, moment
from reports.contributions.account_queries import OwedAccount
from reports.contributions.models.account_call import AccountCall


def nobody_to_tell(organisation: str) -> str:
    """Why a mail has nobody to go to."""
    return f"No one can write for {organisation}. Give someone there an account."


def letter_to_member(
    kind: ReminderKind,
    call: AccountCall,
    owed: OwedAccount,
    today: datetime.date,
    *,
    by: str = "",
    waited_since: datetime.datetime | None = None,
) -> Letter:
    """To somebody who writes for the organisation.

    `today` is the day on which it goes out, `by` names who chases by hand, `waited_since` says when, if out of hours.
    """
    subject, first = _first_words(kind, call, today)
    if kind == ReminderKind.CHASED:
        asked = "asks you for it" if waited_since is None else f"asked you for it on {moment(waited_since)}"
        first = f"{by} {asked}. {first}"
    reason = owed.account.return_reason if owed.account and owed.standing.key == "returned" else ""
    came_back = f"It was returned: {' '.join(reason.split())}\n\n" if reason else ""
    address = absolute(reverse("reports:account-edit", args=[call.year.slug]))
    body = (
        f"{first}\n\n{came_back}Status: {owed.standing.words.lower()}. Write it here: {address}\n\nBy law, the "
        "partnership must say what each member did to carry out its strategy. If there is no approved account, the "
        f"report will say so.\n\nWe sent you this email because you write for {owed.organisation}.\n"
    )
    return Letter(f"{subject}: account for the annual report {call.year}", body)


def _first_words(kind: ReminderKind, call: AccountCall, today: datetime.date) -> tuple[str, str]:
    what = f"your organisation's account for the annual report {call.year} of {settings.PARTNERSHIP.short_name}"
    due = "today" if call.due_on == today else f"on {day(call.due_on)}"
    if today > call.due_on:
        closes = f"You can still send it until {day(call.closes_on)}."
        return "Overdue", (
            f"This is a reminder about {what}. It was due on {day(call.due_on)} and we have not received it. {closes}"
        )
    if kind == ReminderKind.OPENING:
        return "Open now", f"You can now write {what}. It is due {due}."
    return f"Due {due}", f"This is a reminder about {what}. It is due {due} and we have not received it."


def letter_to_coordinator(call: AccountCall, owed: OwedAccount, writers: list[str], today: datetime.date) -> Letter:
    """To who keeps the returns, once nothing came for some days."""
    days = (today - call.due_on).days
    late = f"{days} {'day' if days == 1 else 'days'}"
    board = absolute(f"{reverse('reports:writing')}?year={call.year}")
    name = owed.organisation.name
    told = f"Writers for {name}: {', '.join(writers)}." if writers else nobody_to_tell(name)
    body = (
        f"{name} has not sent its account for the annual report {call.year} ({owed.standing.words.lower()}). It was "
        f"due on {day(call.due_on)}, {late} ago.\n\n{told}\n\nCheck its status, send a reminder or change the date: "
        f"{board}\n"
    )
    return Letter(f"{late} late: account of {name}, {call.year}", body)
