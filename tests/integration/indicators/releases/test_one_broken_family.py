"""One family that the portal cannot work with is named; the page, and the other families, go on."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indicators.definitions.snapshots import Snapshot
from indicators.models import Release
from indicators.releases import tables
from indicators.releases.services import ReleaseRequest, make_release
from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from tests.factories.indicators import approved_return
from tests.people import People

pytestmark = pytest.mark.django_db
BROKEN, SOUND = "missing-children", "child-sexual-exploitation"


@pytest.fixture
def _broken(people: People, year: ReportingYear, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two approved returns, of one of which no table can be made."""
    for slug in (BROKEN, SOUND):
        approved_return(slug, year, people.partner_police.organisation)
    build = tables.build_table

    def breaks(snapshot: Snapshot, history: Sequence[Snapshot] = (), **more: Any) -> dict[str, Any]:
        if snapshot.family.slug == BROKEN:
            raise KeyError("share")
        return build(snapshot, history, **more)

    monkeypatch.setattr(tables, "build_table", breaks)


@pytest.mark.usefixtures("_broken")
def test_the_page_of_releases_names_the_family_and_shows_the_rest(
    client: Client, people: People, year: ReportingYear, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(people.coordinator)
    answer = client.get(reverse("indicators:release-create"), {"year": year.slug})
    assert answer.status_code == 200
    errors = {finding.code: finding.sentences for finding in answer.context["errors"]}
    assert list(errors) == ["table-not-made"]
    assert errors["table-not-made"][0].startswith("Missing children: the portal could not make a table")
    assert "Missing children: the portal could not make a table" in answer.text
    assert "No table can be made of missing-children" in caplog.text


@pytest.mark.usefixtures("_broken")
def test_a_release_without_the_family_is_not_made_in_silence(people: People, year: ReportingYear) -> None:
    codes = [finding.code for finding in ReleaseRequest(year, "Figures").findings()]
    assert "table-not-made" in codes
    with pytest.raises(DomainError, match="Missing children: the portal could not make a table"):
        make_release(year=year, title="Figures", by=people.coordinator)
    assert not Release.objects.exists()
