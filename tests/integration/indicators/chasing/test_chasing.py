"""A chase out of hours: it waits for the next working hour, says so, and is taken back when it is needless."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from indicators.chasing.reminders import cancel_chases
from indicators.chasing.services import send_reminder
from indicators.chasing.tasks import send_reminders
from indicators.models import Reminder, ReturnRound
from indicators.rounds.services import change_dates, retire_return
from partnership.exceptions import DomainError
from review.models import Event, Notification
from review.notifications import send_owed
from tests.factories.indicators import submitted_return
from tests.factories.returns import POLICE_FAMILIES, a_round, around_today
from tests.stages import Cast

pytestmark = pytest.mark.django_db
BOARD = "/partner/returns/board/"
FRIDAY = datetime.date(2026, 9, 18)


def at(text: str) -> datetime.datetime:
    """A time on the clock in London."""
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


# A Friday evening; mail goes out again on Monday the 21st at 8:00.
EVENING, MONDAY = at("2026-09-18T18:40"), at("2026-09-21T08:00")


@pytest.fixture
def one(cast: Cast) -> ReturnRound:
    """A return that is open on that Friday, and due on the Monday after."""
    made = a_round(cast.police, **around_today(timezone.localdate()))
    return dated(made, cast, FRIDAY + datetime.timedelta(days=30))


def dated(one: ReturnRound, cast: Cast, closes_on: datetime.date) -> ReturnRound:
    return change_dates(
        round=one,
        opens_on=FRIDAY - datetime.timedelta(days=20),
        due_on=min(closes_on, FRIDAY + datetime.timedelta(days=3)),
        closes_on=closes_on,
        reason="This test",
        by=cast.coordinator,
    )


def words(client: Client, cast: Cast) -> str:
    client.force_login(cast.coordinator)
    page = client.get(f"{BOARD}?year=2022-23").content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_out_of_hours_it_waits_for_the_next_working_hour(cast: Cast, one: ReturnRound) -> None:
    done = send_reminder(round=one, by=cast.coordinator, now=EVENING)
    assert (done.told, done.waits_until) == ([cast.partner_police], MONDAY)
    found = Notification.objects.get(key=f"return:chased:{one.pk}:2026-09-21:{cast.partner_police.pk}")
    assert found.not_before == MONDAY
    assert found.subject == "Due today: Police figures, 2022-23"
    assert found.body.startswith(
        "Coordinator asked you for figures on Friday 18 September 2026 at 18:40. The return “Police figures, 2022-23” "
        "is due today."
    )
    assert Event.objects.get(verb="chase").data["goes_out"] == MONDAY.isoformat()
    assert send_owed(MONDAY - datetime.timedelta(seconds=1)) == 0
    assert send_owed(MONDAY) == 1
    assert [message.to for message in mail.outbox] == [["partner.police@example.org"]]


@pytest.mark.parametrize("text", ["2026-09-18T23:00", "2026-09-19T12:00", "2026-09-20T12:00", "2026-09-21T07:59"])
def test_a_weekend_of_clicks_makes_one_mail(cast: Cast, one: ReturnRound, text: str) -> None:
    send_reminder(round=one, by=cast.coordinator, now=EVENING)
    with pytest.raises(DomainError, match="It will be sent on Monday 21 September 2026 at 8:00"):
        send_reminder(round=one, by=cast.coordinator, now=at(text))
    with pytest.raises(DomainError, match="was already sent"):
        send_reminder(round=one, by=cast.coordinator, now=at("2026-09-21T09:00"))
    assert Notification.objects.filter(key__startswith="return:chased").count() == 1


def test_it_is_refused_where_the_return_closes_before_mail_goes_out(cast: Cast, one: ReturnRound) -> None:
    dated(one, cast, FRIDAY + datetime.timedelta(days=2))
    with pytest.raises(DomainError, match="closes for changes on 20 September 2026, before the next email can be sent"):
        send_reminder(round=one, by=cast.coordinator, now=EVENING)
    assert not Reminder.objects.exists()
    assert send_reminder(round=one, by=cast.coordinator, now=at("2026-09-18T17:59")).waits_until is None


def test_the_coordinator_is_told_when_it_will_be_sent(
    cast: Cast, one: ReturnRound, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING)
    client.force_login(cast.coordinator)
    answer = client.post(f"/partner/returns/rounds/{one.pk}/chase/", follow=True)
    when = "Monday 21 September 2026 at 8:00"
    text = " ".join(answer.content.decode().split())
    assert f"sent to Partner police (partner.police@example.org). The email will be sent on {when}." in text
    assert f"A reminder will be sent on {when}" in text
    assert "/chase/" not in text
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    page = words(client, cast)
    assert "Reminder sent today" in page
    assert "will be sent" not in page


def test_it_is_taken_back_when_all_is_sent_before(
    cast: Cast, one: ReturnRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_reminder(round=one, by=cast.coordinator, now=EVENING)
    change_dates(round=one, **around_today(timezone.localdate()), reason="The factory sends today", by=cast.coordinator)
    submitted_return(POLICE_FAMILIES[0], cast.year, cast.police)
    assert cancel_chases(EVENING) == 0
    submitted_return(POLICE_FAMILIES[1], cast.year, cast.police)
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING)
    assert send_reminders() == 0
    assert not Notification.objects.filter(key__startswith="return:chased").exists()
    assert not Reminder.objects.exists()
    line = Event.objects.get(verb="cancel reminder")
    assert (line.data, line.actor) == ({"mails": 1}, None)
    assert cancel_chases(EVENING) == 0


def test_it_is_taken_back_when_the_return_is_retired(cast: Cast, one: ReturnRound) -> None:
    send_reminder(round=one, by=cast.coordinator, now=EVENING)
    retire_return(template=one.template, by=cast.coordinator)
    assert cancel_chases(MONDAY) == 0
    assert cancel_chases(EVENING) == 1


def test_what_went_out_already_is_not_taken_back(cast: Cast, one: ReturnRound) -> None:
    send_reminder(round=one, by=cast.coordinator, now=EVENING)
    send_owed(MONDAY)
    retire_return(template=one.template, by=cast.coordinator)
    assert cancel_chases(EVENING) == 0
    assert Reminder.objects.count() == 1
    assert not Event.objects.filter(verb="cancel reminder").exists()


def test_the_board_says_what_could_not_be_sent(cast: Cast, one: ReturnRound, client: Client) -> None:
    send_reminder(round=one, by=cast.coordinator, now=EVENING)
    assert "could not be sent" not in words(client, cast)
    Notification.objects.update(attempts=5, problem="OSError: away")
    assert "1 message could not be sent after 5 or more attempts" in words(client, cast)
    client.force_login(cast.board_icb)
    assert b"could not be sent" not in client.get(BOARD).content
