"""No typed text reaches a reader with what a table of a release hides: asked at each step, of every kind of text."""

from datetime import timedelta

import pytest
from django.utils import timezone

from indicators.models import Confirmation, Release, Submission
from indicators.releases.announcements import announce_release
from learning.models import Briefing
from learning.services import save_briefing
from partnership.exceptions import DomainError
from reports.contributions.record_entries import FindingEntry
from reports.signing.challenges import raise_challenge
from review.identity import given_away, refuse_given_away, refuse_identifying
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import draft_briefing, draft_case_study, draft_newsletter
from tests.factories.records import draft_review
from tests.world import World

TELLS = "3 children were missing from care, against **10**; repeat: 1 against 4."


def test_no_word_gives_away_what_a_table_hides(world: World) -> None:
    """Submission, approval and texts that nobody reviews, with the example's own police table public."""
    assert Release.objects.filter(published_at__isnull=False).exists()
    editor, year = world.example.coordinator, world.edition.year

    briefing = draft_briefing(year, editor, key_facts=TELLS)
    with pytest.raises(DomainError, match="hides a number that this tells"):
        move(obj=briefing, verb=Verb.SUBMIT, by=editor, revision=briefing.revision)
    [problem, *_] = given_away(briefing)
    assert (problem.field, str(problem).partition(":")[0]) == ("key_facts", "Key facts")

    with pytest.raises(DomainError, match="Missing children"):
        refuse_identifying(note="Missing from care fell by 70%.")

    soon, chair = timezone.now() + timedelta(days=30), world.example.people["chair@example.org"]
    with pytest.raises(DomainError, match="Missing children"):
        announce_release(title=TELLS, year=year, planned_for=soon, by=editor)
    with pytest.raises(DomainError, match="Missing children"):
        raise_challenge(year=year, section="", question=TELLS, due_on=soon.date(), by=chair)

    briefing.texts["key_facts"] = "Missing children rose by 56%. Children missing from care are few."
    briefing = save_briefing(briefing=briefing, by=editor, revision=briefing.revision)
    move(obj=briefing, verb=Verb.SUBMIT, by=editor, revision=briefing.revision)
    assert briefing.state == ReviewState.SUBMITTED
    refuse_given_away(briefing)

    # What was handed in before the release that hides it is held again when it is decided on.
    Briefing.objects.filter(pk=briefing.pk).update(texts={**briefing.texts, "key_facts": TELLS})
    with pytest.raises(DomainError, match="so that its writer can change the words"):
        refuse_given_away(Briefing.objects.get(pk=briefing.pk))

    sent = Submission.objects.get(family_slug="missing-children", year=year)
    assert given_away(sent) == []
    sent.note = TELLS
    assert [problem.field for problem in given_away(sent)]
    row = sent.rows()[0].key
    Confirmation.objects.create(
        submission=sent,
        code="JUMP",
        row=row,
        column="current",
        sentence=f"Children missing from care: 3, but 10 before. {TELLS}",
        comment="As counted.",
        confirmed_by=editor,
        confirmed_at=timezone.now(),
    )
    sent.note = "As counted."
    assert given_away(sent) == []
    assert given_away(draft_review(editor, summary=TELLS))
    told = (FindingEntry(text="Nobody asked.", decision="accepted", decided_in="2022-23", reason=TELLS, state="done"),)
    assert given_away(draft_review(editor, findings=told))
    assert given_away(draft_newsletter(year, editor, spotlight_body=TELLS))
    assert given_away(draft_case_study(year, world.example.people["partner.police@example.org"], impact=TELLS))
