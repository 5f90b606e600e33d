"""Briefings that have to be looked at again: who is reminded, and where it waits."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from learning.models import Briefing
from learning.review_days import send_reminders
from learning.tasks import send_review_reminders
from learning.to_do import to_do
from review.models import Notification
from tests.factories.learning import draft_briefing, publish
from tests.stages import Cast

TODAY = timezone.localdate()
_JUNE = datetime.date(TODAY.year + 1, 6, 16)
DUE = _JUNE + datetime.timedelta(days=2 - _JUNE.weekday())


def at(days: int, hour: int = 10) -> datetime.datetime:
    """A time of the day so many days after the review is due."""
    return timezone.make_aware(datetime.datetime.combine(DUE + datetime.timedelta(days=days), datetime.time(hour)))


def told(subject: str) -> list[str]:
    rows = Notification.objects.filter(subject__startswith=subject).order_by("recipient__email")
    return list(rows.values_list("recipient__email", flat=True))


@pytest.fixture
def briefing(cast: Cast) -> Briefing:
    police = cast.partner_police.organisation
    draft = draft_briefing(cast.year, cast.coordinator, title="Ask first", keeper=police, review_by=DUE)
    return publish(draft, cast.board_icb, cast.coordinator)


def test_its_keeper_and_the_coordinator_are_reminded_each_time_once(briefing: Briefing) -> None:
    everyone = ["coordinator@example.org", "partner.police@example.org"]
    assert send_reminders(at(-64)) == 0
    for days, count in ((-58, 1), (-57, 1), (-29, 2), (-7, 3), (0, 3)):
        assert send_reminders(at(days)) == 1
        assert told("Review by") == sorted(everyone * count)
    send_reminders(at(1))
    send_reminders(at(2))
    assert told("Review overdue: Ask first") == everyone


def test_nobody_is_written_to_at_night_or_about_drafts(cast: Cast, briefing: Briefing) -> None:
    draft_briefing(cast.year, cast.coordinator, title="Draft", review_by=DUE)
    assert send_reminders(at(-30, hour=3)) == 0
    assert send_reminders(at(-30)) == 1
    assert send_review_reminders() == 0


def test_it_waits_in_my_work_of_its_keeper_and_of_the_coordinator(cast: Cast) -> None:
    late = TODAY - datetime.timedelta(days=3)
    police = cast.partner_police.organisation
    draft = draft_briefing(cast.year, cast.coordinator, title="Ask first", keeper=police, review_by=late)
    briefing = publish(draft, cast.board_icb, cast.coordinator)

    for who, link in (
        (cast.partner_police, briefing.get_absolute_url()),
        (cast.coordinator, briefing.get_edit_url()),
    ):
        (task,) = to_do(who)
        assert (task.title, task.due, task.link) == ("Ask first", late, link)
    assert to_do(cast.partner_council) == []


def test_the_coordinators_list_names_what_is_overdue(client: Client, cast: Cast) -> None:
    late = TODAY - datetime.timedelta(days=3)
    publish(draft_briefing(cast.year, cast.coordinator, review_by=late), cast.board_icb, cast.coordinator)
    draft_briefing(cast.year, cast.coordinator, title="Later")
    client.force_login(cast.coordinator)

    page = client.get("/partner/briefings/").content.decode()
    assert page.count('<span class="app-secondary">Review overdue</span>') == 1
    found = client.get("/partner/briefings/?review=overdue").content.decode()
    assert "A briefing" in found
    assert "Later" not in found
