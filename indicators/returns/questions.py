"""What is said about figures while they are checked: the partner's confirmations, the reviewers' questions."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils import timezone

from indicators.checks.problems import Problem
from indicators.returns.models.question import Confirmation, FollowUp
from indicators.returns.models.submission import Submission
from indicators.returns.openness import check_dates, check_open, round_of
from indicators.returns.question_queries import questions_url
from partnership.authorization import require
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import User
from partnership.permissions import Permission
from review import services as review
from review.audit_verbs import AuditVerb
from review.policies import may_write
from review.queries import has_written, obstacle_for
from review.questions import Questions
from review.states import ReviewState

__all__ = ["FOLLOW_UPS", "ask_follow_up", "confirm_findings", "drop_stale_confirmations"]

Key = tuple[str, str, str]
MAX_COMMENT = 500
MAX_QUESTION = Questions.longest
LOADED_LATER = (
    "These figures were loaded after their year closed, so the organisation cannot answer questions in the "
    "form. Return them with your question as the reason. If they are already approved, ask the coordinator."
)
ASKABLE = (ReviewState.SUBMITTED, ReviewState.RETURNED, ReviewState.APPROVED)


def confirm_findings(*, submission: Submission, comments: Mapping[Key, str], by: User, revision: int) -> Submission:
    """Keep the partner's comment on each odd figure that it names. Figures and note stay as they are stored.

    A comment is content: it voids a submission or an approval and counts the revision up, unless the same was said
    before. Blank comments, and comments on what is no longer found, are passed over. Raises `StaleRevision`,
    `NotAllowed`, and `DomainError` for a comment that is too long.
    """
    # As it is stored: the object in the caller's hand may hold a note that nobody saved.
    stored = Submission.objects.select_related("year", "organisation", "live_revision").get(pk=submission.pk)
    # What is loaded into a closed year knows no dates: `closed_years` has looked at who loads it.
    if not stored.backfill_reason:
        check_open(stored.year)
        check_dates(round_of(stored.family, stored.window, stored.organisation))
    said = {key: text.strip() for key, text in comments.items() if text.strip()}
    too_long = [text for text in said.values() if len(text) > MAX_COMMENT]
    if too_long:
        raise DomainError(f"The comment must be {MAX_COMMENT} characters or fewer.")
    found = {problem.key: problem for problem in stored.find_problems() if problem.confirm}
    confirmed = stored.confirmed()
    new = {
        key: (found[key], text)
        for key, text in said.items()
        if key in found and not _says_the_same(confirmed.get(key), found[key], text)
    }
    if not new:
        return stored
    return review.edit(obj=stored, by=by, revision=revision, write=lambda saved: _write(saved, new, by))


def _says_the_same(before: Confirmation | None, problem: Problem, comment: str) -> bool:
    return before is not None and before.sentence == problem.sentence and before.comment == comment


def _write(submission: Submission, new: Mapping[Key, tuple[Problem, str]], by: User) -> None:
    now = timezone.now()
    for (code, row, column), (problem, comment) in new.items():
        Confirmation.objects.update_or_create(
            submission=submission,
            code=code,
            row=row,
            column=column,
            defaults={"sentence": problem.sentence, "comment": comment, "confirmed_by": by, "confirmed_at": now},
        )


def drop_stale_confirmations(submission: Submission) -> None:
    """Remove comments on findings that the figures no longer give, before a snapshot is taken of what is left."""
    found = {problem.key: problem.sentence for problem in submission.find_problems() if problem.confirm}
    stale = [one.pk for key, one in submission.confirmed().items() if found.get(key) != one.sentence]
    submission.confirmations.filter(pk__in=stale).delete()


class FollowUps(Questions[FollowUp]):
    """Only who could decide on the return asks; those who send its figures answer. The return keeps its state."""

    def check(self, question: FollowUp, by: User, verb: AuditVerb) -> None:
        submission = question.submission
        if verb is AuditVerb.ANSWER:
            if not may_write(by, submission):
                raise NotAllowed("You cannot answer for this organisation. Ask the coordinator.")
            return
        require(by, Permission.REVIEW)
        obstacle = obstacle_for(by, submission, has_written=has_written(by, submission))
        if obstacle:
            raise NotAllowed(obstacle)

    def askees(self, question: FollowUp) -> QuerySet[User]:
        return User.objects.filter(organisation=question.submission.organisation, role_grants__role="partner")

    def title(self, question: FollowUp) -> str:
        return f"“{question.submission.title_for_review()}”"

    def addresses(self, question: FollowUp) -> tuple[str, str]:
        return question.submission.get_edit_url(), questions_url(question.submission)

    def about(self, question: FollowUp) -> tuple[Submission, dict[str, Any]]:
        return question.submission, {"row": question.row, "column": question.column}


FOLLOW_UPS = FollowUps()


def ask_follow_up(*, submission: Submission, row: str, column: str, question: str, by: User) -> FollowUp:
    """Put a question on one figure of a return that was sent. Tells the partners of its organisation.

    Raises `NotAllowed` for who could not decide on the return, `WrongState` for a draft or what was withdrawn,
    `DomainError` for an unknown figure, an empty or long question, where a question on the figure is open, and for
    figures that were loaded later: nobody has a form on which to answer.
    """
    asked = FollowUp(submission=submission, row=row, column=column, question=question)
    FOLLOW_UPS.check(asked, by, AuditVerb.ASK)
    if submission.backfill_reason:
        raise DomainError(LOADED_LATER)
    if submission.state not in ASKABLE:
        raise WrongState("You cannot ask about this return now because it has not been submitted.")
    rows = {one.key for one in submission.rows()}
    if row not in rows or column not in {one.key for one in submission.family.input_columns}:
        raise DomainError("Select the figure that your question is about.")
    try:
        return FOLLOW_UPS.ask(asked, by=by)
    except IntegrityError as error:
        raise DomainError(
            "There is already an open question about this figure. Wait for its answer, or close it first."
        ) from error
