"""A walk of few clicks: from the home page to one number, to what it counts, to who approved it, to the file."""

import csv

import pytest
from playwright.sync_api import Locator, Page, expect

from bcssp.example.sources import police_cells
from reports.build.run import build_edition
from reports.build.services import begin_edition
from tests.factories.completeness import override_everything
from tests.factories.indicators import a_release, approved_return
from tests.factories.signing import publish_signed, seat_signers
from tests.functional.conftest import MakeContext, watched
from tests.stages import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
SLUG, ROW = "missing-children", "Number of Missing Children Reports"
MOST_CLICKS = 4


@pytest.fixture
def cast() -> Cast:
    """People, a published report, and one set of the source's figures in it."""
    people = make_cast()
    approved_return(SLUG, people.year, people.police, dict(police_cells()[SLUG]))
    a_release(people.year)
    seat_signers(people)
    override_everything(people.year, people.chair)
    publish_signed(build_edition(begin_edition(year=people.year, by=people.coordinator).pk), people)
    return people


class Reader:
    """Somebody who counts their clicks."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, target: Locator) -> None:
        """One more."""
        target.click()
        self.clicks += 1


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_from_home_to_number_definition_approval_and_file(
    cast: Cast, make_context: MakeContext, javascript: bool
) -> None:
    reader = Reader()
    with watched(make_context(javascript=javascript).new_page()) as page:
        page.goto("/")
        reader.click(page.get_by_role("link", name="Annual report 2022-23"))
        reader.click(page.get_by_role("link", name="Missing children", exact=True))
        set_of_figures = page.get_by_role("region", name="Missing children", exact=True).first
        number = row_of(page, ROW).get_by_role("cell").first
        expect(number).to_have_text("202")
        expect(set_of_figures.get_by_text("What it counts:")).to_be_visible()
        origins = page.locator("details").filter(has_text="Who submitted and who approved these figures").first
        reader.click(origins.locator("summary"))
        returned = origins.get_by_role("row").nth(1)
        expect(returned).to_contain_text(f"Partner, {cast.police.name}")
        expect(returned).to_contain_text("Board member")
        with page.expect_download() as waiting:
            reader.click(origins.get_by_role("link", name="Get these figures as CSV"))
        with waiting.value.path().open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
    assert any(ROW in line and "202" in line for line in lines)
    assert reader.clicks <= MOST_CLICKS


def row_of(page: Page, label: str) -> Locator:
    """The row of the report's table with this label."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=label, exact=True)).first
