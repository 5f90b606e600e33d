"""One case study all the way in a browser: stopped, mended by keyboard, reviewed without scripts, published, gone."""

import pytest
from playwright.sync_api import Page, expect

from learning.services import Item
from reports.content.freeze import freeze
from reports.document.assemble import assemble
from review.models import Notification, TypedForm
from review.notifications import review_url
from tests.factories.learning import draft_briefing, draft_case_study, draft_newsletter, publish
from tests.functional.conftest import MakeContext, watched
from tests.functional.entering import enter, press, press_in_own_name
from tests.stages import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=15_000)
PLANTED = "Adult B lived alone at BA1 1AA and needed care."
SEARCH = "/search/?q=plan+that+held"
MENDED = "Adult B lived alone and needed care."


@pytest.fixture
def cast() -> Cast:
    """The people and their year; nothing else."""
    return make_cast()


def by_keyboard(page: Page, name: str) -> None:
    """Press Enter on a button or link that has the focus by name."""
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.focus()
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")


def mend_by_keyboard(page: Page) -> None:
    """Submit, be stopped, follow the message to the question, type other words, and submit again."""
    by_keyboard(page, "Submit for review")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator(".govuk-error-summary")).to_contain_text("“BA1 1AA”. This is a postcode.")
    page.keyboard.press("Tab")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    field = page.get_by_label("Background", exact=True)
    expect(page.locator("[data-marked] mark")).to_have_text("BA1 1AA")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(MENDED)
    # The portal looks while it is typed, and keeps it.
    expect(page.locator("[data-autosave-status]")).to_contain_text("It is not saved yet.")
    expect(page.locator("[data-marked]")).to_be_hidden()
    assert MENDED.split(maxsplit=1)[0] in TypedForm.objects.get().data
    by_keyboard(page, "Save and continue")
    by_keyboard(page, "Submit for review")
    expect(page.locator("main, .govuk-notification-banner").first).to_contain_text("waiting for review")


def test_case_study_is_mended_reviewed_blind_published_and_gone_at_once(make_context: MakeContext, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police, background=PLANTED)
    partner = enter(make_context, cast.partner_police, story.get_edit_url())
    with watched(partner):
        mend_by_keyboard(partner)

    plain = {"javascript": False, "width": 320}
    for person, button, field, note in (
        (cast.board_icb, "Approve", "approve-note", "Well told."),
        (cast.board_council, "Return for changes", "return-note", "Too close to home."),
        (cast.chair, "Approve", "approve-note", "It can be told."),
    ):
        reviewer = enter(make_context, person, review_url(story), **plain)
        expect(reviewer.locator("main")).to_contain_text(MENDED)
        # Neither sees what the other thinks; the chair, who decides between them, reads both.
        assert ("Well told." in reviewer.content()) is (person == cast.chair)
        reviewer.locator(f"[name={field}]").fill(note)
        press(reviewer.get_by_role("button", name=button, exact=True))
    coordinator = enter(make_context, cast.coordinator, review_url(story), **plain)
    press_in_own_name(coordinator, "Publish")
    story.refresh_from_db()
    briefing = publish(draft_briefing(cast.year, cast.coordinator, [story]), cast.board_icb, cast.coordinator)
    items = [Item("Read this", "It helps.", case_study=story)]
    issue = publish(draft_newsletter(cast.year, cast.coordinator, items), cast.board_icb, cast.coordinator)
    reader = make_context().new_page()
    own = story.get_absolute_url()
    carrying = (
        *("/learning/", "/feeds/case-studies.atom"),
        *(briefing.get_absolute_url(), issue.get_absolute_url()),
    )
    for path in (own, *carrying):
        assert story.title in reader.request.get(f"{base(partner)}{path}").text(), path
    assert own in reader.request.get(f"{base(partner)}{SEARCH}").text()
    assert story.title in freeze(assemble(cast.year))

    withdrawing = enter(make_context, cast.partner_police, f"{story.get_edit_url()}withdraw-consent/", **plain)
    withdrawing.get_by_label("Why are you withdrawing it?").fill("The adult asked for it.")
    press(withdrawing.get_by_role("button", name="Withdraw consent"))

    assert reader.request.get(f"{base(partner)}{own}").status == 410
    for path in (own, *carrying, "/", "/feeds/briefings.atom", "/feeds/newsletters.atom"):
        assert story.title not in reader.request.get(f"{base(partner)}{path}").text(), path
    for path in (SEARCH, "/sitemap.xml"):
        assert own not in reader.request.get(f"{base(partner)}{path}").text(), path
    assert story.title not in freeze(assemble(cast.year))
    story.refresh_from_db()
    assert story.state == "withdrawn"
    # Who withdraws things hears what else changes by it, everybody else that consent has gone.
    told = Notification.objects.filter(
        subject__regex="^(Consent withdrawn|Withdrawn|No longer published)", subject__contains=story.title
    ).values_list("recipient__email", flat=True)
    assert {"board.icb@example.org", "chair@example.org", "coordinator@example.org"} <= set(told)


def base(page: Page) -> str:
    """Where the portal is."""
    return "/".join(page.url.split("/")[:3])
