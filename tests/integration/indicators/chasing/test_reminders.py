"""Who is reminded of what: those who have not sent, once, in working hours, with a link straight to the return."""

import datetime
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from deadlines.models import ReminderKind
from deadlines.working_days import on_or_after
from indicators.chasing.reminders import send_due
from indicators.chasing.services import send_reminder
from indicators.chasing.tasks import send_reminders
from indicators.models import Reminder, ReturnRound
from indicators.rounds.services import change_dates, retire_return
from partnership.exceptions import DomainError, NotAllowed
from partnership.models import User
from partnership.services import close_year
from review.models import Event, Notification
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_reviewer, approve, draft_return, submitted_return
from tests.factories.partnership import UserFactory
from tests.factories.returns import POLICE_FAMILIES, a_round, around_today
from tests.stages import Cast

pytestmark = pytest.mark.django_db
# Mondays to Fridays, no holiday near. The factories need the return to be open today, so most tests move it afterwards.
OPENS, DUE, CLOSES = (datetime.date(2026, 9, 7), datetime.date(2026, 9, 25), datetime.date(2026, 10, 30))


def at(text: str) -> datetime.datetime:
    """Noon in London on a day, or another time."""
    moment = datetime.datetime.fromisoformat(text if "T" in text else f"{text}T12:00")
    return timezone.make_aware(moment)


@pytest.fixture
def police_round(cast: Cast) -> ReturnRound:
    """A return of two families that is open today; `moved` gives it the dates of these tests."""
    return a_round(cast.police, **around_today(timezone.localdate()))


def moved(one: ReturnRound, cast: Cast, **changes: Any) -> ReturnRound:
    dates = {"opens_on": OPENS, "due_on": DUE, "closes_on": CLOSES} | changes
    return change_dates(round=one, reason="Dates of this test", by=cast.coordinator, **dates)


def at_work() -> datetime.datetime:
    """Noon of today, or of the next working day."""
    return at(on_or_after(timezone.localdate()).isoformat())


def mails() -> list[tuple[str, str]]:
    """Whom mail is owed to about returns, and its subject."""
    rows = Notification.objects.filter(key__startswith="return:").order_by("pk")
    return [(row.recipient.email, row.subject) for row in rows]


def test_each_occasion_is_told_once_to_who_has_not_sent(cast: Cast, police_round: ReturnRound) -> None:
    moved(police_round, cast)
    sent = {}
    for day in ("2026-09-04", "2026-09-07", "2026-09-18", "2026-09-25", "2026-09-28", "2026-10-02", "2026-10-16"):
        for time in ("09:00", "12:00"):
            count = send_due(at(f"{day}T{time}"))
            sent[f"{day} {time}"] = count
    assert {key: count for key, count in sent.items() if count} == {
        "2026-09-07 09:00": 1,
        "2026-09-18 09:00": 1,
        "2026-09-25 09:00": 1,
        "2026-09-28 09:00": 1,
        "2026-10-02 09:00": 1,
    }
    partner, coordinator = cast.partner_police.email, cast.coordinator.email
    assert mails() == [
        (partner, "Open now: Police figures, 2022-23"),
        (partner, "Due on 25 September 2026: Police figures, 2022-23"),
        (partner, "Due today: Police figures, 2022-23"),
        (partner, "Overdue: Police figures, 2022-23"),
        (coordinator, "Not sent 7 days after the due date: Police figures, 2022-23, The Police"),
    ]
    assert list(Reminder.objects.order_by("pk").values_list("kind", "day")) == [
        ("opening", OPENS),
        *[(kind, DUE) for kind in ("soon", "due", "overdue", "escalated")],
    ]
    assert str(Reminder.objects.order_by("pk")[0]) == "Police figures, 2022-23: The return is open"


def test_the_mail_leads_straight_to_the_form_and_says_why(cast: Cast, police_round: ReturnRound) -> None:
    sent = submitted_return("missing-children", cast.year, cast.police)
    reason = "Count the repeat\nchildren again."
    move(obj=sent, verb=Verb.RETURN, by=a_reviewer(), note=reason, revision=sent.revision)
    moved(police_round, cast)

    assert send_due(at("2026-09-25")) == 1

    body = Notification.objects.get(key__startswith="return:due").body
    assert "“Police figures, 2022-23” is due today" in body
    assert "Count the repeat children again.)\n  http" in body
    assert "/partner/figures/2022-23/missing-children/" in body
    assert "- Child sexual exploitation (not sent)\n  http" in body
    assert "If you have nothing to report" in body


def test_who_has_sent_everything_hears_nothing(cast: Cast, police_round: ReturnRound) -> None:
    approve(submitted_return("missing-children", cast.year, cast.police))
    last = submitted_return("child-sexual-exploitation", cast.year, cast.police)
    moved(police_round, cast)
    assert send_due(at("2026-09-25")) == 0
    move(obj=last, verb=Verb.RETURN, by=a_reviewer(), note="Look again.", revision=last.revision)
    assert send_due(at("2026-09-25")) == 1


def test_a_draft_is_not_sent(cast: Cast, police_round: ReturnRound) -> None:
    for slug in POLICE_FAMILIES:
        draft_return(slug, cast.year, cast.police)
    moved(police_round, cast)
    assert send_due(at("2026-09-28")) == 1
    assert "- Missing children (draft" in Notification.objects.get(key__startswith="return:").body


@pytest.mark.parametrize(
    "moment",
    [
        "2026-09-25T07:59",
        "2026-09-25T18:00",
        "2026-09-26",  # a Saturday
        "2026-08-31",  # the summer bank holiday
    ],
)
def test_nobody_is_written_to_at_night_and_on_days_off(cast: Cast, police_round: ReturnRound, moment: str) -> None:
    moved(police_round, cast, opens_on=datetime.date(2026, 8, 28))
    assert send_due(at(moment)) == 0
    assert send_due(at("2026-09-01")) == 1


def test_the_settings_move_quiet_hours_and_the_escalation(
    cast: Cast, police_round: ReturnRound, settings: LazySettings
) -> None:
    settings.REMINDERS_QUIET_FROM, settings.REMINDERS_QUIET_UNTIL = datetime.time(12), datetime.time(13)
    settings.REMINDERS_ESCALATE_AFTER = 3
    moved(police_round, cast)
    assert send_due(at("2026-09-28T12:30")) == 0
    assert send_due(at("2026-09-28T06:00")) == 2
    body = Notification.objects.get(key__startswith="return:escalated").body
    assert "It was due on 25 September 2026, 3 days ago." in body
    assert "People who send figures for The Police: Partner police." in body
    assert "/partner/returns/board/?year=2022-23&organisation=police" in body


def test_an_organisation_without_accounts_is_told_of_to_the_coordinator(cast: Cast, police_round: ReturnRound) -> None:
    User.objects.filter(pk=cast.partner_police.pk).update(is_active=False)
    moved(police_round, cast)
    assert send_due(at("2026-10-02")) == 1
    body = Notification.objects.get(key__startswith="return:").body
    assert "No one has an account to send figures for The Police. Give someone an account." in body
    # Another organisation's partner is none of it.
    assert mails()[0][0] == cast.coordinator.email


def test_a_colleague_is_told_too_and_a_later_one_of_the_newest_alone(cast: Cast, police_round: ReturnRound) -> None:
    UserFactory(organisation=cast.police, roles=["partner", "board_member"], email="second@example.org")
    moved(police_round, cast)
    assert send_due(at("2026-09-07")) == 2
    assert send_due(at("2026-09-18")) == 2
    UserFactory(organisation=cast.police, roles=["partner"], email="third@example.org")
    assert send_due(at("2026-09-21")) == 1
    assert mails()[-1] == ("third@example.org", "Due on 25 September 2026: Police figures, 2022-23")


def test_a_new_due_date_is_reminded_of_again(cast: Cast, police_round: ReturnRound) -> None:
    moved(police_round, cast)
    assert send_due(at("2026-09-25")) == 1
    moved(police_round, cast, due_on=datetime.date(2026, 10, 9))
    # It is not overdue any more, and that it opened three weeks ago is no news.
    assert send_due(at("2026-09-28")) == 0
    assert send_due(at("2026-10-09")) == 1
    assert mails()[-1][1] == "Due today: Police figures, 2022-23"


def test_what_is_over_is_not_reminded_of(cast: Cast, police_round: ReturnRound) -> None:
    moved(police_round, cast)
    retire_return(template=police_round.template, by=cast.coordinator)
    assert send_due(at("2026-09-25")) == 0


def test_a_closed_year_is_not_reminded_of(cast: Cast, police_round: ReturnRound) -> None:
    moved(police_round, cast)
    close_year(year=cast.year, by=cast.coordinator)
    assert send_due(at("2026-09-25")) == 0


def test_the_task_sends_what_is_due_now(cast: Cast, police_round: ReturnRound, monkeypatch: pytest.MonkeyPatch) -> None:
    moved(police_round, cast)
    monkeypatch.setattr("indicators.chasing.reminders.timezone.now", lambda: at("2026-09-25"))
    assert send_reminders() == 1
    assert send_reminders() == 0


def test_the_coordinator_chases_everybody_who_sends_once_a_day(cast: Cast, police_round: ReturnRound) -> None:
    second = UserFactory(organisation=cast.police, roles=["partner"], email="second@example.org")
    submitted_return("missing-children", cast.year, cast.police)

    done = send_reminder(round=police_round, by=cast.coordinator, now=at_work())
    assert (done.told, done.waits_until) == ([cast.partner_police, second], None)

    body = Notification.objects.filter(key__startswith="return:chased")[0].body
    assert body.startswith("Coordinator asks you for figures. The return “Police figures, 2022-23” is due on ")
    assert "Missing children" not in body
    line = Event.objects.get(verb="chase")
    assert line.data == {
        "told": ["partner.police@example.org", "second@example.org"],
        "missing": ["child-sexual-exploitation"],
        "goes_out": at_work().isoformat(),
    }
    with pytest.raises(DomainError, match="was already sent to The Police for “Police figures, 2022-23” today"):
        send_reminder(round=police_round, by=cast.coordinator, now=at_work())
    third = UserFactory(organisation=cast.police, roles=["partner"])
    assert send_reminder(round=police_round, by=cast.coordinator, now=at_work()).told == [third]
    Reminder.objects.update(day=timezone.localdate() - datetime.timedelta(days=1))
    assert len(send_reminder(round=police_round, by=cast.coordinator, now=at_work()).told) == 3


def test_a_chase_says_when_the_date_is_past(cast: Cast, police_round: ReturnRound) -> None:
    today = timezone.localdate(at_work())
    moved(
        police_round,
        cast,
        opens_on=today - datetime.timedelta(days=9),
        due_on=today - datetime.timedelta(days=1),
        closes_on=today,
    )
    send_reminder(round=police_round, by=cast.coordinator, now=at_work())
    assert mails() == [(cast.partner_police.email, "Overdue: Police figures, 2022-23")]


def refused(one: ReturnRound, cast: Cast) -> str:
    """What the chase says where it tells nobody."""
    with pytest.raises(DomainError) as found:
        send_reminder(round=one, by=cast.coordinator)
    assert not Reminder.objects.exists()
    return found.value.message


def test_there_is_nothing_to_chase(cast: Cast, police_round: ReturnRound) -> None:
    today, day = timezone.localdate(), datetime.timedelta(days=1)
    moved(police_round, cast, opens_on=today + day, due_on=today + day, closes_on=today + day)
    assert "No reminder was sent, because it cannot be submitted before" in refused(police_round, cast)
    moved(police_round, cast, opens_on=today - day, due_on=today - day, closes_on=today - day)
    assert "closed for changes on" in refused(police_round, cast)
    moved(police_round, cast, **around_today(today))
    User.objects.filter(pk=cast.partner_police.pk).update(is_active=False)
    assert "No one has an account to send figures for The Police" in refused(police_round, cast)
    User.objects.filter(pk=cast.partner_police.pk).update(is_active=True)
    for slug in POLICE_FAMILIES:
        submitted_return(slug, cast.year, cast.police)
    assert "has sent everything for" in refused(police_round, cast)
    retire_return(template=police_round.template, by=cast.coordinator)
    assert "We no longer ask anyone" in refused(police_round, cast)


@pytest.mark.parametrize("name", ["partner_police", "board_icb", "chair", "scrutineer"])
def test_only_the_coordinator_chases(cast: Cast, police_round: ReturnRound, client: Client, name: str) -> None:
    with pytest.raises(NotAllowed):
        send_reminder(round=police_round, by=cast[name])
    client.force_login(cast[name])
    assert client.post(f"/partner/returns/rounds/{police_round.pk}/chase/").status_code == 403
    assert not Reminder.objects.exists()


def preview(client: Client, cast: Cast) -> str:
    client.force_login(cast.coordinator)
    response = client.get("/partner/returns/reminders/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_preview_says_what_will_be_sent_to_whom_and_why(
    cast: Cast, police_round: ReturnRound, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_return("missing-children", cast.year, cast.police)
    moved(police_round, cast)
    monkeypatch.setattr("indicators.chasing.views.timezone.localtime", lambda: at("2026-09-07"))

    page = preview(client, cast)

    for words in (
        "Monday 7 September 2026",
        "Friday 18 September 2026",
        "Friday 25 September 2026",
        "Monday 28 September 2026",
        "Friday 2 October 2026",
        "The return is open:</strong> Police figures, 2022-23, The Police",
        "Partner police (partner.police@example.org)",
        "Overdue, coordinator notified:",
        "Missing children (draft)",
        "Missing children (draft, overdue)",
        "Due today: Police figures, 2022-23",
        "not between 18:00 and 08:00",
        "when a return is 7 days overdue",
    ):
        assert words in page
    # What was sent stands there no more.
    assert send_due(at("2026-09-07")) == 1
    assert "Monday 7 September 2026" not in preview(client, cast)


def test_the_preview_begins_tomorrow_once_the_day_is_quiet(
    cast: Cast, police_round: ReturnRound, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved(police_round, cast)
    monkeypatch.setattr("indicators.chasing.views.timezone.localtime", lambda: at("2026-09-07T18:30"))
    page = preview(client, cast)
    assert "Monday 7 September 2026" not in page
    assert "Tuesday 8 September 2026" in page


def test_the_preview_names_who_has_nobody_and_who_is_left_out(
    cast: Cast, police_round: ReturnRound, client: Client
) -> None:
    User.objects.filter(pk=cast.partner_police.pk).update(is_active=False)
    page = preview(client, cast)
    assert "no one, because no one has an account to send figures for The Police" in page
    User.objects.filter(pk=cast.partner_police.pk).update(is_active=True)
    for slug in POLICE_FAMILIES:
        submitted_return(slug, cast.year, cast.police)
    page = preview(client, cast)
    assert "No reminders to send." in page
    assert "No reminder needed: everything has been sent" in page
    assert "The Police: Police figures, 2022-23, due" in page


def test_the_kinds_of_reminders_have_words() -> None:
    assert [kind.label for kind in ReminderKind if not kind.label] == []
