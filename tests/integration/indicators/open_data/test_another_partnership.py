"""Nothing of one partnership is in code: a made-up one compares its own areas, by its own set."""

import datetime
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from indicators.definitions.values import reported
from indicators.models import Area, NeighbourMember, NeighbourSet
from partnership.models import ReportingYear
from partnership.profile import AreaProfile
from tests.factories.indicators import a_release, approved_return
from tests.factories.partnership import OrganisationFactory

pytestmark = pytest.mark.django_db


def make_area(name: str, number: int, kind: str = "local_authority") -> Area:
    area: Area = Area.objects.create(slug=name.lower(), name=name, code=f"X{number}", kind=kind)
    return area


@pytest.fixture
def elsewhere(settings: Any) -> None:
    own = make_area("Riverside", 1)
    neighbours = NeighbourSet.objects.create(slug="twins-2022", area=own, published=datetime.date(2022, 5, 1))
    for rank, name in enumerate(("Hillside", "Seaside"), start=1):
        NeighbourMember.objects.create(neighbour_set=neighbours, area=make_area(name, rank + 1), rank=rank)
    benchmarks = [
        make_area("Northland", 4, "region"),
        make_area("Southland", 5, "region"),
        make_area("Land", 6, "country"),
    ]
    settings.PARTNERSHIP = replace(
        settings.PARTNERSHIP,
        short_name="RSP",
        area=AreaProfile("riverside", "Riverside", "X1", "local_authority"),
        benchmarks=tuple(AreaProfile(area.slug, area.name, area.code, area.kind) for area in benchmarks),
        neighbour_set="twins-2022",
    )


@pytest.mark.usefixtures("elsewhere")
def test_it_compares_its_own_areas_and_draws_at_most_four_lines(client: Client, year: ReportingYear) -> None:
    rates = {
        "riverside": "300.5",
        "hillside": "400.1",
        "seaside": "400.2",
        "northland": "1",
        "southland": "2",
        "land": "3",
    }
    cells = {}
    for index, (slug, rate) in enumerate(rates.items()):
        cells[slug, "count"] = reported(100 + index)
        cells[slug, "rate"] = reported(Decimal(rate))
    council = OrganisationFactory(name="Riverside Council", kind="local_authority")
    approved_return("referrals-rate", year, council, cells)
    table = a_release(year).tables.get()
    assert [row["label"] for row in table.content["rows"]] == [
        "Riverside",
        "DfE nearest neighbours",
        "Northland",
        "Southland",
        "Land",
    ]
    assert table.content["rows"][1]["cells"][0]["text"] == "400.2"
    assert "2022 set (Hillside, Seaside)" in table.content["notes"][0]
    assert re.search(r"\bSouthland\b", table.chart_svg)
    assert not re.search(r"\bLand\b", table.chart_svg)
    html = client.get("/figures/children/referrals-rate/").content.decode()
    assert "Supplied by Riverside Council" in html
    for word in ("Bath", "Avon", "Somerset"):
        assert word not in table.chart_svg
        assert word not in str(table.content)


@pytest.mark.usefixtures("elsewhere")
def test_without_a_set_of_neighbours_rates_are_published_beside_region_and_country(
    client: Client, year: ReportingYear, settings: Any
) -> None:
    settings.PARTNERSHIP = replace(settings.PARTNERSHIP, neighbour_set="")
    cells = {}
    for place, (slug, rate) in enumerate(
        {"riverside": "300.5", "northland": "1", "southland": "2", "land": "3"}.items()
    ):
        cells[slug, "count"] = reported(100 + place)
        cells[slug, "rate"] = reported(Decimal(rate))
    council = OrganisationFactory(name="Riverside Council", kind="local_authority")
    approved_return("referrals-rate", year, council, cells)
    table = a_release(year).tables.get()

    assert [row["label"] for row in table.content["rows"]] == ["Riverside", "Northland", "Southland", "Land"]
    html = client.get("/figures/children/referrals-rate/").content.decode()
    assert "Supplied by Riverside Council" in html
    assert "nearest neighbours" not in html.partition("<main")[2].partition("How it is calculated")[0]
