"""How an edition becomes public: by hand, or by itself at the time that the chair has set."""

import datetime

from django.db import transaction
from django.utils import timezone

from partnership.authorization import has_permission, require
from partnership.exceptions import DomainError, WrongState
from partnership.models import User
from partnership.permissions import Permission
from partnership.wording import date_and_time
from publication.at_its_time import Publication
from reports.editions.failpoints import point
from reports.editions.models.edition import Edition, EditionState
from reports.editions.notices import tell_held
from reports.publishing.preconditions import blockers
from review.audit import record
from review.audit_verbs import AuditVerb


def _obstacles_on_time(edition: Edition) -> list[str]:
    """Why it must not come out by itself, in sentences."""
    person = edition.scheduled_by
    reasons = [obstacle.sentence for obstacle in blockers(edition)]
    if person is None or not person.is_active or not has_permission(person, Permission.PUBLISH_REPORT):
        reasons.append(f"{person} scheduled it but no longer has permission to publish reports.")
    return reasons


def _who_scheduled(edition: Edition) -> User:
    assert edition.scheduled_by is not None, "a time is stored with who set it"
    return edition.scheduled_by


EDITIONS = Publication(
    published=AuditVerb.PUBLISH_REPORT,
    held=AuditVerb.HOLD_REPORT_BACK,
    gone="Someone else published this edition a moment ago.",
    rows=lambda: Edition.objects.filter(state=EditionState.READY).select_related("year", "scheduled_by"),
    over=lambda edition: (
        f"This edition is “{edition.get_state_display()}”. You can only publish an edition that is ready."
    ),
    obstacles=_obstacles_on_time,
    responsible=_who_scheduled,
    proof=lambda edition: {"sha256": edition.sha256},
    tell_held=tell_held,
    changes={"state": EditionState.PUBLISHED},
)


def publish_edition(*, edition: Edition, by: User) -> Edition:
    """Make a ready edition public now.

    One transaction, in which all of `reports.publishing.preconditions` have to hold once more. Raises `WrongState` for
    one whose time is set and lies ahead: those who read its preview were told that time.
    """
    require(by, Permission.PUBLISH_REPORT)
    with transaction.atomic():
        stored = EDITIONS.stored(edition)
        if stored.publish_at is not None and stored.publish_at > timezone.now():
            raise WrongState(
                f"This edition is scheduled to publish automatically on {date_and_time(stored.publish_at)}. To publish "
                "it earlier, cancel the schedule first."
            )
        EDITIONS.let_nothing_in(stored)
        found = blockers(stored)
        if found:
            raise DomainError(" ".join(obstacle.sentence for obstacle in found))
        point("publish-checked")
        EDITIONS.publish(stored, by=by, actor=by)
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
        stored = EDITIONS.stored(edition)
        before = stored.publish_at
        EDITIONS.change(stored, publish_at=publish_at, scheduled_by=by, held_at=None, held_reason="")
        data = {"publish_at": publish_at.isoformat(), "before": before.isoformat() if before else None}
        record(verb=AuditVerb.SCHEDULE_REPORT, by=by, obj=stored, data=data)
    return stored


def unschedule_edition(*, edition: Edition, by: User) -> Edition:
    """Take the time back: the edition waits for the chair again."""
    require(by, Permission.PUBLISH_REPORT)
    with transaction.atomic():
        stored = EDITIONS.stored(edition)
        if stored.publish_at is None:
            raise WrongState("This edition is not scheduled.")
        data = {"before": stored.publish_at.isoformat()}
        EDITIONS.change(stored, publish_at=None, scheduled_by=None, held_at=None, held_reason="")
        record(verb=AuditVerb.CANCEL_SCHEDULE_OF_REPORT, by=by, obj=stored, data=data)
    return stored
