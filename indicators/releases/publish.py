"""From a release that is made to one that is public: at its time, and only while what it rests on still stands."""

from django.db import transaction
from django.utils import timezone

from indicators.releases.checklist.collect import plan_of_release
from indicators.releases.checklist.run import errors, run_checklist
from indicators.releases.corrected import note_corrections
from indicators.releases.models.calendar import PlannedRelease, PlannedReleaseQuerySet
from indicators.releases.models.release import Release
from indicators.releases.notices import tell_release_held
from indicators.releases.protection import newly_exposed, outdated_policies
from indicators.releases.tables import Draft, draft_of, hash_of
from indicators.releases.words_held import hidden_by, told_before
from partnership.authorization import require
from partnership.exceptions import DomainError, WrongState
from partnership.models import User
from partnership.permissions import Permission
from partnership.wording import date_and_time
from publication.at_its_time import Publication
from review.audit import record
from review.audit_verbs import AuditVerb


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
    reasons += [one.sentence for one in told_before(hidden_by(release))]
    return reasons + [
        sentence for finding in errors(run_checklist(plan_of_release(release, draft))) for sentence in finding.sentences
    ]


def _moved_on(draft: Draft) -> list[str]:
    """Which returns of earlier years, printed as history, were withdrawn or approved anew since."""
    return [
        f"{table.family.title}: the return for {used.window.label} has since been withdrawn or approved again."
        for table in draft.tables
        for used, source in zip(table.used, table.sources, strict=True)
        if used not in table.returns and (used.live_revision is None or used.live_revision.sha256 != source["sha256"])
    ]


def _announcement(release: Release) -> PlannedReleaseQuerySet:
    return PlannedRelease.objects.open().filter(orders__release=release)


def _name_in_calendar(release: Release) -> None:
    PlannedRelease.objects.filter(pk__in=_announcement(release).values("pk")).update(release=release)


def _when_public(release: Release) -> None:
    _name_in_calendar(release)
    note_corrections(release)


RELEASES = Publication(
    published=AuditVerb.PUBLISH_RELEASE,
    held=AuditVerb.HOLD_RELEASE_BACK,
    gone="Someone else published or cancelled this release a moment ago.",
    rows=lambda: Release.objects.pending().select_related("year"),
    over=lambda release: f"“{release}” is already {release.status.lower()}.",
    obstacles=reasons_to_hold,
    responsible=lambda release: release.order.ordered_by,
    proof=lambda release: {"hash": release.content_hash},
    tell_held=tell_release_held,
    lock=lambda release: list(_announcement(release).select_for_update(of=("self",))),
    then=_when_public,
)


def publish_release(*, release: Release, by: User) -> Release:
    """Publish a release whose time has come, such as one that was held back. Raises `DomainError` with every reason."""
    require(by, Permission.MAKE_RELEASE)
    with transaction.atomic():
        stored = RELEASES.stored(release)
        if stored.publish_at is not None and stored.publish_at > timezone.now():
            raise WrongState(
                f"“{stored}” is under embargo until {date_and_time(stored.publish_at)}. To publish it earlier, cancel "
                "it and request it again."
            )
        RELEASES.let_nothing_in(stored)
        reasons = reasons_to_hold(stored)
        if reasons:
            raise DomainError(
                " ".join(["It cannot be published as it is:", *reasons, "Cancel it and request it again."])
            )
        RELEASES.publish(stored, by=by, actor=by)
    return stored


def cancel_embargoed_release(*, release: Release, reason: str, by: User) -> Release:
    """Call a release off before it is public. It stays on record, and is never published."""
    require(by, Permission.MAKE_RELEASE)
    reason = reason.strip()
    if not reason:
        raise DomainError("Enter the reason for cancelling the release.")
    with transaction.atomic():
        stored = RELEASES.stored(release)
        RELEASES.change(stored, cancelled_at=timezone.now(), cancelled_by=by, cancel_reason=reason)
        record(verb=AuditVerb.CANCEL_RELEASE, by=by, obj=stored, note=reason)
    return stored
