"""Deleting what is old, unless a legal hold forbids it. A dry run says beforehand what would go."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from bcssp.retention.kinds import KINDS, Kind
from bcssp.retention.models import LegalHold, Retained, RetentionPeriod, RetentionRun
from partnership.authorization import require
from partnership.exceptions import DomainError, WrongState
from partnership.models import Installation, User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb


@dataclass(frozen=True)
class Due:
    """What would be deleted of one kind at this moment."""

    kind: Kind
    days: int
    count: int


def periods() -> dict[Retained, int]:
    """After how many days each kind is deleted."""
    stored = dict(RetentionPeriod.objects.values_list("kind", "days"))
    return {kind.key: stored.get(kind.key, kind.days) for kind in KINDS}


def open_holds() -> list[LegalHold]:
    """The legal holds that are in force, the newest first."""
    return list(LegalHold.objects.filter(ended_at=None).select_related("begun_by"))


def due(now: datetime.datetime | None = None) -> list[Due]:
    """What is old enough to be deleted, whether or not a hold keeps it: the dry run. Deletes nothing."""
    now = now or timezone.now()
    days = periods()
    return [
        Due(kind, days[kind.key], kind.old(now - datetime.timedelta(days=days[kind.key])).count()) for kind in KINDS
    ]


def _alone() -> None:
    """Have whoever begins a hold wait for a deletion that is under way; none begins beside them."""
    list(Installation.objects.select_for_update())


@transaction.atomic
def delete_old(now: datetime.datetime | None = None) -> dict[str, int]:
    """Delete what is old and note how many of each kind; nothing while a hold is in force. Gives what was deleted."""
    _alone()
    if LegalHold.objects.filter(ended_at=None).exists():
        return {}
    now = now or timezone.now()
    days = periods()
    gone = {kind.key.value: kind.clear(kind.old(now - datetime.timedelta(days=days[kind.key]))) for kind in KINDS}
    gone = {key: count for key, count in gone.items() if count}
    if gone:
        run, _ = RetentionRun.objects.select_for_update().get_or_create(
            day=timezone.localdate(now), defaults={"deleted": {}}
        )
        run.deleted = {key: run.deleted.get(key, 0) + gone.get(key, 0) for key in run.deleted | gone}
        run.save(update_fields=["deleted"])
    return gone


@transaction.atomic
def set_periods(*, days: Mapping[Retained, int], by: User) -> bool:
    """Keep after how many days each kind is deleted; says whether anything changed. `DomainError` out of range."""
    require(by, Permission.MANAGE_STRUCTURE)
    before = periods()
    most = {kind.key: kind.most for kind in KINDS}
    for key, count in days.items():
        if not 1 <= count <= most[key]:
            raise DomainError(f"{key.label}: enter a number of days from 1 to {most[key]:,}.")
    changed = {key: count for key, count in days.items() if before[key] != count}
    for key, count in changed.items():
        RetentionPeriod.objects.update_or_create(kind=key, defaults={"days": count})
    if changed:
        record(
            verb=AuditVerb.CHANGE_RETENTION,
            by=by,
            data={key.value: f"{before[key]} → {count}" for key, count in changed.items()},
        )
    return bool(changed)


@transaction.atomic
def begin_hold(*, reason: str, by: User) -> LegalHold:
    """From now on nothing is deleted. Raises `DomainError` without a reason."""
    require(by, Permission.MANAGE_STRUCTURE)
    if not reason.strip():
        raise DomainError("Enter why nothing may be deleted.")
    _alone()
    hold = LegalHold.objects.create(reason=reason.strip(), begun_by=by, begun_at=timezone.now())
    record(verb=AuditVerb.BEGIN_HOLD, by=by, note=hold.reason)
    return hold


@transaction.atomic
def end_hold(*, hold: LegalHold, by: User) -> None:
    """End a hold. What is old is deleted within the hour if it was the last. Raises `WrongState` for one that ended."""
    require(by, Permission.MANAGE_STRUCTURE)
    hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if hold.ended_at is not None:
        raise WrongState("This hold has already ended.")
    hold.ended_by, hold.ended_at = by, timezone.now()
    hold.save(update_fields=["ended_by", "ended_at"])
    record(verb=AuditVerb.END_HOLD, by=by, note=hold.reason)
