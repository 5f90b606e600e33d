"""Marks of what is worked out, and trends of five years, as readers get them: page, files, API, report."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from lxml import html as parser

from indicators.definitions.values import Value, reported
from indicators.models import Release, ReleaseTable
from indicators.releases.publish import reasons_to_hold
from indicators.releases.stored_workbooks import store_workbooks
from partnership.services import close_year
from reports.content.freeze import freeze
from reports.document.assemble import assemble
from reports.document.render.html import render_html
from reports.document.render.pdf import render_pdf
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_release, approved_return, submitted_return
from tests.factories.partnership import ReportingYearFactory
from tests.pdf import letters, opened, text_of
from tests.stages import Cast

pytestmark = pytest.mark.django_db
SLUG = "desired-outcomes"
YEARS = ("2018-19", "2019-20", "2020-21", "2021-22")
EARLIER, LAST = (300, 330, 360, 400), 440
PAGE = f"/figures/adults/{SLUG}"
RISES = (
    "Fully achieved: over the five years from 2018-19 to 2022-23 the share has tended upwards, more than chance "
    "would explain (30.0% to 44.0%)."
)
Cells = dict[tuple[str, str], Value]


def outcomes(fully: int) -> Cells:
    numbers = {"concluded": 1600 + fully, "expressed": 1000, "none-expressed": 600 + fully}
    numbers |= {"not-asked": 0, "dont-know": 0}
    numbers |= {"not-recorded": 0, "fully-achieved": fully, "partially-achieved": 990 - fully, "not-achieved": 10}
    return {(row, "count"): reported(number) for row, number in numbers.items()}


def five_years(cast: Cast, years: tuple[str, ...] = YEARS) -> None:
    """Approved returns of the years before, which are closed, and of the year of the stage."""
    for slug, number in zip(YEARS, EARLIER, strict=True):
        if slug in years:
            earlier = ReportingYearFactory(slug=slug)
            approved_return(SLUG, earlier, cast.council, outcomes(number))
            close_year(year=earlier, by=cast.coordinator)
    approved_return(SLUG, cast.year, cast.council, outcomes(LAST))


def table_of(release: Release, slug: str = SLUG) -> ReleaseTable:
    return release.tables.get(family_slug=slug)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(parser.fromstring(response.content).text_content().split())


def test_five_years_of_shares_are_read_from_approved_returns_which_are_sources(cast: Cast) -> None:
    five_years(cast)
    table = table_of(a_release(cast.year))
    assert [source["year"] for source in table.sources] == [*YEARS, "2022-23"]
    assert all(source["revision"] and source["sha256"] for source in table.sources)
    assert table.submission.year == cast.year
    assert RISES in table.content["statistics"]["sentences"]


def test_the_printed_table_is_the_one_of_the_year_alone(cast: Cast) -> None:
    five_years(cast, YEARS[1:])
    before = table_of(a_release(cast.year)).content
    approved_return(SLUG, ReportingYearFactory(slug=YEARS[0]), cast.council, outcomes(EARLIER[0]))
    after = table_of(a_release(cast.year)).content
    assert {key for key in after if after[key] != before.get(key)} == {"statistics", "headline", "more_tables"}


@pytest.mark.parametrize("years", [YEARS[1:], YEARS[:3], ()], ids=["four", "a gap", "one"])
def test_fewer_than_five_years_in_a_row_are_neither_read_nor_sources(cast: Cast, years: tuple[str, ...]) -> None:
    five_years(cast, years)
    table = table_of(a_release(cast.year))
    assert [source["year"] for source in table.sources] == ["2022-23"]
    assert "trends" not in table.content["statistics"]


def test_what_is_not_approved_is_not_read(cast: Cast) -> None:
    five_years(cast, YEARS[1:])
    submitted_return(SLUG, ReportingYearFactory(slug=YEARS[0]), cast.council, outcomes(EARLIER[0]))
    assert "trends" not in table_of(a_release(cast.year)).content["statistics"]


def test_everybody_reads_the_same_sentence(cast: Cast, client: Client) -> None:
    five_years(cast)
    a_release(cast.year)
    assert RISES in page(client, f"{PAGE}/")
    table = json.loads(client.get(f"{PAGE}.json").content)["table"]
    assert RISES in table["statistics"]["sentences"]
    assert table["statistics"]["trends"]["fully-achieved"]["sentence"] == RISES
    frozen = freeze(assemble(cast.year))
    assert letters(RISES) in letters(parser.fromstring(render_html(frozen)).text_content())
    with opened(render_pdf(frozen)) as pdf:
        assert letters(RISES) in text_of(pdf)


def test_a_withdrawn_year_of_the_trend_holds_a_release_back(cast: Cast) -> None:
    five_years(cast, YEARS[1:])
    before = approved_return(SLUG, ReportingYearFactory(slug=YEARS[0]), cast.council, outcomes(EARLIER[0]))
    release = a_release(cast.year)
    reason = "the return for 2018-19 has since been withdrawn or approved again"
    assert not any(reason in one for one in reasons_to_hold(release))
    move(obj=before, verb=Verb.WITHDRAW, by=cast.partner_council, revision=before.revision, note="Counted wrongly.")
    assert any(reason in one for one in reasons_to_hold(release))


def marked(cast: Cast) -> Release:
    """A release in which a base is provisional, and one of its parts revised."""
    cells = outcomes(LAST)
    cells["expressed", "count"] = replace(reported(1000), provisional=True)
    cells["fully-achieved", "count"] = replace(reported(LAST), revised=True, reason="Counted again")
    approved_return(SLUG, cast.year, cast.council, cells)
    return a_release(cast.year)


def test_a_share_is_marked_in_page_files_api_chart_and_report(cast: Cast, client: Client) -> None:
    release = marked(cast)
    store_workbooks(release)
    share = "44.0% [p] [r]"
    assert share in page(client, f"{PAGE}/")
    assert share in page(client, "/releases/2022-23/")

    lines = csv.DictReader(io.StringIO(client.get(f"{PAGE}.csv").content.decode()))
    (line,) = [one for one in lines if (one["row_key"], one["column_key"]) == ("fully-achieved", "share")]
    assert (line["value"], line["symbol"], line["provisional"], line["revised"]) == ("44", "[p] [r]", "true", "true")

    answer: Any = client.get(f"/api/v1/datasets/{SLUG}/versions/2022-23/observations").json()
    (one,) = [one for one in answer["items"] if (one["row_key"], one["column_key"]) == ("fully-achieved", "share")]
    assert (one["value"], one["symbol"], one["provisional"], one["revised"]) == ("44", "[p] [r]", True, True)

    svg = client.get(f"{PAGE}.svg").content.decode()
    assert ">440 [r]<" in svg
    assert "[r] revised" in svg
    assert "Fully achieved: 440 revised (44.0% provisional and revised)" in svg

    frozen = freeze(assemble(cast.year))
    report = " ".join(parser.fromstring(render_html(frozen)).text_content().split())
    assert share in report
    assert "Calculated figures carry the same symbols as the figures they are based on." in report
    assert "Calculated figures carry the same symbols as the figures they are based on." in page(client, "/figures/")
    with opened(render_pdf(frozen)) as pdf:
        assert letters(share) in text_of(pdf)
