"""A year is planned on one page, approved by the board and reported on; readers see it at a glance."""

import pytest
from playwright.sync_api import Page, expect

from partnership.models import User
from tests.functional.conftest import MakeContext, assert_no_violations, drawn_width, watched
from tests.stages import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = "/partner/plan/?year=2022-23"


@pytest.fixture
def cast() -> Cast:
    """The people and their year; nothing else."""
    return make_cast()


def as_person(make_context: MakeContext, user: User | None, path: str, **options: object) -> Page:
    """A page that somebody who is signed in has open."""
    page: Page = make_context(user, **options).new_page()
    page.goto(path)
    return page


def press(page: Page, name: str) -> None:
    """Press a button or follow a link, and wait for the next page."""
    target = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
    with page.expect_navigation(wait_until="load"):
        target.click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_plan_is_made_published_and_reported_on(make_context: MakeContext, cast: Cast, javascript: bool) -> None:
    editor = as_person(make_context, cast.coordinator, PLAN, javascript=javascript)
    with watched(editor):
        press(editor, "Start the plan")
        press(editor, "Add a priority")
        editor.get_by_label("Priority", exact=True).fill("Prevent harm")
        press(editor, "Add a priority")
        press(editor, "Add a commitment")
        editor.get_by_label("What will the partnership do?").fill("We will ask children what helps")
        press(editor, "Add a commitment")
        for title in ("Ask each school", "Ask each youth club"):
            press(editor, "Add an action")
            editor.get_by_label("What will be done?").fill(title)
            editor.get_by_label("Organisation that owns it").select_option("The Police")
            press(editor, "Add an action")
        club = editor.locator(".priorities-plan__action", has_text="Ask each youth club")
        with editor.expect_navigation(wait_until="load"):
            club.get_by_role("button", name="Up").click()
        listed = editor.locator(".priorities-plan__action .govuk-link:first-child").all_inner_texts()
        assert [title for title in listed if title.startswith("Ask")] == ["Ask each youth club", "Ask each school"]
        school = editor.locator(".priorities-plan__action", has_text="Ask each school")
        with editor.expect_navigation(wait_until="load"):
            school.get_by_role("link", name="Change").click()
        editor.get_by_label("What will be done?").fill("Ask every school")
        press(editor, "Save action")
        expect(editor.locator("main")).to_contain_text("Ask every school")
        press(editor, "Send the plan to the board")
        press(editor, "Submit for review")
    if not javascript:
        return

    board = as_person(make_context, cast.board_icb, "/admin/")
    with watched(board):
        press(board, "Plan for 2022-23")
        expect(board.locator("main")).to_contain_text("Ask every school")
        with board.expect_navigation(wait_until="load"):
            board.get_by_role("button", name="Approve", exact=True).click()

    reader = as_person(make_context, None, "/priorities/", width=320, for_axe=True)
    expect(reader.locator("main")).to_contain_text("Of 2 actions, 2 are not begun.")
    assert_no_violations(reader)
    assert drawn_width(reader) <= 320
    owner = as_person(make_context, cast.partner_police, "/partner/progress/")
    with watched(owner):
        press(owner, "Ask every school")
        owner.get_by_label("Under way").check()
        owner.get_by_label("Amber: some risk of delay").check()
        owner.get_by_label("What did you do?").fill("We wrote to every school.")
        press(owner, "Save draft")
        owner.goto("/partner/actions/")
        row = owner.locator("tr", has_text="Ask every school")
        expect(row).to_contain_text("Amber: some risk of delay")
