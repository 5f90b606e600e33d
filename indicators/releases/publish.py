"""From a release that is made to one that is public: at its time, and only while what it rests on still stands."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from indicators.releases.checklist.collect import plan_of_release
from indicators.releases.checklist.run import errors, run_checks
from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.order import ReleaseOrder
from indicators.releases.models.release import Release
from indicators.releases.notices import tell_release_held
from indicators.releases.protection import newly_exposed, outdated_policies
from indicators.releases.tables import Draft, draft_of, hash_of
from partnership.authorization import require
from partnership.exceptions import DomainError, StaleRevision, WrongState
from partnership.models import User
from partnership.permissions import Permission
from partnership.wording import date_and_time
from review.audit import record
from review.audit_verbs import AuditVerb

GONE = "Someone else published or cancelled this release a moment ago."


def reasons_to_hold(release: Release) -> list[str]:
    """Why the release must not come out as it was frozen, in sentences; none where it may."""
    draft = draft_of(release)
    reasons = []
    if hash_of(release.year, [table.content for table in draft.tables]) != release.content_hash:
        reasons.append("The saved tables are not the ones in the release (their hash differs).")
    reasons += _moved_on(draft)
    reasons += outdated_policies([table.content for table in draft.tables])
    # Something else may have been published since it was made, and both together may tell more than either.
    reasons += [f"A small number could now be worked out from published figures. {one}" for one in newly_exposed()]
    return reasons + [
        sentence for finding in errors(run_checks(plan_of_release(release, draft))) for sentence in finding.sentences
    ]


def _moved_on(draft: Draft) -> list[str]:
    """Which returns of earlier years, printed as history, were withdrawn or approved anew since."""
    return [
        f"{table.family.title}: the return for {used.window.label} has since been withdrawn or approved again."
        for table in draft.tables
        for used, source in zip(table.used, table.sources, strict=True)
        if used not in table.returns and (used.live_revision is None or used.live_revision.sha256 != source["sha256"])
    ]


def publish_now(release: Release, *, by: User, actor: User | None) -> None:
    """Make the release public, inside the caller's transaction. `by` answers for it, `actor` is who did it."""
    now = timezone.now()
    if Release.objects.filter(pk=release.pk).update(published_at=now, published_by=by) != 1:
        raise StaleRevision(GONE)
    release.published_at, release.published_by = now, by
    order = ReleaseOrder.objects.filter(release=release).first()
    if order is not None and order.planned_id is not None:
        PlannedRelease.objects.open().filter(pk=order.planned_id).update(release=release)
    record(verb=AuditVerb.PUBLISH_RELEASE, by=actor, obj=release, data={"hash": release.content_hash})


def publish_release(*, release: Release, by: User) -> Release:
    """Publish a release whose time has come, such as one that was held back. Raises `DomainError` with every reason."""
    require(by, Permission.MAKE_RELEASE)
    with transaction.atomic():
        stored = _pending(release)
        if stored.publish_at is not None and stored.publish_at > timezone.now():
            raise WrongState(
                f"“{stored}” is under embargo until {date_and_time(stored.publish_at)}. To publish it earlier, cancel "
                "it and request it again."
            )
        reasons = reasons_to_hold(stored)
        if reasons:
            raise DomainError(
                " ".join(["It cannot be published as it is:", *reasons, "Cancel it and request it again."])
            )
        publish_now(stored, by=by, actor=by)
    return stored


def cancel_embargoed_release(*, release: Release, reason: str, by: User) -> Release:
    """Call a release off before it is public. It stays on record, and is never published."""
    require(by, Permission.MAKE_RELEASE)
    reason = reason.strip()
    if not reason:
        raise DomainError("Enter the reason for cancelling the release.")
    with transaction.atomic():
        stored = _pending(release)
        done = Release.objects.filter(pk=stored.pk).update(
            cancelled_at=timezone.now(), cancelled_by=by, cancel_reason=reason
        )
        if done != 1:
            raise StaleRevision(GONE)
        record(verb=AuditVerb.CANCEL_RELEASE, by=by, obj=stored, note=reason)
    stored.refresh_from_db()
    return stored


def publish_due(now: datetime.datetime | None = None) -> int:
    """Publish what is due; hold back what no longer stands, and tell the coordinators. Returns how many came out."""
    out = 0
    for pk in list(Release.objects.due(now or timezone.now()).values_list("pk", flat=True)):
        with transaction.atomic():
            release = _locked(Release.objects.due(now or timezone.now()).filter(pk=pk)).first()
            if release is None:
                continue
            reasons = reasons_to_hold(release)
            if reasons:
                _hold(release, " ".join(reasons))
                continue
            publish_now(release, by=release.order.ordered_by, actor=None)
            out += 1
    return out


def _locked(releases: QuerySet[Release]) -> QuerySet[Release]:
    return releases.select_for_update(of=("self",)).select_related("year")


def _pending(release: Release) -> Release:
    stored = _locked(Release.objects.filter(pk=release.pk)).get()
    if stored.published_at is not None or stored.cancelled_at is not None:
        raise WrongState(f"“{stored}” is already {stored.status.lower()}.")
    return stored


def _hold(release: Release, reason: str) -> None:
    Release.objects.filter(pk=release.pk).update(held_at=timezone.now(), held_reason=reason)
    record(verb=AuditVerb.HOLD_RELEASE_BACK, by=None, obj=release, note=reason)
    tell_release_held(release, reason)
