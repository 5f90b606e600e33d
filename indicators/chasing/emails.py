"""What reminders say. One class for what is sent and for what the preview shows."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from deadlines.asked import Asked, Letter, Sending
from deadlines.models import ReminderKind
from indicators.chasing.owed import OwedReturn, dates_of
from indicators.rounds.models.returns import ReturnRound
from partnership.wording import absolute, day, moment


@dataclass(frozen=True)
class AskedRound(Asked[OwedReturn]):
    """The returns of one round."""

    round: ReturnRound

    wanted = "figures"

    @classmethod
    def of(cls, one: ReturnRound, owed: Sequence[OwedReturn]) -> "AskedRound":
        """What is owed in the round."""
        return cls(one.template.organisation, dates_of(one), owed, (one,), one)

    def letter(self, kind: ReminderKind, today: datetime.date, *, chased: str = "") -> Letter:
        subject, first = self._first_words(kind, today)
        why = f"We are sending you this email because you send figures for {self.organisation}"
        if kind != ReminderKind.CHASED:
            why += (
                " and we have not received these. We do not repeat reminders. Once you have sent everything, we will "
                "stop"
            )
        has_nothing = "If you have nothing to report, tell us in the form."
        lines = "\n".join(_line(owed) for owed in self.missing)
        body = f"{chased}{first}\n\nStill to send:\n{lines}\n\n{has_nothing}\n\n{why}.\n"
        return Letter(f"{subject}: {self.round}", body)

    def _first_words(self, kind: ReminderKind, today: datetime.date) -> tuple[str, str]:
        one, due = self.round, self.due(today)
        is_overdue = today > one.due_on if kind == ReminderKind.CHASED else kind == ReminderKind.OVERDUE
        if is_overdue:
            closes = f"You can still send it until {day(one.closes_on)}."
            return "Overdue", f"The return “{one}” was due on {day(one.due_on)} and is not complete yet. {closes}"
        if kind == ReminderKind.OPENING:
            return "Open now", f"The return “{one}” is open. It is due {due}."
        return f"Due {due}", f"The return “{one}” is due {due}. It is not complete yet."

    def letter_to_coordinator(self, people: Sequence[str], today: datetime.date) -> Letter:
        one, organisation, late = self.round, self.organisation, self.days_late(today)
        board = f"{reverse('indicators:return-board')}?year={one.year}&organisation={organisation.slug}"
        names = "\n".join(f"- {owed.family.title} ({owed.status.lower()})" for owed in self.missing)
        told = f"People who send figures for {organisation}: {', '.join(people)}." if people else self.no_recipients()
        body = (
            f"{organisation} has not sent everything for “{one}”. It was due on {day(one.due_on)}, {late} ago.\n\n"
            f"Not sent:\n{names}\n\n{told}\n\n"
            f"View its status, send a reminder or change the date: {absolute(board)}\n"
        )
        return Letter(f"Not sent {late} after the due date: {one}, {organisation}", body)

    def all_sent(self) -> str:
        return f"{self.organisation} has sent everything for “{self.round}”, so no reminder was sent."

    def not_open(self) -> str:
        return (
            f"“{self.round}” opens on {day(self.dates.opens_on)}. No reminder was sent, because it "
            "cannot be submitted before then."
        )

    def too_late(self, sending: Sending) -> str:
        closes_on = self.dates.closes_on
        if timezone.localdate(sending.clicked) > closes_on:
            return (
                f"“{self.round}” closed for changes on {day(closes_on)}. No reminder was sent. Change its dates "
                "first so that it can be submitted."
            )
        return (
            f"“{self.round}” closes for changes on {day(closes_on)}, before the next email can be sent "
            f"({moment(sending.goes_out)}). No reminder was sent. Change its dates first, or telephone."
        )

    def no_recipients(self) -> str:
        return f"No one has an account to send figures for {self.organisation}. Give someone an account."

    def already_told(self, sending: Sending) -> str:
        one = f"{self.organisation} for “{self.round}”"
        if sending.waits_until:
            return f"A reminder to {one} is already scheduled. It will be sent on {moment(sending.goes_out)}."
        return f"A reminder was already sent to {one} today. Try again tomorrow."


def _line(owed: OwedReturn) -> str:
    """A family that is not sent, where it stands, and its form."""
    is_returned = owed.submission is not None and owed.state == "returned"
    reason = owed.submission.return_reason if owed.submission and is_returned else ""
    why = f": {' '.join(reason.split())}" if reason else ""
    return f"- {owed.family.title} ({owed.status.lower()}{why})\n  {absolute(owed.url)}"
