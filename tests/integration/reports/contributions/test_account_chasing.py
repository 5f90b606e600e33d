"""Who is chased for an account, and what the worker sends by itself: in working hours, and never twice."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from partnership.exceptions import DomainError, NotAllowed
from partnership.models import ReportingYear, User
from reports.contributions import account_reminders
from reports.contributions.account_chasing import chase_account
from reports.contributions.account_reminders import cancel_chases, send_due
from reports.contributions.tasks import send_account_reminders
from reports.contributions.writing_services import set_account_dates
from reports.models import AccountCall, AccountReminder
from review.models import Event, Notification
from review.notifications import send_owed
from review.services import move
from review.transitions import Verb
from tests.factories.accounts import FRIDAY, dated, dates_around, seat, sent_account
from tests.factories.partnership import ReportingYearFactory
from tests.stages import Cast

BOARD = "/partner/report/?year=2022-23"
DATES = "/partner/report/2022-23/accounts/dates/"
CHASE = "/partner/report/2022-23/accounts/police/chase/"


def at(text: str) -> datetime.datetime:
    """A time on the clock in London."""
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


# A Friday evening; mail goes out again on Monday the 21st at 8:00.
NOON, EVENING, MONDAY = at("2026-09-18T12:00"), at("2026-09-18T18:40"), at("2026-09-21T08:00")


@pytest.fixture
def call(cast: Cast) -> AccountCall:
    """The police are a member; accounts are due on the Monday after that Friday."""
    seat(cast.police)
    return dated(cast, FRIDAY + datetime.timedelta(days=3))


def chase(cast: Cast, now: datetime.datetime, by: User | None = None) -> list[User]:
    return chase_account(year=cast.year, organisation=cast.police, by=by or cast.coordinator, now=now).told


def test_a_chase_in_working_hours_goes_out_at_once_and_once_a_day(cast: Cast, call: AccountCall) -> None:
    assert chase(cast, NOON) == [cast.partner_police]

    found = Notification.objects.get()
    assert found.not_before is None
    assert found.subject == "Due on 21 September 2026: account for the annual report 2022-23"
    assert found.body.startswith(
        "Coordinator asks you for it. This is a reminder about your organisation's account for the annual"
    )
    assert "Status: not started." in found.body
    assert "/partner/report/2022-23/account/" in found.body
    with pytest.raises(DomainError, match="You have already sent The Police a reminder today"):
        chase(cast, NOON)
    assert Notification.objects.count() == 1
    line = Event.objects.get(verb="chase account")
    assert (line.data["organisation"], line.data["told"]) == ("police", ["partner.police@example.org"])


def test_out_of_hours_it_waits_for_the_next_working_hour(cast: Cast, call: AccountCall) -> None:
    done = chase_account(year=cast.year, organisation=cast.police, by=cast.coordinator, now=EVENING)

    assert (done.told, done.waits_until) == ([cast.partner_police], MONDAY)
    found = Notification.objects.get()
    assert found.subject.startswith("Due today: account")
    assert "Coordinator asked you for it on Friday 18 September 2026 at 18:40." in found.body
    assert send_owed(MONDAY - datetime.timedelta(seconds=1)) == 0
    with pytest.raises(
        DomainError, match="already has a reminder waiting: we'll send it on Monday 21 September 2026 at 8:00"
    ):
        chase(cast, EVENING)
    assert send_owed(MONDAY) == 1
    assert [message.to for message in mail.outbox] == [["partner.police@example.org"]]


def test_a_chase_that_waits_is_taken_back_once_the_account_is_sent(cast: Cast, call: AccountCall) -> None:
    chase(cast, EVENING)
    assert cancel_chases(EVENING) == 0
    # The chase of another member goes on waiting.
    seat(cast.council)
    dated(cast, FRIDAY, closes_on=timezone.localdate() + datetime.timedelta(days=30))
    chase_account(year=cast.year, organisation=cast.council, by=cast.coordinator, now=EVENING)
    sent_account(cast.year, cast.police, cast.partner_police)

    assert cancel_chases(EVENING) == 1

    assert [found.recipient for found in Notification.objects.filter(key__startswith="account:")] == [
        cast.partner_council
    ]
    assert Event.objects.get(verb="cancel reminder").data == {"mails": 1}


def test_a_chase_says_why_it_cannot_be(cast: Cast) -> None:
    with pytest.raises(DomainError, match="No dates are set for the accounts of 2022-23"):
        chase(cast, NOON)
    dated(cast, FRIDAY, opens_on=FRIDAY, closes_on=FRIDAY)
    with pytest.raises(DomainError, match="The Police held no seat on 31 March 2023"):
        chase(cast, NOON)
    seat(cast.police)
    with pytest.raises(DomainError, match="open on 18 September 2026"):
        chase(cast, NOON - datetime.timedelta(days=1))
    with pytest.raises(
        DomainError, match="close on 18 September 2026, before the next reminder can be sent on 21 September"
    ):
        chase(cast, EVENING)
    cast.partner_police.is_active = False
    cast.partner_police.save()
    with pytest.raises(DomainError, match="No one can write for The Police"):
        chase(cast, NOON)
    with pytest.raises(NotAllowed):
        chase(cast, NOON, by=cast.chair)
    assert not Notification.objects.filter(key__startswith="account:").exists()


def test_who_has_sent_is_not_chased(cast: Cast) -> None:
    seat(cast.police)
    dates_around(cast.year, timezone.localdate(), cast.coordinator)
    sent_account(cast.year, cast.police, cast.partner_police)

    with pytest.raises(
        DomainError, match="The Police has already sent its account for 2022-23, so we did not send a reminder"
    ):
        chase(cast, timezone.now())
    dated(cast, FRIDAY, closes_on=FRIDAY)
    with pytest.raises(DomainError, match="has already sent its account"):
        chase(cast, EVENING)


def test_a_returned_account_is_chased_with_the_reason(cast: Cast, client: Client) -> None:
    seat(cast.police)
    dates_around(cast.year, timezone.localdate(), cast.coordinator)
    account = sent_account(cast.year, cast.police, cast.partner_police)
    move(obj=account, verb=Verb.RETURN, by=cast.board_icb, note="Say how\nmany.", revision=account.revision)
    client.force_login(cast.coordinator)

    answer = client.post(CHASE, follow=True)

    assert answer.redirect_chain == [(BOARD, 302)]
    assert "The Police: reminder sent to Partner police (partner.police@example.org)." in answer.content.decode()
    assert "It was returned: Say how many." in Notification.objects.get(key__startswith="account:").body
    again = client.post(CHASE, follow=True).content.decode()
    assert "already" in again


@pytest.mark.parametrize(
    ("now", "subject"),
    [
        ("2026-08-31T09:00", "Open now: account"),  # a bank holiday on the 31st: nothing goes out
        ("2026-09-01T09:00", "Open now: account"),
        ("2026-09-16T09:00", "Due on 21 September 2026: account"),
        ("2026-09-21T09:00", "Due today: account"),
        ("2026-09-22T09:00", "Overdue: account"),
    ],
)
def test_the_worker_reminds_by_the_steps_of_every_return(cast: Cast, call: AccountCall, now: str, subject: str) -> None:
    sent = send_due(at(now))

    if now.startswith("2026-08-31"):
        assert sent == 0
        return
    assert sent == 1
    assert Notification.objects.get().subject.startswith(subject)
    assert send_due(at(now)) == 0
    assert AccountReminder.objects.count() == 1
    assert "The Police" in str(AccountReminder.objects.get())


@pytest.mark.parametrize(
    "changes",
    [
        {"due_on": datetime.date(9999, 12, 31), "closes_on": datetime.date(9999, 12, 31)},
        {"opens_on": datetime.date(2022, 3, 31)},
    ],
)
def test_dates_with_a_mistyped_year_are_refused(cast: Cast, changes: dict[str, datetime.date]) -> None:
    dates = {"opens_on": FRIDAY, "due_on": FRIDAY, "closes_on": FRIDAY} | changes
    with pytest.raises(DomainError, match=r"before 1 April 2022 or close more than 10 years from now"):
        set_account_dates(year=cast.year, by=cast.coordinator, **dates)
    assert not AccountCall.objects.exists()


def test_one_year_that_fails_keeps_no_other_from_being_reminded(
    cast: Cast, call: AccountCall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = ReportingYearFactory(slug="2023-24")
    AccountCall.objects.create(year=broken, opens_on=FRIDAY, due_on=FRIDAY, closes_on=FRIDAY)
    real = account_reminders.owed_accounts

    def owed_accounts(year: ReportingYear, *rest: Any) -> Any:
        assert year != broken, "this year cannot be reminded of"
        return real(year, *rest)

    monkeypatch.setattr(account_reminders, "owed_accounts", owed_accounts)

    assert send_due(at("2026-09-21T09:00")) == 1
    assert Notification.objects.get().subject.startswith("Due today: account")
    assert "Reminders for Accounts for the annual report 2023-24 could not be created" in caplog.text


def test_coordinator_is_told_once_it_is_overdue_for_some_days(cast: Cast, call: AccountCall) -> None:
    cast.partner_police.is_active = False
    cast.partner_police.save()
    # Nobody writes for the police, so the coordinator is the only one to be told.
    assert send_due(at("2026-09-29T09:00")) == 1

    found = Notification.objects.get()
    assert found.recipient == cast.coordinator
    assert found.subject == "8 days late: account of The Police, 2022-23"
    assert "No one can write for The Police. Give someone there an account." in found.body


def test_coordinator_hears_who_writes_for_the_member(cast: Cast, call: AccountCall) -> None:
    assert send_due(at("2026-09-29T09:00")) == 2

    told = Notification.objects.get(recipient=cast.coordinator)
    assert "Writers for The Police: Partner police." in told.body


def test_nobody_is_reminded_once_it_is_sent_or_at_night(cast: Cast) -> None:
    seat(cast.police)
    today = timezone.localdate()
    set_account_dates(
        year=cast.year,
        opens_on=today - datetime.timedelta(days=30),
        due_on=today,
        closes_on=today + datetime.timedelta(days=30),
        by=cast.coordinator,
    )
    sent_account(cast.year, cast.police, cast.partner_police)
    Notification.objects.all().delete()

    assert send_due(at("2026-09-18T23:00")) == 0
    assert send_account_reminders() == 0
    assert not Notification.objects.exists()
