"""Case studies whose consent ends, and what has to be looked at again."""

import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from learning.models import Briefing, CaseStudy
from learning.review_days import due_by, review_day
from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind

# How long before the day it is said.
BEFORE = datetime.timedelta(days=60)


def to_do(user: User) -> list[Task]:
    """What needs a look soon: the stories of the person's organisation, and the briefings that it keeps up to date.

    The coordinator sees every briefing. Two queries.
    """
    until = timezone.localdate() + BEFORE
    return [*_stories(user, until), *_briefings(user, until)]


def _stories(user: User, until: datetime.date) -> list[Task]:
    if not has_permission(user, Permission.WRITE_CASE_STUDY) or user.organisation_id is None:
        return []
    stories = (
        CaseStudy.objects.live()
        .filter(Q(consent__expires_on__lte=until) | Q(review_by__lte=until), organisation=user.organisation_id)
        .select_related("consent")
    )
    return [_task(story, until) for story in stories]


def _briefings(user: User, until: datetime.date) -> list[Task]:
    is_editor = has_permission(user, Permission.WRITE_BRIEFING)
    if not is_editor and (not has_permission(user, Permission.RECORD_USE) or user.organisation_id is None):
        return []
    rows = due_by(until) if is_editor else due_by(until).filter(keeper=user.organisation_id)
    return [_briefing_task(briefing, is_editor=is_editor) for briefing in rows]


def _briefing_task(briefing: Briefing, *, is_editor: bool) -> Task:
    due = review_day(briefing)
    assert due is not None, "it was found by the day"
    link = briefing.get_edit_url() if is_editor else briefing.get_absolute_url()
    what = "Check that the briefing still applies"
    detail = f"{what}. Kept by: {briefing.keeper}" if is_editor else f"{what}, then tell the coordinator"
    return Task(TaskKind.RENEW, briefing.lasting_title(), link, detail, since=due - BEFORE, due=due)


def _task(story: CaseStudy, until: datetime.date) -> Task:
    """What comes first: the end of the consent, or the day on which it is looked at again."""
    link = reverse("learning:case-study-edit", args=[story.pk])
    ends = story.consent.expires_on
    if ends is not None and ends <= until and (story.review_by is None or ends <= story.review_by):
        detail = "Consent ends: get it again, or the case study is hidden"
        return Task(TaskKind.RENEW, story.title, link, detail, since=ends - BEFORE, due=ends)
    assert story.review_by is not None, "it was found by one of the two days"
    detail = "Check that the case study still applies"
    return Task(TaskKind.RENEW, story.title, link, detail, since=story.review_by - BEFORE, due=story.review_by)
