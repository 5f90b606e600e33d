"""Handing a published edition on: sent to those whom the law names, laid before meetings. Each written down once."""

import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.authorization import require
from partnership.exceptions import DomainError, WrongState
from partnership.models import User
from partnership.permissions import Permission
from partnership.wording import absolute
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.recipient import Presentation, Recipient, Way
from reports.editions.queries import is_hidden
from reports.editions.recipient_roles import OTHER, ROLES_BY_KEY
from review.audit import record
from review.audit_verbs import AuditVerb
from review.models import Notification
from review.notifications import enqueue_to_address


def record_sent(
    *, edition: Edition, role: str, how: str, sent_on: datetime.date, by: User, name: str = ""
) -> Recipient:
    """Write down that somebody sent the edition, by e-mail, by post or through another portal.

    Raises `DomainError` for an edition that is not public, a day before its publication or ahead, or a reader who was
    sent it already.
    """
    stored = _published(edition, by)
    _check_day(stored, sent_on, "It cannot have been sent")
    with transaction.atomic():
        return _keep(stored, by, role=role, name=name, how=how, sent_on=sent_on)


def send_by_email(*, edition: Edition, role: str, address: str, by: User, name: str = "") -> Recipient:
    """Owe the reader an e-mail with the report's address. It is sent once, however often this is asked for.

    Raises `WrongState` for an edition that nobody may read: its address answers 410.
    """
    stored = _published(edition, by)
    if stored.taken_down_at is not None:
        raise WrongState("This edition was taken down, so you cannot send it to anyone.")
    if is_hidden(stored):
        raise WrongState(
            "This edition includes a case study that can no longer be published, so you cannot send it. Build and "
            "publish a new edition, and send that."
        )
    today = timezone.localdate()
    with transaction.atomic():
        letter = enqueue_to_address(
            address,
            # By its hash, because a key has room for 200 characters and a name may have as many.
            key=f"report sent:{stored.pk}:{role}:{sha256(name.strip().encode()).hexdigest()}",
            subject=f"Annual report {stored.year} of {settings.PARTNERSHIP.name}",
            body=_letter(stored),
        )
        return _keep(
            stored, by, role=role, name=name, how=Way.EMAIL, sent_on=today, address=address.strip(), letter=letter
        )


def cancel_email(*, recipient: Recipient, by: User) -> None:
    """Strike out an e-mail that has not left, such as one to a wrong address; the reader can be sent another then."""
    require(by, Permission.HAND_ON_REPORT)
    with transaction.atomic():
        stored = Recipient.objects.select_for_update(of=("self",)).select_related("edition").get(pk=recipient.pk)
        letter = (
            Notification.objects.select_for_update(of=("self",))
            .filter(report_recipient=stored, sent_at__isnull=True)
            .first()
        )
        if letter is None:
            raise WrongState("This email has been sent and cannot be cancelled.")
        _strike(stored, letter, by)


def strike_unsent(edition: Edition, by: User) -> int:
    """Strike out every e-mail with this edition that has not left, in the caller's transaction; how many."""
    letters = Notification.objects.select_for_update(of=("self",)).filter(
        report_recipient__edition=edition, sent_at__isnull=True
    )
    waiting = list(letters.order_by("pk"))
    for letter in waiting:
        _strike(letter.report_recipient, letter, by)
    return len(waiting)


def _strike(recipient: Recipient, letter: Notification, by: User) -> None:
    """Take a reader and the e-mail to them off the list: it has not left."""
    recipient.delete()
    letter.delete()
    data = {"role": recipient.role, "name": recipient.name, "address": letter.address}
    record(verb=AuditVerb.CANCEL_EMAIL_WITH_REPORT, by=by, obj=recipient.edition, data=data)


def record_presentation(
    *, edition: Edition, body: str, held_on: datetime.date, by: User, minute_url: str = "", decided: str = ""
) -> Presentation:
    """Write down before which meeting the edition was laid, and what it decided."""
    stored = _published(edition, by)
    _check_day(stored, held_on, "It cannot have been presented")
    try:
        with transaction.atomic():
            presentation = Presentation.objects.create(
                edition=stored,
                body=body.strip(),
                held_on=held_on,
                minute_url=minute_url,
                decided=decided.strip(),
                recorded_by=by,
                recorded_at=timezone.now(),
            )
            data = {"body": presentation.body, "on": held_on.isoformat(), "minute": minute_url}
            record(
                verb=AuditVerb.RECORD_PRESENTATION_OF_REPORT, by=by, obj=stored, note=presentation.decided, data=data
            )
    except IntegrityError as error:
        raise DomainError(f"The presentation to {body} on that day is already recorded.") from error
    return presentation


def _published(edition: Edition, by: User) -> Edition:
    require(by, Permission.HAND_ON_REPORT)
    stored = Edition.objects.select_related("year").get(pk=edition.pk)
    if stored.state != EditionState.PUBLISHED:
        raise WrongState(
            f"This edition is “{stored.get_state_display()}”. You can only send or present a published edition."
        )
    return stored


def _check_day(edition: Edition, day: datetime.date, what: str) -> None:
    assert edition.published_at is not None, "a published edition has its day"
    if not timezone.localdate(edition.published_at) <= day <= timezone.localdate():
        raise DomainError(f"{what} before it was published, or in the future.")


def _keep(edition: Edition, by: User, **values: Any) -> Recipient:
    """The row and its line in the trail, in the caller's transaction."""
    values["name"] = values["name"].strip()
    if values["role"] not in ROLES_BY_KEY:
        raise DomainError("Select who it was sent to.")
    if values["role"] == OTHER and not values["name"]:
        raise DomainError("Enter the organisation or office it was sent to.")
    recipient = Recipient(edition=edition, recorded_by=by, recorded_at=timezone.now(), **values)
    try:
        with transaction.atomic():
            recipient.save()
    except IntegrityError as error:
        raise DomainError(f"{recipient} has already been sent this edition.") from error
    data = {"role": recipient.role, "name": recipient.name, "how": recipient.how, "on": recipient.sent_on.isoformat()}
    record(verb=AuditVerb.SEND_REPORT, by=by, obj=edition, data=data)
    return recipient


def _letter(edition: Edition) -> str:
    address = absolute(reverse("reports:edition-page", args=[edition.year.slug, edition.number]))
    return (
        f"{settings.PARTNERSHIP.name} has published its annual report for {edition.year}. We are sending it to you "
        "because the law, or the partnership's own arrangements, name you as one of its readers.\n\nRead it as a web "
        f"page or PDF: {address}\n"
    )
