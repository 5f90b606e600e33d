"""The ways that people go through the whole portal, each in a browser of their own."""

import csv
import io

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from bcssp.example.sources import police_cells
from indicators.models import ReleaseOrder, Submission
from indicators.releases.build import build_release
from learning.models import CaseStudy
from partnership.models import User
from priorities.models import ActionUpdate
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.build.steps import STEPS, HowFar
from reports.models import Edition
from tests.factories.completeness import override_everything
from tests.factories.learning import draft_briefing, draft_case_study, publish
from tests.factories.partnership import PASSWORD
from tests.factories.priorities import ActionFactory
from tests.factories.signing import publish_signed, seat_signers, sign_everything
from tests.functional.conftest import MakeContext, watched
from tests.pdf import letters, opened, text_of
from tests.stages import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
# As patient as everything else in these browsers: a busy machine is no failure.
expect.set_options(timeout=15_000)
FIGURES = police_cells()["missing-children"]
FIGURES_PAGE = "/figures/police/missing-children/"
REPORT = "/reports/2022-23/"
CARE, REPEAT_CARE = "Number of Children Missing from Care", "Number of Repeat Children Missing from Care"
KEPT_BACK = {
    ("number-of-children-missing-from-care", "current"),
    ("number-of-repeat-children-missing-from-care", "current"),
    ("number-of-repeat-children-missing-from-care", "previous"),
}
SENTENCE = "Officers met every school and agreed whom to call."


@pytest.fixture
def cast() -> Cast:
    """The people and their year; nothing else."""
    return make_cast()


def press(target: Locator) -> None:
    """Press what leads on, and wait until the page that it leads to is whole.

    Scripts move what stands below a text area when they add its counter: a click before that may miss its button.
    """
    with target.page.expect_navigation(wait_until="load"):
        target.click()


def fill_sign_in(page: Page, person: User) -> None:
    """Sign in on the page that asks for it."""
    expect(page.locator("h1")).to_have_text("Sign in")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page.get_by_role("button", name="Sign in"))


def enter(make_context: MakeContext, person: User, path: str = "/partner/", **options: object) -> Page:
    """Open a page as somebody who is not signed in yet, through the sign-in form."""
    page: Page = make_context(**options).new_page()
    page.goto(path)
    fill_sign_in(page, person)
    page.wait_for_url(f"**{path}")
    return page


def fill_figures(page: Page) -> None:
    """Type the figures of the return, cell by cell."""
    for (row, column), value in FIGURES.items():
        page.fill(f"#cell_{row}_{column}", str(value.number))


def table_text(page: Page) -> list[str]:
    """The words of the page's first table of figures, row by row."""
    return [
        " ".join(row.split()) for row in page.locator("table.indicators-table").first.locator("tr").all_inner_texts()
    ]


def test_figures_go_from_a_partner_to_the_published_report(make_context: MakeContext, cast: Cast) -> None:
    police = enter(make_context, cast.partner_police)
    with watched(police):
        press(police.get_by_role("link", name="Missing children"))
        row = police.locator("tr[data-row=number-of-missing-children]")
        expect(row.locator("output")).to_have_text(["[x]", "[x]"])
        fill_figures(police)
        expect(row.locator("output")).to_have_text(["+34", "+55.7%"])
        press(police.get_by_role("button", name="Save draft"))
        expect(police.locator("text=draft saved. You have not submitted it yet.")).to_be_visible()
        assert Submission.objects.get().state == "draft"
        expect(row.locator("output")).to_have_text(["+34", "+55.7%"])
        press(police.get_by_role("button", name="Save and submit for review"))
        expect(police.locator("text=waiting for review")).to_be_visible()

    own_board = enter(make_context, cast.board_police, "/admin/")
    with watched(own_board):
        waiting = own_board.locator("tr", has_text="Missing children")
        expect(waiting).to_contain_text(
            "You cannot decide: This return of figures is from your own organisation, The Police."
        )
        expect(waiting).to_contain_text(str(cast.board_icb))
        expect(own_board.get_by_role("button", name="Approve")).to_have_count(0)
        press(waiting.get_by_role("link"))
        expect(own_board.get_by_role("button", name="Approve")).to_have_count(0)
        expect(own_board.locator("section[aria-labelledby=decide]")).to_contain_text("your own organisation")

    reviewer = enter(make_context, cast.board_icb, "/admin/")
    with watched(reviewer):
        press(reviewer.get_by_role("link", name="Missing children"))
        expect(reviewer.get_by_role("heading", name="As the public will see it")).to_be_visible()
        as_reviewed = table_text(reviewer)
        press(reviewer.get_by_role("button", name="Approve", exact=True))
        expect(reviewer.locator("text=Nothing is waiting for review")).to_be_visible()

    reader = make_context().new_page()
    reader.goto(FIGURES_PAGE)
    expect(reader.locator("main")).to_contain_text("No figures published yet")

    coordinator = enter(make_context, cast.coordinator)
    with watched(coordinator):
        press(coordinator.get_by_role("link", name="Create a release"))
        expect(coordinator.locator("main li", has_text="Missing children")).to_be_visible()
        coordinator.get_by_label("Title of the release").fill("Figures for 2022-23")
        for warning in coordinator.locator("input[name=accepted]").all():
            warning.check()
        press(coordinator.get_by_role("button", name="Create release"))
        build_release(ReleaseOrder.objects.get().pk)
        coordinator.reload()
        press(coordinator.get_by_role("link", name="View the release: published"))

    with watched(reader):
        reader.goto(FIGURES_PAGE)
        as_published = table_text(reader)
        # The reviewer saw every figure; the public sees all but the small ones and what would give them back.
        assert [as_reviewed[4], as_reviewed[5]] == [f"{CARE} 3 10 -7 -70.0%", f"{REPEAT_CARE} 1 4 -3 -75.0%"]
        small = [f"{CARE} [c] 10 [c] [c]", f"{REPEAT_CARE} [c] [c] [c] [c]"]
        assert as_published == [*as_reviewed[:4], *small, *as_reviewed[6:]]
        assert "Number of Missing Children 95 61 +34 +55.7%" in as_published
        chart = reader.get_by_role("img", name="Missing children").first
        expect(chart).to_be_visible()
        address = reader.get_by_role("link", name="Table as CSV").get_attribute("href")
        assert reader.context.cookies() == []
    lines = csv.DictReader(io.StringIO(reader.request.get(address or "").text()))
    read = {(line["row_key"], line["column_key"]): line["value"] for line in lines}
    shown_figures = {cell: "" if cell in KEPT_BACK else str(value.number) for cell, value in FIGURES.items()}
    assert {cell: read[cell] for cell in FIGURES} == shown_figures

    override_everything(cast.year, cast.chair)
    seat_signers(cast)
    with watched(coordinator):
        edition = build_in_sight(coordinator)

    sign_everything(edition, cast)
    chair = enter(make_context, cast.chair, "/admin/reports/edition/")
    with watched(chair):
        press(chair.get_by_role("link", name=str(edition)))
        publish_in_own_name(chair)
        expect(chair.locator("main")).to_contain_text("Published on")

    with watched(reader):
        reader.goto("/reports/")
        press(reader.get_by_role("link", name="Annual report 2022-23", exact=True))
        expect(reader.locator("h1")).to_have_text("Annual report 2022-23")
        shown = reader.locator("tr", has_text="Number of Missing Children").first
        assert " ".join(shown.inner_text().split()) == "Number of Missing Children 95 61 +34 +55.7%"
    answer = reader.request.get(f"{REPORT}annual-report.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    words = text_of(opened(answer.body()))
    for row_words in as_published[1:]:
        assert letters(row_words) in words, row_words


def publish_in_own_name(chair: Page) -> None:
    """Press the button, and type the password again."""
    press(chair.get_by_role("button", name="Publish this edition"))
    chair.locator("[name=password]").fill(PASSWORD)
    press(chair.locator("main form button[type=submit]").first)


def build_in_sight(page: Page) -> Edition:
    """Ask for the report and build it as the worker does, while its page shows how far it is."""
    page.goto("/partner/")
    press(page.get_by_role("link", name="Reports", exact=True))
    press(page.get_by_role("button", name="Build the report"))
    words = page.locator("[data-progress-words]")
    expect(words).to_contain_text(f"0 of {len(STEPS)} steps done")
    expect(page.locator("tbody th[scope=row]")).to_have_text([plan.label for plan in STEPS])

    def show(far: HowFar) -> None:
        expect(words).to_contain_text(f"{far.done} of {far.total} steps done")
        expect(page.locator("progress")).to_have_js_property("value", far.done)

    edition = build_edition(Edition.objects.get().pk, show=show)
    assert edition.state == "ready", edition.failure
    # The page loads itself again when the build has ended.
    expect(page.get_by_role("heading", name="Files")).to_be_visible()
    expect(page.locator("tbody tr", has_text="Done")).to_have_count(len(STEPS))
    return edition


def fits(page: Page) -> bool:
    """Whether nothing sticks out on the right."""
    wide = page.evaluate("document.documentElement.scrollWidth")
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
    publish_in_own_name(chair)
    expect(chair.locator("main")).to_contain_text("Published on")
    reader.goto(REPORT)
    expect(reader.locator("h1")).to_have_text("Annual report 2022-23")
    expect(reader.locator("main")).to_contain_text(briefing.title)
    expect(reader.locator("main")).not_to_contain_text(story.title)
