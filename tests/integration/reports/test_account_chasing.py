"""Who has sent an account, who is chased, and what the worker sends by itself: in working hours, and never twice."""

import datetime
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from partnership.exceptions import DomainError, NotAllowed, StaleRevision
from partnership.models import ReportingYear, User
from reports import account_reminders
from reports.account_chasing import chase_account
from reports.account_reminders import send_due, take_back_chases
from reports.account_tasks import send_account_reminders
from reports.models import AccountCall, AccountReminder
from reports.writing_services import set_account_dates
from review.models import Event, Notification
from review.notifications import send_owed
from review.services import move
from review.transitions import Verb
from tests.factories.accounts import dates_around, draft_account, live_account, seat, sent_account
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory
from tests.stages import Cast

BOARD = "/partner/report/?year=2022-23"
DATES = "/partner/report/2022-23/accounts/dates/"
CHASE = "/partner/report/2022-23/accounts/police/chase/"
FRIDAY = datetime.date(2026, 9, 18)


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


def dated(cast: Cast, due_on: datetime.date, **changes: Any) -> AccountCall:
    dates = {
        "opens_on": FRIDAY - datetime.timedelta(days=20),
        "due_on": due_on,
        "closes_on": FRIDAY + datetime.timedelta(days=30),
    }
    return set_account_dates(year=cast.year, by=cast.coordinator, **{**dates, **changes})


def words(client: Client, person: User) -> str:
    client.force_login(person)
    page = client.get(BOARD).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def chase(cast: Cast, now: datetime.datetime, by: User | None = None) -> list[User]:
    return chase_account(year=cast.year, organisation=cast.police, by=by or cast.coordinator, now=now).told


def test_a_chase_in_working_hours_goes_out_at_once_and_once_a_day(cast: Cast, call: AccountCall) -> None:
    assert chase(cast, NOON) == [cast.partner_police]

    found = Notification.objects.get()
    assert found.not_before is None
    assert found.subject == "Due on 21 September 2026: account for the annual report 2022-23"
    assert found.body.startswith("Coordinator asks you for it. It is about your organisation's account for the annual")
    assert "Where it stands: not begun." in found.body
    assert "/partner/report/2022-23/account/" in found.body
    with pytest.raises(DomainError, match="The Police was chased today already"):
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
    with pytest.raises(DomainError, match="already: the mail will be sent on Monday 21 September 2026 at 8:00"):
        chase(cast, EVENING)
    assert send_owed(MONDAY) == 1
    assert [message.to for message in mail.outbox] == [["partner.police@example.org"]]


def test_a_chase_that_waits_is_taken_back_once_the_account_is_sent(cast: Cast, call: AccountCall) -> None:
    chase(cast, EVENING)
    assert take_back_chases(EVENING) == 0
    # The chase of another member goes on waiting.
    seat(cast.council)
    dated(cast, FRIDAY, closes_on=timezone.localdate() + datetime.timedelta(days=30))
    chase_account(year=cast.year, organisation=cast.council, by=cast.coordinator, now=EVENING)
    sent_account(cast.year, cast.police, cast.partner_police)

    assert take_back_chases(EVENING) == 1

    assert [found.recipient for found in Notification.objects.filter(key__startswith="account:")] == [
        cast.partner_council
    ]
    assert Event.objects.get(verb="take back chase").data == {"mails": 1}


def test_a_chase_says_why_it_cannot_be(cast: Cast) -> None:
    with pytest.raises(DomainError, match="No dates are set for the accounts of 2022-23"):
        chase(cast, NOON)
    dated(cast, FRIDAY, opens_on=FRIDAY, closes_on=FRIDAY)
    with pytest.raises(DomainError, match="The Police held no seat on 31 March 2023"):
        chase(cast, NOON)
    seat(cast.police)
    with pytest.raises(DomainError, match="open on 18 September 2026"):
        chase(cast, NOON - datetime.timedelta(days=1))
    with pytest.raises(DomainError, match="close to edits on 18 September 2026, and mail goes out on 21 September"):
        chase(cast, EVENING)
    cast.partner_police.is_active = False
    cast.partner_police.save()
    with pytest.raises(DomainError, match="Nobody has an account that writes for The Police"):
        chase(cast, NOON)
    with pytest.raises(NotAllowed):
        chase(cast, NOON, by=cast.chair)
    assert not Notification.objects.filter(key__startswith="account:").exists()


def test_who_has_sent_is_not_chased(cast: Cast) -> None:
    seat(cast.police)
    dates_around(cast.year, timezone.localdate(), cast.coordinator)
    sent_account(cast.year, cast.police, cast.partner_police)

    with pytest.raises(DomainError, match="The Police has sent its account for 2022-23, so nobody was told"):
        chase(cast, timezone.now())


def test_a_returned_account_is_chased_with_the_reason(cast: Cast, client: Client) -> None:
    seat(cast.police)
    dates_around(cast.year, timezone.localdate(), cast.coordinator)
    account = sent_account(cast.year, cast.police, cast.partner_police)
    move(obj=account, verb=Verb.RETURN, by=cast.board_icb, note="Say how\nmany.", revision=account.revision)
    client.force_login(cast.coordinator)

    answer = client.post(CHASE, follow=True)

    assert answer.redirect_chain == [(BOARD, 302)]
    assert "The Police: chased Partner police (partner.police@example.org)." in answer.content.decode()
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
    with pytest.raises(DomainError, match=r"before 1 April 2022, nor close more than ten years from now: correct the"):
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
    assert "The reminders of the accounts of 2023-24 could not be made" in caplog.text


def test_coordinator_is_told_once_it_is_overdue_for_some_days(cast: Cast, call: AccountCall) -> None:
    cast.partner_police.is_active = False
    cast.partner_police.save()
    # Nobody writes for the police, so the coordinator is the only one to be told.
    assert send_due(at("2026-09-29T09:00")) == 1

    found = Notification.objects.get()
    assert found.recipient == cast.coordinator
    assert found.subject == "Not sent 8 days after the date: account of The Police, 2022-23"
    assert "Nobody has an account that writes for The Police: give somebody one." in found.body


def test_coordinator_hears_who_writes_for_the_member(cast: Cast, call: AccountCall) -> None:
    assert send_due(at("2026-09-29T09:00")) == 2

    told = Notification.objects.get(recipient=cast.coordinator)
    assert "Who writes for The Police: Partner police." in told.body


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


def test_board_says_who_has_sent_and_who_has_not(client: Client, cast: Cast) -> None:
    for organisation in (cast.police, cast.council, cast.icb):
        seat(organisation)
    dates_around(cast.year, timezone.localdate(), cast.coordinator)
    live_account(cast.year, cast.police, cast.partner_police, cast.board_icb)
    draft_account(cast.year, cast.council, cast.partner_council)

    text = words(client, cast.coordinator)

    assert "Written for the report, 2022-23" in text
    assert "1 of 3 sent" in text
    assert "The Police Approved Read it : The Police Not needed" in text
    assert "The Council Draft Chase The Council" in text
    assert "The Integrated Care Board Not begun Chase The Integrated Care Board" in text
    assert "Change the dates" in text
    reader = words(client, cast.scrutineer)
    assert "Change the dates" not in reader
    assert "Chase" not in reader


def test_an_account_that_first_came_after_the_date_is_late(client: Client, cast: Cast) -> None:
    seat(cast.police)
    seat(cast.council)
    today = timezone.localdate()
    sent_account(cast.year, cast.police, cast.partner_police)
    set_account_dates(
        year=cast.year,
        opens_on=today - datetime.timedelta(days=30),
        due_on=today - datetime.timedelta(days=1),
        closes_on=today + datetime.timedelta(days=30),
        by=cast.coordinator,
    )

    text = words(client, cast.coordinator)

    assert "The Police Sent, late" in text
    assert "The Council Not begun, overdue" in text


def test_board_tells_of_a_chase_today_waiting_and_before(client: Client, cast: Cast, call: AccountCall) -> None:
    reminder = {"call": call, "organisation": cast.police, "kind": "chased", "recipient": cast.partner_police}
    today = timezone.localdate()
    first = AccountReminder.objects.create(
        **reminder, day=today - datetime.timedelta(days=3), created_at=timezone.now()
    )
    assert f"Last chased {first.day.day} {first.day:%B %Y}" in words(client, cast.coordinator)
    AccountReminder.objects.create(**reminder, day=today, created_at=timezone.now())
    assert "Chased today" in words(client, cast.coordinator)
    soon = timezone.now() + datetime.timedelta(days=1)
    AccountReminder.objects.create(**reminder, day=soon.date(), created_at=timezone.now(), not_before=soon)
    assert "A chase will be sent on" in words(client, cast.coordinator)


def test_dates_are_set_and_moved_with_a_line_in_the_trail(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    assert "No dates are set, so nobody is reminded. Set the dates" in words(client, cast.coordinator)
    parts = {"opens_on": ("1", "4", "2023"), "due_on": ("31", "5", "2023"), "closes_on": ("30", "6", "2023")}
    typed = {
        f"{name}-{part}": value
        for name, values in parts.items()
        for part, value in zip(("day", "month", "year"), values, strict=True)
    }

    answer = client.post(DATES, typed)

    assert answer["Location"] == BOARD
    call = AccountCall.objects.get()
    assert (call.opens_on, call.due_on) == (datetime.date(2023, 4, 1), datetime.date(2023, 5, 31))
    assert str(call) == "Accounts for the annual report 2022-23"
    page = client.get(DATES)
    typed |= {"opened": page.context["opened"], "reason": " The board meets earlier. "}
    assert f'name="opened" value="{call.stamp}"' in page.content.decode()
    again = client.post(DATES, {**typed, "due_on-month": "7"})
    assert "put the three in this order" in again.content.decode()
    assert 'value="31"' in client.get(DATES).content.decode()
    assert "Fill in “Why do the dates change?”" in client.post(DATES, {**typed, "reason": ""}).content.decode()
    client.post(DATES, {**typed, "due_on-day": "30"})
    newest = Event.objects.filter(verb="set account dates").order_by("-sequence")[0]
    assert newest.data["before"]["due_on"] == "2023-05-31"
    assert newest.data["after"]["due_on"] == "2023-05-30"
    assert newest.note == "The board meets earlier."
    assert "2 4" not in client.post(DATES, {}).content.decode()
    with pytest.raises(NotAllowed):
        dates_around(cast.year, timezone.localdate(), cast.chair)


@pytest.mark.parametrize("had_dates", [True, False])
def test_dates_that_somebody_else_moved_meanwhile_are_told_and_not_overwritten(
    client: Client, cast: Cast, had_dates: bool
) -> None:
    if had_dates:
        dated(cast, FRIDAY)
    client.force_login(cast.coordinator)
    page = client.get(DATES)
    assert ("reason" in page.context["form"].fields) is had_dates
    theirs = dated(cast, FRIDAY - datetime.timedelta(days=1))
    mine = {"opens_on": "2026-09-02", "due_on": "2026-09-03", "closes_on": "2026-09-04"}
    typed = {"opened": page.context["opened"], "reason": "The board meets earlier."}
    for name, text in mine.items():
        typed |= dict(zip((f"{name}-year", f"{name}-month", f"{name}-day"), text.split("-"), strict=True))

    refused = client.post(DATES, typed)

    text = " ".join(refused.content.decode().split())
    assert "Coordinator" in text
    assert "set these dates after you opened the page: accounts open on 29 August 2026, are due on 17 September" in text
    assert 'value="03"' in text
    assert AccountCall.objects.get().due_on == theirs.due_on

    typed["opened"] = refused.context["opened"]
    assert client.post(DATES, typed).status_code == 302
    assert AccountCall.objects.get().due_on == datetime.date(2026, 9, 3)


def test_the_same_dates_sent_twice_are_set_once(client: Client, cast: Cast) -> None:
    first = dated(cast, FRIDAY)
    opened = first.stamp
    dated(cast, FRIDAY - datetime.timedelta(days=1), opened=opened)
    dated(cast, FRIDAY - datetime.timedelta(days=1), opened=opened)
    assert Event.objects.filter(verb="set account dates").count() == 2
    with pytest.raises(StaleRevision, match="Compare them with yours"):
        dated(cast, FRIDAY, opened=opened)


def test_board_of_a_year_without_members_and_of_no_year(client: Client, cast: Cast) -> None:
    assert "No organisation held a seat on 31 March 2023" in words(client, cast.coordinator)
    closed = ReportingYearFactory(slug="2023-24", closed_at=timezone.now(), closed_by=cast.coordinator)
    assert "Written for the report, 2022-23" in client.get("/partner/report/").content.decode()
    assert "Written for the report, 2023-24" in client.get("/partner/report/?year=2023-24").content.decode()
    closed.delete()
    cast.year.delete()
    assert "No reporting year is open yet." in client.get("/partner/report/").content.decode()


def test_board_costs_the_same_queries_however_many_members(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dates_around(cast.year, timezone.localdate(), cast.coordinator)
    client.force_login(cast.coordinator)
    seat(cast.police)
    live_account(cast.year, cast.police, cast.partner_police, cast.board_icb)
    client.get(BOARD)
    for _ in range(20):
        seat(OrganisationFactory())
    with django_assert_num_queries(12):
        client.get(BOARD)
