"""A coordinator loads figures of a closed year in a browser, on a small screen: refused, mended, loaded."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from indicators.models import Submission
from partnership.services import close_year
from tests.factories.files import a_template, police_csv
from tests.functional.conftest import MakeContext, assert_no_violations, drawn_width
from tests.stages import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
CARE = "number-of-children-missing-from-care"
SOURCE = "Taken from page 12 of the printed report."


def press(page: Page, name: str) -> None:
    """Press a button, and wait until the page that it leads to is whole."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=name).click()


def send(page: Page, content: bytes) -> None:
    """Choose the file, and have it checked."""
    file: FilePayload = {"name": "police.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("Upload your completed file").set_input_files(file)
    press(page, "Check file")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_closed_year_is_loaded_on_a_small_screen(make_context: MakeContext, scripts: bool) -> None:
    cast = make_cast()
    a_template(cast.police)
    close_year(year=cast.year, by=cast.coordinator)
    page = make_context(cast.coordinator, javascript=scripts, width=320, for_axe=scripts).new_page()

    def look(heading: str) -> None:
        """The page that was meant, without a finding, and no wider than the screen."""
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        assert drawn_width(page) == 320
        if scripts:
            assert_no_violations(page)

    page.goto("/partner/")
    page.get_by_role("link", name="Backfill closed years").click()
    look("Backfill closed years, 2022-23")
    page.get_by_role("link", name=re.compile("Load a file")).click()
    source = page.get_by_label("Where do the figures come from")
    source.fill(SOURCE)
    press(page, "Check file")
    look("Backfill a closed year")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Select a file")
    expect(source).to_have_value(SOURCE)

    send(page, police_csv({CARE: ("three", 10)}))
    look("Check your file")
    expect(page.locator("main")).to_contain_text("line 5, column C (Current 12 months)")
    expect(page.get_by_role("button", name="Load and submit for review")).to_have_count(0)

    page.get_by_role("link", name="Upload another file").click()
    expect(source).to_have_value(SOURCE)
    send(page, police_csv())
    look("Check your file")
    press(page, "Load and submit for review")
    look("Backfill closed years, 2022-23")
    expect(page.locator("body")).to_contain_text("loaded and submitted")
    assert {one.backfill_reason for one in Submission.objects.all()} == {SOURCE}
