"""Ordering a release: the checklist is read, its warnings are accepted, and the worker builds it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.releases.build import build_release
from indicators.releases.checklist.collect import plan_of_order
from indicators.releases.checklist.plan import ChecklistFinding
from indicators.releases.checklist.run import errors, not_accepted, run_checklist, warnings
from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.order import ReleaseOrder
from indicators.releases.models.release import Release
from indicators.releases.publish import cancel_embargoed_release, publish_release
from indicators.releases.tables import make_draft, preview
from indicators.releases.tasks import build_release_task
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from publication.queue import hint, once_committed
from review.audit import record
from review.audit_verbs import AuditVerb
from review.identity import refuse_for_readers

__all__ = [
    "LATER",
    "ReleaseRequest",
    "cancel_embargoed_release",
    "make_release",
    "order_release",
    "preview",
    "publish_release",
]

LATER = (
    "The build queue is not available at the moment. We have saved your request and will build the release "
    "when the queue is back. You do not need to request it again."
)


@dataclass(frozen=True)
class ReleaseRequest:
    """What is asked for: the year, its title, why figures changed, and when it is to come out (None: at once)."""

    year: ReportingYear
    title: str
    note: str = ""
    publish_at: datetime.datetime | None = None
    planned: PlannedRelease | None = None

    def findings(self) -> list[ChecklistFinding]:
        """What stands against it, and what has to be accepted. Reads, never writes."""
        plan = plan_of_order(
            make_draft(self.year), title=self.title, note=self.note, publish_at=self.publish_at, planned=self.planned
        )
        return run_checklist(plan)


def order_release(
    *,
    year: ReportingYear,
    title: str,
    note: str,
    publish_at: datetime.datetime | None,
    accepted: Collection[str],
    by: User,
    planned: PlannedRelease | None = None,
) -> tuple[ReleaseOrder, bool]:
    """Order a release, queued once it is committed. The second value says whether the queue took it.

    `accepted` holds the keys of the warnings that the coordinator ticked. Raises `NotAllowed`, and `DomainError` with
    every error of the checklist, with the warnings that were not accepted, where title or note tell who somebody is, or
    where one is being built already.
    Inside a transaction of the caller's the queue is asked later, and the answer here is True.
    """
    require(by, Permission.MAKE_RELEASE)
    wanted = ReleaseRequest(year, title, note, publish_at, planned)
    order = _order(wanted, wanted.findings(), accepted, by)
    return order, once_committed(lambda: hint(build_release_task, [order.pk]))


def make_release(*, year: ReportingYear, title: str, by: User, note: str = "") -> Release:
    """Order a release, accept its warnings, build it here and publish it at once: for the command line.

    Raises `NotAllowed`, and `DomainError` with every reason that stands against it.
    """
    require(by, Permission.MAKE_RELEASE)
    wanted = ReleaseRequest(year, title, note)
    found = wanted.findings()
    built = build_release(_order(wanted, found, [finding.key for finding in found], by).pk)
    if built.release is None:
        raise DomainError(built.problem)
    return built.release


def _order(wanted: ReleaseRequest, found: list[ChecklistFinding], accepted: Collection[str], by: User) -> ReleaseOrder:
    stops = errors(found)
    if stops:
        raise DomainError(" ".join(sentence for finding in stops for sentence in finding.sentences))
    refuse_for_readers(title=wanted.title, note=wanted.note)
    left = not_accepted(found, accepted)
    if left:
        titles = "; ".join(f"“{finding.title}”" for finding in left)
        raise DomainError(f"Read these warnings and tick them, or fix the problems: {titles}.")
    try:
        with transaction.atomic():
            order = ReleaseOrder.objects.create(
                year=wanted.year,
                title=wanted.title.strip(),
                note=wanted.note.strip(),
                publish_at=wanted.publish_at,
                planned=wanted.planned,
                warnings=[finding.as_content() for finding in warnings(found)],
                ordered_by=by,
                ordered_at=timezone.now(),
            )
            record(verb=AuditVerb.ORDER_RELEASE, by=by, obj=order, note=order.note, data={"warnings": order.warnings})
    except IntegrityError as error:
        if not ReleaseOrder.objects.under_way().filter(year=wanted.year).exists():
            raise
        raise DomainError(f"A release for {wanted.year} is already being built. Wait until it has finished.") from error
    return order
