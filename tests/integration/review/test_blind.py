"""Two reviews that do not see each other, then one decision."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from learning.models import CaseStudy
from learning.services import save_case_study
from partnership.exceptions import DomainError, NotAllowed, StaleRevision, WrongState
from review.blind import notes_for_author, round_of
from review.blind_services import answer, decline
from review.comments import add_comment, comments_address
from review.models import BlindReview, Comment, Event, Notification
from review.notifications import review_url
from review.queries import queue
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import PUBLIC_CONSENT, draft_case_study
from tests.factories.partnership import OrganisationFactory, UserFactory
from tests.stages import Cast


@pytest.fixture
def story(cast: Cast) -> CaseStudy:
    """A story of the police that waits for its reviewers."""
    draft = draft_case_study(cast.year, cast.partner_police)
    return move(obj=draft, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)


def say(story: CaseStudy, verb: Verb, who: str, cast: Cast, note: str = "", private: str = "") -> CaseStudy:
    by = getattr(cast, who)
    return move(obj=story, verb=verb, by=by, note=note, private_note=private, revision=story.revision)


def told(prefix: str) -> list[str]:
    rows = Notification.objects.filter(subject__startswith=prefix).order_by("recipient__email")
    return list(rows.values_list("recipient__email", flat=True))


def test_it_is_approved_when_two_organisations_say_so(cast: Cast, story: CaseStudy) -> None:
    assert say(story, Verb.APPROVE, "board_icb", cast).state == ReviewState.SUBMITTED
    assert say(story, Verb.APPROVE, "board_council", cast).state == ReviewState.APPROVED
    verbs = list(Event.objects.about(story).values_list("verb", flat=True))
    assert verbs[:4] == ["approve", "give review", "give review", "submit"]
    assert str(BlindReview.objects.first()).startswith("review by ")


def test_it_is_returned_with_both_notes_when_both_return_it(cast: Cast, story: CaseStudy) -> None:
    say(story, Verb.RETURN, "board_icb", cast, "Whose voice is it?", "I think I know the family.")
    returned = say(story, Verb.RETURN, "board_council", cast, "Say what changed.")

    assert returned.state == ReviewState.RETURNED
    assert returned.return_reason == "Whose voice is it?\n\nSay what changed."
    assert [one.shared_note for one in notes_for_author(returned)] == ["Whose voice is it?", "Say what changed."]
    trail = " ".join(Event.objects.about(story).values_list("note", flat=True))
    mails = " ".join(Notification.objects.values_list("body", flat=True))
    assert "I think I know" not in trail + mails


def test_disagreement_goes_to_the_chair_who_decides(cast: Cast, story: CaseStudy) -> None:
    with pytest.raises(NotAllowed, match="2 board members review it first"):
        say(story, Verb.APPROVE, "chair", cast)
    say(story, Verb.APPROVE, "board_icb", cast)
    assert say(story, Verb.RETURN, "board_council", cast, "Too close to home.").state == ReviewState.SUBMITTED
    assert told("Decision needed") == ["chair@example.org"]
    with pytest.raises(NotAllowed, match="the independent chair decides"):
        say(story, Verb.APPROVE, "board_icb", cast)

    assert say(story, Verb.APPROVE, "chair", cast).state == ReviewState.APPROVED


def test_nobody_reviews_twice_or_for_the_same_organisation(cast: Cast, story: CaseStudy) -> None:
    say(story, Verb.APPROVE, "board_icb", cast)
    with pytest.raises(NotAllowed, match="Your review is in"):
        say(story, Verb.APPROVE, "board_icb", cast)
    colleague = UserFactory(email="second.icb@example.org", organisation=cast.icb, roles=["board_member"])
    with pytest.raises(NotAllowed, match="Someone from your organisation has reviewed it"):
        move(obj=story, verb=Verb.APPROVE, by=colleague, revision=story.revision)
    with pytest.raises(NotAllowed, match="from your own organisation"):
        say(story, Verb.APPROVE, "board_police", cast)


def test_a_change_resets_both(cast: Cast, story: CaseStudy) -> None:
    say(story, Verb.APPROVE, "board_icb", cast)
    story.title = "Another title"
    save_case_study(case_study=story, consent=PUBLIC_CONSENT, by=cast.partner_police, revision=1)
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=2)

    assert round_of(story).reviews == ()
    assert say(story, Verb.APPROVE, "board_council", cast).state == ReviewState.SUBMITTED
    with pytest.raises(StaleRevision):
        move(obj=story, verb=Verb.APPROVE, by=cast.board_icb, revision=1)
    assert say(story, Verb.APPROVE, "board_icb", cast).state == ReviewState.APPROVED


def test_it_is_reviewed_anew_though_it_comes_back_unchanged(cast: Cast, story: CaseStudy) -> None:
    for who in ("board_icb", "board_council"):
        say(story, Verb.RETURN, who, cast, "Not yet.")
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    assert say(story, Verb.APPROVE, "board_icb", cast).state == ReviewState.SUBMITTED


def test_topic_can_be_declined_without_a_reason(cast: Cast, story: CaseStudy) -> None:
    decline(story, by=cast.board_icb, revision=1)

    assert [row for row in queue(cast.board_icb) if row.is_for_me] == []
    with pytest.raises(NotAllowed, match="You declined to review"):
        say(story, Verb.APPROVE, "board_icb", cast)
    with pytest.raises(NotAllowed, match="You declined to review"):
        decline(story, by=cast.board_icb, revision=1)
    say(story, Verb.APPROVE, "board_council", cast)
    # Nobody else of the board is left: the chair gives the second review.
    assert told("Review needed: case study")[-1:] == ["chair@example.org"]
    assert say(story, Verb.APPROVE, "chair", cast).state == ReviewState.APPROVED


def test_coordinator_hears_that_nobody_is_left(cast: Cast, story: CaseStudy) -> None:
    for who in ("board_icb", "board_council"):
        decline(story, by=getattr(cast, who), revision=1)
    decline(story, by=cast.chair, revision=1)
    assert told("No one can review") == ["coordinator@example.org"]


def test_what_changed_meanwhile_or_is_split_is_not_declined(cast: Cast, story: CaseStudy) -> None:
    with pytest.raises(WrongState):
        decline(story, by=cast.board_icb, revision=7)
    say(story, Verb.APPROVE, "board_icb", cast)
    say(story, Verb.RETURN, "board_council", cast, "No.")
    with pytest.raises(NotAllowed):
        decline(story, by=cast.chair, revision=1)


def test_second_reviewer_of_many_is_any_other_organisation(cast: Cast, story: CaseStudy) -> None:
    fire = UserFactory(
        email="board.fire@example.org", organisation=OrganisationFactory(slug="fire"), roles=["board_member"]
    )
    say(story, Verb.APPROVE, "board_icb", cast)
    rows = {row.item.pk: row for row in queue(cast.chair)}
    assert rows[story.pk].next_people == [str(cast.board_council), str(fire)]
    assert not rows[story.pk].is_escalated


def test_author_answers_a_note_once(cast: Cast, story: CaseStudy) -> None:
    say(story, Verb.RETURN, "board_icb", cast, "Whose voice is it?")
    assert notes_for_author(story) == []
    say(story, Verb.RETURN, "board_council", cast, "Say what changed.")
    note = notes_for_author(CaseStudy.objects.get())[0]

    for who in ("partner_council", "board_icb"):
        with pytest.raises(NotAllowed):
            answer(note, "Hers.", by=getattr(cast, who))
    for text, sentence in (
        (" ", "Enter your answer"),
        ("x" * 4001, "4000 characters"),
        ("Ring 01225 961234", "Remove"),
    ):
        with pytest.raises(DomainError, match=sentence):
            answer(note, text, by=cast.partner_police)
    assert answer(note, " Hers. ", by=cast.partner_police).answer == "Hers."
    assert told("Your note was answered") == ["board.icb@example.org"]
    with pytest.raises(WrongState):
        answer(note, "His.", by=cast.partner_police)


def test_page_shows_nobody_the_other_review_before_both_are_in(client: Client, cast: Cast, story: CaseStudy) -> None:
    def page(who: str) -> str:
        client.force_login(getattr(cast, who))
        return client.get(review_url(story)).content.decode()

    say(story, Verb.APPROVE, "board_icb", cast, "Well told.", "A private word.")
    assert "Well told." in page("board_icb")
    for who in ("board_council", "chair", "coordinator", "board_police"):
        shown = page(who)
        assert "Well told." not in shown
        assert "A private word." not in shown
        assert "1 of 2 reviews is in" in shown
    say(story, Verb.RETURN, "board_council", cast, "Too close to home.")
    for who, sees in (("board_icb", True), ("board_council", True), ("chair", True), ("coordinator", False)):
        shown = page(who)
        assert ("A private word." in shown, "Too close to home." in shown) == (sees, sees)


def test_reviewer_works_on_the_page(client: Client, cast: Cast) -> None:
    draft = draft_case_study(cast.year, cast.partner_police, warnings=["neglect", "death"])
    story = move(obj=draft, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    client.force_login(cast.board_icb)
    shown = client.get(review_url(story)).content.decode()
    assert shown.index("Before you read: Death or suicide, Neglect") < shown.index("As the public will see it")
    assert "Leave it to someone else" in shown

    sent = {"verb": "return", "return-revision": "1", "return-note": "", "return-private_note": "Hm."}
    assert "Enter what needs to change" in client.post(review_url(story), sent).content.decode()
    done = client.post(review_url(story), sent | {"return-note": "Say more."}, follow=True).content.decode()
    assert "Your review of the case study" in done
    assert BlindReview.objects.get().private_note == "Hm."

    client.force_login(cast.board_council)
    left = client.post(review_url(story), {"verb": "decline", "decline-revision": "1"}, follow=True).content.decode()
    assert "You left this case study to someone else." in left
    again = client.post(review_url(story), {"verb": "decline", "decline-revision": "1"}, follow=True).content.decode()
    assert "You declined to review this case study." in again
    assert client.post(review_url(story), {"verb": "decline"}).status_code == 404


def test_author_reads_and_answers_on_pages(client: Client, cast: Cast, story: CaseStudy) -> None:
    for who in ("board_icb", "board_council"):
        say(story, Verb.RETURN, who, cast, f"From {who}.")
    client.force_login(cast.partner_police)
    assert "From board_icb." in client.get(story.get_edit_url()).content.decode()
    note = BlindReview.objects.earliest("pk")
    address = f"{story.get_edit_url()}notes/{note.pk}/"
    assert "From board_icb." in client.get(address).content.decode()
    assert client.get(f"{story.get_edit_url()}notes/999/").status_code == 404
    assert "Enter your answer" in client.post(address, {"answer": ""}).content.decode()
    assert "Thank you." in client.post(address, {"answer": "Thank you."}, follow=True).content.decode()
    client.force_login(cast.board_council)
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    assert "Thank you." in client.get(review_url(story)).content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "maybe"},
        {"verdict": "return"},
        {"verdict": "declined", "private_note": "Why"},
        {"answer": "Yes"},
    ],
)
def test_database_refuses_nonsense_about_reviews(cast: Cast, story: CaseStudy, changes: dict[str, str]) -> None:
    say(story, Verb.APPROVE, "board_icb", cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        BlindReview.objects.update(**changes)


@pytest.mark.postgres
def test_database_refuses_two_reviews_of_one_organisation(cast: Cast, story: CaseStudy) -> None:
    say(story, Verb.APPROVE, "board_icb", cast)
    second = BlindReview.objects.get()
    second.pk, second.reviewer = None, cast.board_council
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)


def test_page_says_where_the_reviews_stand(client: Client, cast: Cast, story: CaseStudy) -> None:
    client.force_login(cast.chair)

    def standing() -> str:
        return client.get(review_url(story)).content.decode()

    assert "0 of 2 reviews are in" in standing()
    say(story, Verb.APPROVE, "board_icb", cast)
    say(story, Verb.RETURN, "board_council", cast, "Too close to home.")
    assert "The 2 reviewers disagree, so the independent chair decides." in standing()
    sent = {"verb": "approve", "approve-revision": "1", "approve-note": "It is well told."}
    assert "Approved: case study" in client.post(review_url(story), sent, follow=True).content.decode()
    assert "The 2 reviewers disagreed." in standing()


def test_page_says_that_both_agree_or_that_one_is_missing_for_good(
    client: Client, cast: Cast, story: CaseStudy
) -> None:
    client.force_login(cast.chair)
    say(story, Verb.APPROVE, "board_icb", cast)
    other = draft_case_study(cast.year, cast.partner_police)
    move(obj=other, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    say(other, Verb.APPROVE, "board_icb", cast)
    move(obj=other, verb=Verb.WITHDRAW, by=cast.coordinator, note="Asked", revision=1)
    assert "1 of 2 reviews were completed." in client.get(review_url(other)).content.decode()
    say(story, Verb.APPROVE, "board_council", cast)
    assert "Both reviewers agree." in client.get(review_url(story)).content.decode()


def test_no_comment_tells_one_reviewer_what_the_other_thinks(client: Client, cast: Cast, story: CaseStudy) -> None:
    client.force_login(cast.board_icb)
    page = client.post(comments_address(story), {"text": "I will return this."}, follow=True).content.decode()
    assert "You cannot comment on this case study" in page
    assert "You can comment again when both have decided" in page
    assert not Comment.objects.about(story).exists()

    for who in ("board_icb", "board_council"):
        story = say(story, Verb.RETURN, who, cast, note="Say what was learned.")
    add_comment(item=story, text="We mean the second paragraph.", by=cast.board_icb)
    assert Comment.objects.about(story).count() == 1


def test_what_reviewers_said_before_is_not_read_by_the_other_while_it_waits(
    client: Client, cast: Cast, story: CaseStudy
) -> None:
    for who in ("board_icb", "board_council"):
        say(story, Verb.RETURN, who, cast, "Not yet.")
    add_comment(item=story, text="I know this family.", by=cast.board_icb)
    add_comment(item=story, text="We changed the second paragraph.", by=cast.partner_police)
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)

    def read_by(who: str) -> list[str]:
        client.force_login(getattr(cast, who))
        return [comment.text for comment in client.get(comments_address(story)).context["comments"]]

    both = ["I know this family.", "We changed the second paragraph."]
    assert read_by("board_council") == read_by("chair") == both[1:]
    assert read_by("board_icb") == read_by("partner_police") == both
