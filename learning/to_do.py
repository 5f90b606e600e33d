"""Case studies whose consent ends, or that have to be looked at again."""

import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from learning.models import CaseStudy
from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind

# How long before the day it is said.
BEFORE = datetime.timedelta(days=60)


def to_do(user: User) -> list[Task]:
    """Published stories of the person's organisation that need a look soon. One query."""
    if not has_permission(user, Permission.WRITE_CASE_STUDY) or user.organisation_id is None:
        return []
    until = timezone.localdate() + BEFORE
    stories = (
        CaseStudy.objects.live()
        .filter(Q(consent__expires_on__lte=until) | Q(review_by__lte=until), organisation=user.organisation_id)
        .select_related("consent")
    )
    return [_task(story, until) for story in stories]


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
