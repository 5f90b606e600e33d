"""Indicators that a person began to write, and definitions that have to be reviewed."""

import datetime

from django.urls import reverse
from django.utils import timezone

from indicators.catalogue.models import IndicatorDraft, IndicatorVersion
from indicators.definitions.families import Family
from indicators.rounds.asked import asked_now
from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind

# How long before the day of its review it is said.
BEFORE = datetime.timedelta(days=60)


def to_do(user: User) -> list[Task]:
    """For who writes definitions: their own drafts, and the indicators that returns ask for whose review is near.

    A change that is being written or waits for agreement is a review already. Three queries at most.
    """
    if not has_permission(user, Permission.MANAGE_RETURNS):
        return []
    drafts = list(IndicatorDraft.objects.filter(person=user))
    begun = {draft.family_slug for draft in drafts}
    today = timezone.localdate()
    near = [
        family
        for family in asked_now()
        if family.in_effect(today) and family.next_review <= today + BEFORE and family.slug not in begun
    ]
    if near:
        proposed = set(IndicatorVersion.objects.waiting().values_list("family_slug", flat=True))
        near = [family for family in near if family.slug not in proposed]
    return [*(_draft(one) for one in drafts), *(_review(one) for one in near)]


def _draft(draft: IndicatorDraft) -> Task:
    link = reverse("indicators:definition-check", args=[draft.pk])
    detail = "Indicator, draft" if draft.is_new else "Change to an indicator, draft"
    return Task(TaskKind.WRITE, str(draft), link, detail, since=timezone.localdate(draft.saved_at))


def _review(family: Family) -> Task:
    day = family.next_review
    link = reverse("indicators:definition-detail", args=[family.slug])
    detail = "Check that the definition still applies, and say when it is reviewed next"
    return Task(TaskKind.RENEW, family.title, link, detail, since=day - BEFORE, due=day)
