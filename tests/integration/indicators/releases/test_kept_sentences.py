"""A sentence that tells what a table hides stays where two people of different organisations let it, with a reason."""

from typing import Any

import pytest
from django.test import Client

from indicators.models import KeptSentence, Release, ReleaseTable
from indicators.releases.kept_sentences import ask_to_keep
from indicators.releases.publish import reasons_to_hold
from indicators.releases.words_held import refuse_told_before, told_before
from learning.models import Briefing, Campaign, CaseStudy
from learning.services import save_case_study
from partnership.exceptions import DomainError, NotAllowed
from reports.document.models import SectionChoice
from review.identity import given_away
from review.models import Event, Notification
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import PUBLIC_CONSENT, draft_briefing, draft_case_study, publish
from tests.world import World

TELLS = "We met because 3 children were missing from care."


@pytest.fixture
def people(world: World) -> dict[str, Any]:
    found = world.example.people
    return {
        name: found[f"{name}@example.org"] for name in ("partner.police", "board.council", "board.icb", "board.police")
    }


def decide(request: KeptSentence, by: Any, verb: Verb = Verb.APPROVE, note: str = "") -> KeptSentence:
    return move(obj=request, verb=verb, by=by, note=note, revision=request.revision)


def test_two_organisations_let_a_sentence_pass_and_the_reason_is_kept(
    world: World, people: dict[str, Any], client: Client
) -> None:
    writer = people["partner.police"]
    story = draft_case_study(world.edition.year, writer, impact=TELLS)
    client.force_login(writer)
    page = client.get(story.get_edit_url()).content.decode()
    assert "hides a number that this tells" in page
    assert "ask to keep the sentence" in page
    address = "/partner/kept-sentences/"
    for sentence, says in (
        ("Nobody was missing a friend.", "You do not need to ask."),
        (f"{TELLS} {TELLS}", "Enter one sentence"),
    ):
        assert says in client.post(address, {"sentence": sentence, "reason": "It is said."}).content.decode()
    sent = {"sentence": f"  {TELLS.replace('children', '*children*')}", "reason": "It is the number of meetings."}
    done = client.post(address, sent, follow=True).content.decode()
    assert "2 people from other organisations decide on it" in done
    assert TELLS in done

    request = KeptSentence.objects.get()
    assert str(request) == "about “Missing children”"
    with pytest.raises(NotAllowed, match="own organisation"):
        decide(request, people["board.police"])
    decide(request, people["board.icb"])
    assert given_away(story)
    decide(request, people["board.council"])
    assert request.state == ReviewState.APPROVED
    client.force_login(people["board.icb"])
    assert (
        "It is the number of meetings."
        in client.get(f"/admin/review/item/indicators/keptsentence/{request.pk}/").content.decode()
    )

    assert given_away(story) == []
    # That so few may know each other is another question, which its author answers.
    CaseStudy.objects.filter(pk=story.pk).update(kept={one.key: "They are meetings." for one in story.findings()})
    assert move(obj=story, verb=Verb.SUBMIT, by=writer, revision=1).state == ReviewState.SUBMITTED
    # It holds for this sentence alone, and not for texts of those who let it pass.
    story.impact = "3 children were missing from care."
    save_case_study(case_study=story, consent=PUBLIC_CONSENT, by=writer, revision=1)
    assert given_away(story)
    council = draft_case_study(world.edition.year, world.example.people["partner.council@example.org"], impact=TELLS)
    assert given_away(council)
    kept = [*Event.objects.values_list("note", flat=True), *Notification.objects.values_list("body", flat=True)]
    assert not any("3 children" in text for text in kept)


def test_release_that_hides_what_an_older_text_tells_is_stopped(world: World) -> None:
    editor, people = world.example.coordinator, world.example.people
    briefing = draft_briefing(world.edition.year, editor, title="What we saw")
    publish(briefing, people["board.icb@example.org"], editor)
    release = Release.objects.filter(published_at__isnull=False).latest("made_at")
    assert ReleaseTable.objects.filter(release=release, family_slug="missing-children").exists()
    assert told_before() == []
    refuse_told_before(release)

    # As if it had been published before the table was.
    live = Briefing.objects.get(pk=briefing.pk).live_revision
    assert live is not None
    live.content["boxes"][0]["text"] = TELLS
    type(live)._base_manager.filter(pk=live.pk).update(content=live.content)

    with pytest.raises(DomainError, match=r"The briefing “What we saw” .* that the table “Missing children”"):
        refuse_told_before(release)
    assert any("What we saw" in reason for reason in reasons_to_hold(release))
    assert "3 children" not in told_before()[0].sentence
    request = ask_to_keep(sentence=TELLS, reason="It was public before.", by=editor)
    for who in ("board.icb", "board.police"):
        decide(request, people[f"{who}@example.org"])
    assert told_before() == []


def test_release_is_held_against_words_that_nobody_reviews(world: World) -> None:
    """They were saved before the table hid what they tell."""
    year, release = world.edition.year, Release.objects.filter(published_at__isnull=False).latest("made_at")
    days = {"starts_on": year.starts_on, "ends_on": year.ends_on}
    Campaign.objects.create(slug="found", title="Found", summary=TELLS, **days)
    written = {
        "introduction": TELLS,
        "edited_by": world.example.coordinator,
        "edited_at": release.made_at,
        "position": 1,
    }
    SectionChoice.objects.update_or_create(year=year, key="learning", defaults=written)

    with pytest.raises(DomainError) as refused:
        refuse_told_before(release)

    said = str(refused.value)
    assert "The campaign “Found” (summary) tells a number that the table “Missing children” hides." in said
    assert "of the report" in said
    assert "(introduction)" in said
    assert "3 children" not in said
