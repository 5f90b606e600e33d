"""A family that a page cannot work with is named there; the page, and the other families, go on."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indicators.catalogue import preview
from indicators.checks import rules
from indicators.checks.problems import Problem
from indicators.definitions.families import Family, get_family
from indicators.definitions.snapshots import Snapshot
from indicators.models import Release
from indicators.releases import build as release_build
from indicators.releases import tables
from indicators.tables import glances
from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from reports.board_pack import pack
from tests.factories.files import a_template, police_csv
from tests.factories.indicators import a_release, approved_return
from tests.integration.indicators.files.uploading import checked
from tests.people import People
from tests.stages import Cast

pytestmark = pytest.mark.django_db
BROKEN, SOUND = "missing-children", "child-sexual-exploitation"


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_pages_of_figures_say_it_on_the_tile_of_that_family(
    client: Client, people: People, year: ReportingYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug in (BROKEN, SOUND):
        approved_return(slug, year, people.partner_police.organisation)
    a_release(year)
    shown = glances.glance_of

    def breaks(content: Mapping[str, Any]) -> glances.Glance | None:
        if content["slug"] == BROKEN:
            raise KeyError("share")
        return shown(content)

    monkeypatch.setattr(glances, "glance_of", breaks)
    for address in ("/figures/", "/figures/police/"):
        answer = client.get(address)
        assert answer.status_code == 200
        tiles = [words(tile) for tile in answer.text.split('<li class="app-tile">')[1:]]
        (broken,) = [tile for tile in tiles if "We cannot show these figures here." in tile]
        assert f"/figures/police/{BROKEN}/" in broken
        assert any("app-tile__value" in tile for tile in tiles if f"/{SOUND}/" in tile)


def test_a_file_and_a_form_name_the_family_that_cannot_be_checked(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = a_template(cast.police)
    look = rules.check_history

    def breaks(family: Family, *figures: Any) -> Sequence[Problem]:
        if family.slug == BROKEN:
            raise KeyError("share")
        return list(look(family, *figures))

    monkeypatch.setattr(rules, "check_history", breaks)
    found = checked(template, cast, police_csv())
    said = [one.sentence for one in found.problems if one.code == "CHECK-1"]
    assert [one[:59] for one in said] == ["Missing children: The portal could not check these figures."]
    client.force_login(cast.partner_police)
    for slug in (BROKEN, SOUND):
        assert client.get(f"/partner/figures/2022-23/{slug}/").status_code == 200


def test_the_catalogue_says_it_on_the_page_of_that_indicator(
    client: Client, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = preview.preview

    def breaks(family: Family, *period: Any) -> preview.Preview:
        if family.slug == BROKEN:
            raise KeyError("share")
        return draw(family, *period)

    monkeypatch.setattr(preview, "preview", breaks)
    client.force_login(people.coordinator)
    said = {}
    for slug in (BROKEN, SOUND):
        answer = client.get(reverse("indicators:definition-detail", args=[slug]))
        assert answer.status_code == 200
        said[slug] = "We cannot show how this indicator looks." in words(answer.text)
    assert said == {BROKEN: True, SOUND: False}
    assert client.get(reverse("indicators:definition-list")).status_code == 200


def test_what_the_board_sees_goes_on_without_that_family(
    client: Client, people: People, year: ReportingYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One family of which no table is made, and one that cannot be drawn: both are named, and the third is shown."""
    third = "safety-and-anti-bullying"
    for slug in (BROKEN, SOUND, third):
        approved_return(slug, year, people.partner_police.organisation)
    build, draw = tables.build_table, pack.with_chart

    def breaks(snapshot: Snapshot, history: Sequence[Snapshot] = (), **more: Any) -> dict[str, Any]:
        if snapshot.family.slug == BROKEN:
            raise KeyError("share")
        return build(snapshot, history, **more)

    def cannot_draw(content: dict[str, Any]) -> tuple[dict[str, Any], str]:
        if content["slug"] == third:
            raise ZeroDivisionError
        return draw(content)

    monkeypatch.setattr(tables, "build_table", breaks)
    monkeypatch.setattr(pack, "with_chart", cannot_draw)
    client.force_login(people.coordinator)
    page = client.get("/partner/board-pack/", {"year": year.slug})
    assert page.status_code == 200
    assert page.context["pack"].unusable == tuple(get_family(slug).title for slug in (BROKEN, third))
    for slug in (BROKEN, third):
        assert f"We cannot show the approved figures of {get_family(slug).title}." in words(page.text)
    assert [card.content["slug"] for card in page.context["pack"].cards] == [SOUND]
    (card, *_rest) = pack.as_report(page.context["pack"]).sections
    assert "Approved figures that cannot be shown: Missing children" in str(card)
    protection = client.get(reverse("indicators:draft-protection", args=[year.slug]))
    assert "Missing children: the portal could not make a table" in words(protection.text)
    assert {one["content"]["slug"] for one in protection.context["sections"]} == {SOUND, third}


def test_a_release_that_cannot_be_drawn_names_the_family(
    people: People, year: ReportingYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug in (BROKEN, SOUND):
        approved_return(slug, year, people.partner_police.organisation)
    draw = release_build.with_chart

    def cannot_draw(content: dict[str, Any]) -> tuple[dict[str, Any], str]:
        if content["slug"] == BROKEN:
            raise ZeroDivisionError
        return draw(content)

    monkeypatch.setattr(release_build, "with_chart", cannot_draw)
    with pytest.raises(DomainError, match="Missing children: the portal could not draw the chart"):
        a_release(year)
    assert not Release.objects.exists()
