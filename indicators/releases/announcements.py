"""The public calendar of releases: announced, moved or called off, each change with a reason that is public."""

import datetime

from django.db import transaction
from django.utils import timezone

from indicators.releases.models.calendar import PlannedRelease, PlannedReleaseChange
from partnership.authorization import require
from partnership.exceptions import DomainError, WrongState
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb
from review.identity import refuse_for_readers


def announce_release(*, title: str, year: ReportingYear, planned_for: datetime.datetime, by: User) -> PlannedRelease:
    """Announce a release in the public calendar. Raises `NotAllowed`, and `DomainError` for a time that has passed."""
    require(by, Permission.MAKE_RELEASE)
    if not title.strip():
        raise DomainError("Enter a title for the release.")
    _check_ahead(planned_for)
    refuse_for_readers(title=title)
    with transaction.atomic():
        planned = PlannedRelease.objects.create(
            title=title.strip(), year=year, planned_for=planned_for, announced_by=by, announced_at=timezone.now()
        )
        record(verb=AuditVerb.ANNOUNCE_RELEASE, by=by, obj=planned, data={"planned_for": planned_for.isoformat()})
    return planned


def change_planned_date(
    *, planned: PlannedRelease, planned_for: datetime.datetime, reason: str, by: User
) -> PlannedRelease:
    """Move an announced release. The reason is public, and stays."""
    _check_ahead(planned_for)
    return _change(planned, planned_for, reason, by, verb=AuditVerb.MOVE_ANNOUNCED_RELEASE)


def cancel_planned_release(*, planned: PlannedRelease, reason: str, by: User) -> PlannedRelease:
    """Call an announced release off. The announcement and the reason stay public."""
    return _change(planned, None, reason, by, verb=AuditVerb.CANCEL_ANNOUNCED_RELEASE)


def _check_ahead(planned_for: datetime.datetime) -> None:
    if planned_for <= timezone.now():
        raise DomainError("The date has passed. Select a time in the future.")


def _change(
    planned: PlannedRelease, planned_for: datetime.datetime | None, reason: str, by: User, *, verb: AuditVerb
) -> PlannedRelease:
    require(by, Permission.MAKE_RELEASE)
    reason = reason.strip()
    if not reason:
        raise DomainError("Enter a reason. It is published next to the date.")
    refuse_for_readers(reason=reason)
    with transaction.atomic():
        stored = PlannedRelease.objects.open().select_for_update(of=("self",)).filter(pk=planned.pk).first()
        if stored is None:
            raise WrongState("This release has already been published or cancelled.")
        if stored.planned_for == planned_for:
            raise DomainError("This is already the announced date.")
        change = PlannedReleaseChange.objects.create(
            planned=stored,
            before=stored.planned_for,
            after=planned_for,
            reason=reason,
            changed_by=by,
            changed_at=timezone.now(),
        )
        PlannedRelease.objects.carry_out(change)
        stored.refresh_from_db()
        data = {"before": change.before.isoformat(), "after": planned_for.isoformat() if planned_for else None}
        record(verb=verb, by=by, obj=stored, note=reason, data=data)
    return stored
