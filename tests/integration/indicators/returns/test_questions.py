"""Confirmations and questions: who may, what they do to a return, and who is told."""

from typing import Any

import pytest

from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import reported
from indicators.models import Confirmation, FollowUp, Submission
from indicators.returns.questions import (
    FOLLOW_UPS,
    ask_follow_up,
    confirm_findings,
    drop_stale_confirmations,
)
from indicators.returns.services import save_figures, submit_figures
from partnership.exceptions import DomainError, NotAllowed, StaleRevision, WrongState
from partnership.models import ReportingYear, User
from review.models import Event, Notification
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.indicators import (
    a_reviewer,
    approve,
    draft_return,
    example_cells,
    partner_of,
    submitted_return,
)
from tests.factories.partnership import OrganisationFactory, UserFactory
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG = "adult-safeguarding-summary"
# More enquiries than concerns: possible, since an enquiry may follow a concern of the year before, but odd.
NUMBERS = {"concerns": 20, "section-42-started": 30, "other-started": 5}
KEY = ("ADULT-1", "concerns", "current")
PREVIOUS = ("ADULT-1", "concerns", "previous")
COMMENTS = {KEY: "A backlog of the year before.", PREVIOUS: "The same backlog."}


def odd_cells() -> dict[tuple[str, str], Any]:
    now = NUMBERS | {"section-42-concluded": 10, "other-concluded": 2}
    before = {
        "concerns": 22,
        "section-42-started": 28,
        "other-started": 6,
        "section-42-concluded": 9,
        "other-concluded": 3,
    }
    return {
        (row, column): reported(number)
        for column, numbers in (("current", now), ("previous", before))
        for row, number in numbers.items()
    }


@pytest.fixture
def odd(people: People, year: ReportingYear) -> Submission:
    return draft_return(SLUG, year, people.partner_council.organisation, odd_cells())


@pytest.fixture
def sent(people: People, year: ReportingYear) -> Submission:
    return submitted_return("child-sexual-exploitation", year, people.partner_police.organisation)


ROW = "number-of-child-sexual-exploitation-crimes"


def confirmed(submission: Submission, comments: Any = COMMENTS) -> Submission:
    by = partner_of(submission.organisation)
    return confirm_findings(submission=submission, comments=comments, by=by, revision=submission.revision)


def test_an_odd_figure_needs_a_comment_before_it_is_sent(odd: Submission) -> None:
    assert [problem.key for problem in odd.open_confirmations()] == [KEY, PREVIOUS]
    by = partner_of(odd.organisation)
    with pytest.raises(DomainError, match="If the figure is right, explain why in a comment"):
        submit_figures(submission=odd, by=by, revision=odd.revision)
    done = confirmed(odd)
    assert done.open_confirmations() == []
    assert submit_figures(submission=done, by=by, revision=done.revision).state == ReviewState.SUBMITTED


def test_a_confirmation_is_content_and_loses_no_figure(odd: Submission) -> None:
    before = odd.values()
    odd.note = "Typed, but not saved."
    done = confirmed(odd)
    assert done.pk == odd.pk
    assert done.revision == odd.revision + 1
    assert done.values() == before
    assert done.note == ""
    assert {key: one.comment for key, one in done.confirmed().items()} == COMMENTS
    said = done.content()["confirmations"]["ADULT-1"]["concerns"]
    assert said["current"] == {"sentence": done.confirmed()[KEY].sentence, "comment": "A backlog of the year before."}
    assert list(said) == ["current", "previous"]
    assert Event.objects.filter(verb=Verb.EDIT).count() == 1


def test_the_same_comment_again_changes_nothing(odd: Submission) -> None:
    done = confirmed(odd)
    assert confirmed(done, {KEY: " A backlog of the year before. "}).revision == done.revision
    better = confirmed(done, {KEY: "A backlog, cleared in May."})
    assert better.revision == done.revision + 1
    assert Confirmation.objects.count() == 2


def test_blank_comments_and_findings_that_are_gone_are_passed_over(odd: Submission) -> None:
    same = confirmed(odd, {KEY: "  ", ("OUTLIER-1", "concerns", "current"): "Nothing of the kind is found."})
    assert same.revision == odd.revision
    assert not Confirmation.objects.exists()


def test_a_comment_voids_an_approval(odd: Submission) -> None:
    done = confirmed(odd)
    approved = approve(submit_figures(submission=done, by=partner_of(done.organisation), revision=done.revision))
    changed = confirmed(approved, {KEY: "Another reason."})
    assert changed.state == ReviewState.DRAFT
    assert changed.live_revision_id == approved.live_revision_id
    assert "confirmations" not in vars(Snapshot.from_content(approved.content()))


def test_a_comment_holds_for_the_sentence_that_it_answered(odd: Submission) -> None:
    done = confirmed(odd)
    by = partner_of(done.organisation)
    cells = odd_cells() | {("concerns", "current"): reported(21)}
    saved = save_figures(submission=done, cells=cells, by=by, revision=done.revision)
    assert [problem.key for problem in saved.open_confirmations()] == [KEY]
    drop_stale_confirmations(saved)
    assert list(Submission.objects.get().confirmed()) == [PREVIOUS]


def test_what_is_no_longer_found_does_not_travel_to_the_reviewers(odd: Submission) -> None:
    done = confirmed(odd)
    by = partner_of(done.organisation)
    cells = odd_cells() | {("concerns", column): reported(99) for column in ("current", "previous")}
    saved = save_figures(submission=done, cells=cells, by=by, revision=done.revision)
    assert "confirmations" not in submit_figures(submission=saved, by=by, revision=saved.revision).content()


def test_a_comment_can_be_too_long(odd: Submission) -> None:
    with pytest.raises(DomainError, match="500 characters or fewer"):
        confirmed(odd, {KEY: "x" * 501})


def test_who_may_not_write_and_who_is_late_confirm_nothing(odd: Submission, people: People) -> None:
    with pytest.raises(NotAllowed):
        confirm_findings(submission=odd, comments=COMMENTS, by=people.partner_police, revision=odd.revision)
    with pytest.raises(StaleRevision):
        confirm_findings(submission=odd, comments=COMMENTS, by=partner_of(odd.organisation), revision=9)
    assert not Confirmation.objects.exists()


def test_reviewers_are_told_what_failed_and_what_could_not_be_checked(odd: Submission) -> None:
    done = confirmed(odd, {KEY: "A backlog."})
    notes = done.notes_for_review()
    assert len(notes) == 2
    assert notes[0].startswith("ADULT-1: Year before:")
    assert notes[1].startswith("HISTORY-2:")


def test_finding_takes_the_same_queries_however_long_the_history(
    sent: Submission, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):
        Submission.objects.get().find_problems()


def ask(submission: Submission, by: User, **changes: str) -> FollowUp:
    asked = {"row": ROW, "column": "current", "question": "Is 128 right?"} | changes
    return ask_follow_up(submission=submission, by=by, **asked)


def test_a_reviewer_asks_the_partner_answers_and_approval_waits(sent: Submission, people: People) -> None:
    reviewer = a_reviewer()
    asked = ask(sent, reviewer)
    partner = people.partner_police
    mail = Notification.objects.get(key=f"asked:indicators.followup:{asked.pk}:{partner.pk}")
    assert "Is 128 right?" in mail.body
    assert sent.get_edit_url() in mail.body
    assert sent.open_follow_ups() == [asked]
    with pytest.raises(DomainError, match="has no answer yet"):
        approve(sent)
    answered = FOLLOW_UPS.answer(asked, " Yes, recounted. ", by=partner)
    assert (answered.answer, answered.answered_by) == ("Yes, recounted.", partner)
    reply = Notification.objects.get(recipient=reviewer, key__startswith="answered:")
    assert "Answer: Yes, recounted." in reply.body
    assert "/questions/" in reply.body
    # The answer is no content: what was submitted is still what would be approved.
    assert sent.open_follow_ups() == [answered]
    assert approve(sent).state == ReviewState.APPROVED
    FOLLOW_UPS.close(answered, by=reviewer)
    assert sent.open_follow_ups() == []
    assert [event.verb for event in Event.objects.order_by("sequence")][-4:] == [
        "ask",
        "answer",
        "approve",
        "close question",
    ]


def test_several_questions_are_counted(sent: Submission) -> None:
    ask(sent, a_reviewer())
    ask(sent, a_reviewer(), column="previous")
    with pytest.raises(DomainError, match="2 questions about this return have no answer yet"):
        approve(sent)


def test_one_question_a_figure_is_open_at_a_time(sent: Submission) -> None:
    asked = ask(sent, a_reviewer())
    with pytest.raises(DomainError, match="There is already an open question about this figure"):
        ask(sent, a_reviewer(), question="And this?")
    FOLLOW_UPS.close(asked, by=a_reviewer())
    ask(sent, a_reviewer(), question="And this?")
    assert FollowUp.objects.count() == 2


@pytest.mark.every_case_counts
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"question": "  "}, "Enter the question"),
        ({"question": "x" * 1001}, "The question must be"),
        ({"row": "no-such-row"}, "Select the figure"),
        ({"column": "change"}, "Select the figure"),
    ],
)
def test_a_question_without_sense_is_refused(sent: Submission, changes: dict[str, str], says: str) -> None:
    with pytest.raises(DomainError, match=says):
        ask(sent, a_reviewer(), **changes)
    assert not FollowUp.objects.exists()
    assert not Notification.objects.filter(key__startswith="asked:").exists()


def test_only_who_could_decide_asks_and_closes(sent: Submission, people: People) -> None:
    for person in (people.partner_police, people.coordinator, people.scrutineer):
        with pytest.raises(NotAllowed):
            ask(sent, person)
    with pytest.raises(NotAllowed, match="is from your own organisation"):
        ask(sent, people.board_police)
    asked = ask(sent, people.chair)
    with pytest.raises(NotAllowed, match="is from your own organisation"):
        FOLLOW_UPS.close(asked, by=people.board_police)


def test_who_once_worked_on_the_return_asks_nothing(sent: Submission, people: People) -> None:
    writer = partner_of(sent.organisation)
    writer.role_grants.create(role="board_member")
    writer.organisation = OrganisationFactory(slug="elsewhere", name="Elsewhere")
    writer.save()
    with pytest.raises(NotAllowed, match="You worked on this return"):
        ask(sent, User.objects.get(pk=writer.pk))


def test_nobody_asks_about_a_draft_or_what_was_withdrawn(odd: Submission, sent: Submission, people: People) -> None:
    with pytest.raises(WrongState):
        ask(odd, a_reviewer(), row="concerns")
    gone = move(obj=sent, verb=Verb.WITHDRAW, by=people.coordinator, revision=sent.revision, note="Wrong year.")
    with pytest.raises(WrongState):
        ask(gone, a_reviewer())


def test_only_the_organisation_answers_and_only_while_the_question_is_open(sent: Submission, people: People) -> None:
    asked = ask(sent, a_reviewer())
    with pytest.raises(NotAllowed):
        FOLLOW_UPS.answer(asked, "Yes.", by=people.partner_council)
    with pytest.raises(DomainError, match="Enter the answer"):
        FOLLOW_UPS.answer(asked, "", by=people.partner_police)
    FOLLOW_UPS.answer(asked, "Yes.", by=people.partner_police)
    better = FOLLOW_UPS.answer(asked, "Yes, twice.", by=people.partner_police)
    assert better.answer == "Yes, twice."
    told = Notification.objects.filter(key__startswith="answered:").count()
    FOLLOW_UPS.answer(asked, "Yes, twice.", by=people.partner_police)
    assert Notification.objects.filter(key__startswith="answered:").count() == told
    FOLLOW_UPS.close(asked, by=a_reviewer())
    with pytest.raises(WrongState):
        FOLLOW_UPS.answer(asked, "Late.", by=people.partner_police)
    with pytest.raises(WrongState):
        FOLLOW_UPS.close(asked, by=a_reviewer())


def test_a_question_stays_while_the_partner_corrects_the_figures(sent: Submission, people: People) -> None:
    asked = ask(sent, a_reviewer())
    cells = example_cells(sent.family, sent.year) | {(ROW, "current"): reported(129)}
    saved = save_figures(submission=sent, cells=cells, by=people.partner_police, revision=sent.revision)
    assert saved.open_follow_ups() == [asked]
    again = submit_figures(submission=saved, by=people.partner_police, revision=saved.revision)
    with pytest.raises(DomainError, match="no answer yet"):
        approve(again)


def test_former_partners_are_not_told(sent: Submission, people: People) -> None:
    left = UserFactory(organisation=sent.organisation, roles=["partner"], is_active=False)
    ask(sent, a_reviewer())
    assert not Notification.objects.filter(recipient=left).exists()
