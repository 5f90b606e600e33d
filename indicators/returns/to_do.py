"""Questions about figures: what a partner has still to answer, and what its asker has still to read."""

from django.db.models import Q
from django.utils import timezone

from indicators.returns.models.question import FollowUp
from indicators.returns.question_queries import questions_url
from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind


def to_do(user: User) -> list[Task]:
    """One query: the questions that are put to the person's organisation, and those that the person has asked."""
    mine = Q(asked_by=user, answered_at__isnull=False)
    if has_permission(user, Permission.SUBMIT_FIGURES) and user.organisation_id is not None:
        mine |= Q(submission__organisation=user.organisation_id, answered_at__isnull=True)
    rows = FollowUp.objects.open().filter(mine).select_related("submission__organisation", "asked_by", "answered_by")
    return [_task(one) for one in rows.order_by("asked_at", "pk")]


def _task(question: FollowUp) -> Task:
    submission = question.submission
    title = submission.title_for_review()
    if question.answered_at is None:
        detail = f"{question.asked_by} asks: {question.question}"
        # The place of its own in the form, so that each question is a task.
        link = f"{submission.get_edit_url()}#answer_{question.pk}"
        return Task(TaskKind.ANSWER, title, link, detail, since=timezone.localdate(question.asked_at))
    detail = f"{question.answered_by} answered your question: {question.question}"
    link = f"{questions_url(submission)}?question={question.pk}"
    return Task(
        TaskKind.DECIDE, f"Read the answer: {title}", link, detail, since=timezone.localdate(question.answered_at)
    )
