"""Claims of impact: written by the owner, approved by others, told with what says so and with what does not."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.definitions.families import get_family
from learning.services import withdraw_consent
from partnership.exceptions import ClosedYear, DomainError, NotAllowed
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.content.freeze import freeze
from reports.document.assemble import assemble
from reports.editions.queries import keys_of_stories, readable_edition
from reports.impact.cells import CellAddress
from reports.impact.choices import choices_of
from reports.impact.grades import Sort
from reports.impact.narrative import ApprovedClaim, why_withheld
from reports.impact.services import Piece, save_claim, start_claim
from reports.models import Edition, Evidence, ImpactClaim
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.impact import CLAIM, HIDDEN, MISSING, audit, draft_claim, feedback, figure, live_claim
from tests.factories.indicators import a_release, approved_return, example_cells, illustrative
from tests.factories.learning import draft_case_study, publish
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
    assert "Of 1 action, 1 carries a claim with evidence of an outcome for people" in said(section(report).introduction)
    assert section(report).parts[0].tables[0].rows == ((action.commitment.priority.title, *"1100000"),)


def test_draft_and_submitted_claims_are_not_told(cast, action):
    draft = draft_claim(action, cast.year, cast.partner_police)
    assert CLAIM not in freeze(assemble(cast.year))
    move(obj=draft, verb=Verb.SUBMIT, by=cast.partner_police, revision=draft.revision)
    assert CLAIM not in freeze(assemble(cast.year))

    move(obj=draft, verb=Verb.APPROVE, by=cast.board_icb, revision=draft.revision)

    report = assemble(cast.year)
    assert CLAIM in said(section(report))
    assert report.approved_to == timezone.localdate().isoformat()


def test_actions_without_a_claim_are_named_by_priority(cast, action):
    other = ActionFactory(owner=cast.council, title="Nobody knows what came of this", commitment=action.commitment)
    live_claim(action, cast.year, cast.partner_police, cast.board_icb)

    report = assemble(cast.year)

    silent = said(part(report, "impact-without"))
    assert f"{other.title} ({other.owner.name})" in silent
    assert action.title not in silent
    assert (
        "Of 2 actions, 0 carry a claim with evidence of an outcome for people, and 1 carries a claim of any kind."
        in said(section(report).introduction)
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
    with pytest.raises(DomainError, match=r"shows \[c\] instead of a number"):
        draft_claim(action, cast.year, cast.partner_police, figure(release, HIDDEN))
    assert not ImpactClaim.objects.exists()


def test_figure_that_no_release_holds_is_refused(cast, action, release):
    with pytest.raises(DomainError, match="this figure is not in a published release"):
        draft_claim(
            action, cast.year, cast.partner_police, figure(release, CellAddress("missing-children", 0, "x", "y"))
        )
    with pytest.raises(DomainError, match="this figure is not in a published release"):
        draft_claim(action, cast.year, cast.partner_police, figure(release, CellAddress("nothing", 0, "x", "y")))
    with pytest.raises(DomainError, match="select a figure in a published release"):
        draft_claim(action, cast.year, cast.partner_police, Piece(Sort.FIGURE, shows="outcome", cell=MISSING))


@pytest.fixture
def made_up(cast):
    """A release of illustrative figures."""
    cells = illustrative(example_cells(get_family("missing-children"), cast.year))
    approved_return("missing-children", cast.year, cast.police, cells, note="Illustrative: not real figures.")
    return a_release(cast.year)


def test_illustrative_figure_is_refused(cast, action, made_up):
    assert choices_of(cast.year).tables == ()
    with pytest.raises(DomainError, match="illustrative, not real"):
        draft_claim(action, cast.year, cast.partner_police, figure(made_up))


def test_illustrative_figure_is_evidence_in_an_illustrative_year_alone_and_never_without_the_mark(
    cast, action, made_up
):
    cast.year.is_illustrative = True
    cast.year.save()
    [(_, cells)] = choices_of(cast.year).tables
    assert all(cell.label.endswith("(illustrative)") for cell in cells)
    live_claim(action, cast.year, cast.partner_police, cast.board_icb, figure(made_up))

    report = assemble(cast.year)
    assert report.title == "Annual report 2022-23 (illustrative)"
    told = said(part(report, f"impact-{action.commitment.priority.slug}"))
    assert CLAIM in told
    assert " (illustrative) (" in told.partition("Current 12 months: ")[2]

    # A claim that was approved beside real figures is not told beside made-up ones.
    content = ImpactClaim.objects.get().live_revision.content
    content["evidence"][0]["figure"]["illustrative"] = False
    assert why_withheld(ApprovedClaim(content), {"missing-children": made_up.tables.get().content}, ()) == "figure"


def test_story_gives_its_own_kind_and_its_anchor(cast, action, story):
    live_claim(action, cast.year, cast.partner_police, cast.board_icb, Piece(Sort.CASE_STUDY, case_study=story))

    told = said(section(assemble(cast.year)))

    assert f'"href":"#case-study-{story.slug}"' in told
    assert story.title in told
    assert "Outcome: what changed for people." in told


def test_withdrawn_consent_takes_the_claim_out_and_the_edition_down(cast, action, story, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    live_claim(action, cast.year, cast.partner_police, cast.board_icb, Piece(Sort.CASE_STUDY, case_study=story))
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    Edition.objects.filter(pk=edition.pk).update(
        state="published", published_by=cast.chair, published_at=timezone.now()
    )
    without_learning = freeze({"sections": [section(assemble(cast.year))]})
    assert keys_of_stories(without_learning, []) == [str(story.key)]
    assert readable_edition(cast.year.slug)[0] == edition

    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")

    assert readable_edition(cast.year.slug) == (None, True)
    told = said(section(assemble(cast.year)))
    assert CLAIM not in told
    assert story.title not in told
    assert "1 claim is left out: a case study behind it lost consent" in told
    assert action.title in said(part(assemble(cast.year), "impact-without"))


def test_claim_on_a_story_without_consent_is_neither_saved_nor_approved(cast, action, story):
    draft = draft_claim(action, cast.year, cast.partner_police, Piece(Sort.CASE_STUDY, case_study=story))
    move(obj=draft, verb=Verb.SUBMIT, by=cast.partner_police, revision=draft.revision)
    assert draft.notes_for_review()[1] == f"The case study “{story.title}” is published today."
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")

    with pytest.raises(DomainError, match="not published today"):
        move(obj=draft, verb=Verb.APPROVE, by=cast.board_icb, revision=draft.revision)
    with pytest.raises(DomainError, match="not published today"):
        draft_claim(action, cast.year, cast.partner_police, Piece(Sort.CASE_STUDY, case_study=story))
    with pytest.raises(DomainError, match="select a case study"):
        draft_claim(action, cast.year, cast.partner_police, Piece(Sort.CASE_STUDY))
    assert draft.notes_for_review()[:2] == [
        "Grade of evidence: No evidence that counts today.",
        f"The case study “{story.title}” is not published today and must not be shared.",
    ]


def test_claims_are_the_owners_and_of_open_years(cast, action):
    with pytest.raises(NotAllowed):
        draft_claim(action, cast.year, cast.partner_council)
    with pytest.raises(DomainError, match="cannot show"):
        draft_claim(action, cast.year, cast.partner_police, audit(shows="outcome"))
    claim = draft_claim(action, cast.year, cast.partner_police)
    type(cast.year).objects.filter(pk=cast.year.pk).update(closed_at=timezone.now(), closed_by=cast.coordinator)
    claim = ImpactClaim.objects.get()
    with pytest.raises(ClosedYear):
        save_claim(claim=claim, pieces=[audit()], by=cast.partner_police, revision=1)
    with pytest.raises(DomainError, match="You can no longer add or change"):
        move(obj=claim, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)


def test_empty_claim_is_a_draft_and_cannot_be_submitted(cast, action):
    draft = start_claim(action=action, year=cast.year)
    save_claim(claim=draft, pieces=[], by=cast.partner_police)

    assert draft.problems() == [
        "Enter one sentence that says who is better off, and how.",
        "Add at least one piece of evidence. If there is none yet, do not make a claim: the report "
        "will say so for the action.",
    ]


def test_half_filled_evidence_says_what_is_missing(cast, action):
    late = cast.year.ends_on + datetime.timedelta(days=400)
    draft = draft_claim(
        action,
        cast.year,
        cast.partner_police,
        Piece(Sort.AUDIT),
        feedback(people=None, title=" "),
        Piece(Sort.TRAINING, shows="practice", title="T", finding="F", held_on=late),
    )

    assert [(str(problem), problem.field) for problem in draft.problems()] == [
        ("Evidence 1: select what it shows.", "evidence_1_shows"),
        ("Evidence 1: enter the title of the audit.", "evidence_1_title"),
        ("Evidence 1: enter the date of the audit.", "evidence_1_held_on"),
        ("Evidence 1: enter what the audit found.", "evidence_1_finding"),
        ("Evidence 2: enter your question.", "evidence_2_title"),
        ("Evidence 2: enter how many people you asked.", "evidence_2_people"),
        ("Evidence 3: the date is more than a year after the end of the reporting year.", "evidence_3_held_on"),
    ]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "change",
    [
        {"sort": "rumour"},
        {"shows": "voice"},
        {"sort": "figure"},
        {"row_key": "x"},
        {"sort": "case_study"},
        {"people": 3},
        {"number": 2},
    ],
)
def test_database_refuses_evidence_that_is_not_whole(change, cast, action):
    draft_claim(action, cast.year, cast.partner_police, audit(), audit())
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(number=1).update(**change)


def test_every_step_leaves_its_line(cast, action):
    claim = live_claim(action, cast.year, cast.partner_police, cast.board_icb)
    assert [event.verb for event in Event.objects.about(claim).order_by("pk")] == ["create", "submit", "approve"]
    assert str(claim) == f"So what? {action.title} (2022-23)"
    assert str(claim.evidence.get()) == f"evidence 1 of claim {claim.pk}"
    assert claim.get_absolute_url() == "/reports/2022-23/whole/#impact"
