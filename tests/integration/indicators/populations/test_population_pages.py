"""Population estimates on pages: loaded, listed with what rests on them, and withdrawn by two people."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indicators.models import Area, PopulationEstimate, PopulationWithdrawal
from indicators.populations.services import load_populations
from partnership.models import User
from tests.factories.indicators import a_release, approved_return, make_areas
from tests.stages import Cast

pytestmark = pytest.mark.django_db
HEAD = "area,age_band,reference_date,vintage,persons,source\n"
LINE = "avonside,0-17,2022-06-30,2023-12-15,{},Illustrative\n"
FILES = Path(__file__).parents[3] / "unit" / "indicators" / "parsing" / "files"
LIST, LOAD, WITHDRAW = (reverse(f"indicators:population-{one}") for one in ("list", "load", "withdraw"))


@pytest.fixture(autouse=True)
def area() -> Area:
    return Area.objects.create(slug="avonside", name="Avonside", code="999", kind="local_authority")


def send(client: Client, by: User, content: str | bytes, because: str = "") -> str:
    client.force_login(by)
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("populations.csv", content)
    return client.post(LOAD, {"file": file, "because": because}, follow=True).content.decode()


def test_a_file_is_loaded_on_the_page_and_listed_with_who_did_it(client: Client, cast: Cast) -> None:
    shown = send(client, cast.coordinator, HEAD + LINE.format(35_000))
    assert "One estimate was loaded." in shown
    for words in ("15 December 2023", "Aged 0-17", "30 June 2022", "Avonside", "Illustrative", "No release", "In use"):
        assert words in shown
    assert str(cast.coordinator) in shown
    assert "already been loaded" in send(client, cast.coordinator, HEAD + LINE.format(35_000))


def test_a_file_with_anything_wrong_loads_nothing_and_each_thing_is_said(client: Client, cast: Cast) -> None:
    wrong = HEAD + LINE.format("35.000") + "nowhere,0-17,2022-06-30,2023-12-15,5,Illustrative\n"
    shown = send(client, cast.coordinator, wrong)
    assert "could mean 35,000" in shown
    assert "there is no area “nowhere”" in shown
    twice = send(client, cast.coordinator, (FILES / "populations-heading-twice.csv").read_bytes())
    assert "the heading “persons” is there twice" in twice
    assert not PopulationEstimate.objects.exists()


def test_a_population_far_from_the_one_before_is_asked_about(client: Client, cast: Cast) -> None:
    send(client, cast.coordinator, HEAD + LINE.format(35_000))
    next_year = HEAD + "avonside,0-17,2023-06-30,2024-12-15,350000,Illustrative\n"
    assert "35,000 in the estimate before" in send(client, cast.coordinator, next_year).replace("\xa0", " ")
    assert PopulationEstimate.objects.count() == 1
    assert "One estimate was loaded." in send(client, cast.coordinator, next_year, "Two areas became one.")


def test_a_vintage_is_withdrawn_by_two_people_on_pages(client: Client, cast: Cast) -> None:
    send(client, cast.coordinator, HEAD + LINE.format(35))
    assert "Withdraw<" in client.get(LIST).content.decode()
    assert 'value="2023-12-15" selected' in client.get(f"{WITHDRAW}?vintage=2023-12-15").content.decode()
    empty = client.post(WITHDRAW, {"vintage": "", "reason": ""}).content.decode()
    assert "Select the vintage to withdraw" in empty
    assert "Enter why the vintage was loaded by mistake" in empty
    asked = {"vintage": "2023-12-15", "area": "", "reason": "A digit is missing."}
    shown = client.post(WITHDRAW, asked, follow=True).content.decode()
    assert "Withdrawal proposed" in shown
    assert "A digit is missing." in shown
    withdrawal = PopulationWithdrawal.objects.get()
    assert "already waiting for approval" in client.post(WITHDRAW, asked).content.decode()
    # Who proposed it cannot decide; a member of the board does, on the page of every review.
    address = withdrawal.get_absolute_url()
    assert 'value="approve"' not in client.get(address).content.decode()
    client.force_login(cast.board_icb)
    assert "Avonside, 0-17, 2022-06-30: 35" in client.get(address).content.decode()
    client.post(address, {"verb": "approve", "approve-revision": withdrawal.revision, "approve-note": ""})
    withdrawal.refresh_from_db()
    assert withdrawal.state == "approved"
    assert "Withdrawn" in client.get(LIST).content.decode()
    assert "One estimate was loaded." in send(client, cast.coordinator, HEAD + LINE.format(35_000))
    assert list(PopulationEstimate.objects.not_withdrawn().values_list("persons", flat=True)) == [35_000]


def test_what_a_release_rests_on_names_it_and_cannot_be_withdrawn(client: Client, cast: Cast) -> None:
    make_areas()
    approved_return("referrals-rate", cast.year, cast.council)
    slug = "bath-and-north-east-somerset"
    load_populations(text=HEAD + LINE.format(35_000).replace("avonside", slug), by=cast.coordinator)
    release = a_release(cast.year)
    client.force_login(cast.coordinator)
    shown = client.get(LIST).content.decode()
    assert f'href="{release.get_absolute_url()}"' in shown
    assert "Withdraw<" not in shown
    asked = {"vintage": "2023-12-15", "area": slug, "reason": "Wrong."}
    assert "uses this vintage" in client.post(WITHDRAW, asked).content.decode()


def test_partners_neither_see_nor_load_estimates(client: Client, cast: Cast) -> None:
    client.force_login(cast.partner_police)
    assert [client.get(address).status_code for address in (LIST, LOAD, WITHDRAW)] == [403, 403, 403]
    client.force_login(cast.board_icb)
    assert [client.get(address).status_code for address in (LIST, LOAD, WITHDRAW)] == [200, 403, 403]
