"""How an edition becomes public: by hand, or by itself at the time that the chair has set."""

import datetime
import logging

from django.db import InterfaceError, OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission, require
from partnership.exceptions import DomainError, StaleRevision, WrongState
from partnership.models import User
from partnership.permissions import Permission
from partnership.wording import absolute, date_and_time
from reports.editions.failpoints import point
from reports.editions.models.edition import Edition, EditionState
from reports.publishing.checks import blockers
from reports.readiness.audit_lock import lock_audit_chain
from review.audit import record
from review.audit_verbs import AuditVerb
from review.notifications import notify_roles

logger = logging.getLogger(__name__)

UNFORESEEN = "There was an unexpected error during the checks. Check the worker's log."
# For so long after its time an edition is tried again each minute, though the database reports errors.
PATIENCE = datetime.timedelta(hours=1)
DATABASE_FAILS = (
    "Its publication time passed an hour or more ago, and the database reports an error on each attempt. Check the "
    "worker's log."
)


def publish_edition(*, edition: Edition, by: User) -> Edition:
    """Make a ready edition public now.

    One transaction, in which every check of `reports.publishing.checks` has to hold once more. Raises `WrongState` for
    one whose time is set and lies ahead: those who read its preview were told that time.
    """
    require(by, Permission.PUBLISH_REPORT)
    with transaction.atomic():
        stored = _held(edition)
        if stored.publish_at is not None and stored.publish_at > timezone.now():
            raise WrongState(
                f"This edition is scheduled to publish automatically on {date_and_time(stored.publish_at)}. To publish "
                "it earlier, cancel the schedule first."
            )
        lock_audit_chain()
        found = blockers(stored)
        if found:
            raise DomainError(" ".join(obstacle.sentence for obstacle in found))
        point("publish-checked")
        _publish(stored, by=by, actor=by)
        point("publish-before-commit")
    point("publish-after-commit")
    stored.refresh_from_db()
    return stored


def schedule_edition(*, edition: Edition, publish_at: datetime.datetime, by: User) -> Edition:
    """Set the time at which a ready edition comes out by itself; another time takes the place of the first.

    Whether it may come out is checked at that time, for what it rests on may change until then.
    """
    require(by, Permission.PUBLISH_REPORT)
    if publish_at <= timezone.now():
        raise DomainError("This time has passed. Enter a future time, or publish the edition now.")
    with transaction.atomic():
        stored = _held(edition)
        before = stored.publish_at
        _change(stored, publish_at=publish_at, scheduled_by=by, held_at=None, held_reason="")
        data = {"publish_at": publish_at.isoformat(), "before": before.isoformat() if before else None}
        record(verb=AuditVerb.SCHEDULE_REPORT, by=by, obj=stored, data=data)
    return stored


def unschedule_edition(*, edition: Edition, by: User) -> Edition:
    """Take the time back: the edition waits for the chair again."""
    require(by, Permission.PUBLISH_REPORT)
    with transaction.atomic():
        stored = _held(edition)
        if stored.publish_at is None:
            raise WrongState("This edition is not scheduled.")
        data = {"before": stored.publish_at.isoformat()}
        _change(stored, publish_at=None, scheduled_by=None, held_at=None, held_reason="")
        record(verb=AuditVerb.CANCEL_SCHEDULE_OF_REPORT, by=by, obj=stored, data=data)
    return stored


def publish_due(now: datetime.datetime | None = None) -> int:
    """Publish what is due. What may not come out is held back, with the reason, and the chair and the coordinators are
    told once; the chair mends it and sets another time. Returns how many came out.

    While the database is away nothing is held back. Where it is there and reports errors, an edition is once it is
    overdue by `PATIENCE`.
    """
    moment_now = now or timezone.now()
    due = Edition.objects.due(moment_now).order_by("publish_at", "number")
    times = [(pk, at) for pk, at in due.values_list("pk", "publish_at") if at is not None]
    return sum(_publish_or_hold(pk, at, moment_now) for pk, at in times)


def _publish_or_hold(pk: int, publish_at: datetime.datetime, now: datetime.datetime) -> int:
    """1 where it came out; 0 where it was held back, somebody else had it first, or the database fails."""
    try:
        with transaction.atomic():
            edition = _locked(pk, now)
            if edition is None:
                return 0
            lock_audit_chain()
            reasons = _reasons_to_hold(edition)
            if reasons:
                _hold(edition, " ".join(reasons))
                return 0
            assert edition.scheduled_by is not None, "a time is stored with who set it"
            _publish(edition, by=edition.scheduled_by, actor=None)
            return 1
    except (OperationalError, InterfaceError):
        # A database that is away for a moment is no reason to hold a report back: the next beat tries again.
        logger.warning("Edition %s could not be published on time: the database failed", pk, exc_info=True)
        if now - publish_at >= PATIENCE and connection.is_usable():
            _try_to_hold(pk, now, DATABASE_FAILS)
        return 0
    except Exception:
        # Else every later edition would wait behind this one, and nobody would hear why.
        logger.exception("Edition %s could not be published on time", pk)
        _try_to_hold(pk, now, UNFORESEEN)
        return 0


def _try_to_hold(pk: int, now: datetime.datetime, reason: str) -> None:
    """Hold it back, unless somebody else had it first. A database that takes nothing keeps no other edition waiting."""
    try:
        with transaction.atomic():
            edition = _locked(pk, now)
            if edition is not None:
                _hold(edition, reason)
    except (OperationalError, InterfaceError):
        logger.exception("Publication of edition %s could not be stopped", pk)


def _reasons_to_hold(edition: Edition) -> list[str]:
    """Why it must not come out now, in sentences."""
    person = edition.scheduled_by
    reasons = [obstacle.sentence for obstacle in blockers(edition)]
    if person is None or not person.is_active or not has_permission(person, Permission.PUBLISH_REPORT):
        reasons.append(f"{person} scheduled it but no longer has permission to publish reports.")
    return reasons


def _locked(pk: int, now: datetime.datetime) -> Edition | None:
    due = Edition.objects.due(now).filter(pk=pk)
    return due.select_for_update(of=("self",)).select_related("year", "scheduled_by").first()


def _held(edition: Edition) -> Edition:
    """The edition as it is stored, locked, if it can still be published."""
    editions = Edition.objects.select_for_update(of=("self",)).select_related("year")
    stored = editions.get(pk=edition.pk)
    if stored.state != EditionState.READY:
        raise WrongState(
            f"This edition is “{stored.get_state_display()}”. You can only publish an edition that is ready."
        )
    return stored


def _change(edition: Edition, **changes: object) -> None:
    if Edition.objects.filter(pk=edition.pk, state=EditionState.READY).update(**changes) != 1:
        raise StaleRevision("Someone else published this edition a moment ago.")
    for name, value in changes.items():
        setattr(edition, name, value)


def _publish(edition: Edition, *, by: User, actor: User | None) -> None:
    """Make it public inside the caller's transaction. `by` answers for it; `actor` None is the portal at its time."""
    _change(edition, state=EditionState.PUBLISHED, published_by=by, published_at=timezone.now())
    record(verb=AuditVerb.PUBLISH_REPORT, by=actor, obj=edition, data={"sha256": edition.sha256})


def _hold(edition: Edition, reason: str) -> None:
    _change(edition, held_at=timezone.now(), held_reason=reason)
    record(verb=AuditVerb.HOLD_REPORT_BACK, by=None, obj=edition, note=reason)
    address = absolute(reverse("admin:report-edition", args=[edition.pk]))
    at = edition.publish_at.isoformat() if edition.publish_at else ""
    notify_roles(
        "chair",
        "coordinator",
        key=f"report held:{edition.pk}:{at}",
        subject=f"Publication stopped: {edition}",
        body=(
            f"{edition} was due to be published now. It was not published:\n\n{reason}\n\nFix the problem or build "
            f"the report again. The chair can then schedule another time: {address}\n"
        ),
    )
