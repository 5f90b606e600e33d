"""The partner's list, the calendar, the board, and the pages on which the coordinator keeps returns."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.models import Reminder, ReturnRound, ReturnTemplate
from indicators.owed import due_returns
from indicators.periods import Frequency
from indicators.return_board import board_of
from indicators.returns import change_dates, retire_return
from indicators.values import Value, ValueState
from partnership.models import User
from partnership.services import close_year
from review.models import Notification
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_reviewer, approve, draft_return, submitted_return
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory, UserFactory
from tests.factories.returns import POLICE_FAMILIES, a_round, a_template, around_today
from tests.stages import Cast

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
BOARD = "/partner/returns/board/"


def read(client: Client, person: User, address: str) -> str:
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def one(cast: Cast) -> ReturnRound:
    return a_round(cast.police, **around_today(timezone.localdate()))


def dates_of_test(one: ReturnRound, cast: Cast, *offsets: int) -> None:
    today = timezone.localdate()
    opens_on, due_on, closes_on = (today + days * DAY for days in offsets)
    change_dates(
        round=one, opens_on=opens_on, due_on=due_on, closes_on=closes_on, reason="This test", by=cast.coordinator
    )


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
    assert f"Missing children Figures for 2022-23, due {one.due_on.day} {one.due_on:%B %Y}" in page


def test_an_organisation_without_rounds_owes_every_family_of_its_kind(cast: Cast, one: ReturnRound) -> None:
    other = OrganisationFactory(slug="other-police", kind="police")
    assert {due.family.slug for due in due_returns(cast.police, [cast.year])} == set(POLICE_FAMILIES)
    without = due_returns(other, [cast.year])
    assert set(POLICE_FAMILIES) < {due.family.slug for due in without}
    assert {(due.round, due.status, due.url.split("/")[3]) for due in without} == {(None, "Not started", "2022-23")}
    later = ReportingYearFactory(slug="2023-24")
    assert set(POLICE_FAMILIES) < {due.family.slug for due in due_returns(cast.police, [later])}


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
    assert "April 2026 Wed 1 April Opens: Police figures, 2022-23 Fri 3 April not a working day Due: Police" in page
    assert "May 2026 Nothing opens, is due or closes." in page
    assert "September 2026 Wed 30 September Edits close: Police figures, 2022-23" in page
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
    assert f"{timezone.localdate():%B %Y} Nothing opens" in page


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


def nil_cells(count: int = 1) -> dict[tuple[str, str], Value]:
    row = "number-of-child-sexual-exploitation-crimes"
    nil = Value(ValueState.NIL, number=0)  # type: ignore[arg-type]
    return {(row, column): nil for column in ("current", "previous")}


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
        "Missing children Sent, late Read it",
        "Child sexual exploitation Sent, nil Read it",
        "Child protection Approved Read it",
        "Safety and anti-bullying Not sent, overdue",
        "The Police 2 of 4 on time (50%) 1 1",
        "All together 2 of 4 on time (50%) 1 1",
    ):
        assert text in page
    assert "Chase" not in page
    assert "Change dates" not in page
    move(obj=late, verb=Verb.RETURN, by=a_reviewer(), note="Count again.", revision=late.revision)
    draft_return("safety-and-anti-bullying", cast.year, cast.police)
    page = words(read(client, cast.board_icb, BOARD))
    assert "Missing children Returned, late, overdue Read it" in page
    assert "Safety and anti-bullying Draft, overdue" in page


def test_what_is_not_open_yet_is_not_missing_on_time(cast: Cast, one: ReturnRound, client: Client) -> None:
    dates_of_test(one, cast, 1, 2, 3)
    page = words(read(client, cast.coordinator, BOARD))
    assert "Missing children Not yet open" in page
    assert "The Police None was due yet" in page
    assert "Chase" not in page
    assert "Change dates" in page


def test_the_board_is_filtered_by_year_and_organisation(cast: Cast, one: ReturnRound, client: Client) -> None:
    a_template(cast.council, slug="council", families=["contact-sources"])
    page = words(read(client, cast.coordinator, f"{BOARD}?organisation=council"))
    assert "Contact" in page
    assert "Missing children" not in page
    assert "All together" not in page
    ReportingYearFactory(slug="2019-20")
    assert "No return is planned for 2019-20 and The Police." in words(
        read(client, cast.coordinator, f"{BOARD}?year=2019-20&organisation=police")
    )
    assert "Who has sent what, 2022-23" in words(read(client, cast.coordinator, f"{BOARD}?year=1066-67"))


def test_the_board_of_a_new_portal_is_empty(client: Client, db: None) -> None:
    person = UserFactory(roles=["coordinator"])
    assert "No return is planned." in words(read(client, person, BOARD))
    assert "No return is set up yet." in words(read(client, person, "/partner/returns/templates/"))


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
    monkeypatch.setattr("indicators.catalogue.Family.in_effect", lambda family, end: end < last.ends_on)
    board = board_of(cast.year, None, timezone.localdate())
    line = board.organisations[0].returns[0].lines[0]
    assert [cell.owed is None for cell in line[1]] == [False] * 3


def test_one_click_chases_and_says_who_was_told(
    cast: Cast, one: ReturnRound, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.chasing.next_sending_time", lambda now: now)
    page = read(client, cast.coordinator, f"{BOARD}?organisation=police")
    assert f'action="/partner/returns/rounds/{one.pk}/chase/"' in page
    address = f"/partner/returns/rounds/{one.pk}/chase/"
    response = client.post(address, {"only": "1"}, follow=True)
    assert response.redirect_chain == [(f"{BOARD}?year=2022-23&organisation=police", 302)]
    text = words(response.content.decode())
    assert "Police figures, 2022-23: chased Partner police (partner.police@example.org)." in text
    assert "Chased today" in text
    assert "/chase/" not in response.content.decode()
    assert Notification.objects.filter(key__startswith="return:chased").count() == 1
    again = client.post(address, follow=True)
    assert again.redirect_chain == [(f"{BOARD}?year=2022-23", 302)]
    assert "today already. Try again tomorrow." in words(again.content.decode())
    Reminder.objects.update(day=timezone.localdate() - DAY)
    page = words(read(client, cast.coordinator, BOARD))
    assert "Last chased" in page
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


def form(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Police figures",
        "slug": "police-figures",
        "frequency": "year",
        "families": list(POLICE_FAMILIES),
        "opens_after": "1",
        "due_after": "42",
        "closes_after": "84",
    } | changes


def test_a_return_is_set_up_on_its_page(cast: Cast, client: Client) -> None:
    address = "/partner/returns/templates/new/"
    page = words(read(client, cast.coordinator, address))
    assert "Missing children (police)" in page
    response = client.post(address, form(organisation=cast.police.pk), follow=True)
    text = words(response.content.decode())
    assert "“Police figures” is set up. Rounds planned for open years: 1. Of these 1 closed to edits before" in text
    assert "Police figures The Police Every year Missing children, Child sexual exploitation" in text
    response = client.post(address, form(organisation=cast.police.pk, slug="again"))
    assert "is in the return “Police figures” of The Police already" in words(response.content.decode())
    assert "<title>Error: Set up a return" in " ".join(response.content.decode().split())
    response = client.post(address, form(organisation=cast.police.pk, families=[], due_after="soon"))
    for text in ("Choose at least one family of figures", "“Due” must be a whole number of days, like 42"):
        assert text in words(response.content.decode())
    response = client.post(address, form(organisation=cast.police.pk, slug="later", closes_after="1000"), follow=True)
    assert ReturnTemplate.objects.count() == 1


def test_a_return_that_is_still_open_is_set_up_without_a_warning(cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    days = (timezone.localdate() - datetime.date(2023, 3, 31)).days
    later = {"opens_after": "1", "due_after": "2", "closes_after": "900"}
    ReportingYearFactory(slug=f"{timezone.localdate().year}-{(timezone.localdate().year + 1) % 100:02d}")
    close_year(year=cast.year, by=cast.coordinator)
    assert days > 0
    response = client.post("/partner/returns/templates/new/", form(organisation=cast.police.pk, **later), follow=True)
    text = words(response.content.decode())
    assert "Rounds planned for open years: 1." in text
    assert "closed to edits before today" not in text


def test_a_return_is_changed_and_retired_on_its_pages(cast: Cast, one: ReturnRound, client: Client) -> None:
    address = "/partner/returns/templates/police-figures/change/"
    page = read(client, cast.coordinator, address)
    assert "Contact" not in words(page).replace("Contact us", "")
    assert f'href="/partner/returns/rounds/{one.pk}/dates/"' in page
    response = client.post(address, form(title="Returns of the police"), follow=True)
    assert "“Returns of the police” is saved. Rounds that are planned keep their dates." in words(
        response.content.decode()
    )
    retire = "/partner/returns/templates/police-figures/retire/"
    assert "Retire this return?" in words(read(client, cast.coordinator, retire))
    assert "is retired. Nobody is asked for it any more" in words(client.post(retire, follow=True).content.decode())
    assert "is retired: it is not asked for any more" in words(client.post(retire, follow=True).content.decode())
    assert client.get("/partner/returns/templates/none/change/").status_code == 404


def test_a_return_of_closed_years_says_that_nothing_is_planned(cast: Cast, client: Client) -> None:
    close_year(year=cast.year, by=cast.coordinator)
    a_template(cast.police)
    page = words(read(client, cast.coordinator, "/partner/returns/templates/police-figures/change/"))
    assert "No round is planned: no reporting year is open." in page


def typed(date: datetime.date, name: str) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(date, part)) for part in ("day", "month", "year")}


def test_dates_are_changed_with_a_reason_and_the_history_is_shown(cast: Cast, one: ReturnRound, client: Client) -> None:
    address = f"/partner/returns/rounds/{one.pk}/dates/"
    html = read(client, cast.coordinator, address)
    names = re.findall(r'<input[^>]* name="(due_on[^"]*)"', html)
    assert len(names) == 3
    values = {}
    for field in ("opens_on", "due_on", "closes_on"):
        date = getattr(one, field) + (DAY if field == "due_on" else 0 * DAY)
        parts = re.findall(rf'<input[^>]* name="({field}[^"]*)"', html)
        values |= dict(zip(parts, (str(date.day), str(date.month), str(date.year)), strict=True))
    refused = client.post(address, values | {"reason": ""})
    assert refused.status_code == 200
    assert "There is a problem" in words(refused.content.decode())
    response = client.post(address, values | {"reason": "A bank holiday was forgotten."}, follow=True)
    assert response.redirect_chain == [(address, 302)]
    text = words(response.content.decode())
    assert "the dates are changed, and the change is kept." in text
    new = one.due_on + DAY
    assert f"Due: {one.due_on.day} {one.due_on:%B %Y} became {new.day} {new:%B %Y}" in text
    assert "A bank holiday was forgotten. (Coordinator, " in text
    again = client.post(address, values | {"reason": "Once more"})
    assert "These are the dates that the return has already" in words(again.content.decode())
    assert client.get("/partner/returns/rounds/0/dates/").status_code == 404
