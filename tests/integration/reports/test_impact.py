"""Claims of impact: written by the owner, approved by others, told with what says so and with what does not."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from indicators.catalogue import get_family
from learning.services import withdraw_consent
from partnership.exceptions import ClosedYear, DomainError, NotAllowed
from reports.assemble import assemble
from reports.build import build_edition
from reports.freeze import freeze
from reports.impact.cells import CellAddress
from reports.impact.grades import Sort
from reports.impact.services import Piece, save_claim, start_claim
from reports.models import Evidence, ImpactClaim
from reports.queries import keys_of_stories, readable_edition
from reports.services import begin_edition, publish_edition
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.impact import CLAIM, HIDDEN, MISSING, audit, draft_claim, feedback, figure, live_claim
from tests.factories.indicators import a_release, approved_return, example_cells, illustrative
from tests.factories.learning import draft_case_study, publish
from tests.factories.partnership import ReportingYearFactory
from tests.factories.priorities import ActionFactory


@pytest.fixture
def action(cast):
    return ActionFactory(owner=cast.police, title="Find missing children sooner", slug="missing-children-sooner")


@pytest.fixture
def release(cast):
    approved_return("missing-children", cast.year, cast.police)
    return a_release(cast.year)


@pytest.fixture
def story(cast):
    return publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)


def section(report, anchor="impact"):
    return next(one for one in report.sections if one.anchor == anchor)


def said(part):
    return freeze(part)


def part(report, anchor):
    return next(one for one in section(report).parts if one.anchor == anchor)


def test_claim_with_figure_prints_the_released_cell_with_period_and_anchor(cast, action, release):
    live_claim(action, cast.year, cast.partner_police, cast.board_icb, figure(release))

    report = assemble(cast.year)

    table = release.tables.get().content
    text = next(
        cell["text"]
        for row in table["rows"]
        if row["key"] == MISSING.row
        for cell in row["cells"]
        if cell["key"] == "current"
    )
    told = said(part(report, f"impact-{action.commitment.priority.slug}"))
    assert CLAIM in told
    assert f"Current 12 months: {text} (" in told
    assert "Outcome: what changed for people." in told
    assert '"href":"#figure-missing-children"' in told
    assert "Of 1 action, 1 carry a claim with evidence of an outcome for people" in said(section(report).introduction)
    assert section(report).parts[0].tables[0].rows == ((action.commitment.priority.title, *"1100000"),)


def test_draft_and_submitted_claims_are_not_told(cast, action):
    draft = draft_claim(action, cast.year, cast.partner_police)
    assert CLAIM not in freeze(assemble(cast.year))
    move(obj=draft, verb=Verb.SUBMIT, by=cast.partner_police, revision=draft.revision)
    assert CLAIM not in freeze(assemble(cast.year))

    move(obj=draft, verb=Verb.APPROVE, by=cast.board_icb, revision=draft.revision)

    report = assemble(cast.year)
    assert CLAIM in said(section(report))
    assert report.approved_to == datetime.date.today().isoformat()


def test_actions_without_a_claim_are_named_by_priority(cast, action):
    other = ActionFactory(owner=cast.council, title="Nobody knows what came of this", commitment=action.commitment)
    live_claim(action, cast.year, cast.partner_police, cast.board_icb)

    report = assemble(cast.year)

    silent = said(part(report, "impact-without"))
    assert f"{other.title} ({other.owner.name})" in silent
    assert action.title not in silent
    assert "Of 2 actions, 0 carry a claim with evidence of an outcome for people, and 1 carry a claim of any kind." in said(
        section(report).introduction
    )


def test_claims_on_activity_alone_are_listed(cast, action):
    live_claim(action, cast.year, cast.partner_police, cast.board_icb, audit(shows="activity"))

    told = said(part(assemble(cast.year), "impact-activity"))

    assert f"{action.title}: {CLAIM} (Activity only: what was done)" in told


def test_a_year_without_actions_has_no_such_section(cast):
    assert "impact" not in [one.anchor for one in assemble(cast.year).sections]


def test_feedback_of_few_is_said_as_such_and_never_counted(cast, action):
    claim = live_claim(action, cast.year, cast.partner_police, cast.board_icb, feedback(people=3))

    told = said(section(assemble(cast.year)))

    assert "Did you feel listened to?, 1 March 2023, of fewer than 5 people. Most said yes." in told
    assert claim.live_revision.content["evidence"][0]["people"] == "fewer than 5 people"
    assert "What people said about it." in told


def test_hidden_figure_is_refused_with_a_reason(cast, action, release):
    [hidden] = [
        cell["text"]
        for row in release.tables.get().content["rows"]
        if row["key"] == HIDDEN.row
        for cell in row["cells"]
        if cell["key"] == "current"
    ]
    assert hidden == "[c]"
    with pytest.raises(DomainError, match=r"prints \[c\] and no number"):
        draft_claim(action, cast.year, cast.partner_police, figure(release, HIDDEN))
    assert not ImpactClaim.objects.exists()


def test_figure_that_no_release_holds_is_refused(cast, action, release):
    with pytest.raises(DomainError, match="this figure is in no published release"):
        draft_claim(action, cast.year, cast.partner_police, figure(release, CellAddress("missing-children", 0, "x", "y")))
    with pytest.raises(DomainError, match="this figure is in no published release"):
        draft_claim(action, cast.year, cast.partner_police, figure(release, CellAddress("nothing", 0, "x", "y")))
    with pytest.raises(DomainError, match="choose a figure of a published release"):
        draft_claim(action, cast.year, cast.partner_police, Piece(Sort.FIGURE, shows="outcome", cell=MISSING))


def test_illustrative_figure_is_refused(cast, action):
    cells = illustrative(example_cells(get_family("missing-children"), cast.year))
    approved_return("missing-children", cast.year, cast.police, cells)
    with pytest.raises(DomainError, match="illustrative, not real"):
        draft_claim(action, cast.year, cast.partner_police, figure(a_release(cast.year)))
