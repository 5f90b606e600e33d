"""The board of who has sent what, and the click that chases."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.chasing.board import board_of
from indicators.definitions.periods import Frequency
from indicators.definitions.values import Value, reported
from indicators.models import Reminder, ReturnRound
from indicators.rounds.services import retire_return
from review.models import Notification
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_reviewer, approve, draft_return, submitted_return
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory, UserFactory
from tests.factories.returns import a_round, a_template, around_today
from tests.integration.indicators.rounds.return_pages import DAY, dates_of_test, read, words
from tests.stages import Cast

pytestmark = pytest.mark.django_db
BOARD = "/partner/returns/board/"


@pytest.fixture
def one(cast: Cast) -> ReturnRound:
    return a_round(cast.police, **around_today(timezone.localdate()))


def nil_cells(count: int = 1) -> dict[tuple[str, str], Value]:
    row = "number-of-child-sexual-exploitation-crimes"
    return {(row, column): reported(0) for column in ("current", "previous")}


def test_the_board_says_in_words_where_everything_stands(cast: Cast, client: Client) -> None:
    families = ["missing-children", "child-sexual-exploitation", "child-protection", "safety-and-anti-bullying"]
    one = a_round(cast.police, **around_today(timezone.localdate()), families=families)
    dates_of_test(one, cast, -9, 0, 9)
    submitted_return("child-sexual-exploitation", cast.year, cast.police, nil_cells())
    approve(submitted_return("child-protection", cast.year, cast.police))
    dates_of_test(one, cast, -9, -1, 9)
    late = submitted_return("missing-children", cast.year, cast.police)
    assert late.late
    page = words(read(client, cast.chair, f"{BOARD}?year=2022-23"))
    for text in (
        "Missing children Sent, late View",
        "Child sexual exploitation Sent, nil View",
        "Child protection Approved View",
        "Safety and anti-bullying Not sent, overdue",
        "The Police 2 of 4 on time (50%) 1 1",
        "Total: 2 of 4 on time (50%). Not sent: 1. Overdue: 1.",
    ):
        assert text in page
    assert "Send reminder" not in page
    assert "Change dates" not in page
    move(obj=late, verb=Verb.RETURN, by=a_reviewer(), note="Count again.", revision=late.revision)
    draft_return("safety-and-anti-bullying", cast.year, cast.police)
    page = words(read(client, cast.board_icb, BOARD))
    assert "Missing children Returned, late, overdue View" in page
    assert "Safety and anti-bullying Draft, overdue" in page


def test_what_is_not_open_yet_is_not_missing_on_time(cast: Cast, one: ReturnRound, client: Client) -> None:
    dates_of_test(one, cast, 1, 2, 3)
    page = words(read(client, cast.coordinator, BOARD))
    assert "Missing children Not yet open" in page
    assert "The Police None was due yet" in page
    assert "Send reminder" not in page
    assert "Change dates" in page


def test_the_board_is_filtered_by_year_and_organisation(cast: Cast, one: ReturnRound, client: Client) -> None:
    a_template(cast.council, slug="council", families=["contact-sources"])
    page = words(read(client, cast.coordinator, f"{BOARD}?organisation=council"))
    assert "Contact" in page
    assert "Missing children" not in page
    assert "Total" not in page
    ReportingYearFactory(slug="2019-20")
    assert "No returns planned for 2019-20." in words(
        read(client, cast.coordinator, f"{BOARD}?year=2019-20&organisation=police")
    )
    ReportingYearFactory(slug="2031-32")
    assert "Return status, 2022-23" in words(read(client, cast.coordinator, BOARD)), "the newest that has a round"
    assert client.get(f"{BOARD}?year=1066-67").status_code == 404


def test_the_board_of_a_new_portal_is_empty(client: Client, db: None) -> None:
    person = UserFactory(roles=["coordinator"])
    assert "No returns planned." in words(read(client, person, BOARD))
    assert "No returns set up yet." in words(read(client, person, "/partner/returns/templates/"))


def test_of_a_retired_return_the_board_keeps_what_was_sent(cast: Cast, one: ReturnRound, client: Client) -> None:
    submitted_return("missing-children", cast.year, cast.police)
    retire_return(template=one.template, by=cast.coordinator)
    page = words(read(client, cast.coordinator, BOARD))
    assert "Police figures (retired)" in page
    assert "Missing children Sent" in page
    assert "Child sexual exploitation" not in page
    assert "Change dates" not in page
    assert "Retired" in words(read(client, cast.coordinator, "/partner/returns/templates/"))
    form = read(client, cast.coordinator, "/partner/returns/templates/police-figures/change/")
    assert "This return is retired." in form


def test_a_family_that_ended_is_not_asked_for_in_later_rounds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    template = a_template(cast.council, families=["contact-sources"], frequency=Frequency.QUARTER)
    last = template.rounds.order_by("ends_on")[3]
    monkeypatch.setattr("indicators.definitions.families.Family.in_effect", lambda family, end: end < last.ends_on)
    board = board_of(cast.year, None, timezone.localdate())
    line = board.organisations[0].returns[0].lines[0]
    assert [cell.owed is None for cell in line[1]] == [False] * 3


def test_one_click_chases_and_says_who_was_told(
    cast: Cast, one: ReturnRound, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deadlines.chase.next_sending_time", lambda now: now)
    page = read(client, cast.coordinator, f"{BOARD}?organisation=police")
    assert f'action="/partner/returns/rounds/{one.pk}/chase/"' in page
    address = f"/partner/returns/rounds/{one.pk}/chase/"
    response = client.post(address, {"only": "1"}, follow=True)
    assert response.redirect_chain == [(f"{BOARD}?year=2022-23&organisation=police", 302)]
    text = words(response.content.decode())
    assert "Reminder for Police figures, 2022-23 sent to Partner police (partner.police@example.org)." in text
    assert "Reminder sent today" in text
    assert "/chase/" not in response.content.decode()
    assert Notification.objects.filter(key__startswith="return:chased").count() == 1
    again = client.post(address, follow=True)
    assert again.redirect_chain == [(f"{BOARD}?year=2022-23", 302)]
    assert "today. Try again tomorrow." in words(again.content.decode())
    Reminder.objects.update(day=timezone.localdate() - DAY)
    page = words(read(client, cast.coordinator, BOARD))
    assert "Last reminder sent" in page
    assert client.get(address).status_code == 405
    assert client.post("/partner/returns/rounds/0/chase/").status_code == 404


@pytest.mark.parametrize("address", [BOARD, "/partner/returns/reminders/", "/partner/returns/?from=2022-06"])
def test_pages_take_as_many_queries_with_more_returns(cast: Cast, client: Client, address: str) -> None:
    """One organisation with a return, then five with monthly ones and submissions: the same number of queries."""
    a_round(cast.police, **around_today(timezone.localdate()))
    submitted_return("missing-children", cast.year, cast.police)

    def count() -> int:
        read(client, cast.coordinator, address)
        with CaptureQueriesContext(connection) as queries:
            read(client, cast.coordinator, address)
        return len(queries)

    before = count()
    for number in range(4):
        organisation = OrganisationFactory(kind="local_authority")
        UserFactory(organisation=organisation, roles=["partner"])
        families = ["contact-sources", "desired-outcomes"]
        a_template(organisation, slug=f"more-{number}", families=families, frequency=Frequency.MONTH)
        today = timezone.localdate()
        ReturnRound.objects.filter(template__slug=f"more-{number}").update(**around_today(today))
        draft_return("contact-sources", cast.year, organisation)
    assert count() == before
