"""Areas and neighbours on pages: loaded from files, listed with what they are compared as, and chosen."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indicators.definitions.comparison import comparison_in_use
from indicators.models import Area, NeighbourSet
from indicators.populations.areas import add_named_areas, choose_comparison, load_areas
from indicators.populations.neighbours import load_neighbours
from partnership.exceptions import DomainError, NotAllowed
from partnership.models import User
from partnership.profile import AreaProfile
from review.models import Event
from tests.factories.indicators import make_areas
from tests.stages import Cast

pytestmark = pytest.mark.django_db
LIST, LOAD, CHOOSE, ADD = (
    reverse(f"indicators:{name}") for name in ("area-list", "area-load", "comparison-choose", "area-add-named")
)
NEIGHBOURS = (
    "set,published,of,rank,area,code\nours-2026,2026-05,{of},1,Hillside,X2\nours-2026,2026-05,{of},2,Seaside,X3\n"
)


@pytest.fixture
def elsewhere(settings: Any) -> None:
    """A partnership that was just founded: nothing of its area is loaded."""
    settings.PARTNERSHIP = replace(
        settings.PARTNERSHIP,
        area=AreaProfile("riverside", "Riverside", "X1", "local_authority"),
        benchmarks=(AreaProfile("northland", "Northland", "X4", "region"),),
        neighbour_set="",
    )


def send(client: Client, by: User, what: str, content: str) -> str:
    client.force_login(by)
    file = SimpleUploadedFile("areas.csv", content.encode())
    return client.post(LOAD, {"what": what, "file": file}, follow=True).content.decode()


@pytest.mark.usefixtures("elsewhere")
def test_a_new_partnership_compares_its_area_by_pages_alone(client: Client, cast: Cast) -> None:
    with pytest.raises(DomainError, match=r"not loaded yet \(riverside, northland\).*page “Areas and neighbours”"):
        comparison_in_use()
    client.force_login(cast.coordinator)
    assert "Add the areas of the partnership’s file" in client.get(LIST).content.decode()
    assert "Areas added: Riverside, Northland." in client.post(ADD, follow=True).content.decode()
    assert "was there already" in client.post(ADD, follow=True).content.decode()

    more = "name,code,kind\nLand,X9,Country\nNorthland,X4,region\n"
    assert "Areas added: Land." in send(client, cast.coordinator, "areas", more)
    shown = send(client, cast.coordinator, "neighbours", NEIGHBOURS.format(of="Riverside"))
    assert "Added: Neighbours of Riverside, published in May 2026." in shown
    # Loading alone changes nothing that is compared.
    assert [area.name for area in comparison_in_use().areas] == ["Riverside", "Northland"]

    page = client.get(CHOOSE).content.decode()
    assert "Neighbours of Riverside, published in May 2026 (2 areas)" in page
    chosen = {"neighbour_set": "ours-2026", "benchmarks": ["land", "northland"]}
    assert "Saved." in client.post(CHOOSE, chosen, follow=True).content.decode()
    assert "Nothing has changed." in client.post(CHOOSE, chosen, follow=True).content.decode()
    names = ["Riverside", "Hillside", "Seaside", "Northland", "Land"]
    assert [area.name for area in comparison_in_use().areas] == names
    listed = client.get(LIST).content.decode()
    for words in ("2026 set: Hillside, Seaside", "Our own area", "Neighbour", "Wider area"):
        assert words in listed
    assert "Neighbours of Riverside, published in May 2026" in listed
    # Its short name is for files and addresses, and nothing that people read.
    assert "ours-2026" not in listed
    assert "Select at least one wider area" in client.post(CHOOSE, {"neighbour_set": "none"}).content.decode()
    client.post(CHOOSE, {"neighbour_set": "none", "benchmarks": ["land"]})
    assert [area.name for area in comparison_in_use().areas] == ["Riverside", "Land"]
    assert Event.objects.filter(verb="choose comparison").count() == 2
    [told] = [one for one in client.get("/api/v1/neighbour-sets").json()["items"] if one["slug"] == "ours-2026"]
    assert told["in_use"] is False


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Land,X9,planet,", "“planet” is not a kind of area. Enter local authority, region or country."),
        ("Land,X4,country,", "the portal knows Northland already, with the code X4"),
        ("Northland,X9,region,", "the portal knows Northland already, with the code X4"),
        ("Land,,country,", "Line 2 does not have a value under each heading"),
        (f"{'L' * 121},X9,country,", "must be 120 characters or fewer"),
        ("!!,X9,country,", "has no letters for a web address. Enter a short name."),
    ],
)
def test_a_line_that_cannot_be_used_is_said_and_nothing_is_loaded(
    client: Client, cast: Cast, line: str, sentence: str
) -> None:
    add_named_areas(by=cast.coordinator)
    shown = send(client, cast.coordinator, "areas", f"name,code,kind,short_name\n{line}\nFar,X7,country,far\n")
    assert sentence in shown
    assert Area.objects.count() == 2


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("Our 2026,2026-05,{of},1,Devon,", "call the set by letters, digits and hyphens"),
        ("s,2021-04,{of},1,Devon,", "already has a set of 2021-04"),
        ("s,2026-05,{of},1,Newtown,878", "already has the code 878"),
        ("s,2026-05,{of},1,Devon,\ns,2026-05,{of},2,Devon,", "Devon is the area itself, or already in the set “s”"),
        ("s,2026-05,{of},1,{of},", "is the area itself"),
    ],
)
def test_a_set_that_cannot_be_used_is_said_and_nothing_is_loaded(
    client: Client, cast: Cast, settings: Any, lines: str, sentence: str
) -> None:
    make_areas()
    Area.objects.filter(name="Devon").update(code="878")
    before = NeighbourSet.objects.count()
    content = f"set,published,of,rank,area,code\n{lines.format(of=settings.PARTNERSHIP.area.name)}\n"
    assert sentence in send(client, cast.coordinator, "neighbours", content)
    assert NeighbourSet.objects.count() == before


def test_only_the_coordinator_loads_and_chooses(cast: Cast) -> None:
    chosen = make_areas()
    with pytest.raises(NotAllowed):
        load_areas(text="name,code,kind\n", by=cast.board_icb)
    with pytest.raises(NotAllowed):
        load_neighbours(text="set\n", by=cast.chair)
    with pytest.raises(NotAllowed):
        add_named_areas(by=cast.board_icb)
    with pytest.raises(NotAllowed):
        choose_comparison(neighbour_set=chosen, benchmarks=[], by=cast.board_icb)
    with pytest.raises(DomainError, match="Select 1 to 6 areas"):
        choose_comparison(neighbour_set=chosen, benchmarks=[], by=cast.coordinator)
    other = NeighbourSet.objects.create(
        slug="of-devon", area=Area.objects.get(name="Devon"), published=chosen.published
    )
    with pytest.raises(DomainError, match="has the neighbours of Devon"):
        choose_comparison(neighbour_set=other, benchmarks=[], by=cast.coordinator)


@pytest.mark.usefixtures("elsewhere")
def test_an_area_that_is_known_under_another_short_name_is_said(cast: Cast) -> None:
    Area.objects.create(slug="river-side", name="Riverside", code="X1", kind="local_authority")
    with pytest.raises(DomainError, match=r"calls Riverside “riverside”, and .* as “river-side”"):
        add_named_areas(by=cast.coordinator)
