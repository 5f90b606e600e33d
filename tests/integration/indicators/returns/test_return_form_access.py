"""Who opens the form of a return, which returns there are, and when nothing is taken any more."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from indicators.definitions.values import Value, ValueState, reported
from indicators.models import Submission
from partnership.models import ReportingYear, User
from partnership.services import close_year
from tests.factories.indicators import draft_return
from tests.factories.partnership import OrganisationFactory, UserFactory
from tests.integration.indicators.returns.forms import CSE as SLUG
from tests.integration.indicators.returns.forms import CSE_FORM as FORM
from tests.integration.indicators.returns.forms import CSE_ROW as ROW
from tests.integration.indicators.returns.forms import RETURNS as LIST
from tests.integration.indicators.returns.forms import typed
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(client: Client, people: People, year: ReportingYear) -> User:
    client.force_login(people.partner_police)
    return people.partner_police


def test_who_owes_nothing_is_told_so(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(UserFactory(organisation=people.board_icb.organisation, roles=["partner"]))
    assertContains(client.get(LIST), "no figures to submit at the moment")


def test_a_closed_year_takes_nothing_and_keeps_what_was_typed(
    client: Client, people: People, partner: User, year: ReportingYear
) -> None:
    close_year(year=year, by=people.coordinator)
    page = client.get(FORM)
    assertContains(page, "This year is closed")
    assertNotContains(page, "Save draft")
    response = client.post(FORM, typed())
    assertContains(response, "The year 2022-23 is closed, so you can no longer submit figures.")
    assertContains(response, 'value="128"')
    assert not Submission.objects.exists()


def test_rates_without_their_areas_say_what_is_missing(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(people.partner_council)
    response = client.get("/partner/figures/2022-23/referrals-rate/")
    assertContains(response, "The areas to compare with are not loaded yet", status_code=403)


@pytest.mark.parametrize("address", ["/partner/figures/2022-23/weather/", f"/partner/figures/1999-00/{SLUG}/"])
def test_unknown_returns_are_not_found(client: Client, partner: User, address: str) -> None:
    assert client.get(address).status_code == 404


def test_another_suppliers_form_is_refused(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(people.partner_council)
    assert client.get(FORM).status_code == 403
    assert client.post(FORM, typed()).status_code == 403
    client.force_login(UserFactory(organisation=None, roles=["partner"]))
    assert client.get(FORM).status_code == 403


@pytest.mark.parametrize("name", ["board_police", "coordinator", "chair", "scrutineer"])
def test_only_partners_open_the_form(client: Client, people: People, year: ReportingYear, name: str) -> None:
    client.force_login(people[name])
    assert client.get(FORM).status_code == 403
    assert client.get(LIST).status_code == 403


def test_each_organisation_of_a_kind_sees_its_own_return(client: Client, partner: User, year: ReportingYear) -> None:
    other = OrganisationFactory(kind="police", name="Another Force")
    draft_return(SLUG, year, other, {(ROW, "current"): Value(ValueState.REPORTED, reported(77777).number)})
    assertNotContains(client.get(FORM), "77777")
