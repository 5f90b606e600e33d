"""No indicator that nobody was asked for is shown, listed as missing, or owed."""

import pytest
from django.test import Client

from indicators.releases.tables import preview
from indicators.rounds.asked import asked_in, asked_now
from tests.factories.catalogue import agreed_indicator
from tests.factories.indicators import approved_return
from tests.factories.returns import a_template
from tests.stages import Cast, make_cast

pytestmark = pytest.mark.django_db
ASKED, NOT_ASKED = "missing-children", "child-protection"


@pytest.fixture
def cast() -> Cast:
    """The police are asked for one indicator; an indicator of the partnership's own is asked of nobody."""
    cast = make_cast()
    a_template(cast.police, families=[ASKED])
    agreed_indicator("Homeless households", cast.coordinator, cast.board_police)
    return cast


def test_only_what_a_return_holds_is_asked_for(cast: Cast) -> None:
    assert [family.slug for family in asked_now()] == [ASKED]
    assert [family.slug for family in asked_in(cast.year)] == [ASKED]


def test_a_release_misses_only_what_was_asked_for_and_holds_what_was_sent_anyway(cast: Cast) -> None:
    assert [family.slug for family in preview(cast.year)[1]] == [ASKED]
    approved_return(NOT_ASKED, cast.year, cast.police)
    ready, missing = preview(cast.year)
    assert ([family.slug for family in ready], [family.slug for family in missing]) == ([NOT_ASKED], [ASKED])


def test_readers_see_what_is_asked_for_and_nothing_else(cast: Cast, client: Client) -> None:
    page = client.get("/figures/").content.decode()
    assert "Missing children" in page
    assert "Child protection" not in page
    assert "Homeless households" not in page
    assert "Children on child protection plans" not in page
    assert [one["slug"] for one in client.get("/api/v1/families").json()] == [ASKED]
