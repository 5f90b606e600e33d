"""Who is reminded of an action that is due, and who hears of it when it is late."""

import datetime

import pytest
from django.utils import timezone

from priorities.models import Action
from priorities.reminders import send_due
from priorities.tasks import send_action_reminders
from review.models import Notification
from review.services import move
from review.transitions import Verb
from tests.factories.priorities import ActionFactory, draft_update
from tests.stages import Cast

# A Wednesday.
DUE = datetime.date(2022, 6, 15)


def at(days: int) -> datetime.datetime:
    """Ten in the morning, so many days after the day."""
    return timezone.make_aware(datetime.datetime.combine(DUE + datetime.timedelta(days=days), datetime.time(10)))


def told() -> list[tuple[str, str]]:
    return list(Notification.objects.order_by("pk").values_list("recipient__email", "subject"))


@pytest.fixture
def action(cast: Cast) -> Action:
    made: Action = ActionFactory(owner=cast.police, title="Ask each school", due_on=DUE)
    return made


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-10, []),
        (-5, [("partner.police@example.org", "Due on 15 June 2022: Ask each school")]),
        (0, [("partner.police@example.org", "Due today: Ask each school")]),
        (1, [("partner.police@example.org", "Overdue: Ask each school")]),
        (
            7,
            [
                ("partner.police@example.org", "Overdue: Ask each school"),
                ("coordinator@example.org", "7 days late: Ask each school"),
            ],
        ),
        (
            33,
            [
                ("board.council@example.org", "Long overdue: Ask each school"),
                ("board.icb@example.org", "Long overdue: Ask each school"),
                ("board.police@example.org", "Long overdue: Ask each school"),
                ("chair@example.org", "Long overdue: Ask each school"),
            ],
        ),
    ],
)
def test_owner_then_coordinator_then_board(
    cast: Cast, action: Action, days: int, expected: list[tuple[str, str]]
) -> None:
    send_due(at(days))
    send_due(at(days))

    assert told() == expected


def test_nobody_is_reminded_of_what_is_reported_as_done_or_ended(cast: Cast, action: Action) -> None:
    update = draft_update(action, cast.year, cast.partner_police)
    move(obj=update, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    Notification.objects.all().delete()
    ActionFactory(owner=cast.police, due_on=DUE, ended_on=DUE, end_reason="Merged.")

    for days in (0, 7, 33):
        send_due(at(days))

    assert told() == []


def test_nothing_goes_out_at_night(cast: Cast, action: Action) -> None:
    assert send_due(at(0).replace(hour=23)) == 0
    assert send_action_reminders() == 0
