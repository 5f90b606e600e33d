"""A year's small steps as their people take them, each from “My work”: decide, withdraw consent, build again, sign."""

import pytest
from playwright.sync_api import Page, expect

from reports.build.run import build_edition
from reports.models import Edition
from review.services import move
from review.transitions import Verb
from tests.factories.completeness import override_everything
from tests.factories.editions import published, without_typesetting
from tests.factories.learning import draft_case_study, publish
from tests.factories.partnership import PASSWORD
from tests.factories.signing import seat_signers
from tests.functional.conftest import MakeContext, watched
from tests.stages import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """The people, a public report that tells a story, and another story that waits."""
    cast = make_cast()
    seat_signers(cast)
    override_everything(cast.year, cast.chair)
    publish(draft_case_study(cast.year, cast.partner_police, title="A story told"), cast.board_icb, cast.coordinator)
    with without_typesetting():
        published(cast)
    waits = draft_case_study(cast.year, cast.partner_police, title="A story that waits")
    move(obj=waits, verb=Verb.SUBMIT, by=cast.partner_police, revision=waits.revision)
    return cast


def enter(make_context: MakeContext, person: object) -> Page:
    """The person's own page of work."""
    page: Page = make_context(person).new_page()
    page.goto("/partner/")
    return page


def test_each_finds_on_one_page_what_waits_for_them(make_context: MakeContext, cast: Cast) -> None:
    board = enter(make_context, cast.board_icb)
    with watched(board):
        board.get_by_role("link", name="A story that waits").click()
        board.get_by_role("button", name="Approve").click()
        expect(board.locator("body")).to_contain_text("Your review of the case study “A story that waits” is in.")

    police = enter(make_context, cast.partner_police)
    with watched(police):
        police.goto("/partner/case-studies/")
        police.get_by_role("link", name="A story told").click()
        police.get_by_role("link", name="Withdraw consent").click()
        expect(police.locator("main")).to_contain_text("it is no longer shown to anyone: page")
        police.locator("[name=note]").fill("They asked us to.")
        police.get_by_role("button", name="Withdraw consent").click()
        expect(police.locator("body")).to_contain_text("No longer shown to anyone: Annual report 2022-23, edition 1")

    coordinator = enter(make_context, cast.coordinator)
    with watched(coordinator):
        coordinator.locator("section", has_text="To fix").get_by_role("link").first.click()
        coordinator.get_by_role("button", name="Build it without the case study").click()
        expect(coordinator.locator("h1")).to_have_text("Annual report 2022-23, edition 2")
    newest = Edition.objects.latest("number")
    if not newest.is_complete:
        with without_typesetting():
            build_edition(newest.pk)

    with watched(board):
        board.goto("/partner/")
        board.locator("section", has_text="To sign").get_by_role("link").first.click()
        board.get_by_label("I have read the report").check()
        board.get_by_role("button", name="Sign", exact=True).click()
        board.locator("[name=password]").fill(PASSWORD)
        board.get_by_role("button", name="Confirm").click()
        expect(board.locator("main")).to_contain_text("With an account, and the password again when signing")
