"""Population estimates in a browser: a file with a slip, the right one, and one that two people withdraw."""

import pytest
from playwright.sync_api import FilePayload, expect

from indicators.models import Area, PopulationEstimate
from tests.functional.conftest import MakeContext
from tests.functional.walking import walk
from tests.stages import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/partner/populations/"
HEAD = "area,age_band,reference_date,vintage,persons,source\n"
LINE = "avonside,0-17,2022-06-30,2023-12-15,{},Illustrative\n"


def file_of(persons: str) -> FilePayload:
    return FilePayload(name="estimates.csv", mimeType="text/csv", buffer=(HEAD + LINE.format(persons)).encode())


def test_estimates_are_loaded_corrected_and_withdrawn_by_two_people(make_context: MakeContext) -> None:
    cast = make_cast()
    Area.objects.create(slug="avonside", name="Avonside", code="999", kind="local_authority")
    coordinator = walk(make_context, cast.coordinator, 320)
    coordinator.page.goto(LIST)
    coordinator.look("Population estimates")
    coordinator.button("Load estimates")
    coordinator.page.set_input_files("[type=file]", file_of("35.000"))
    coordinator.button("Load")
    coordinator.look("Load population estimates")
    expect(coordinator.page.locator(".govuk-error-summary")).to_contain_text("could mean 35,000")
    assert not PopulationEstimate.objects.exists()
    coordinator.page.set_input_files("[type=file]", file_of("3500"))
    coordinator.button("Load")
    coordinator.look("Population estimates")
    expect(coordinator.page.get_by_text("One estimate was loaded.")).to_be_visible()
    # A digit is missing: the vintage goes by the decision of a second person.
    coordinator.link("Withdraw")
    coordinator.look("Withdraw population estimates")
    coordinator.fill("Why was it loaded by mistake?", "A digit is missing.")
    coordinator.button("Propose withdrawal")
    coordinator.look("Population estimates")
    board = walk(make_context, cast.board_icb)
    board.page.goto(LIST)
    board.look("Population estimates")
    board.link("View the proposal")
    expect(board.page.get_by_text("Avonside, 0-17, 2022-06-30")).to_be_visible()
    board.button("Approve")
    assert not PopulationEstimate.objects.not_withdrawn().exists()
    coordinator.page.goto(LIST)
    expect(coordinator.page.get_by_text("Withdrawn").first).to_be_visible()
    coordinator.button("Load estimates")
    coordinator.page.set_input_files("[type=file]", file_of("35000"))
    coordinator.button("Load")
    assert list(PopulationEstimate.objects.not_withdrawn().values_list("persons", flat=True)) == [35_000]
