"""The page on which the coordinator makes a release, and the records in the admin."""

import re

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.models import Release, ReleaseOrder
from indicators.releases.build import build_release
from indicators.releases.views import releases as views
from partnership.models import ReportingYear
from tests.confirming import confirm
from tests.factories.indicators import a_release, approved_return, make_areas
from tests.factories.partnership import ReportingYearFactory
from tests.people import People

pytestmark = pytest.mark.django_db
PAGE = "/partner/releases/new/"
OVERVIEW = "/partner/releases/"


def ticked(client: Client, **more: str) -> dict[str, object]:
    """What the coordinator sends who asked for the release and then accepts every warning."""
    data = {"year": "2022-23", "title": "Figures for 2022-23"} | more
    page = client.post(PAGE, {**data, "check": ""}).content.decode()
    return {**data, "order": "", "accepted": re.findall(r'name="accepted"[^>]* value="([^"]+)"', page)}


def test_the_page_says_what_is_approved_and_what_is_missing(
    client: Client, people: People, year: ReportingYear
) -> None:
    confirm(client, people.coordinator)
    page = client.get(PAGE)
    assertContains(page, "None yet.")
    assertContains(page, "No figures are approved for 2022-23 yet, so there is nothing to release.")
    assertNotContains(page, 'name="order"')
    approved_return("missing-children", year, people.partner_police.organisation)
    page = client.get(PAGE)
    assertContains(page, "<li>Missing children</li>", count=1)
    assertContains(page, 'name="order"')
    assertContains(page, 'value="Figures for 2022-23"')
    assertContains(page, "Child protection: no figures are approved. The release will list it as missing.")


def test_the_button_orders_the_release_once_the_warnings_are_ticked(
    client: Client, people: People, year: ReportingYear
) -> None:
    approved_return("missing-children", year, people.partner_police.organisation)
    confirm(client, people.coordinator)
    data = ticked(client, note="About it.")
    refused = client.post(PAGE, {**data, "accepted": []})
    assertContains(refused, "Read these warnings and tick them")
    assert not ReleaseOrder.objects.exists()
    response = client.post(PAGE, data)
    order = ReleaseOrder.objects.get()
    assertRedirects(response, f"/partner/releases/orders/{order.pk}/")
    assert (order.note, order.ordered_by) == ("About it.", people.coordinator)


def test_what_was_ticked_stays_ticked_and_what_was_typed_stays(
    client: Client, people: People, year: ReportingYear
) -> None:
    approved_return("missing-children", year, people.partner_police.organisation)
    confirm(client, people.coordinator)
    data = ticked(client)
    page = client.post(PAGE, {**data, "title": " ", "note": "Kept words"})
    assertContains(page, "Kept words")
    assertContains(page, " checked />", count=len(data["accepted"]))  # type: ignore[arg-type]
    assertContains(page, "Enter a title for the release")


def test_a_time_can_be_chosen(client: Client, people: People, year: ReportingYear) -> None:
    approved_return("missing-children", year, people.partner_police.organisation)
    confirm(client, people.coordinator)
    day = {"publish_on-day": "1", "publish_on-month": "6", "publish_on-year": "2090", "publish_time": "10:15"}
    page = client.post(PAGE, {"year": "2022-23", "title": "x", "publish_on-day": "1", "check": ""})
    assertContains(page, "The date must include a month and a year")
    client.post(PAGE, ticked(client, **day))
    at = ReleaseOrder.objects.get().publish_at
    assert at is not None
    assert timezone.localtime(at).isoformat() == "2090-06-01T10:15:00+01:00"


def test_an_order_shows_how_far_it_is_and_where_it_led(client: Client, people: People, year: ReportingYear) -> None:
    approved_return("missing-children", year, people.partner_police.organisation)
    confirm(client, people.coordinator)
    client.post(PAGE, ticked(client))
    order = ReleaseOrder.objects.get()
    address = f"/partner/releases/orders/{order.pk}/"
    page = client.get(address)
    assertContains(page, "Waiting to be built.")
    assertContains(page, "reports/progress.js")
    assertContains(page, "Refresh")
    far = client.get(f"{address}progress/")
    assert far.headers["Cache-Control"] == "no-store"
    assert (far.json()["done"], far.json()["total"], far.json()["ended"]) == (0, 1, False)
    build_release(order.pk)
    page = client.get(address)
    assertContains(page, "1 of 1 tables done")
    assertContains(page, "View the release: published")
    assertNotContains(page, "reports/progress.js")
    assert client.get(f"{address}progress/").json()["ended"] is True
    again = client.get(PAGE)
    assertContains(again, "Nothing has changed since the release")
    assertContains(again, "Latest release of 2022-23")


def test_a_failed_order_says_why(client: Client, people: People, year: ReportingYear) -> None:
    approved_return("missing-children", year, people.partner_police.organisation)
    confirm(client, people.coordinator)
    client.post(PAGE, ticked(client))
    order = ReleaseOrder.objects.get()
    ReleaseOrder.objects.update(state="failed", problem="The chart broke.")
    page = client.get(f"/partner/releases/orders/{order.pk}/")
    assertContains(page, "The chart broke.")
    assertContains(page, "Request it again")


def test_without_a_queue_the_page_says_so(
    client: Client, people: People, year: ReportingYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved_return("missing-children", year, people.partner_police.organisation)
    confirm(client, people.coordinator)
    data = ticked(client)
    real = views.order_release
    monkeypatch.setattr(views, "order_release", lambda **asked: (real(**asked)[0], False))
    assertContains(client.post(PAGE, data, follow=True), "The build queue is not available at the moment.")


def test_another_year_can_be_chosen(client: Client, people: People, year: ReportingYear) -> None:
    ReportingYearFactory(slug="2021-22")
    confirm(client, people.coordinator)
    assertContains(client.get(PAGE, {"year": "2021-22"}), '<option value="2021-22" selected>')
    assertContains(client.get(PAGE, {"year": "1066-67"}), '<option value="2022-23" selected>')


def test_without_a_year_there_is_nothing_to_release(client: Client, people: People) -> None:
    confirm(client, people.coordinator)
    assertContains(client.get(PAGE), "There are no reporting years yet. Add one first.")
    assertContains(client.post(PAGE, {"title": "x"}), "There are no reporting years yet. Add one first.")


def test_the_overview_names_what_waits_and_what_releases_rest_on(
    client: Client, people: People, year: ReportingYear
) -> None:
    confirm(client, people.coordinator)
    assertContains(client.get(OVERVIEW), "None.")
    sent = approved_return("missing-children", year, people.partner_police.organisation)
    day = {"publish_on-day": "1", "publish_on-month": "6", "publish_on-year": "2090", "publish_time": ""}
    client.post(PAGE, ticked(client, **day))
    build_release(ReleaseOrder.objects.get().pk)
    page = client.get(OVERVIEW)
    assertContains(page, "until Thursday 1 June 2090, 09:30")
    assertContains(page, f"/partner/withdraw-return/{sent.pk}/")
    Release.objects.update(held_at=timezone.now(), held_reason="A question is open.")
    assertContains(client.get(OVERVIEW), "A question is open.")
    client.force_login(people.board_icb)
    page = client.get(OVERVIEW)
    assertNotContains(page, "withdraw-return")
    assertNotContains(page, PAGE)


@pytest.mark.parametrize("name", ["coordinator", "chair"])
def test_an_approved_return_is_withdrawn_with_a_reason(
    client: Client, people: People, year: ReportingYear, name: str
) -> None:
    sent = approved_return("missing-children", year, people.partner_police.organisation)
    a_release(year)
    client.force_login(people[name])
    address = f"/partner/withdraw-return/{sent.pk}/"
    assertContains(client.get(address), "Figures for 2022-23, published")
    assertContains(client.post(address, {"note": ""}), "There is a problem")
    assertRedirects(client.post(address, {"note": "Counted wrongly."}), OVERVIEW)
    sent.refresh_from_db()
    assert (sent.state, sent.live_revision) == ("withdrawn", None)
    assert client.get("/releases/2022-23/").status_code == 200
    confirm(client, people.coordinator)
    assertContains(
        client.get(PAGE), "Missing children: the return behind the figures in the last release has since been withdrawn"
    )


def test_a_partner_takes_back_what_their_organisation_sent(client: Client, people: People, year: ReportingYear) -> None:
    sent = approved_return("missing-children", year, people.partner_police.organisation)
    address = f"/partner/withdraw-return/{sent.pk}/"
    client.force_login(people.partner_council)
    assert client.get(address).status_code == 404
    client.force_login(people.board_icb)
    assert client.get(address).status_code == 403
    client.force_login(people.partner_police)
    assertContains(client.get(address), "/partner/figures/")
    assertRedirects(client.post(address, {"note": "Counted wrongly."}), "/partner/figures/")


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
