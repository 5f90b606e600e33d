"""Reports that are signed and not published, that failed or were held back, and those that nobody can read any more."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from reports.editions.models.edition import Edition, EditionState
from reports.editions.stories import untellable
from reports.signing.models.signature import SigningPart


def to_do(user: User) -> list[Task]:
    """For the chair and for who builds reports. Five queries at most."""
    publishes, builds = has_permission(user, Permission.PUBLISH_REPORT), has_permission(user, Permission.BUILD_REPORT)
    if not publishes and not builds:
        return []
    rows = Edition.objects.select_related("year").defer("frozen").prefetch_related("signatures")
    newest = _newest_of_each_year(rows.order_by("number"))
    hidden = untellable(edition for edition in newest if edition.state == EditionState.PUBLISHED)
    found = [_task(edition, is_hidden=edition.pk in hidden, publishes=publishes, builds=builds) for edition in newest]
    return [task for task in found if task is not None]


def _newest_of_each_year(editions: Iterable[Edition]) -> list[Edition]:
    """The last one that is given of each year."""
    return list({edition.year_id: edition for edition in editions}.values())


def _task(edition: Edition, *, is_hidden: bool, publishes: bool, builds: bool) -> Task | None:
    """What the newest edition of a year asks of this person."""
    if edition.taken_down_at is not None:
        since = timezone.localdate(edition.taken_down_at)
        detail = "Taken down, so this year has no report. Build a new edition"
        return _wrong(edition, detail, since, edition.taken_down_reason)
    if is_hidden:
        detail = "Consent for a case study ended, so this year has no report. Build it without the case study"
        return _wrong(edition, detail, None, "")
    if edition.state == EditionState.FAILED and builds:
        return _wrong(edition, "Could not be built", timezone.localdate(edition.requested_at), edition.failure)
    return _ready(edition, publishes=publishes, builds=builds) if edition.state == EditionState.READY else None


def _wrong(edition: Edition, detail: str, since: datetime.date | None, reason: str) -> Task:
    link = reverse("admin:report-edition", args=[edition.pk])
    return Task(TaskKind.PUT_RIGHT, str(edition), link, detail, since=since, reason=reason)


def _ready(edition: Edition, *, publishes: bool, builds: bool) -> Task | None:
    """What is left of the way from a finished edition to a published one."""
    if edition.held_at is not None:
        since = timezone.localdate(edition.held_at)
        return _wrong(edition, "Publication was stopped at its time", since, edition.held_reason)
    signatures = list(edition.signatures.all())
    if publishes and edition.publish_at is None and {one.part for one in signatures} == set(SigningPart.values):
        since = timezone.localdate(max(one.signed_at for one in signatures))
        link = reverse("admin:report-edition", args=[edition.pk])
        return Task(TaskKind.PUBLISH, str(edition), link, "Signed by everyone", since=since)
    if builds and not signatures and edition.ready_at is not None:
        since = timezone.localdate(edition.ready_at)
        link = reverse("reports:signing-detail", args=[edition.pk])
        return Task(TaskKind.SIGN, f"Ask for signatures: {edition}", link, "Ready, not signed yet", since=since)
    return None
