"""Signatures that wait for a person, and challenges that wait for an answer or for a verdict on it."""

from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from reports.editions.models.edition import Edition
from reports.signing.challenges import may_answer
from reports.signing.models.challenge import Challenge
from reports.signing.progress import waiting_for


def to_do(user: User) -> list[Task]:
    """Five queries at most."""
    return [*(_signature(edition) for edition in waiting_for(user)), *_challenges(user)]


def _signature(edition: Edition) -> Task:
    return Task(
        TaskKind.SIGN,
        str(edition),
        reverse("reports:signature-create", args=[edition.pk]),
        "Read it before you sign",
        since=timezone.localdate(edition.ready_at) if edition.ready_at else None,
    )


def _challenges(user: User) -> list[Task]:
    answers, asks = may_answer(user), has_permission(user, Permission.CHALLENGE)
    if not answers and not asks:
        return []
    rows = Challenge.objects.unsettled().select_related("year", "asked_by")
    return [task for row in rows if (task := _challenge(row, answers=answers, asks=asks)) is not None]


def _challenge(challenge: Challenge, *, answers: bool, asks: bool) -> Task | None:
    link = reverse("reports:challenge-detail", args=[challenge.pk])
    if challenge.answered_at is None and answers:
        return Task(
            TaskKind.ANSWER,
            f"Challenge about the report of {challenge.year}",
            link,
            f"{challenge.asked_by} asks: {challenge.question}",
            since=timezone.localdate(challenge.asked_at),
            due=challenge.due_on,
        )
    if challenge.answered_at is not None and asks:
        return Task(
            TaskKind.DECIDE,
            f"Is the answer enough? Challenge about the report of {challenge.year}",
            link,
            challenge.question,
            since=timezone.localdate(challenge.answered_at),
        )
    return None
