"""What reminders about accounts say."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from deadlines.asked import Asked, Letter, Sending
from deadlines.models import ReminderKind
from partnership.wording import absolute, day, moment
from reports.contributions.account_queries import OwedAccount, dates_of
from reports.contributions.models.account_call import AccountCall


@dataclass(frozen=True)
class AskedAccount(Asked[OwedAccount]):
    """The account of one organisation for one year."""

    call: AccountCall

    wanted = "it"

    @classmethod
    def of(cls, call: AccountCall, owed: OwedAccount) -> "AskedAccount":
        """What an organisation owes to the call."""
        return cls(owed.organisation, dates_of(call), [owed], (call, owed.organisation), call)

    def letter(self, kind: ReminderKind, today: datetime.date, *, chased: str = "") -> Letter:
        subject, first = self._first_words(kind, today)
        owed = self.owed[0]
        reason = owed.account.return_reason if owed.account and owed.state == "returned" else ""
        came_back = f"It was returned: {' '.join(reason.split())}\n\n" if reason else ""
        address = absolute(reverse("reports:account-edit", args=[self.call.year.slug]))
        body = (
            f"{chased}{first}\n\n{came_back}Status: {owed.status.lower()}. Write it here: {address}\n\nBy law, "
            "the partnership must say what each member did to carry out its strategy. If there is no approved "
            "account, the report will say so.\n\n"
            f"We sent you this email because you write for {self.organisation}.\n"
        )
        return Letter(f"{subject}: account for the annual report {self.call.year}", body)

    def _first_words(self, kind: ReminderKind, today: datetime.date) -> tuple[str, str]:
        call, due = self.call, self.due(today)
        what = f"your organisation's account for the annual report {call.year} of {settings.PARTNERSHIP.short_name}"
        if today > call.due_on:
            closes = f"You can still send it until {day(call.closes_on)}."
            due = f"It was due on {day(call.due_on)} and we have not received it."
            return "Overdue", f"This is a reminder about {what}. {due} {closes}"
        if kind == ReminderKind.OPENING:
            return "Open now", f"You can now write {what}. It is due {due}."
        return f"Due {due}", f"This is a reminder about {what}. It is due {due} and we have not received it."

    def letter_to_coordinator(self, people: Sequence[str], today: datetime.date) -> Letter:
        call, name, late = self.call, self.organisation.name, self.days_late(today)
        board = absolute(f"{reverse('reports:writing')}?year={call.year}")
        told = f"Writers for {name}: {', '.join(people)}." if people else self.no_recipients()
        body = (
            f"{name} has not sent its account for the annual report {call.year} "
            f"({self.owed[0].status.lower()}). It was due on {day(call.due_on)}, {late} ago.\n\n{told}\n\n"
            f"Check its status, send a reminder or change the date: {board}\n"
        )
        return Letter(f"{late} late: account of {name}, {call.year}", body)

    def all_sent(self) -> str:
        return f"{self.organisation} has already sent its account for {self.call.year}, so we did not send a reminder."

    def not_open(self) -> str:
        opens_on = day(self.dates.opens_on)
        return f"Accounts for {self.call.year} open on {opens_on}. You cannot send reminders before then."

    def too_late(self, sending: Sending) -> str:
        return (
            f"Accounts for {self.call.year} close on {day(self.dates.closes_on)}, before the next reminder can be "
            f"sent on {day(sending.day)}. Change the dates, then send the reminder."
        )

    def no_recipients(self) -> str:
        return f"No one can write for {self.organisation}. Give someone there an account."

    def already_told(self, sending: Sending) -> str:
        if sending.waits_until:
            when = moment(sending.goes_out)
            return f"{self.organisation} already has a reminder waiting: we'll send it on {when}."
        return f"You have already sent {self.organisation} a reminder today. Try again tomorrow."
