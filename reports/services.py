"""Asking for a report, and publishing it."""

import functools

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.db.models.functions import Now
from django.utils import timezone

from partnership.authorization import require
from partnership.exceptions import DomainError, StaleRevision, WrongState
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from reports.faults import point
from reports.models import Edition, EditionState
from reports.models.edition import UNDER_WAY
from reports.publication import obstacles
from reports.queries import unfinished
from reports.steps import how_far, write_steps
from reports.tasks import queue_due
from review.audit import record

LATER = (
    "The queue does not answer just now. The report is noted and will be built as soon as the queue is back: "
    "you need not ask again."
)


def begin_edition(*, year: ReportingYear, by: User | None) -> Edition:
    """Note an edition that is to be built. `by` None is for the command line, where an operator acts.

    Raises `NotAllowed`, or `DomainError` saying who asked for the one that is under way and how far it is.
    """
    if by is not None:
        require(by, Permission.BUILD_REPORT)
    running = unfinished(year)
    if running is not None:
        raise DomainError(_under_way(running))
    number = (Edition.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            edition = Edition.objects.create(year=year, number=number, requested_by=by, requested_at=Now())
            edition.refresh_from_db()
            write_steps(edition)
            record(verb="ask for report", by=by, obj=edition)
            point("ask-before-commit")
        point("ask-after-commit")
    except IntegrityError as error:
        if not Edition.objects.filter(year=year).filter(Q(number=number) | Q(state__in=UNDER_WAY)).exists():
            raise
        raise DomainError(
            f"Somebody asked for the report of {year} a moment ago. Open it to see how far it is."
        ) from error
    return edition


def request_build(*, year: ReportingYear, by: User) -> tuple[Edition, bool]:
    """Note an edition and queue it once it is committed. The second value says whether the queue took it.

    Inside a transaction of the caller's the queue is asked later, and the answer here is True.
    """
    edition = begin_edition(year=year, by=by)
    answer = [True]
    transaction.on_commit(functools.partial(_queue, edition.pk, answer))
    return edition, answer[0]


def _queue(edition_id: int, answer: list[bool]) -> None:
    """Give the broker the hint. Without it the sweeper finds the edition when the broker is back."""
    answer[0] = queue_due(edition_id)


def publish_edition(*, edition: Edition, by: User) -> Edition:
    """Make a ready edition public.

    One transaction, in which every check of `reports.publication` has to hold once more.
    """
    require(by, Permission.PUBLISH_REPORT)
    stored = Edition.objects.select_related("year").get(pk=edition.pk)
    if stored.state != EditionState.READY:
        raise WrongState(f"This edition is “{stored.get_state_display()}”: only a ready one can be published.")
    with transaction.atomic():
        found = obstacles(stored)
        if found:
            raise DomainError(" ".join(obstacle.sentence for obstacle in found))
        now = timezone.now()
        done = Edition.objects.filter(pk=stored.pk, state=EditionState.READY).update(
            state=EditionState.PUBLISHED, published_by=by, published_at=now
        )
        if done != 1:
            raise StaleRevision("Somebody else published this edition a moment ago.")
        record(verb="publish report", by=by, obj=stored, data={"sha256": stored.sha256})
    stored.refresh_from_db()
    return stored


def _under_way(edition: Edition) -> str:
    far = how_far(edition)
    who = f"{edition.requested_by}" if edition.requested_by else "An operator"
    return (
        f"{who} asked for the report of {edition.year} on {timezone.localtime(edition.requested_at):%-d %B at %H:%M}, "
        f"and it is under way: {far.done} of {far.total} steps are done ({far.label}). Wait until it has ended."
    )
