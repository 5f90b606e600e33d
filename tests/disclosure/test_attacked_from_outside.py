"""The short form of `make attack`: campaigns on a portal, read from outside; nothing small may be concluded."""

import urllib.error
import urllib.request
from typing import Any

import pytest
from django.conf import settings

from indicators.models import ReleaseTable
from tests.disclosure.attack.campaign import Campaign
from tests.disclosure.attack.chance import made
from tests.disclosure.attack.crawl import STARTS, crawl
from tests.disclosure.attack.files import observations_of_api
from tests.disclosure.attack.formats import XLSX, Printed
from tests.disclosure.attack.portal import Portal
from tests.disclosure.attack.seeds import SEEDS, Script
from tests.disclosure.usefulness import MOST, usefulness_of
from tests.stages import make_cast
from tests.world import World

# Coverage would take twice as long as the tests: other tests cover what is run here.
pytestmark = pytest.mark.no_cover
SHORT = 4
YEAR = "2022-23"


def attacked(name: str, script: Script, *, every_format: bool = False) -> Campaign:
    campaign = Campaign(name, Portal(make_cast()), every_format=every_format)
    campaign.play(script)
    return campaign


@pytest.mark.django_db
@pytest.mark.parametrize("script", SEEDS, ids=lambda script: script.__name__)
def test_figures_that_gave_a_count_away_do_so_no_more(script: Script) -> None:
    outcome = attacked(script.__name__, script).outcome
    assert outcome.leaks == []
    assert outcome.faults == []
    assert outcome.releases + outcome.refused > 0


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(SHORT))
def test_no_campaign_gives_a_small_count_away(number: int, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    outcome = attacked(*made(number), every_format=number == 0).outcome
    assert outcome.leaks == []
    assert outcome.faults == []
    assert outcome.releases + outcome.refused >= 4
    assert outcome.proven == outcome.refused
    assert outcome.artefacts > outcome.releases


def test_every_kind_of_file_of_a_running_portal_prints_the_same(world: World, live_server: Any) -> None:
    def fetch(address: str) -> tuple[int, str, bytes]:
        try:
            with urllib.request.urlopen(f"{live_server.url}{address}") as response:
                return response.status, response.headers["Content-Type"], response.read()
        except urllib.error.HTTPError as error:
            return error.code, "", b""

    starts = [*STARTS, f"/reports/{YEAR}/", f"/releases/{YEAR}/"]
    artefacts = crawl(fetch, settings.SITE_URL, starts=starts)
    printed = Printed()
    for artefact in artefacts:
        if "/observations?limit=1000" in artefact.name:
            printed.add(observations_of_api(artefact.data))
    assert len(printed.places) > 500
    assert list(printed.wrong(artefacts)) == []
    found = usefulness_of(ReleaseTable.objects.values_list("content", flat=True))
    assert 0 < found.share <= MOST, found.line()
    assert found.totals == ()
    kinds = {artefact.kind for artefact in artefacts}
    assert {"text/html", "text/csv", "application/json", "application/zip", "application/pdf", XLSX} <= kinds
