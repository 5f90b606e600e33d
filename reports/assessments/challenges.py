"""Peer challenge: another organisation asks about a grade, the member changes it or says why it stays."""

from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from deadlines.reminders import people_with
from partnership.authorization import has_permission
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import User
from partnership.permissions import Permission
from reports.assessments.models import Grade, PeerChallenge, SelfAssessment
from reports.assessments.services import save_assessment
from review.audit_verbs import AuditVerb
from review.policies import conflict_of, may_write
from review.questions import Questions
from review.services import move
from review.states import ReviewState
from review.transitions import Verb


def may_challenge(user: User, assessment: SelfAssessment) -> bool:
    """Whether somebody reviews for the board, and for another organisation than the one that answered."""
    return has_permission(user, Permission.REVIEW) and conflict_of(user, assessment) is None


class PeerChallenges(Questions[PeerChallenge]):
    """Who reviews for another organisation asks; who writes for the member answers; who reviews closes."""

    noun = "challenge"
    longest = 2000
    closes_unanswered = False

    def check(self, question: PeerChallenge, by: User, verb: AuditVerb) -> None:
        if verb is AuditVerb.ANSWER:
            if not may_write(by, question.assessment):
                raise NotAllowed("Only people who write for this organisation can answer.")
        elif not may_challenge(by, question.assessment):
            raise NotAllowed("Only board members from another organisation can challenge a self-assessment.")

    def askees(self, question: PeerChallenge) -> QuerySet[User]:
        return people_with(Permission.ASSESS).filter(organisation=question.assessment.organisation_id)

    def title(self, question: PeerChallenge) -> str:
        return f"{question.assessment.round.standard_title(question.standard)}, {question.assessment}"

    def addresses(self, question: PeerChallenge) -> tuple[str, str]:
        page = question.assessment.get_challenges_url()
        return page, page

    def about(self, question: PeerChallenge) -> tuple[models.Model, dict[str, Any]]:
        return question.assessment, {"standard": question.standard}


CHALLENGES = PeerChallenges()


def challenge_grade(*, assessment: SelfAssessment, standard: str, question: str, by: User) -> PeerChallenge:
    """Ask about one grade of what was submitted. Raises `DomainError` with what to do."""
    challenge = PeerChallenge(assessment=assessment, standard=standard, question=question)
    CHALLENGES.check(challenge, by, AuditVerb.ASK)
    if assessment.state != ReviewState.SUBMITTED:
        raise WrongState("You can only challenge a self-assessment that is waiting for review.")
    if standard not in {one.key for one in assessment.round.asked()}:
        raise DomainError("Select the standard that your challenge is about.")
    challenge.grade_before = assessment.answer(standard)["grade"]
    return CHALLENGES.ask(challenge, by=by)


@transaction.atomic
def answer_challenge(*, challenge: PeerChallenge, text: str, grade: str, by: User) -> PeerChallenge:
    """Answer it: with another grade, which is submitted anew at once, or with why the grade stays.

    Raises `NotAllowed`, or `DomainError` where the changed answers cannot be submitted.
    """
    challenge = CHALLENGES.answer(challenge, text, by=by)
    assessment = challenge.assessment
    now = assessment.answer(challenge.standard)
    if grade and grade != now["grade"]:
        changed = {challenge.standard: {**now, "grade": Grade(grade).value}}
        saved = save_assessment(assessment=assessment, answers=changed, by=by, revision=assessment.revision)
        move(obj=saved, verb=Verb.SUBMIT, by=by, revision=saved.revision)
    after = grade if grade and grade != challenge.grade_before else ""
    PeerChallenge.objects.filter(pk=challenge.pk).update(grade_after=after)
    challenge.refresh_from_db()
    return challenge
