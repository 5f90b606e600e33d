"""What reminders say. One function for what is sent and for what the preview shows."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from indicators.chasing.models import ReminderKind
from indicators.chasing.owed import OwedReturn
from indicators.rounds.models.returns import ReturnRound
from partnership.wording import absolute, day, moment


@dataclass(frozen=True)
class Letter:
    """One mail."""

    subject: str
    body: str


def _due(one: ReturnRound, today: datetime.date) -> str:
    return "today" if one.due_on == today else f"on {day(one.due_on)}"


def _opening(one: ReturnRound, today: datetime.date) -> tuple[str, str]:
    return f"Open now: {one}", f"The return “{one}” is open. It is due {_due(one, today)}."


def _reminding(one: ReturnRound, today: datetime.date) -> tuple[str, str]:
    due = _due(one, today)
    return f"Due {due}: {one}", f"The return “{one}” is due {due}. It is not complete yet."


def _overdue(one: ReturnRound, today: datetime.date) -> tuple[str, str]:
    closes = f"You can still send it until {day(one.closes_on)}."
    return f"Overdue: {one}", f"The return “{one}” was due on {day(one.due_on)} and is not complete yet. {closes}"


_FIRST_WORDS = {
    ReminderKind.OPENING: _opening,
    ReminderKind.SOON: _reminding,
    ReminderKind.DUE: _reminding,
    ReminderKind.OVERDUE: _overdue,
}


def _lines(missing: Sequence[OwedReturn]) -> str:
    """Each family that is not sent, where it stands, and its form."""
    found = []
    for owed in missing:
        reason = owed.submission.return_reason if owed.submission and owed.state == "returned" else ""
        why = f": {' '.join(reason.split())}" if reason else ""
        found.append(f"- {owed.family.title} ({owed.status.lower()}{why})\n  {absolute(owed.url)}")
    return "\n".join(found)


def letter_to_partner(
    kind: ReminderKind,
    one: ReturnRound,
    missing: Sequence[OwedReturn],
    today: datetime.date,
    *,
    by: str = "",
    waited_since: datetime.datetime | None = None,
) -> Letter:
    """To somebody who sends figures for the organisation.

    `today` is the day on which it goes out, `by` names who chases by hand, `waited_since` says when, if out of hours.
    """
    organisation = one.template.organisation
    if kind == ReminderKind.CHASED:
        subject, first = _overdue(one, today) if today > one.due_on else _reminding(one, today)
        asks = "asks you for figures" if waited_since is None else f"asked you for figures on {moment(waited_since)}"
        first = f"{by} {asks}. {first}"
        why = f"We are sending you this email because you send figures for {organisation}."
    else:
        subject, first = _FIRST_WORDS[kind](one, today)
        why = (
            f"We are sending you this email because you send figures for {organisation} and we have not "
            "received these. We do not repeat reminders. Once you have sent everything, we will stop."
        )
    has_nothing = "If you have nothing to report, tell us in the form."
    body = f"{first}\n\nStill to send:\n{_lines(missing)}\n\n{has_nothing}\n\n{why}\n"
    return Letter(subject, body)


def letter_to_coordinator(
    one: ReturnRound, missing: Sequence[OwedReturn], partners: Sequence[str], today: datetime.date
) -> Letter:
    """To who keeps the returns, once nothing came for some days."""
    organisation = one.template.organisation
    days = (today - one.due_on).days
    board = f"{reverse('indicators:return-board')}?year={one.year}&organisation={organisation.slug}"
    names = "\n".join(f"- {owed.family.title} ({owed.status.lower()})" for owed in missing)
    told = (
        f"People who send figures for {organisation}: {', '.join(partners)}."
        if partners
        else nobody_to_tell(organisation.name)
    )
    body = (
        f"{organisation} has not sent everything for “{one}”. It was due on {day(one.due_on)}, {days} "
        f"{'day' if days == 1 else 'days'} ago.\n\nNot sent:\n{names}\n\n{told}\n\n"
        f"View its status, send a reminder or change the date: {absolute(board)}\n"
    )
    return Letter(f"Not sent {days} {'day' if days == 1 else 'days'} after the due date: {one}, {organisation}", body)


def nobody_to_tell(organisation: str) -> str:
    """Why a mail has nobody to go to."""
    return f"No one has an account to send figures for {organisation}. Give someone an account."
