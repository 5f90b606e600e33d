"""A family that a page cannot work with is named there; the page, and the other families, go on."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indicators.catalogue import preview
from indicators.checks import rules
from indicators.checks.problems import Problem
from indicators.definitions.families import Family
from indicators.tables import glances
from partnership.models import ReportingYear
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
