"""A claim whose figure a newer release hides: not a word of it is told, and its owner reads why."""

import copy
from dataclasses import replace

import pytest
from django.utils import timezone

from indicators.models import Release, ReleaseTable
from learning.models import CaseStudy
from learning.services import save_case_study
from partnership.exceptions import DomainError
from reports.content.freeze import freeze
from reports.document.assemble import assemble
from reports.impact.grades import Sort
from reports.impact.inputs import withheld_today
from reports.impact.narrative import Withheld
from reports.impact.services import Piece, save_claim
from reports.models import ImpactClaim
from review.services import move
from review.transitions import Verb
from tests.factories.impact import CLAIM, HIDDEN, MISSING, audit, draft_claim, feedback, figure, live_claim
from tests.factories.indicators import a_release, approved_return
from tests.factories.learning import PUBLIC_CONSENT, draft_case_study, publish
from tests.factories.partnership import UserFactory
from tests.factories.priorities import ActionFactory

WORDS = "Missing episodes fell from 9 to 3."
LIST = "/partner/impact/?year=2022-23"


@pytest.fixture
def action(cast):
    return ActionFactory(owner=cast.police, title="Find missing children sooner", slug="missing-children-sooner")


@pytest.fixture
def release(cast):
    approved_return("missing-children", cast.year, cast.police)
    return a_release(cast.year)


def newer(release, **cell):
    """A later release of the year, with the figure changed as given; without any table where nothing is given."""
    now = timezone.now()
    later = Release.objects.create(
        slug=f"{release.year.slug}-2",
        title="The newest",
        year=release.year,
        number=2,
        content_hash="0" * 64,
        published_at=now,
        published_by=UserFactory(),
    )
    if cell:
        table = release.tables.get()
        content = copy.deepcopy(table.content)
        [row] = [row for row in content["rows"] if row["key"] == MISSING.row]
        next(one for one in row["cells"] if one["key"] == MISSING.column).update(cell)
        names = ("family_slug", "position", "submission", "sources", "reasons", "revised_cells")
        ReleaseTable.objects.create(release=later, content=content, **{name: getattr(table, name) for name in names})
    return later


HIDE = {"value": None, "text": "[c]", "state": "suppressed"}


def told(year):
    return next(freeze(one) for one in assemble(year).sections if one.anchor == "impact")


@pytest.mark.parametrize("change", [HIDE, {}])
def test_claim_on_a_figure_that_is_hidden_now_leaves_no_word_in_the_report(change, cast, action, release):
    live_claim(
        action,
        cast.year,
        cast.partner_police,
        cast.board_icb,
        figure(release),
        feedback(finding="Nine said so."),
        claim=WORDS,
    )
    assert WORDS in told(cast.year)

    newer(release, **change)

    report, section = freeze(assemble(cast.year)), told(cast.year)
    assert WORDS not in report
    assert "from 9 to 3" not in report
    assert "Nine said so." not in report
    assert (
        "1 claim is left out: the newest release of the year no longer shows the figure behind it. "
        "It does not count as a claim."
    ) in section
    assert "0 carry a claim of any kind" in section
    assert '"anchor":"impact-without"' in section
    assert "impact-activity" not in section


def test_two_such_claims_are_counted_together(cast, action, release):
    for words in (WORDS, CLAIM):
        live_claim(action, cast.year, cast.partner_police, cast.board_icb, figure(release), claim=words)
    newer(release)

    assert "2 claims are left out: the newest release" in told(cast.year)
    assert "They do not count as claims." in told(cast.year)


def test_claim_on_a_figure_that_was_revised_is_told(cast, action, release):
    live_claim(action, cast.year, cast.partner_police, cast.board_icb, figure(release), claim=WORDS)
    newer(release, value="9876", text="9,876", state="reported")

    section = told(cast.year)
    assert WORDS in section
    assert "9,876" in section
    assert "not told" not in section


def test_claim_is_told_again_once_it_is_rewritten_and_approved(cast, action, release):
    claim = live_claim(action, cast.year, cast.partner_police, cast.board_icb, figure(release), claim=WORDS)
    newer(release, **HIDE)
    assert withheld_today(cast.year, [claim]) == {claim.pk: Withheld.FIGURE}

    claim.claim = CLAIM
    claim = save_claim(claim=claim, pieces=[audit()], by=cast.partner_police, revision=claim.revision)
    assert CLAIM not in told(cast.year)
    assert withheld_today(cast.year, [claim]) == {claim.pk: Withheld.FIGURE}

    move(obj=claim, verb=Verb.SUBMIT, by=cast.partner_police, revision=claim.revision)
    move(obj=claim, verb=Verb.APPROVE, by=cast.board_icb, revision=claim.revision)

    assert CLAIM in told(cast.year)
    assert WORDS not in told(cast.year)
    assert withheld_today(cast.year, [claim]) == {}


def test_claim_on_a_figure_that_is_hidden_now_is_neither_submitted_nor_approved(cast, action, release):
    waiting = draft_claim(action, cast.year, cast.partner_police, figure(release))
    move(obj=waiting, verb=Verb.SUBMIT, by=cast.partner_police, revision=waiting.revision)
    draft = draft_claim(action, cast.year, cast.partner_police, figure(release))
    assert waiting.notes_for_review() == ["Grade of evidence: Outcome: what changed for people."]
    newer(release, **HIDE)

    gone = "Evidence 1: the newest release of the year no longer shows this figure"
    with pytest.raises(DomainError, match=gone):
        move(obj=waiting, verb=Verb.APPROVE, by=cast.board_icb, revision=waiting.revision)
    with pytest.raises(DomainError, match=gone):
        move(obj=draft, verb=Verb.SUBMIT, by=cast.partner_police, revision=draft.revision)
    with pytest.raises(DomainError, match=gone):
        draft_claim(action, cast.year, cast.partner_police, figure(release))
    assert waiting.notes_for_review()[1].startswith(gone)
    assert ImpactClaim.objects.count() == 2


def test_owner_reads_why_it_is_not_told_in_the_list_and_at_the_form(client, cast, action, release):
    claim = live_claim(action, cast.year, cast.partner_police, cast.board_icb, figure(release))
    sentence = (
        "This claim is left out of the report because the newest release of the year no longer shows a figure behind it"
    )
    client.force_login(cast.partner_police)
    assert sentence not in client.get(LIST).content.decode()
    assert sentence not in client.get(claim.get_edit_url()).content.decode()

    newer(release, **HIDE)

    assert sentence in client.get(LIST).content.decode()
    page = client.get(claim.get_edit_url()).content.decode()
    assert sentence in page
    assert "Evidence 1: the newest release of the year no longer shows this figure." in page


def test_a_figure_that_was_always_hidden_is_no_choice(cast, action, release):
    with pytest.raises(DomainError, match="instead of a number"):
        draft_claim(action, cast.year, cast.partner_police, figure(release, HIDDEN))


def narrowed_and_widened(cast, story):
    """Consent is lost for a moment and comes back."""
    for scope in ("training", "public"):
        terms = replace(PUBLIC_CONSENT, scope=scope)
        story = save_case_study(case_study=story, consent=terms, by=cast.partner_council, revision=story.revision)
    return publish(story, cast.board_icb, cast.coordinator)


def test_claim_on_a_story_that_was_lost_for_a_while_keeps_its_old_words_to_itself(cast, action):
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    claim = live_claim(action, cast.year, cast.partner_police, cast.board_icb, Piece(Sort.CASE_STUDY, case_study=story))
    assert CLAIM in told(cast.year)

    story = narrowed_and_widened(cast, story)

    assert CaseStudy.objects.public().filter(pk=story.pk).exists()
    assert CLAIM not in told(cast.year)
    assert "1 claim is left out: a case study behind it lost consent" in told(cast.year)
    assert withheld_today(cast.year, [claim]) == {claim.pk: Withheld.STORY}
    pieces = [Piece(Sort.CASE_STUDY, case_study=story)]
    claim = save_claim(claim=claim, pieces=pieces, by=cast.partner_police, revision=claim.revision)
    move(obj=claim, verb=Verb.SUBMIT, by=cast.partner_police, revision=claim.revision)
    move(obj=claim, verb=Verb.APPROVE, by=cast.board_icb, revision=claim.revision)
    assert CLAIM in told(cast.year), "somebody read both again"
    assert withheld_today(cast.year, [claim]) == {}


def test_claim_that_waited_while_its_story_was_lost_is_not_approved(cast, action):
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    claim = draft_claim(action, cast.year, cast.partner_police, Piece(Sort.CASE_STUDY, case_study=story))
    move(obj=claim, verb=Verb.SUBMIT, by=cast.partner_police, revision=claim.revision)
    narrowed_and_widened(cast, story)
    with pytest.raises(DomainError, match="Read the case study again"):
        move(obj=claim, verb=Verb.APPROVE, by=cast.board_icb, revision=claim.revision)
    assert ImpactClaim.objects.get(pk=claim.pk).live_revision is None


def test_two_figures_that_are_hidden_since_are_taken_out_one_after_the_other(client, cast, action, release):
    claim = draft_claim(action, cast.year, cast.partner_police, figure(release), figure(release), audit())
    newer(release)
    client.force_login(cast.partner_police)

    for _ in range(2):
        claim.refresh_from_db()
        client.post(claim.get_edit_url(), {"remove": "1", "revision": claim.revision})

    assert [piece.sort for piece in claim.evidence.all()] == ["audit"]
