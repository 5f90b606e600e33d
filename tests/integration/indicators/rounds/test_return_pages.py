"""What a partner sees of returns: the list of what is owed, and the calendar."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.chasing.owed import due_returns
from indicators.definitions.periods import Frequency
from indicators.models import ReturnRound
from indicators.rounds.services import change_dates
from tests.factories.indicators import submitted_return
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory, UserFactory
from tests.factories.returns import POLICE_FAMILIES, a_round, a_template, around_today
from tests.integration.indicators.rounds.return_pages import dates_of_test, read, words
from tests.stages import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast) -> ReturnRound:
    return a_round(cast.police, **around_today(timezone.localdate()))


def test_the_list_shows_what_the_rounds_ask_for_with_its_dates(cast: Cast, one: ReturnRound, client: Client) -> None:
    submitted_return("missing-children", cast.year, cast.police)
    page = words(read(client, cast.partner_police, "/partner/figures/"))
    assert f"Due {one.due_on.day} {one.due_on:%B %Y}" in page
    assert "Missing children Police, Police figures" in page
    assert " Sent " in page
    assert "Child sexual exploitation Police, Police figures" in page
    assert "Not started" in page
    assert "Child protection" not in page


def test_what_is_not_open_is_no_link(cast: Cast, one: ReturnRound, client: Client) -> None:
    dates_of_test(one, cast, 1, 2, 3)
    page = read(client, cast.partner_police, "/partner/figures/")
    assert 'href="/partner/figures/2022-23/' not in page
    assert "Not yet open" in page
    assert "Missing children" not in words(read(client, cast.partner_police, "/partner/"))


def test_the_work_page_leads_to_what_is_owed(cast: Cast, one: ReturnRound, client: Client) -> None:
    page = words(read(client, cast.partner_police, "/partner/"))
    opened, due = (f"{on.day} {on:%B %Y}" for on in (one.opens_on, one.due_on))
    assert f"Missing children Figures for 2022-23, since {opened} Due {due}" in page


def test_once_returns_are_set_up_nobody_owes_what_none_of_them_asks_for(cast: Cast, one: ReturnRound) -> None:
    other = OrganisationFactory(slug="other-police", kind="police")
    assert {due.family.slug for due in due_returns(cast.police, [cast.year])} == set(POLICE_FAMILIES)
    assert due_returns(other, [cast.year]) == []
    # A year that nobody planned rounds for.
    later = ReportingYearFactory(slug="2023-24")
    without = due_returns(cast.police, [later])
    assert {due.family.slug for due in without} == set(POLICE_FAMILIES)
    assert {(due.round, due.status, due.url.split("/")[3]) for due in without} == {(None, "Not started", "2023-24")}


def test_before_any_return_is_set_up_an_organisation_may_send_everything_of_its_type(cast: Cast) -> None:
    without = due_returns(cast.police, [cast.year])
    assert set(POLICE_FAMILIES) < {due.family.slug for due in without}
    assert {(due.round, due.status, due.url.split("/")[3]) for due in without} == {(None, "Not started", "2022-23")}


def test_the_list_takes_as_many_queries_with_more_to_send(cast: Cast, client: Client) -> None:
    a_template(cast.council, slug="a", families=["contact-sources"], frequency=Frequency.QUARTER)
    counts = []
    for frequency in (Frequency.MONTH, Frequency.YEAR):
        read(client, cast.partner_council, "/partner/figures/")
        with CaptureQueriesContext(connection) as queries:
            read(client, cast.partner_council, "/partner/figures/")
        counts.append(len(queries))
        a_template(cast.council, slug=frequency, families=["contact-sources"], frequency=frequency)
    assert counts[0] == counts[1]


def test_the_calendar_shows_own_dates_by_month(cast: Cast, one: ReturnRound, client: Client) -> None:
    a_template(cast.council, slug="council", title="Council figures", families=["contact-sources"])
    dates = {"opens_on": "2026-04-01", "due_on": "2026-04-03", "closes_on": "2026-09-30"}
    change_dates(
        round=one,
        reason="This test",
        by=cast.coordinator,
        **{name: datetime.date.fromisoformat(text) for name, text in dates.items()},
    )
    page = words(read(client, cast.partner_police, "/partner/returns/?from=2026-04"))
    assert "April 2026 Wed 1 April Opens: Police figures, 2022-23 Fri 3 April Not a working day Due: Police" in page
    assert "May 2026 No returns open, are due or close." in page
    assert "September 2026 Wed 30 September Closes for changes: Police figures, 2022-23" in page
    assert "October 2026" not in page
    assert "Figures to send" in page
    assert "Set up returns" not in page
    assert "Council figures" not in words(read(client, cast.partner_police, "/partner/returns/?from=2023-04"))
    everything = read(client, cast.coordinator, "/partner/returns/?from=2023-04")
    assert "Council figures, 2022-23 The Council" in words(everything)
    assert 'href="?from=2022-10"' in everything
    assert 'href="?from=2023-10"' in everything
    assert "Set up returns" in everything


@pytest.mark.parametrize("text", ["", "2026-13", "soon", "1899-01"])
def test_the_calendar_begins_with_this_month(cast: Cast, client: Client, text: str) -> None:
    page = words(read(client, cast.chair, f"/partner/returns/?from={text}"))
    assert f"{timezone.localdate():%B %Y} No returns open" in page


def test_who_has_no_organisation_and_no_role_sees_no_dates(cast: Cast, one: ReturnRound) -> None:
    assert not ReturnRound.objects.visible_to(UserFactory(organisation=None)).exists()
    assert ReturnRound.objects.visible_to(cast.scrutineer).get() == one


def test_due_dates_can_be_taken_along(cast: Cast, one: ReturnRound, client: Client) -> None:
    client.force_login(cast.partner_police)
    response = client.get("/partner/returns/due-dates.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "returns.ics" in response["Content-Disposition"]
    text = response.content.decode().replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{one.due_on:%Y%m%d}\r\n" in text
    assert f"UID:return-round-{one.pk}@" in text
    assert "SUMMARY:Due: Police figures\\, 2022-23\r\n" in text
    assert "DESCRIPTION:The Police: Missing children\\, Child sexual exploitation. Opens on" in text
    assert "SEQUENCE:1\r\n" in text
    client.force_login(cast.partner_council)
    assert "VEVENT" not in client.get("/partner/returns/due-dates.ics").content.decode()
