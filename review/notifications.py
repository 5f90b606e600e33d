"""Who is told what. Messages are rows first (`Notification`), so that a lost broker or mail server loses none."""

import datetime
import logging
from collections.abc import Iterable, Sequence
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from partnership.models import User
from partnership.wording import absolute
from review.consequences import Consequence, in_words
from review.models import Notification, Reviewable
from review.reviewers import IN_ONE_NAME, deciders_in_words, next_reviewers, reviewers
from review.states import ReviewState
from review.transitions import Verb

AT_ONCE = 200
# So that nobody’s “out of office” answers the portal (RFC 3834).
HEADERS = {"Auto-Submitted": "auto-generated"}
READ_IN_REVIEW = (ReviewState.SUBMITTED, ReviewState.RETURNED, ReviewState.APPROVED)
# How long a message rests after each attempt that failed; after the last of these it rests as long each time.
RESTS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))

logger = logging.getLogger(__name__)


def notify_waiting(item: Reviewable) -> None:
    """Tell those who can decide; tell the chair why, where every board member has a conflict."""
    people, escalated = next_reviewers(item, reviewers())
    why = (
        f"Every board member who could decide wrote or submitted it, or belongs to {item.owner}, which "
        "owns it. So we are asking you as independent chair."
        if escalated
        else "We are asking you because it is in your name: no one else can approve it."
        if item.approval_permission() in IN_ONE_NAME
        else "We are asking you because you did not write it and do not belong to the organisation that sent it."
    )
    if not people:
        _tell_coordinators_that_nobody_can(item)
    enqueue_each(
        # The others read of it in the mail of the day: `review.digests`.
        [person for person in people if not person.daily_digest],
        key=f"waiting:{_key(item)}",
        subject=f"Review needed: {item.named()}",
        body=f"{item.owner} submitted the {item.named()}.\n\n{why}\n\nReview it: {absolute(review_url(item))}\n",
    )


def _tell_coordinators_that_nobody_can(item: Reviewable) -> None:
    wanted = item.approval_permission()
    why = (
        "Every board member and the independent chair have a conflict of interest, or there is no chair. "
        "Appoint another board member or a chair so that it can be reviewed."
        if wanted not in IN_ONE_NAME
        else f"It is in the name of the {deciders_in_words(wanted)}, but no one with that role has an account. "
        "Give someone the role so that it can be reviewed."
    )
    notify_roles(
        "coordinator",
        key=f"nobody:{_key(item)}",
        subject=f"No one can review: {item.named()}",
        body=f"{why}\n\nView it: {absolute(review_url(item))}\n",
    )


def notify_next_reviewer(item: Reviewable, chairs: Sequence[User], *, is_split: bool) -> None:
    """Tell the chair that it is their turn, because both reviewers disagree or there is no second; or who appoints."""
    if not chairs:
        _tell_coordinators_that_nobody_can(item)
    why = (
        "The 2 reviewers disagree. Both reviews are on the page, and you decide."
        if is_split
        else "No other board member from another organisation can review it. So we are asking you as independent chair."
    )
    enqueue_each(
        chairs,
        key=f"{'split' if is_split else 'second'}:{_key(item)}",
        subject=f"{'Decision' if is_split else 'Review'} needed: {item.named()}",
        body=f"{why}\n\nRead it: {absolute(review_url(item))}\n",
    )


def notify_decision(item: Reviewable, verb: Verb, by: User, note: str) -> None:
    """Tell the submitter what was decided, and why."""
    if item.submitted_by is None:
        return
    reason = f"\n\nReason: {note}" if note else ""
    past = item.transitions[verb].past
    enqueue(
        item.submitted_by,
        key=f"{verb}:{_key(item)}:{item.submitted_by_id}",
        subject=f"{past.capitalize()}: {item.named()}",
        body=f"{by} has {past} the {item.named()}.{reason}\n\nView it: {absolute(item.get_edit_url())}\n",
    )


def notify_lost(item: Reviewable, by: User, found: Sequence[Consequence]) -> None:
    """Tell coordinators and chair at once what readers lost with it, and what has to be looked at. Not for nothing."""
    if not found:
        return
    lost = any(one.is_dark for one in found)
    notify_roles(
        "coordinator",
        "chair",
        key=f"lost:{_key(item)}:{timezone.now().isoformat()}",
        subject=f"{'No longer published' if lost else 'Withdrawn'}: {item.review_noun} “{item.title_for_review()}”",
        body=f"{by} took away the {item.review_noun} “{item.title_for_review()}”. This changes too:\n\n"
        f"{in_words(found)}\n\nOpen My work: {absolute(reverse('work'))}\n",
    )


def send_owed(now: datetime.datetime | None = None) -> int:
    """Send what is owed and may go out now; returns how many went out.

    One that fails stays owed, rests, and holds up none of the others. What fails in a way that nobody thought of is
    counted too, before it ends the task: else the same message would end it each time.
    """
    moment = now or timezone.now()
    sent = 0
    for pk in list(Notification.objects.due(moment).values_list("pk", flat=True)[:AT_ONCE]):
        try:
            sent += _send(pk)
        # ValueError: an address or a subject that no mail can carry.
        except (SMTPException, OSError, ValueError) as error:
            _note_failure(pk, error, moment)
        except Exception as error:
            _note_failure(pk, error, moment)
            raise
    return sent


def _note_failure(pk: int, error: Exception, now: datetime.datetime) -> None:
    """Write down that a message failed and why, and let it rest."""
    logger.warning("Message %s was not sent and will be retried: %s", pk, error)
    with transaction.atomic():
        message = Notification.objects.unsent().filter(pk=pk).select_for_update(of=("self",)).first()
        if message is not None:
            message.not_before = now + RESTS[min(message.attempts, len(RESTS) - 1)]
            message.attempts += 1
            message.problem = f"{type(error).__name__}: {' '.join(str(error).split())}"[:200]
            message.save(update_fields=["not_before", "attempts", "problem"])


def _send(pk: int) -> int:
    """Send one message, if nobody else has meanwhile: 1 or 0."""
    with transaction.atomic():
        mine = Notification.objects.unsent().filter(pk=pk).select_for_update(of=("self",))
        message = mine.select_related("recipient").first()
        if message is None:
            return 0
        EmailMessage(subject=message.subject, body=message.body, to=[message.to], headers=HEADERS).send()
        message.sent_at = timezone.now()
        if message.is_secret:
            message.body = ""
        message.save(update_fields=["sent_at", "body"])
    return 1


def review_url(item: Reviewable) -> str:
    """The admin page on which the thing is decided."""
    meta = item._meta
    return reverse("admin:review-item", args=[meta.app_label, meta.model_name, item.pk])


def sent_url(item: Reviewable | None) -> str:
    """Where what was sent is read in review; empty where nothing was, or no longer is."""
    return review_url(item) if item is not None and item.state in READ_IN_REVIEW else ""


def _key(item: Reviewable) -> str:
    submitted = item.submitted_at.isoformat() if item.submitted_at else "never"
    return f"{item._meta.label_lower}:{item.pk}:{item.revision}:{submitted}"


def enqueue(
    person: User,
    *,
    key: str,
    subject: str,
    body: str,
    not_before: datetime.datetime | None = None,
    is_secret: bool = False,
) -> None:
    """Owe a person one message; `key` names it for ever, so that it is never owed twice.

    It goes out at once, whatever the hour, or not before a time.
    """
    _owe(key, subject, body, recipient=person, not_before=not_before, is_secret=is_secret)


def enqueue_each(people: Iterable[User], *, key: str, subject: str, body: str) -> None:
    """Owe each of them the same message; `key` names it for ever together with the person."""
    for person in people:
        enqueue(person, key=f"{key}:{person.pk}", subject=subject, body=body)


def notify_roles(*roles: str, key: str, subject: str, body: str) -> None:
    """Owe the same message to everyone who holds one of these roles, as `enqueue_each` does."""
    holders = User.objects.filter(is_active=True, role_grants__role__in=roles).distinct().order_by("email")
    enqueue_each(holders, key=key, subject=subject, body=body)


def enqueue_to_address(address: str, *, key: str, subject: str, body: str, is_secret: bool = False) -> Notification:
    """Owe one message to somebody who has no account; return it, or the one that is owed under this key already.

    The words of a secret one are thrown away as soon as it was sent, and nobody is shown them before.
    """
    return _owe(key, subject, body, address=address, is_secret=is_secret)


def _owe(key: str, subject: str, body: str, **to: Any) -> Notification:
    # A title may hold a line break; a subject must not, or the mail is refused as forged.
    line = " ".join(subject.split())[:200]
    message, _ = Notification.objects.get_or_create(
        key=key, defaults={"subject": line, "body": body, "created_at": timezone.now(), **to}
    )
    return message


def cancel_notification(key: str) -> bool:
    """Owe a message no more; whether it was still unsent."""
    count, _ = Notification.objects.filter(key=key, sent_at__isnull=True).delete()
    return count > 0


def old_messages(before: datetime.datetime) -> QuerySet[Notification]:
    """Messages that went out before that moment and whose text is still kept."""
    return Notification.objects.filter(sent_at__lt=before).exclude(body="")


def clear_text(messages: QuerySet[Notification]) -> int:
    """Delete what messages said. That they went out stays, so that nobody is told the same again. Returns how many."""
    return messages.update(body="")
