"""The challenge log: who stands outside the agencies asks, the partnership answers, and who asked decides."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission, require
from partnership.days import day
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from partnership.wording import absolute
from reports.document.sections import SECTIONS
from reports.signing.models.challenge import Challenge, ChallengeAnswer, ChallengeState
from reports.signing.models.signature import PARTNERS
from reports.signing.seats import entitlements
from review.audit import record
from review.audit_verbs import AuditVerb
from review.notifications import enqueue, notify_roles

SECTION_TITLES = {maker.key: maker.title for maker in SECTIONS}


@transaction.atomic
def raise_challenge(*, year: ReportingYear, section: str, question: str, due_on: datetime.date, by: User) -> Challenge:
    """Ask something about the report of a year; `section` is a section's key, or empty for the whole of it."""
    require(by, Permission.CHALLENGE)
    if section and section not in SECTION_TITLES:
        raise DomainError("Select a section of the report.")
    if due_on < timezone.localdate():
        raise DomainError("The date for an answer must be today or in the future.")
    challenge = Challenge.objects.create(
        year=year, section=section, question=question, due_on=due_on, raised_by=by, raised_at=timezone.now()
    )
    record(verb=AuditVerb.RAISE_CHALLENGE, by=by, obj=challenge, note=question, data={"due_on": due_on.isoformat()})
    notify_roles(
        "coordinator",
        key=f"challenge:{challenge.pk}",
        subject=f"A challenge on the report of {year}",
        body=(
            f"{by} has raised a challenge and needs an answer by {day(due_on)}:\n\n{question}\n\nAnswer it: "
            f"{_address(challenge)}\n"
        ),
    )
    return challenge


@transaction.atomic
def answer_challenge(*, challenge: Challenge, text: str, by: User) -> ChallengeAnswer:
    """Answer a challenge that is not closed. A later answer adds to the earlier ones."""
    if not may_answer(by):
        raise NotAllowed("Only the coordinator and those who sign for a safeguarding partner can answer challenges.")
    _move(challenge, [ChallengeState.OPEN, ChallengeState.ANSWERED], ChallengeState.ANSWERED)
    answer = ChallengeAnswer.objects.create(challenge=challenge, text=text, answered_by=by, answered_at=timezone.now())
    record(verb=AuditVerb.ANSWER_CHALLENGE, by=by, obj=challenge, note=text)
    enqueue(
        challenge.raised_by,
        key=f"challenge:{challenge.pk}:answer:{answer.pk}",
        subject=f"Your challenge on the report of {challenge.year} has been answered",
        body=f"{by} answered:\n\n{text}\n\nIf you are satisfied, close the challenge: {_address(challenge)}\n",
    )
    return answer


@transaction.atomic
def close_challenge(*, challenge: Challenge, by: User) -> Challenge:
    """Close a challenge whose answer is enough. Only who may raise challenges closes them."""
    require(by, Permission.CHALLENGE)
    _move(challenge, [ChallengeState.ANSWERED], ChallengeState.CLOSED, closed_by=by, closed_at=timezone.now())
    record(verb=AuditVerb.CLOSE_CHALLENGE, by=by, obj=challenge)
    return challenge


def may_answer(user: User) -> bool:
    """Whether somebody answers challenges: the coordinator, and who signs for a safeguarding partner today."""
    if has_permission(user, Permission.BUILD_REPORT):
        return True
    return any(held.part in PARTNERS for held in entitlements(user, timezone.localdate()))


def challenges_of(year: ReportingYear) -> QuerySet[Challenge]:
    """What is not settled about a year's report, the earliest due date first."""
    return Challenge.objects.unsettled().filter(year=year).select_related("year", "raised_by")


def _move(challenge: Challenge, sources: list[ChallengeState], target: ChallengeState, **changes: object) -> None:
    done = Challenge.objects.filter(pk=challenge.pk, state__in=sources).update(state=target, **changes)
    if not done:
        raise WrongState(
            "This challenge is closed. Raise a new one."
            if target == ChallengeState.ANSWERED
            else "You can only close a challenge that has been answered."
        )
    challenge.refresh_from_db()


def _address(challenge: Challenge) -> str:
    return absolute(reverse("reports:challenge-detail", args=[challenge.pk]))
