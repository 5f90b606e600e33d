"""What readers are told of revisions: what changed, and why."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import reported
from indicators.models import Release, Submission
from indicators.releases.queries import corrections_of, differences_of, release_before
from indicators.returns.services import save_figures, start_submission, submit_figures
from partnership.models import ReportingYear
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_release, approve, approved_return
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG = "child-sexual-exploitation"
ROW = "number-of-child-sexual-exploitation-crimes"


@pytest.fixture
def sent(people: People, year: ReportingYear) -> Submission:
    return approved_return(SLUG, year, people.partner_police.organisation)


@pytest.fixture
def second(people: People, year: ReportingYear, sent: Submission) -> Release:
    """A release with a correction, and with a family more than the first."""
    police = people.partner_police
    a_release(year)
    sent.refresh_from_db()
    current = replace(reported(130), revised=True, reason="Two crimes were recorded late.")
    cells = {(ROW, "current"): current, (ROW, "previous"): reported(203)}
    saved = save_figures(submission=sent, cells=cells, by=police, revision=sent.revision)
    approve(move(obj=saved, verb=Verb.SUBMIT, by=police, revision=saved.revision))
    assert police.organisation is not None
    approved_return("missing-children", year, police.organisation)
    return a_release(year, "Corrected", "The police found two more.")


def test_the_first_release_has_nothing_to_be_compared_with(client: Client, sent: Submission) -> None:
    a_release(sent.year)
    assertContains(client.get("/releases/2022-23/changes/"), "This is the first release of 2022-23")
    assertNotContains(client.get("/releases/2022-23/"), "What changed")


def test_each_changed_cell_is_shown_with_its_reason(client: Client, second: Release) -> None:
    page = client.get("/releases/2022-23-2/changes/")
    assertContains(page, '<td class="govuk-table__cell govuk-table__cell--numeric">128</td>', html=True)
    assertContains(page, "130 [r]")
    # The figure itself, and the change and the percentage that follow from it.
    assertContains(page, "Two crimes were recorded late.", count=3)
    assertContains(page, "The police found two more.")
    assertContains(page, "New: these figures were not in the previous release.")
    before = release_before(second)
    assert before is not None
    assert before.slug == "2022-23"
    assert [one.kind for one in differences_of(before, second)] == ["added", "changed"]


def test_a_correction_stays_visible(client: Client, second: Release, sent: Submission) -> None:
    old = client.get("/releases/2022-23/")
    assertContains(old, "Corrected on")
    assertContains(old, "because: The police found two more.")
    assertContains(old, "This release has been replaced by")
    new = client.get("/releases/2022-23-2/")
    assertContains(new, "3 figures revised since the previous release.")
    assertContains(new, "Why we have released these figures again")
    assertContains(client.get("/releases/"), "The police found two more.")
    table = second.tables.get(family_slug=SLUG)
    assert [one.release for one in corrections_of(table)] == [second]
    assert corrections_of(second.tables.get(family_slug="missing-children")) == []


def test_an_indicator_says_when_and_why_it_was_corrected(client: Client, second: Release) -> None:
    assertContains(client.get(f"/figures/police/{SLUG}/"), "because: The police found two more.")
    assertNotContains(client.get("/figures/police/missing-children/"), "The police found two more.")


def test_a_family_that_is_gone_is_named(client: Client, people: People, second: Release, sent: Submission) -> None:
    sent.refresh_from_db()
    move(obj=sent, verb=Verb.WITHDRAW, by=people.partner_police, revision=sent.revision, note="Wrong after all.")
    a_release(second.year, "Third", "Taken back.")
    assertContains(
        client.get("/releases/2022-23-3/changes/"), "Removed: these figures were only in the previous release."
    )


def test_a_release_that_only_reads_otherwise_has_changed_no_figure(
    client: Client, people: People, second: Release
) -> None:
    sent = Submission.objects.get(family_slug="missing-children")
    saved = save_figures(
        submission=sent, cells=sent.values(), by=people.partner_police, revision=sent.revision, note="A note."
    )
    approve(move(obj=saved, verb=Verb.SUBMIT, by=people.partner_police, revision=saved.revision))
    third = a_release(second.year, "Third", "A note was added.")
    assert [table.revised_cells for table in third.tables.all()] == [0, 0]
    page = client.get("/releases/2022-23-3/changes/")
    assertContains(page, "Text changed: notes.")
    assertNotContains(page, "Figures that changed")


def test_a_year_adds_to_its_quarter_and_corrects_nothing(client: Client, people: People, year: ReportingYear) -> None:
    council = people.partner_council
    assert council.organisation is not None
    for period, numbers in (("2022-23-q1", (30, 61, 40)), ("2022-23", (120, 240, 161))):
        draft = start_submission(
            family=get_family("enquiry-outcomes"),
            year=year,
            organisation=council.organisation,
            by=council,
            cells={
                (row, "count"): reported(number)
                for row, number in zip(("remained", "reduced", "removed"), numbers, strict=True)
            },
            note="",
            period=parse_period(period),
        )
        approve(submit_figures(submission=draft, by=council, revision=draft.revision))
        release = a_release(year, f"Figures for {period}", note="")
    table = release.tables.get()
    assert (table.revised_cells, "[r]" in str(table.content)) == (0, False)
    old = client.get("/releases/2022-23/")
    assertContains(old, "A later release adds to this one and corrects nothing in it")
    assertNotContains(old, "has been replaced by")
    assertNotContains(old, "Corrected on")
    page = client.get("/releases/2022-23-2/changes/")
    assertContains(page, "Adds figures: Year to 31 March 2023.")
    assertNotContains(page, "Figures that changed")
    assertNotContains(page, "Text changed")
