"""Who has sent an account and who has not, on the board; and the dates that the coordinator sets there."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from partnership.exceptions import NotAllowed, StaleRevision
from partnership.models import User
from reports.contributions.writing_services import set_account_dates
from reports.models import AccountCall, AccountReminder
from review.models import Event
from tests.factories.accounts import FRIDAY, dated, dates_around, draft_account, live_account, seat, sent_account
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory
from tests.stages import Cast

BOARD = "/partner/report/?year=2022-23"
DATES = "/partner/report/2022-23/accounts/dates/"


def words(client: Client, person: User) -> str:
    client.force_login(person)
    page = client.get(BOARD).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


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
    assert "The Council Draft Send reminder to The Council" in text
    assert "The Integrated Care Board Not started Send reminder to The Integrated Care Board" in text
    assert "Change dates" in text
    reader = words(client, cast.scrutineer)
    assert "Change dates" not in reader
    assert "Send reminder" not in reader


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
    assert "The Council Not started, overdue" in text


def test_board_tells_of_a_chase_today_waiting_and_before(client: Client, cast: Cast) -> None:
    seat(cast.police)
    call = dated(cast, FRIDAY)
    reminder = {"call": call, "organisation": cast.police, "kind": "chased", "recipient": cast.partner_police}
    today = timezone.localdate()
    first = AccountReminder.objects.create(
        **reminder, day=today - datetime.timedelta(days=3), created_at=timezone.now()
    )
    assert f"Last reminder {first.day.day} {first.day:%B %Y}" in words(client, cast.coordinator)
    AccountReminder.objects.create(**reminder, day=today, created_at=timezone.now())
    assert "Reminder sent today" in words(client, cast.coordinator)
    soon = timezone.now() + datetime.timedelta(days=1)
    AccountReminder.objects.create(**reminder, day=soon.date(), created_at=timezone.now(), not_before=soon)
    assert "Reminder will be sent on" in words(client, cast.coordinator)


def test_dates_are_set_and_moved_with_a_line_in_the_trail(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    assert "No dates are set, so we do not send reminders. Set dates" in words(client, cast.coordinator)
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
    assert "in that order" in again.content.decode()
    assert 'value="31"' in client.get(DATES).content.decode()
    assert "Enter why the dates are changing" in client.post(DATES, {**typed, "reason": ""}).content.decode()
    client.post(DATES, {**typed, "due_on-day": "30"})
    newest = Event.objects.filter(verb="set account dates").order_by("-sequence")[0]
    assert newest.data["before"]["due_on"] == "2023-05-31"
    assert newest.data["after"]["due_on"] == "2023-05-30"
    assert newest.note == "The board meets earlier."
    assert "2 4" not in client.post(DATES, {}).content.decode()
    with pytest.raises(NotAllowed):
        dates_around(cast.year, timezone.localdate(), cast.chair)


@pytest.mark.postgres
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


@pytest.mark.postgres
def test_the_same_dates_sent_twice_are_set_once(client: Client, cast: Cast) -> None:
    first = dated(cast, FRIDAY)
    opened = first.stamp
    dated(cast, FRIDAY - datetime.timedelta(days=1), opened=opened)
    dated(cast, FRIDAY - datetime.timedelta(days=1), opened=opened)
    assert Event.objects.filter(verb="set account dates").count() == 2
    with pytest.raises(StaleRevision, match="Compare the dates"):
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
    with django_assert_num_queries(12):
        client.get(BOARD)
    for _ in range(20):
        seat(OrganisationFactory())
    seat(cast.council)
    live_account(cast.year, cast.council, cast.partner_council, cast.board_icb)
    with django_assert_num_queries(12):
        client.get(BOARD)
