"""An indicator's page: what can be said of its figures, what was corrected, and how to use them again."""

import datetime
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags

from bcssp.example.sources import police_cells
from indicators.definitions.families import get_family
from indicators.definitions.values import reported
from indicators.models import PlannedRelease, Release
from indicators.returns.services import save_figures
from partnership.models import ReportingYear, User
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_release, approve, approved_return, example_cells, make_areas
from tests.factories.partnership import ReportingYearFactory
from tests.people import People

pytestmark = pytest.mark.django_db
MISSING = "/figures/police/missing-children/"
CHILDREN = "number-of-missing-children"
LIST = 'aria-label="What the figures show: Missing children"'


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def release(people: People, year: ReportingYear) -> Release:
    for slug in police_cells():
        approved_return(slug, year, people.partner_police.organisation)
    return a_release(year)


def announced(release: Release, by: User) -> PlannedRelease:
    """The next release, a month from now."""
    now = timezone.now()
    return PlannedRelease.objects.create(
        title="Second release",
        year=release.year,
        planned_for=now + datetime.timedelta(days=30),
        announced_by=by,
        announced_at=now,
    )


def test_all_tables_of_a_release_were_looked_at_together(release: Release) -> None:
    looked_at = {
        table.content["statistics"]["looked_at"] for table in release.tables.all() if table.content["theme"] == "police"
    }
    # Of sixteen rows two hold small counts: what is not printed is not tested.
    assert looked_at == {14}


def test_the_page_says_what_chance_explains_and_what_not(client: Client, release: Release) -> None:
    html = page(client, MISSING)
    assert LIST in html
    assert "What these figures show" in html
    assert "Chance alone could explain this (ratio 1.23; 95% interval 0.79 to 1.93)." in html
    assert "14 changes in this release were tested together" in html
    assert "Missing from Care: down" not in html
    assert LIST in page(client, "/releases/2022-23/")


def test_rates_are_set_beside_others_and_their_method_is_told_once(
    client: Client, people: People, year: ReportingYear
) -> None:
    make_areas()
    approved_return("referrals-rate", year, people.partner_council.organisation)
    a_release(year)
    html = page(client, "/figures/children/referrals-rate/")
    assert (
        "is lower than DfE nearest neighbours, England and South West. A lower or higher rate is not in itself better"
        in html
    )
    assert html.count("It is derived from the published count and rate") == 1
    assert "95% from (derived)" in html


def test_the_page_names_the_next_release_or_says_that_none_is_announced(
    client: Client, people: People, release: Release
) -> None:
    assert "Not announced yet." in page(client, MISSING)
    planned = announced(release, people.coordinator)
    day = timezone.localtime(planned.planned_for)
    assert f"{day.day} {day:%B %Y}: Second release." in page(client, MISSING)
    assert f"Next release: {day.day} {day:%B %Y}, Second release." in page(
        client, "/figures/adults/adult-safeguarding-summary/"
    )


def test_a_correction_stays_visible(client: Client, people: People, release: Release) -> None:
    assert "Corrected on" not in page(client, MISSING)
    police, sent = people.partner_police, release.tables.get(family_slug="missing-children").submission
    cells = dict(police_cells()["missing-children"]) | {(CHILDREN, "current"): reported(96)}
    saved = save_figures(submission=sent, cells=cells, by=police, revision=sent.revision)
    approve(move(obj=saved, verb=Verb.SUBMIT, by=police, revision=saved.revision))
    a_release(release.year, "Figures, corrected")
    html = page(client, MISSING)
    assert "Corrected on" in html
    assert "up from 61 to 96" in html


def test_the_newest_release_of_the_year_before_is_linked(client: Client, people: People, year: ReportingYear) -> None:
    council, family = people.partner_council.organisation, get_family("contact-sources")
    cells = example_cells(family, year)
    approved_return(family.slug, year, council, cells)
    before = a_release(year, "Figures for 2022-23")
    more = {cell: replace(value, number=value.number + 2) if value.number else value for cell, value in cells.items()}
    later = ReportingYearFactory(slug="2023-24")
    approved_return(family.slug, later, council, more)
    a_release(later, "Figures for 2023-24")

    part = page(client, "/figures/children/contact-sources/").partition('id="earlier"')[2].partition("</ul>")[0]

    assert re.findall(r'href="([^"#]*)', part) == [before.get_absolute_url()]


def test_older_releases_of_the_year_are_linked_without_more_queries(
    client: Client, people: People, year: ReportingYear
) -> None:
    police = people.partner_police.organisation
    approved_return("missing-children", year, police)
    first = a_release(year, "First figures")
    assert "Earlier releases" not in page(client, MISSING)
    counts = []
    for number, family in ((2, "safety-and-anti-bullying"), (3, "child-protection")):
        approved_return(family, year, police)
        newest = a_release(year, f"Figures, part {number}")
        with CaptureQueriesContext(connection) as queries:
            html = page(client, MISSING)
        counts.append(len(queries))

    part = html.partition('id="earlier"')[2].partition("</ul>")[0]
    lines = [" ".join(strip_tags(line).split()) for line in re.findall(r"<li>(.*?)</li>", part, re.DOTALL)]
    day = date_format(timezone.localdate(), "j F Y")
    assert lines == [
        f"Figures, part 2, number 2: 12 months to 31 March 2023, released on {day}",
        f"First figures, number 1: 12 months to 31 March 2023, released on {day}",
    ]
    assert f'href="{first.get_absolute_url()}#missing-children"' in part
    assert newest.get_absolute_url() not in part
    assert counts[0] == counts[1]
    # No older release holds these.
    assert "Earlier releases" not in page(client, "/figures/police/child-protection/")


def test_the_page_says_how_to_use_the_figures_again(client: Client, release: Release) -> None:
    html = page(client, MISSING)
    assert "How to cite" in html
    assert "terms of reuse to be confirmed with the supplier" in html
    for ending in ("csv", "json", "svg", "csv-metadata.json"):
        assert f'href="/figures/police/missing-children.{ending}"' in html
