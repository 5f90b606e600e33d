"""The ways that people go through the whole portal, each in a browser of their own."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from indicators.models import ReleaseOrder, Submission
from indicators.releases.build import build_release
from reports.build.run import build_edition
from reports.build.steps import STEPS, HowFar
from reports.models import Edition
from tests.factories.completeness import override_everything
from tests.factories.signing import seat_signers, sign_everything
from tests.functional.conftest import MakeContext, watched
from tests.functional.entering import FIGURES, enter, fill_figures, press, press_in_own_name
from tests.pdf import letters, opened, text_of
from tests.stages import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
# As patient as everything else in these browsers: a busy machine is no failure.
expect.set_options(timeout=15_000)
FIGURES_PAGE = "/figures/police/missing-children/"
REPORT = "/reports/2022-23/"
CARE, REPEAT_CARE = "Number of Children Missing from Care", "Number of Repeat Children Missing from Care"
KEPT_BACK = {
    ("number-of-children-missing-from-care", "current"),
    ("number-of-repeat-children-missing-from-care", "current"),
    ("number-of-repeat-children-missing-from-care", "previous"),
}


@pytest.fixture
def cast() -> Cast:
    """The people and their year; nothing else."""
    return make_cast()


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
        press_in_own_name(coordinator, "Create release")
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
        press_in_own_name(chair, "Publish this edition")
        expect(chair.locator("main")).to_contain_text("Published on")

    with watched(reader):
        reader.goto("/reports/")
        press(reader.get_by_role("link", name="Annual report 2022-23", exact=True))
        expect(reader.locator("h1")).to_have_text("Annual report 2022-23")
        press(reader.get_by_role("link", name="The whole report on one page"))
        shown = reader.locator("tr", has_text="Number of Missing Children").first
        assert " ".join(shown.inner_text().split()) == "Number of Missing Children 95 61 +34 +55.7%"
    answer = reader.request.get(f"{REPORT}annual-report.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    words = text_of(opened(answer.body()))
    for row_words in as_published[1:]:
        assert letters(row_words) in words, row_words


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
