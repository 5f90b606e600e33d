"""Nothing that is typed in a return is lost, with scripts and without; everyone can use each state of the form."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from indicators.checks.problems import Problem
from indicators.models import AutosavedDraft, FollowUp, Submission
from indicators.returns.questions import ask_follow_up
from partnership.models import ReportingYear
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_reviewer, approved_return, submitted_return
from tests.factories.partnership import ReportingYearFactory
from tests.functional.conftest import MakeContext, assert_no_violations, drawn_width, watched
from tests.people import People

pytestmark = pytest.mark.django_db(transaction=True)
SLUG = "child-sexual-exploitation"
FORM = f"/partner/figures/2022-23/{SLUG}/"
ROW = "number-of-child-sexual-exploitation-crimes"
CURRENT, PREVIOUS = f"#cell_{ROW}_current", f"#cell_{ROW}_previous"
ODD = Problem("ODD-1", "128 is unusual: between 150 and 250 were expected.", ROW, "current", stops=False, confirm=True)


@pytest.fixture
def form(make_context: MakeContext, people: People, year: ReportingYear) -> Iterator[Page]:
    with watched(make_context(people.partner_police, keeps_drafts=True).new_page()) as page:
        page.goto(FORM)
        yield page


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every return has an odd figure."""
    monkeypatch.setattr(Submission, "find_problems", lambda submission: [ODD])


def fits(page: Page) -> None:
    """The page does not scroll sideways, once it is there with its style."""
    page.wait_for_load_state()
    wide = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
            .filter((one) => !one.closest(".indicators-scroll *") && !one.closest(".govuk-visually-hidden"))
            .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map((one) => one.tagName + "." + one.className)"""
    )
    assert wide == []
    assert drawn_width(page) <= page.evaluate("document.documentElement.clientWidth")


def test_what_is_typed_is_kept_and_taken_up_in_another_window(
    form: Page, make_context: MakeContext, people: People
) -> None:
    form.fill(CURRENT, "ninety")
    expect(form.locator("[data-autosave-status]")).to_contain_text("Kept ", timeout=25_000)
    other = make_context(people.partner_police, javascript=False).new_page()
    other.goto(FORM)
    assert other.input_value(CURRENT) == ""
    other.click("text=Restore changes")
    assert other.input_value(CURRENT) == "ninety"
    assert other.locator("text=They are not saved yet").count() == 1
    assert not Submission.objects.exists()


def test_a_second_window_is_told_that_it_is_not_kept(form: Page) -> None:
    form.fill(CURRENT, "1")
    expect(form.locator("[data-autosave-status]")).to_contain_text("Kept ", timeout=25_000)
    form.goto(FORM)
    form.fill(CURRENT, "2")
    expect(form.locator("[data-autosave-status]")).to_contain_text("did not keep", timeout=25_000)
    assert AutosavedDraft.objects.get().data[CURRENT[1:]] == "1"
    form.click("text=Discard changes")
    expect(form.locator("text=You have unsaved changes")).to_have_count(0)


def test_leaving_the_page_at_once_loses_nothing(form: Page) -> None:
    form.fill(CURRENT, "131")
    form.evaluate(
        "Object.defineProperty(document, 'visibilityState', { value: 'hidden' });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    expect(form.locator("[data-autosave-status]")).to_contain_text("Kept ", timeout=2_000)
    assert AutosavedDraft.objects.get().data[CURRENT[1:]] == "131"


def test_a_portal_that_does_not_answer_is_said(form: Page) -> None:
    form.route("**/autosave/", lambda route: route.abort())
    form.fill(CURRENT, "131")
    expect(form.locator("[data-autosave-status]")).to_contain_text("the portal did not respond", timeout=25_000)
    form.unroute("**/autosave/")
    form.fill(CURRENT, "132")
    expect(form.locator("[data-autosave-status]")).to_contain_text("Kept ", timeout=25_000)


def test_differences_to_last_time_follow_what_is_typed(form: Page, people: People) -> None:
    approved_return(SLUG, ReportingYearFactory(slug="2021-22"), people.partner_police.organisation)
    form.reload()
    texts = form.locator("[data-before]")
    assert [text.strip() for text in texts.all_inner_texts()] == ["", ""]
    form.fill(CURRENT, "1,140")
    form.fill(PREVIOUS, "128")
    as_typed = texts.all_inner_texts()
    assert [text.strip() for text in as_typed] == ["+1,012", "same"]
    with form.expect_navigation():
        form.click("text=Save draft")
    assert [text.strip() for text in texts.all_inner_texts()] == ["+1,012", "same"]


@pytest.mark.parametrize("javascript", [True, False])
def test_an_odd_figure_is_confirmed_in_place(
    make_context: MakeContext, people: People, year: ReportingYear, odd: None, *, javascript: bool
) -> None:
    page = make_context(people.partner_police, javascript=javascript, width=320).new_page()
    page.goto(FORM)
    page.fill(CURRENT, "128")
    page.fill(PREVIOUS, "203")
    page.click("text=Save and submit for review")
    page.fill("textarea[name^=confirm__]", "Recounted twice.")
    fits(page)
    page.click("text=Save and submit for review")
    expect(page.locator("text=waiting for review")).to_have_count(1)
    assert Submission.objects.get().confirmations.get().comment == "Recounted twice."


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_is_answered_in_place_and_figures_that_were_typed_stay(
    make_context: MakeContext, people: People, year: ReportingYear, *, javascript: bool
) -> None:
    sent = submitted_return(SLUG, year, people.partner_police.organisation)
    ask_follow_up(submission=sent, row=ROW, column="current", question="Is it double?", by=a_reviewer())
    page = make_context(people.partner_police, javascript=javascript, width=320).new_page()
    page.goto(FORM)
    page.fill(CURRENT, "ninety")
    page.fill("textarea[name^=answer_]", "No, counted once.")
    page.click("text=Send answer")
    expect(page.locator("text=Your answer so far: No, counted once.")).to_have_count(1)
    assert page.input_value(CURRENT) == "ninety"
    fits(page)
    assert FollowUp.objects.get().answer == "No, counted once."
    assert Submission.objects.get().state == "submitted"


def test_every_state_of_the_form_is_for_all(
    make_context: MakeContext, people: People, year: ReportingYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """axe finds nothing in the empty, filled, wrong, conflicting, confirming and questioned form, narrow and wide."""
    approved_return(SLUG, ReportingYearFactory(slug="2021-22"), people.partner_police.organisation)
    page = make_context(people.partner_police, for_axe=True, width=320, keeps_drafts=True).new_page()

    def look(text: str) -> None:
        expect(page.locator(f"text={text}").first).to_be_visible()
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        fits(page)
        assert_no_violations(page)

    page.goto(FORM)
    look("A blank is never a zero")
    page.fill(CURRENT, "many")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Kept ", timeout=25_000)
    page.click("text=Save draft")
    look("is not a number")
    page.goto(FORM)
    look("You have unsaved changes")
    page.click("text=Restore changes")
    look("They are not saved yet")
    page.fill(CURRENT, "130 [p]")
    page.fill(PREVIOUS, "128")
    page.click("text=Save draft")
    look("draft saved")
    monkeypatch.setattr(Submission, "find_problems", lambda submission: [ODD])
    page.click("text=Save and submit for review")
    look("explain why they are right")
    page.fill("textarea[name^=confirm__]", "Recounted twice.")
    page.click("text=Save and submit for review")
    expect(page.locator("text=waiting for review")).to_have_count(1)
    sent = Submission.objects.get(year=year)
    ask_follow_up(submission=sent, row=ROW, column="current", question="Is it double?", by=a_reviewer())
    move(obj=sent, verb=Verb.RETURN, by=a_reviewer(), revision=sent.revision, note="See the question.")
    page.goto(FORM)
    look("Is it double?")
    assert page.locator("text=Nothing has changed since the version that was returned").count() == 1
