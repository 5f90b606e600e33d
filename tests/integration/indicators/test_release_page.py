"""The page on which the coordinator makes a release, and the records in the admin."""

import pytest
from django.apps import apps
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.catalogue import families
from indicators.models import Release
from partnership.models import ReportingYear
from tests.factories.indicators import a_release, approved_return, make_areas
from tests.factories.partnership import ReportingYearFactory
from tests.people import People

pytestmark = pytest.mark.django_db
PAGE = "/partner/releases/new/"


def test_the_page_says_what_is_approved_and_what_is_missing(
    client: Client, people: People, year: ReportingYear
) -> None:
    client.force_login(people.coordinator)
    page = client.get(PAGE)
    assertContains(page, "Nothing yet.")
    assertNotContains(page, "Make the release public")
    approved_return("missing-children", year, people.partner_police.organisation)
    page = client.get(PAGE)
    assertContains(page, "<li>Missing children</li>", count=1)
    assertContains(page, "Make the release public")
    assertContains(page, 'value="Figures for 2022-23"')


def test_a_complete_year_misses_nothing(client: Client, people: People, year: ReportingYear) -> None:
    make_areas()
    suppliers = {one.kind: one for one in (people.partner_council.organisation, people.partner_police.organisation)}
    for family in families():
        approved_return(family.slug, year, suppliers[family.supplier_kind])
    client.force_login(people.coordinator)
    assertContains(client.get(PAGE), "Nothing is missing.")
    assert a_release(year).missing == []


def test_the_button_makes_the_release(client: Client, people: People, year: ReportingYear) -> None:
    approved_return("missing-children", year, people.partner_police.organisation)
    client.force_login(people.coordinator)
    response = client.post(PAGE, {"year": "2022-23", "title": "Figures for 2022-23"})
    assertRedirects(response, "/releases/2022-23/")
    assert Release.objects.get().published_by == people.coordinator
    again = client.post(PAGE, {"year": "2022-23", "title": "Once more"})
    assertContains(again, "Nothing has changed since the release")
    assertContains(again, "Once more")
    assertContains(again, "Newest release of 2022-23")
    assert Release.objects.count() == 1


def test_a_release_needs_a_title(client: Client, people: People, year: ReportingYear) -> None:
    approved_return("missing-children", year, people.partner_police.organisation)
    client.force_login(people.coordinator)
    assertContains(client.post(PAGE, {"year": "2022-23", "title": " "}), "Give the release a title")


def test_another_year_can_be_chosen(client: Client, people: People, year: ReportingYear) -> None:
    ReportingYearFactory(slug="2021-22")
    client.force_login(people.coordinator)
    assertContains(client.get(PAGE, {"year": "2021-22"}), '<option value="2021-22" selected>')
    assertContains(client.get(PAGE, {"year": "1066-67"}), '<option value="2022-23" selected>')


def test_without_a_year_there_is_nothing_to_release(client: Client, people: People) -> None:
    client.force_login(people.coordinator)
    assertContains(client.get(PAGE), "There is no reporting year yet. Add one first.")
    assertContains(client.post(PAGE, {"title": "x"}), "The release was not made")


@pytest.mark.parametrize("name", ["partner_police", "board_icb", "chair", "scrutineer"])
def test_only_the_coordinator_opens_the_page(client: Client, people: People, year: ReportingYear, name: str) -> None:
    client.force_login(people[name])
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("model", ["release", "releasetable", "area", "neighbourset"])
def test_the_board_reads_the_records_and_changes_nothing(
    client: Client, people: People, year: ReportingYear, model: str
) -> None:
    make_areas()
    approved_return("missing-children", year, people.partner_police.organisation)
    a_release(year)
    client.force_login(people.board_icb)
    assert client.get(f"/admin/indicators/{model}/").status_code == 200
    assert client.get(f"/admin/indicators/{model}/add/").status_code == 403
    first = apps.get_model("indicators", model).objects.first()
    page = client.get(f"/admin/indicators/{model}/{first.pk}/change/")
    assertContains(page, str(first))
    assertNotContains(page, 'name="_save"')
