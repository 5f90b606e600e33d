"""Previews for named readers: granted, opened, revoked. They end when the edition, or a newer one, is public."""

import datetime
import secrets
from dataclasses import dataclass
from enum import Enum

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partnership.authorization import require
from partnership.exceptions import DomainError, WrongState
from partnership.models import User
from partnership.permissions import Permission
from partnership.wording import date_and_time
from reports.content.freeze import digest
from reports.distribution.models.preview import Preview, PreviewOpening
from reports.editions.corrections import newer_is_public
from reports.editions.models.edition import Edition, EditionState
from reports.editions.queries import holds_hidden_story
from review.audit import record
from review.audit_verbs import AuditVerb

# So long that nobody finds one by trying: 256 bits.
TOKEN_BYTES = 32


class AccessState(Enum):
    """What a link of a preview leads to."""

    OPEN = "open"
    PUBLIC = "public"
    EARLY = "early"
    ENDED = "ended"
    TAKEN_DOWN = "taken down"


@dataclass(frozen=True)
class Found:
    """A preview, and what its link leads to now."""

    preview: Preview
    access: AccessState


def grant_preview(
    *,
    edition: Edition,
    reader: str,
    email: str,
    reason: str,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    by: User,
) -> tuple[Preview, str]:
    """Let a named reader see a ready edition. The second value is the token of the link: it is kept nowhere, so it is
    shown once, and whoever loses it is granted another.
    """
    require(by, Permission.HAND_ON_REPORT)
    if ends_at <= starts_at or ends_at <= timezone.now():
        raise DomainError("The end of the preview must be after its start, and in the future.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        stored = Edition.objects.select_for_update(of=("self",)).select_related("year").get(pk=edition.pk)
        if stored.state != EditionState.READY:
            raise WrongState(
                f"This edition is “{stored.get_state_display()}”. You can only preview an edition that is ready."
            )
        if holds_hidden_story(stored):
            raise DomainError("It includes a case study without current consent. Build the report again first.")
        granted = stored.previews.filter(revoked_at__isnull=True, ends_at__gt=timezone.now(), email__iexact=email)
        if granted.exists():
            raise DomainError(
                f"{email} already has a preview of this edition. Revoke it before you create another link."
            )
        preview = Preview.objects.create(
            edition=stored,
            reader=reader.strip(),
            email=email.strip(),
            reason=reason.strip(),
            starts_at=starts_at,
            ends_at=ends_at,
            token_sha256=digest(token),
            granted_by=by,
            granted_at=timezone.now(),
        )
        data = {"reader": preview.reader, "from": starts_at.isoformat(), "until": ends_at.isoformat()}
        record(verb=AuditVerb.GRANT_PREVIEW_OF_REPORT, by=by, obj=stored, note=preview.reason, data=data)
    return preview, token


def revoke_preview(*, preview: Preview, by: User) -> Preview:
    """End a preview at once."""
    require(by, Permission.HAND_ON_REPORT)
    with transaction.atomic():
        done = Preview.objects.filter(pk=preview.pk, revoked_at__isnull=True).update(
            revoked_by=by, revoked_at=timezone.now()
        )
        if done != 1:
            raise WrongState("This preview has already been revoked.")
        record(verb=AuditVerb.REVOKE_PREVIEW_OF_REPORT, by=by, obj=preview.edition, data={"reader": preview.reader})
    preview.refresh_from_db()
    return preview


def find_preview(token: str) -> Found | None:
    """The preview of a link, and what it leads to; None for a link that never was."""
    previews = Preview.objects.filter(token_sha256=digest(token)).select_related("edition__year")
    preview = previews.first()
    return None if preview is None else Found(preview, access_states(preview.edition, [preview])[0])


def access_states(edition: Edition, previews: list[Preview]) -> list[AccessState]:
    """What the link of each preview of the edition leads to now. A constant number of queries."""
    now = timezone.now()
    is_replaced, is_dark = newer_is_public(edition), holds_hidden_story(edition)

    def state(preview: Preview) -> AccessState:
        # What is public is public: also for a reader whose preview was revoked.
        if edition.state == EditionState.PUBLISHED:
            return AccessState.PUBLIC
        if preview.revoked_at is not None or preview.ends_at <= now or is_replaced:
            return AccessState.ENDED
        if preview.starts_at > now:
            return AccessState.EARLY
        return AccessState.TAKEN_DOWN if is_dark else AccessState.OPEN

    return [state(preview) for preview in previews]


def note_opening(preview: Preview, what: str) -> None:
    """Write down that the reader opened the page or the file, and when. Nothing else of the reader is known or kept."""
    PreviewOpening.objects.create(preview=preview, opened_at=timezone.now(), what=what)


def old_previews(before: datetime.datetime) -> QuerySet[Preview]:
    """Those that had ended before that moment: readers' names and addresses, and when they looked."""
    return Preview.objects.filter(ends_at__lt=before)


def embargo_of(edition: Edition) -> str:
    """“Embargoed until 30 June 2023 at 09:30”, or until it is published where no time is set."""
    until = date_and_time(edition.publish_at) if edition.publish_at else "it is published"
    return f"Embargoed until {until}"
