"""The ways that texts go through the whole portal: progress, what a session lost, and a story whose consent ends."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from indicators.models import Submission
from learning.models import CaseStudy
from priorities.models import ActionUpdate
from reports.build.run import build_edition
from reports.build.services import begin_edition
from tests.factories.completeness import override_everything
from tests.factories.learning import draft_briefing, draft_case_study, publish
from tests.factories.priorities import ActionFactory
from tests.factories.signing import publish_signed, seat_signers, sign_everything
from tests.functional.conftest import MakeContext, drawn_width, watched
from tests.functional.entering import FIGURES, enter, fill_figures, fill_sign_in, press, press_in_own_name
from tests.stages import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
# As patient as everything else in these browsers: a busy machine is no failure.
expect.set_options(timeout=15_000)
REPORT = "/reports/2022-23/"
SENTENCE = "Officers met every school and agreed whom to call."


@pytest.fixture
def cast() -> Cast:
    """The people and their year; nothing else."""
    return make_cast()


def fits(page: Page) -> bool:
    """Whether nothing sticks out on the right."""
    wide = drawn_width(page)
    return bool(wide <= 320)


def test_progress_is_returned_mended_and_approved_without_javascript(make_context: MakeContext, cast: Cast) -> None:
    action = ActionFactory(owner=cast.police, title="Meet every school")
    narrow = {"javascript": False, "width": 320}

    partner = enter(make_context, cast.partner_police, **narrow)
    assert fits(partner)
    press(partner.get_by_role("link", name="Meet every school"))
    assert fits(partner)
    partner.get_by_label("What did you do?").fill("Some meetings.")
    press(partner.get_by_role("button", name="Submit for review"))
    # Nothing is lost: it is saved, and what is missing is said.
    expect(partner.locator(".govuk-error-summary")).to_contain_text("Select how far the action has come.")
    expect(partner.get_by_label("What did you do?")).to_have_value("Some meetings.")
    partner.get_by_label("Done", exact=True).check()
    partner.get_by_label("So what?").fill("No evidence of impact yet.")
    partner.get_by_label("No evidence", exact=False).check()
    press(partner.get_by_role("button", name="Submit for review"))
    expect(partner.locator("main, .govuk-notification-banner").first).to_contain_text("waiting for review")

    reviewer = enter(make_context, cast.board_icb, "/admin/", **narrow)
    assert fits(reviewer)
    press(reviewer.get_by_role("link", name="Meet every school"))
    assert fits(reviewer)
    press(reviewer.get_by_role("button", name="Return for changes"))
    expect(reviewer.locator(".govuk-error-summary")).to_contain_text("Enter the reason")
    reviewer.get_by_label("Reason for return").fill("Say which schools, and what was agreed.")
    press(reviewer.get_by_role("button", name="Return for changes"))
    expect(reviewer.locator("main")).to_contain_text("Nothing is waiting for review")

    partner.goto("/partner/")
    returned = partner.locator("section[aria-labelledby=put-right]")
    expect(returned).to_contain_text("Say which schools, and what was agreed.")
    press(returned.get_by_role("link"))
    expect(partner.locator("main")).to_contain_text("Say which schools, and what was agreed.")
    partner.get_by_label("What did you do?").fill(SENTENCE)
    press(partner.get_by_role("button", name="Submit for review"))

    reader = make_context(**narrow).new_page()
    reader.goto("/priorities/")
    expect(reader.locator("main")).not_to_contain_text(SENTENCE)
    reviewer.goto("/admin/")
    press(reviewer.get_by_role("link", name="Meet every school"))
    expect(reviewer.locator("section[aria-labelledby=preview]")).to_contain_text(SENTENCE)
    press(reviewer.get_by_role("button", name="Approve", exact=True))
    expect(reviewer.locator("main")).to_contain_text("Nothing is waiting for review")

    reader.goto("/priorities/")
    expect(reader.locator(f"#{action.slug}")).to_contain_text(SENTENCE)
    assert fits(reader)
    assert reader.context.cookies() == []
    partner.goto("/partner/")
    expect(partner.locator("section[aria-labelledby=done]")).to_contain_text("Meet every school")


def test_what_was_typed_outlives_the_session(make_context: MakeContext, cast: Cast) -> None:
    ActionFactory(owner=cast.police, title="Meet every school", slug="meet-schools")
    page = enter(make_context, cast.partner_police)
    with watched(page):
        press(page.get_by_role("link", name="Missing children"))
        fill_figures(page)
        page.get_by_label("Note", exact=True).fill("Counted by the new system.")
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        press(page.get_by_role("button", name="Save and submit for review"))
        fill_sign_in(page, cast.partner_police)
        expect(page.locator("h1")).to_have_text("Missing children")
        expect(page.get_by_role("alert")).to_contain_text("Your session expired, so your form was not sent.")
        assert not Submission.objects.exists()
        for (row, column), value in FIGURES.items():
            assert page.input_value(f"#cell_{row}_{column}") == str(value.number)
        expect(page.get_by_label("Note", exact=True)).to_have_value("Counted by the new system.")
        press(page.get_by_role("button", name="Save and submit for review"))
        expect(page.locator("text=waiting for review")).to_be_visible()
        assert Submission.objects.get().note == "Counted by the new system."

        page.goto("/partner/progress/2022-23/meet-schools/")
        page.get_by_label("What did you do?").fill(SENTENCE)
        page.get_by_label("On hold", exact=True).check()
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        press(page.get_by_role("button", name="Save draft"))
        # Somebody else at the same machine is not shown what was typed.
        fill_sign_in(page, cast.partner_council)
        expect(page.locator("h1")).not_to_have_text("Sign in")
        assert SENTENCE not in page.content()
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        page.goto("/partner/progress/2022-23/meet-schools/")
        fill_sign_in(page, cast.partner_police)
        page.get_by_label("What did you do?").fill(SENTENCE)
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        press(page.get_by_role("button", name="Save draft"))
        fill_sign_in(page, cast.partner_police)
        expect(page.get_by_label("What did you do?")).to_have_value(SENTENCE)
        press(page.get_by_role("button", name="Save draft"))
        expect(page.locator("text=Draft saved")).to_be_visible()
        assert ActionUpdate.objects.get().what_we_did == SENTENCE


def test_consent_withdrawn_takes_the_story_off_everywhere(make_context: MakeContext, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_council)
    publish(story, cast.board_icb, cast.coordinator)
    briefing = publish(
        draft_briefing(cast.year, cast.coordinator, [story]), approver=cast.board_icb, publisher=cast.coordinator
    )
    override_everything(cast.year, cast.chair)
    seat_signers(cast)
    publish_signed(build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk), cast)
    reader = make_context().new_page()
    for path in ("/learning/", briefing.get_absolute_url(), REPORT, story.get_absolute_url()):
        reader.goto(path)
        expect(reader.locator("main")).to_contain_text(story.title)

    partner = enter(make_context, cast.partner_council, "/partner/case-studies/")
    with watched(partner):
        press(partner.get_by_role("link", name=story.title))
        press(partner.get_by_role("link", name="Withdraw consent"))
        expect(partner.locator("main")).to_contain_text(f"Briefing “{briefing.title}”")
        press(partner.get_by_role("button", name="Withdraw consent"))
        expect(partner.locator(".govuk-error-summary")).to_contain_text("Enter the reason for withdrawing it")
        partner.get_by_label("Why are you withdrawing it?").fill("The adult asked for it.")
        press(partner.get_by_role("button", name="Withdraw consent"))
        expect(partner.locator("text=has been withdrawn. It is no longer shown to anyone.")).to_be_visible()
    assert CaseStudy.objects.get().state == "withdrawn"

    gone = (story.get_absolute_url(), REPORT, f"{REPORT}annual-report.pdf", f"{REPORT}annual-report.json")
    for path in gone:
        answer = reader.request.get(path)
        assert (answer.status, story.title in answer.text()) == (410, False), path
    for path in ("/", "/learning/", briefing.get_absolute_url(), "/reports/"):
        answer = reader.request.get(path)
        assert (answer.status, story.title in answer.text()) == (200, False), path

    again = build_edition(
        begin_edition(year=cast.year, by=cast.coordinator, correction_note="A story was taken out.").pk
    )
    sign_everything(again, cast)
    chair = enter(make_context, cast.chair, f"/admin/reports/edition/{again.pk}/")
    press_in_own_name(chair, "Publish this edition")
    expect(chair.locator("main")).to_contain_text("Published on")
    reader.goto(REPORT)
    expect(reader.locator("h1")).to_have_text("Annual report 2022-23")
    expect(reader.locator("main")).to_contain_text(briefing.title)
    expect(reader.locator("main")).not_to_contain_text(story.title)
