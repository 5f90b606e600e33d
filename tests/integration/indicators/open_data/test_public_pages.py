"""What everyone reads."""

import csv
import io
import json

import pytest
from django.template.loader import render_to_string
from django.test import Client

from bcssp.example.sources import police_cells
from indicators.definitions.families import families
from indicators.definitions.values import Value, ValueState, reported
from indicators.models import Release
from indicators.returns.services import save_figures
from partnership.models import ReportingYear
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import (
    a_release,
    approve,
    approved_return,
    example_cells,
    illustrative,
    make_areas,
    submitted_return,
)
from tests.factories.partnership import ReportingYearFactory
from tests.factories.returns import a_template
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG = "child-sexual-exploitation"
ROW = "number-of-child-sexual-exploitation-crimes"
PAGE = f"/figures/police/{SLUG}/"
FILE = f"/figures/police/{SLUG}"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    return response.content.decode()


@pytest.fixture
def release(people: People, year: ReportingYear) -> Release:
    approved_return(SLUG, year, people.partner_police.organisation, note="The windows are assumed.")
    return a_release(year)


def test_pages_before_any_return_or_release_say_so(client: Client, people: People) -> None:
    for address in ("/figures/", "/figures/police/"):
        html = page(client, address)
        assert html.count("No figures published yet.") == 1
        assert PAGE not in html
    assert client.get("/api/v1/families").json() == []
    a_template(people.partner_police.organisation, families=[SLUG, "child-protection"])
    for address in ("/figures/", "/figures/police/"):
        assert page(client, address).count("No figures published yet.") == 2
    assert "No figures published yet" in page(client, PAGE)
    assert "No releases published yet" in page(client, "/releases/")
    for kind in ("csv", "json", "svg"):
        assert client.get(f"{FILE}.{kind}").status_code == 404


def test_an_indicator_page_holds_everything(client: Client, release: Release) -> None:
    html = page(client, PAGE)
    table = release.tables.get()
    for text in (
        table.content["headline"],
        table.content["definition"],
        table.content["method"],
        *table.content["caveats"],
        "12 months to 31 March 2023",
        "-36.9%",
        "The windows are assumed.",
        "Supplied by The Police",
        "Portal project: second reader",
        'href="/releases/2022-23/"',
        f'href="{FILE}.csv"',
        f'href="{FILE}.svg"',
    ):
        assert text in html
    assert "<svg" in html
    assert 'style="' not in html


def test_home_shows_the_newest_figures_at_a_glance(client: Client, release: Release) -> None:
    shown = page(client, "/")
    tiles = shown[shown.index("Latest figures") : shown.index("All figures, charts and tables")]
    assert tiles.count('class="app-tile"') == 1
    assert "Down 36.9% from 203" in tiles


def test_lists_show_each_table_at_a_glance(client: Client, release: Release) -> None:
    words = "Down 36.9% from 203"
    for address in ("/figures/", "/figures/police/"):
        shown = page(client, address)
        assert words in shown
        assert 'class="app-spark"' in shown
    assert words not in page(client, "/figures/adults/")


def test_a_release_shows_its_tables_and_what_is_missing(client: Client, release: Release) -> None:
    html = page(client, "/releases/2022-23/")
    assert release.content_hash in html
    assert "Not in this release" in html
    assert "<li>Missing children</li>" in html
    assert "128" in html
    assert "This release has been replaced" not in html
    assert "Replaced" not in page(client, "/releases/")


def test_a_newer_release_replaces_the_older_which_stays_readable(
    client: Client, people: People, release: Release
) -> None:
    police, sent = people.partner_police, release.tables.get().submission
    cells = {(ROW, "current"): reported(131), (ROW, "previous"): reported(203)}
    saved = save_figures(submission=sent, cells=cells, by=police, revision=sent.revision)
    approve(move(obj=saved, verb=Verb.SUBMIT, by=police, revision=saved.revision))
    a_release(release.year, "Figures, corrected")
    assert ">131 [r]</td>" in page(client, PAGE)
    old = page(client, "/releases/2022-23/")
    assert ">128</td>" in old
    assert "This release has been replaced by" in old
    assert ">131 [r]</td>" in page(client, "/releases/2022-23-2/")
    assert page(client, "/releases/").count("Replaced") == 1


def test_a_family_missing_from_the_newest_year_shows_an_earlier_one(
    client: Client, people: People, release: Release
) -> None:
    police = people.partner_police.organisation
    later = ReportingYearFactory(slug="2023-24")
    approved_return("missing-children", later, police)
    a_release(later, "Later")
    assert "12 months to 31 March 2023" in page(client, PAGE)
    assert "12 months to 31 March 2024" in page(client, "/figures/police/missing-children/")


def test_unapproved_figures_are_nowhere(client: Client, people: People, release: Release) -> None:
    cells = {cell: reported(77777 + place) for place, cell in enumerate(police_cells()["child-protection"])}
    submitted_return("child-protection", release.year, people.partner_police.organisation, cells)
    for address in ("/figures/", "/figures/police/", "/figures/police/child-protection/", "/releases/2022-23/"):
        assert "77,77" not in page(client, address)


def test_illustrative_figures_are_marked_beside_chart_and_table_and_in_files(
    client: Client, people: People, year: ReportingYear
) -> None:
    slug = "desired-outcomes"
    family = next(one for one in families() if one.slug == slug)
    cells = illustrative(example_cells(family, year))
    approved_return(slug, year, people.partner_council.organisation, cells, note="Made up.")
    a_release(year)
    html = page(client, f"/figures/adults/{slug}/")
    assert "Illustrative figures, not real data" in html
    assert "(illustrative figures)" in html
    assert "Illustrative: " in html
    lines = list(csv.DictReader(io.StringIO(client.get(f"/figures/adults/{slug}.csv").content.decode())))
    assert {line["illustrative"] for line in lines} == {"true"}
    assert json.loads(client.get(f"/figures/adults/{slug}.json").content)["table"]["illustrative"] is True
    assert "Illustrative figures" in client.get(f"/figures/adults/{slug}.svg").content.decode()


def test_what_was_not_supplied_prints_as_not_available(client: Client, people: People, year: ReportingYear) -> None:
    lost = Value(ValueState.UNABLE_TO_SUPPLY, reason="The values are lost")
    cells = {(ROW, "current"): lost, (ROW, "previous"): lost}
    approved_return(SLUG, year, people.partner_police.organisation, cells)
    a_release(year)
    html = page(client, PAGE)
    assert html.count(">[x]</td>") == 4
    assert "The values are lost" in html
    assert "<figure" not in html
    assert client.get(f"{FILE}.svg").status_code == 404
    assert "<figure" not in page(client, "/releases/2022-23/")


def test_rates_show_lines_and_areas(client: Client, people: People, year: ReportingYear) -> None:
    make_areas()
    approved_return("referrals-rate", year, people.partner_council.organisation)
    a_release(year)
    html = page(client, "/figures/children/referrals-rate/")
    assert "Each area, 2022-23" in html
    assert "481.0" in html
    assert ">Area</th>" in " ".join(html.split()).replace("> Area <", ">Area<")


def test_csv_and_json_say_what_the_page_says(client: Client, release: Release) -> None:
    response = client.get(f"{FILE}.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'inline; filename="{SLUG}-2022-23.csv"'
    values = [line["value"] for line in csv.DictReader(io.StringIO(response.content.decode()))]
    assert values == ["128", "203", "-75", "-36.9"]
    data = json.loads(client.get(f"{FILE}.json").content)
    assert data["release"]["sha256"] == release.content_hash
    assert data["table"] == release.tables.get().content
    assert client.get(f"{FILE}.svg").content.decode() == release.tables.get().chart_svg


@pytest.mark.parametrize("kind", ["csv", "json", "svg"])
def test_files_are_marked_by_their_release(client: Client, release: Release, kind: str) -> None:
    response = client.get(f"{FILE}.{kind}")
    assert release.content_hash in response.headers["ETag"]
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert response.headers["Last-Modified"]
    again = client.get(f"{FILE}.{kind}", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = client.get(f"{FILE}.{kind}", headers={"If-Modified-Since": response.headers["Last-Modified"]})
    assert since.status_code == 304


@pytest.mark.parametrize("address", ["/figures/", "/figures/police/", PAGE, "/releases/", "/releases/2022-23/"])
def test_pages_may_be_kept_and_asked_for_again(client: Client, release: Release, address: str) -> None:
    response = client.get(address)
    assert response.headers["Cache-Control"] == "public, no-cache"
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "address",
    [
        "/figures/weather/",
        "/figures/police/weather/",
        f"/figures/adults/{SLUG}/",
        f"/figures/adults/{SLUG}.csv",
        "/releases/x/",
    ],
)
def test_unknown_addresses_are_not_found(client: Client, release: Release, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_number_of_queries_does_not_grow(
    client: Client, people: People, release: Release, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    police = people.partner_police.organisation
    for slug in police_cells():
        if slug != SLUG:
            approved_return(slug, release.year, police)
    a_release(release.year, "More")
    for slug in ("2015-16", "2017-18", "2019-20"):
        earlier = ReportingYearFactory(slug=slug)
        approved_return(SLUG, earlier, police)
        a_release(earlier, slug)
    for address in ("/figures/", "/figures/police/", PAGE, "/releases/", "/releases/2022-23-2/"):
        with django_assert_max_num_queries(7):  # type: ignore[operator]
            client.get(address)


def test_a_reviewer_reads_the_return_as_the_public_will(people: People, year: ReportingYear) -> None:
    sent = submitted_return(SLUG, year, people.partner_police.organisation, note="Assumed windows.")
    html = render_to_string(sent.public_template, {"content": sent.content(), "item": sent})
    for text in ("128", "-36.9%", "Assumed windows.", "Supplied by The Police", "12 months to 31 March 2023"):
        assert text in html


def test_a_reviewer_reads_rates_with_their_mean(people: People, year: ReportingYear) -> None:
    make_areas()
    sent = submitted_return("referrals-rate", year, people.partner_council.organisation)
    html = render_to_string(sent.public_template, {"content": sent.content(), "item": sent})
    assert "481.0" in html
    assert "Each area, 2022-23" in html
