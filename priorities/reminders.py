"""Reminders about actions: to their owners before and after the day, to the coordinator, and at last to the board."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from deadlines.asked import Asked, Letter, Sending
from deadlines.models import ReminderKind
from deadlines.reminders import Outlook, oldest_due, people_with, sending_day
from deadlines.return_status import Owed
from deadlines.steps import Dates
from partnership.permissions import Permission
from partnership.wording import absolute, day
from priorities.models import Action, ActionReminder
from review.notifications import enqueue_each

# An action that is overdue by so many days is told to the board.
TO_THE_BOARD = datetime.timedelta(days=30)
# Owners can report as long as it is open; a reminder is sent for some days only.
STAYS_OPEN = datetime.timedelta(days=365)


@dataclass(frozen=True)
class AskedAction(Asked[Owed]):
    """One action of an organisation, by its day."""

    action: Action

    wanted = "it"

    @classmethod
    def of(cls, action: Action, today: datetime.date) -> "AskedAction":
        """What is asked of its owner. Raises `AssertionError` for an action without a day."""
        assert action.due_on is not None
        # Without a beginning of its own nobody is told that it begins.
        begins = action.starts_on or action.due_on - STAYS_OPEN
        dates = Dates(min(begins, action.due_on), action.due_on, action.due_on + STAYS_OPEN)
        return cls(action.owner, dates, [Owed(today, "Not done", None, dates)], (action,), action)

    @property
    def address(self) -> str:
        """Where its owner reports on it."""
        return absolute(reverse("priorities:action-detail", args=[self.action.slug]))

    def letter(self, kind: ReminderKind, today: datetime.date, *, chased: str = "") -> Letter:
        about = f"the action “{self.action.title}” ({self.action.origin})"
        if today > self.dates.due_on:
            subject = "Overdue"
            first = f"This is a reminder about {about}. It was due {self.due(today)} and is not reported as done."
        elif kind == ReminderKind.OPENING:
            subject, first = "Starts now", f"Your organisation owns {about}. It is due {self.due(today)}."
        else:
            subject = f"Due {self.due(today)}"
            first = f"This is a reminder about {about}. It is due {self.due(today)} and is not reported as done."
        return Letter(
            f"{subject}: {self.action.title}",
            f"{chased}{first}\n\nReport how far it has come, or say why it will not be done: {self.address}\n\n"
            f"We sent you this email because you report progress for {self.organisation}.\n",
        )

    def letter_to_coordinator(self, people: Sequence[str], today: datetime.date) -> Letter:
        late = self.days_late(today)
        told = f"Who can report for {self.organisation}: {', '.join(people)}." if people else self.no_recipients()
        return Letter(
            f"{late} late: {self.action.title}",
            f"{self.organisation} has not reported the action “{self.action.title}” ({self.action.origin}) as done. "
            f"It was due on {day(self.dates.due_on)}, {late} ago.\n\n{told}\n\n"
            f"Ask them, or change the date: {self.address}\n",
        )

    def all_sent(self) -> str:
        return f"“{self.action.title}” is done, so we did not send a reminder."

    def not_open(self) -> str:
        return f"“{self.action.title}” starts on {day(self.dates.opens_on)}. You cannot send reminders before then."

    def too_late(self, sending: Sending) -> str:
        return f"“{self.action.title}” was due long ago. Change its date, then send the reminder."

    def no_recipients(self) -> str:
        return f"No one can report for {self.organisation}. Give someone there an account."

    def already_told(self, sending: Sending) -> str:
        return f"{self.organisation} already has a reminder. Try again tomorrow."


def send_due(now: datetime.datetime | None = None) -> int:
    """Write every reminder that is due now, as mail that is owed; how many went to owners and coordinators.

    Nothing in quiet hours and on days off.
    """
    at = now or timezone.now()
    today = sending_day(at)
    if today is None:
        return 0
    open_actions = Action.objects.filter(ended_on=None, due_on__isnull=False).not_reported_as_ended()
    near = open_actions.filter(due_on__gte=oldest_due(today)).select_related("owner", "commitment__priority")
    asked = [AskedAction.of(action, today) for action in near.order_by("due_on", "pk")]
    _tell_the_board(today)
    return Outlook(ActionReminder, asked).send(today, at)


def _tell_the_board(today: datetime.date) -> None:
    """Tell everybody who decides of actions that have been overdue for long: once for each, and each date it had."""
    last = today - TO_THE_BOARD
    late = Action.objects.filter(ended_on=None, due_on__lte=last, due_on__gt=last - TO_THE_BOARD)
    people = list(people_with(Permission.REVIEW))
    for action in late.not_reported_as_ended().select_related("owner", "commitment__priority").order_by("due_on", "pk"):
        assert action.due_on is not None
        enqueue_each(
            people,
            key=f"action-board:{action.pk}:{action.due_on.isoformat()}",
            subject=f"Long overdue: {action.title}",
            body=f"The action “{action.title}” ({action.origin}) of {action.owner} was due on {day(action.due_on)} and "
            f"is not reported as done.\n\nView it: {absolute(action.get_absolute_url())}\n",
        )
