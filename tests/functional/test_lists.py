"""Lists in a real browser: with and without scripts, wide and narrow, filled, empty and with a wrong filter."""

import csv

import pytest
from playwright.sync_api import Page, expect

from tests.factories.learning import draft_briefing
from tests.functional.conftest import MakeContext, assert_no_violations, drawn_width, watched
from tests.integration.lists.cases import submitted_story
from tests.stages import Cast, make_cast

BRIEFINGS = "/partner/briefings/"
NARROW = 320


@pytest.fixture
def cast(db: None) -> Cast:
    """Sixty drafts of the coordinator, and three stories that wait for review."""
    found = make_cast()
    for number in range(60):
        draft_briefing(found.year, found.coordinator, title=f"Briefing {number:02}")
    for number in range(3):
        submitted_story(found, number)
    return found


def titles(page: Page) -> list[str]:
    return page.locator("tbody th[scope=row] a").all_inner_texts()


def fits(page: Page) -> bool:
    """Whether nothing reaches beyond the window."""
    return drawn_width(page) <= int(page.evaluate("window.innerWidth"))


def test_a_list_sorts_narrows_turns_and_comes_along_without_javascript(make_context: MakeContext, cast: Cast) -> None:
    page = make_context(cast.coordinator, javascript=False).new_page()
    page.goto(BRIEFINGS)
    expect(page.locator("main")).to_contain_text("Showing 1 to 50 of 60 briefings. Page 1 of 2.")
    expect(page.get_by_role("columnheader", name="Created")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("link", name="Title , sort ascending").click()
    assert titles(page)[:2] == ["Briefing 00", "Briefing 01"]
    expect(page.get_by_role("columnheader", name="Title")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="Next page").click()
    assert titles(page) == [f"Briefing {number}" for number in range(50, 60)]
    page.get_by_label("Words in the title").fill("briefing 1")
    page.get_by_label("Status").select_option("Draft")
    page.get_by_role("button", name="Apply filters").click()
    assert titles(page) == [f"Briefing {number:02}" for number in range(60) if "1" in str(number)]
    expect(page.get_by_role("columnheader", name="Title")).to_have_attribute("aria-sort", "ascending")
    shown = titles(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV of briefings").click()
    download = waiting.value
    assert download.suggested_filename == "briefings.csv"
    with download.path().open(encoding="utf-8-sig", newline="") as file:
        assert [line[0] for line in csv.reader(file)] == ["Title", *shown]
    page.get_by_role("link", name="Clear filters").click()
    expect(page.locator("main")).to_contain_text("60 briefings")


@pytest.mark.parametrize("javascript", [True, False])
def test_filters_are_folded_on_a_telephone_and_open_where_one_is_set(
    make_context: MakeContext, cast: Cast, javascript: bool
) -> None:
    page = make_context(cast.coordinator, width=NARROW, javascript=javascript).new_page()
    for address, fold in ((BRIEFINGS, "Filter briefings"), ("/learning/", "Filter the list")):
        page.goto(address)
        summary, button = page.locator("summary", has_text=fold), page.get_by_role("button", name="Apply filters")
        expect(summary).to_be_visible()
        expect(button).to_be_hidden()
        summary.focus()
        page.keyboard.press("Enter")
        expect(button).to_be_visible()
        page.locator("main select").first.select_option(index=1)
        button.click()
        expect(button).to_be_visible()
        assert fits(page)


def test_filters_stand_open_where_there_is_room(make_context: MakeContext, cast: Cast) -> None:
    page = make_context(cast.coordinator).new_page()
    for address, fold in ((BRIEFINGS, "Filter briefings"), ("/learning/", "Filter the list")):
        page.goto(address)
        expect(page.get_by_role("button", name="Apply filters")).to_be_visible()
        expect(page.get_by_text(fold, exact=True)).to_be_hidden()


def test_a_list_is_usable_at_320_pixels_by_keyboard(make_context: MakeContext, cast: Cast) -> None:
    page = make_context(cast.coordinator, width=NARROW).new_page()
    with watched(page):
        page.goto(BRIEFINGS)
        assert fits(page)
        link = page.get_by_role("link", name="Title , sort ascending")
        link.focus()
        box = link.bounding_box()
        assert box is not None
        assert box["width"] > 20
        page.keyboard.press("Enter")
        page.wait_for_url("**sort=title**")
        assert titles(page)[0] == "Briefing 00"
        assert fits(page)


def test_axe_finds_nothing_on_lists_filled_empty_and_with_a_wrong_filter(make_context: MakeContext, cast: Cast) -> None:
    coordinator = make_context(cast.coordinator, for_axe=True).new_page()
    reviewer = make_context(cast.board_icb, for_axe=True).new_page()
    for page, path, words in (
        (coordinator, f"{BRIEFINGS}?sort=-title&page=2", "Page 2 of 2"),
        (coordinator, f"{BRIEFINGS}?title=nothing", "No briefings match your filters."),
        (coordinator, f"{BRIEFINGS}?state=nonsense", "Select an option in the list “Status”"),
        (coordinator, "/partner/newsletters/", "Nothing to show yet."),
        (reviewer, "/admin/", "3 items"),
        (reviewer, "/admin/?organisation=nobody", "The filters have not been applied."),
    ):
        page.goto(path)
        expect(page.locator("main")).to_contain_text(words)
        assert_no_violations(page)
    page.get_by_role("link", name="Select an option in the list “From”").click()
    expect(page.get_by_label("From")).to_be_focused()
