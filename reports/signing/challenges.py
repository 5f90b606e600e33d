"""The challenge log: who stands outside the agencies asks, the partnership answers, and who asked decides."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission, require
from partnership.days import day
from partnership.exceptions import DomainError, NotAllowed
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from priorities.models import Source
from priorities.origins import ActionsAbout, actions_about
from reports.document.sections import SECTIONS
from reports.signing.models.challenge import Challenge, ChallengeAnswer
from reports.signing.models.signature import PARTNERS
from reports.signing.seats import entitlements, reads_reports
from review.audit_verbs import AuditVerb
from review.questions import Questions

SECTION_TITLES = {maker.key: maker.title for maker in SECTIONS}


class Challenges(Questions[Challenge]):
    """Who stands outside the agencies asks. A challenge is closed once its answer is enough, and not before."""

    noun = "challenge"
    longest = 8000
    closes_unanswered = False
    is_printed = True

    def check(self, question: Challenge, by: User, verb: AuditVerb) -> None:
        if verb is not AuditVerb.ANSWER:
            require(by, Permission.CHALLENGE)
        elif not may_answer(by):
            raise NotAllowed(
                "Only the coordinator and those who sign for a safeguarding partner can answer challenges."
            )

    def askees(self, question: Challenge) -> QuerySet[User]:
        return User.objects.filter(role_grants__role="coordinator")

    def title(self, question: Challenge) -> str:
        return f"the report of {question.year}"

    def addresses(self, question: Challenge) -> tuple[str, str]:
        page = reverse("reports:challenge-detail", args=[question.pk])
        return page, page

    def asked_words(self, question: Challenge) -> str:
        return f"{super().asked_words(question)} and needs an answer by {day(question.due_on)}"

    def store_answer(self, question: Challenge, text: str, by: User, at: datetime.datetime) -> dict[str, Any]:
        ChallengeAnswer.objects.create(challenge=question, text=text, answered_by=by, answered_at=at)
        return {}

    def about(self, question: Challenge) -> tuple[Challenge, dict[str, Any]]:
        return question, {"due_on": question.due_on.isoformat()}


CHALLENGES = Challenges()


def raise_challenge(*, year: ReportingYear, section: str, question: str, due_on: datetime.date, by: User) -> Challenge:
    """Ask something about the report of a year; `section` is a section's key, or empty for the whole of it."""
    challenge = Challenge(year=year, section=section, question=question, due_on=due_on)
    CHALLENGES.check(challenge, by, AuditVerb.ASK)
    if section and section not in SECTION_TITLES:
        raise DomainError("Select a section of the report.")
    if due_on < timezone.localdate():
        raise DomainError("The date for an answer must be today or in the future.")
    return CHALLENGES.ask(challenge, by=by)


def may_answer(user: User) -> bool:
    """Whether somebody answers challenges: the coordinator, and who signs for a safeguarding partner today."""
    if has_permission(user, Permission.BUILD_REPORT):
        return True
    return any(held.part in PARTNERS for held in entitlements(user, timezone.localdate()))


def actions_on(challenge: Challenge, user: User) -> ActionsAbout:
    """What the partnership does about it, as the tracker holds it. Two queries."""
    (found,) = actions_about({str(challenge.pk): str(challenge)}, source=Source.CHALLENGE, kind="challenge", user=user)
    return found


def address_of_challenge(number: str, user: User) -> str:
    """The page of a challenge, for who reads the log."""
    return reverse("reports:challenge-detail", args=[number]) if reads_reports(user) else ""


def challenges_of(year: ReportingYear) -> QuerySet[Challenge]:
    """What is not settled about a year's report, the earliest due date first."""
    return Challenge.objects.unsettled().filter(year=year).select_related("year", "asked_by")
