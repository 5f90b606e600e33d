"""Rates over loaded population estimates, from the file to what readers get. The people are made up."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from indicators.definitions.population_file import COLUMNS
from indicators.exports import json_text
from indicators.models import Release, ReleaseTable
from indicators.populations.services import load_populations
from indicators.releases.services import ReleaseRequest
from indicators.releases.stored_workbooks import store_workbooks
from indicators.releases.tables import make_draft
from indicators.statistics.limits import printed
from indicators.statistics.rates import rate
from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from tests.factories.indicators import a_release, approved_return, make_areas
from tests.factories.partnership import ReportingYearFactory, UserFactory
from tests.stages import Cast

pytestmark = pytest.mark.django_db
OWN, FAMILY = "bath-and-north-east-somerset", "referrals-rate"
FIRST, SECOND, THIRD = "2023-12-15", "2024-12-15", "2025-12-15"
OLD = f"/releases/2022-23/{FAMILY}"
# What is to stay byte for byte as it was published.
FILES = (
    f"{OLD}.csv",
    f"{OLD}.csv-metadata.json",
    "/releases/2022-23/datapackage.json",
    f"/api/v1/datasets/{FAMILY}/versions/2022-23/observations",
)


def load(persons: int, vintage: str = FIRST, *, area: str = OWN, mid_year: str = "2022-06-30") -> None:
    head = ",".join(COLUMNS)
    line = f"{area},0-17,{mid_year},{vintage},{persons},Illustrative office"
    load_populations(text=f"{head}\n{line}\n", by=UserFactory(roles=["coordinator"]))


@pytest.fixture
def cast(cast: Cast) -> Cast:
    make_areas()
    approved_return(FAMILY, cast.year, cast.council)
    return cast


def table_of(release: Release) -> ReleaseTable:
    return release.tables.get(family_slug=FAMILY)


def own(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The cells of our own area in the last year."""
    return {cell["key"]: cell for cell in content["more_tables"][0]["rows"][0]["cells"]}


def fitting(content: dict[str, Any]) -> int:
    """How many people give the printed rate."""
    cells = own(content)
    return round(Decimal(cells["count"]["value"]) / Decimal(cells["rate"]["value"]) * 10_000)


def warned(year: ReportingYear) -> dict[str, tuple[str, ...]]:
    found = ReleaseRequest(year, "Again", "A newer estimate.").findings()
    return {finding.code: finding.sentences for finding in found}


def people_of(year: ReportingYear) -> int:
    return fitting(make_draft(year).tables[0].content)


def test_without_an_estimate_all_is_derived_as_before(client: Client, cast: Cast) -> None:
    load(30_000, area="york")
    load(30_000, mid_year="2021-06-30")
    load(30_000, "2090-01-01")
    release = a_release(cast.year)
    content = table_of(release).content
    assert "denominators" not in content["statistics"]
    assert own(content)["lower"]["text"] == content["statistics"]["intervals"][OWN][0]
    page = client.get(f"/figures/children/{FAMILY}/").content.decode()
    assert "It is derived from the published count and rate" in page
    assert "Population estimates" not in page


def test_an_estimate_is_the_denominator_and_named_wherever_the_table_goes(client: Client, cast: Cast) -> None:
    persons = people_of(cast.year)
    load(persons)
    release = a_release(cast.year)
    content = table_of(release).content
    count = float(own(content)["count"]["value"])
    limits = rate(count, persons).limits
    for key in ("lower", "upper"):
        assert Decimal(own(content)[key]["value"]) == printed(getattr(limits, key), 1)
    words = "people aged 0-17 on 30 June 2022, as published on 15 December 2023 (Illustrative office)"
    note = f"Population estimates, 2022-23: {words}: Bath and North East Somerset {persons:,}."
    for address in (f"/figures/children/{FAMILY}/", "/releases/2022-23/", f"/figures/children/{FAMILY}.json"):
        assert note in client.get(address).content.decode()
    assert note in client.get(f"/api/v1/datasets/{FAMILY}/versions/2022-23").json()["notes"]
    for address in (f"{OLD}.csv-metadata.json", "/releases/2022-23/datapackage.json"):
        assert f"Population estimates: {words}" in client.get(address).content.decode()
    assert "95% from (see notes)" in client.get(f"{OLD}.csv").content.decode()
    store_workbooks(release)
    book = load_workbook(io.BytesIO(b"".join(client.get("/releases/2022-23/data.xlsx"))))
    assert note in [cell.value for row in book["Notes"].iter_rows() for cell in row]
    statistics = client.get(f"/figures/children/{FAMILY}.json").json()["table"]["statistics"]
    assert statistics["denominators"]["2022-23"][OWN]["vintage"] == FIRST
    assert statistics["denominators"]["2022-23"]["england"]["kind"] == "derived"


def test_a_later_vintage_changes_no_release_and_the_next_one_says_what_was_revised(client: Client, cast: Cast) -> None:
    persons = people_of(cast.year)
    load(persons)
    first = a_release(cast.year)
    before = {address: client.get(address).content for address in FILES}
    frozen = json_text(table_of(first).content, {}), table_of(first).chart_svg
    load(persons + 40, SECOND)
    with pytest.raises(DomainError, match="Explain why in the note"):
        a_release(cast.year, "Second", "")
    revised = (
        f"the population estimate was revised from the vintage of 15 December 2023 ({persons:,} people) to the vintage "
        f"of 15 December 2024 ({persons + 40:,} people)."
    )
    title = table_of(first).content["title"]
    own_name = "Bath and North East Somerset"
    assert warned(cast.year)["estimate-revised"] == (f"{title}, {own_name}, 2022-23: {revised}",)
    second = a_release(cast.year, "Second", "A newer estimate.")
    assert {address: client.get(address).content for address in FILES} == before
    first.refresh_from_db()
    assert (json_text(table_of(first).content, {}), table_of(first).chart_svg) == frozen
    assert second.content_hash != first.content_hash
    page = client.get("/releases/2022-23-2/changes/").content.decode()
    assert "The population estimates behind these rates' confidence intervals have changed:" in page
    assert f"<li>{own_name}, 2022-23: {revised}</li>" in page
    assert f"T{revised[1:]}" in page
    changes = client.get(f"/api/v1/datasets/{FAMILY}/versions/2022-23-2/changes").json()
    assert changes["denominators"] == [f"{own_name}, 2022-23: {revised}"]
    assert {one["reason"] for one in changes["items"]} == {f"T{revised[1:]}"}
    # Nothing is new until another vintage comes.
    assert "nothing-new" in warned(cast.year)


def test_a_rate_that_no_estimate_gives_is_warned_of_and_printed_as_it_was(client: Client, cast: Cast) -> None:
    load(20_000)
    (sentence,) = warned(cast.year)["rate-not-of-people"]
    content = table_of(a_release(cast.year)).content
    printed_rate = own(content)["rate"]["text"]
    assert f"the published rate is {printed_rate}, but the count over 20,000 people gives" in sentence
    assert f"Bath and North East Somerset, 2022-23: the published rate of {printed_rate} is unchanged" in (
        client.get(f"/figures/children/{FAMILY}/").content.decode()
    )


def test_history_over_another_vintage_than_it_was_published_by_is_told(client: Client, cast: Cast) -> None:
    earlier = ReportingYearFactory(slug="2021-22")
    approved_return(FAMILY, earlier, cast.council)
    persons = people_of(earlier)
    load(persons, mid_year="2021-06-30")
    a_release(earlier, "Figures for 2021-22")
    load(persons + 40, SECOND, mid_year="2021-06-30")
    # The newest release of that year counts.
    a_release(earlier, "Again", "A newer estimate.")
    assert "estimate-revised" not in warned(cast.year)
    load(persons + 80, THIRD, mid_year="2021-06-30")
    told = (
        "Bath and North East Somerset, 2021-22: the population estimate was revised from the vintage of 15 December "
        f"2024 ({persons + 40:,} people) to the vintage of 15 December 2025 ({persons + 80:,} people) since the "
        "release of that year."
    )
    (sentence,) = warned(cast.year)["estimate-revised"]
    assert sentence.endswith(told)
    a_release(cast.year)
    assert told in client.get(f"/figures/children/{FAMILY}/").content.decode()
    # The same again is not new, though it still says so.
    assert "nothing-new" in warned(cast.year)


def test_a_draft_takes_as_many_queries_whatever_is_loaded(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            make_draft(cast.year)
        return len(captured)

    before = queries()
    for area in (OWN, "england", "devon"):
        for vintage in (FIRST, SECOND):
            load(30_000, vintage, area=area)
    assert queries() == before
