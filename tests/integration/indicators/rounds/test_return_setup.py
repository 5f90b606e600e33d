"""The pages on which the coordinator sets returns up and keeps their dates."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from indicators.models import ReturnRound, ReturnTemplate
from partnership.services import close_year
from tests.factories.partnership import ReportingYearFactory
from tests.factories.returns import a_round, a_template, around_today
from tests.integration.indicators.rounds.return_pages import DAY, form, read, words
from tests.stages import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast) -> ReturnRound:
    return a_round(cast.police, **around_today(timezone.localdate()))


def test_a_return_is_set_up_on_its_page(cast: Cast, client: Client) -> None:
    address = "/partner/returns/templates/new/"
    page = words(read(client, cast.coordinator, address))
    assert "Missing children (police)" in page
    assert "Short name" not in page
    response = client.post(address, form(organisation=cast.police.pk), follow=True)
    text = words(response.content.decode())
    assert (
        "“Police figures” has been set up. Rounds planned for open years: 1. 1 of these closed for changes before"
        in text
    )
    assert "Police figures The Police Every year Missing children, Child sexual exploitation" in text
    response = client.post(address, form(organisation=cast.police.pk))
    assert "is already in the return “Police figures” for The Police" in words(response.content.decode())
    assert "<title>Error: Set up a return" in " ".join(response.content.decode().split())
    response = client.post(address, form(organisation=cast.police.pk, families=[], due_after="soon"))
    for text in ("Select at least one family of figures", "“Due” must be a whole number of days, like 42"):
        assert text in words(response.content.decode())
    response = client.post(address, form(organisation=cast.police.pk, closes_after="1000"), follow=True)
    assert ReturnTemplate.objects.get().slug == "police-figures"


def test_two_returns_of_one_title_have_addresses_of_their_own(cast: Cast) -> None:
    first = a_template(cast.police, slug="")
    second = a_template(cast.police, slug="", families=["child-protection"])
    assert (first.slug, second.slug) == ("police-figures", "police-figures-2")


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
    assert "closed for changes before today" not in text


def test_a_return_is_changed_and_retired_on_its_pages(cast: Cast, one: ReturnRound, client: Client) -> None:
    address = "/partner/returns/templates/police-figures/change/"
    page = read(client, cast.coordinator, address)
    assert "Contact" not in words(page).replace("Contact us", "")
    assert f'href="/partner/returns/rounds/{one.pk}/dates/"' in page
    response = client.post(address, form(title="Returns of the police"), follow=True)
    assert "“Returns of the police” has been saved. Planned rounds keep their dates." in words(
        response.content.decode()
    )
    retire = "/partner/returns/templates/police-figures/retire/"
    assert "Retire this return?" in words(read(client, cast.coordinator, retire))
    assert "has been retired. We will no longer ask for it" in words(client.post(retire, follow=True).content.decode())
    assert "is retired, so we no longer ask for it" in words(client.post(retire, follow=True).content.decode())
    assert client.get("/partner/returns/templates/none/change/").status_code == 404


def test_a_return_of_closed_years_says_that_nothing_is_planned(cast: Cast, client: Client) -> None:
    close_year(year=cast.year, by=cast.coordinator)
    a_template(cast.police)
    page = words(read(client, cast.coordinator, "/partner/returns/templates/police-figures/change/"))
    assert "No rounds planned, because no reporting year is open." in page


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
    assert "dates changed." in text
    new = one.due_on + DAY
    assert f"Due: {one.due_on.day} {one.due_on:%B %Y} changed to {new.day} {new:%B %Y}" in text
    assert "A bank holiday was forgotten. (Coordinator, " in text
    again = client.post(address, values | {"reason": "Once more"})
    assert "These are already the dates of the return" in words(again.content.decode())
    assert client.get("/partner/returns/rounds/0/dates/").status_code == 404


def test_a_return_that_begins_in_mid_year_counts_no_quarter_that_nobody_was_asked_for(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.coordinator)
    begins = {"collects_from-day": "1", "collects_from-month": "10", "collects_from-year": "2022"}
    asked = form(organisation=cast.council.pk, frequency="quarter", families=["section-42-outcomes"], **begins)
    page = client.post("/partner/returns/templates/new/", asked, follow=True)
    assert "Rounds planned for open years: 2." in words(page.content.decode())
    template = ReturnTemplate.objects.get()
    assert [one.window.label for one in template.rounds.order_by("ends_on")] == [
        "October to December 2022",
        "January to March 2023",
    ]
    board = words(read(client, cast.coordinator, "/partner/returns/board/?year=2022-23"))
    assert "October to December 2022" in board
    assert "July to September 2022" not in board


def test_saying_later_from_when_a_return_collects_takes_the_earlier_quarters_off_every_list(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.coordinator)
    asked = form(organisation=cast.council.pk, frequency="quarter", families=["section-42-outcomes"])
    client.post("/partner/returns/templates/new/", asked)
    template = ReturnTemplate.objects.get()
    assert template.rounds.count() == 4
    begins = {"collects_from-day": "1", "collects_from-month": "1", "collects_from-year": "2023"}
    address = f"/partner/returns/templates/{template.slug}/change/"
    client.post(address, asked | begins)
    for page in (address, "/partner/returns/board/?year=2022-23"):
        shown = words(read(client, cast.coordinator, page))
        assert "January to March 2023" in shown
        assert "July to September 2022" not in shown
    assert [one.window.label for one in ReturnRound.objects.in_use()] == ["January to March 2023"]
