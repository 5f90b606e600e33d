"""Sending to subscribers: begun when due, carried on by whichever worker comes, each email once."""

import datetime
import hashlib
import logging
import random
import smtplib
import time
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from mailing.composing import compose
from mailing.letter import Drawn, Links
from mailing.links import my_link
from mailing.models import Delivery, DeliveryState, Mailing, MailingState, Subscriber
from mailing.models.subscriber import RecordKind
from mailing.post import Post, Refused, ServerAway
from mailing.subscribing import end
from publication.leases import Lease, LeaseLost

# So many emails are looked for at a time; who is killed leaves one of them to the next.
BATCH = 20
# A task sends for so long; the next minute's goes on. Seconds.
AT_A_TIME = 50
# How long an email rests after each failure; after the last of these it is given up.
RESTS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
GONE = "It is no longer published."

logger = logging.getLogger(__name__)


def send_some(seconds: float = AT_A_TIME) -> int:
    """Begin what is due, and send for a while; how many were sent. Any number of workers may do it at once."""
    begin_due()
    ends, sent = time.monotonic() + seconds, 0
    with Post(bounce_address()) as post:
        try:
            while time.monotonic() < ends and (count := _send_batch(post)) is not None:
                sent += count
        except ServerAway as error:
            logger.warning("The mail server is away, so emails wait: %s", error)
    finish()
    return sent


def begin_due(now: datetime.datetime | None = None) -> None:
    """Make a row for each subscriber of what is due. Who subscribes later does not get it."""
    due = Mailing.objects.filter(state=MailingState.SCHEDULED, send_at__lte=now or timezone.now())
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            mailing = due.filter(pk=pk).select_for_update().first()
            if mailing is None:
                continue
            if compose(mailing.key) is None:
                _stop(mailing, GONE)
                continue
            readers = Subscriber.objects.of_any(mailing.topics).order_by("pk")
            rows = (Delivery(mailing=mailing, subscriber=one, due_at=Now()) for one in readers.iterator())
            Delivery.objects.bulk_create(rows, batch_size=500)
            mailing.state, mailing.started_at = MailingState.SENDING, timezone.now()
            mailing.save(update_fields=["state", "started_at"])


def finish() -> None:
    """Close what has no email left to send."""
    left = Delivery.objects.filter(state__in=[DeliveryState.WAITING, DeliveryState.SENDING]).values("mailing")
    done = Mailing.objects.filter(state=MailingState.SENDING).exclude(pk__in=left)
    done.update(state=MailingState.SENT, ended_at=timezone.now())


def stop(mailing: Mailing, reason: str) -> bool:
    """Send no more of it; whether there was anything to stop."""
    with transaction.atomic():
        stored = Mailing.objects.select_for_update().get(pk=mailing.pk)
        if stored.state not in {MailingState.SCHEDULED, MailingState.SENDING}:
            return False
        _stop(stored, reason)
        return True


def _stop(mailing: Mailing, reason: str) -> None:
    mailing.state, mailing.stop_reason, mailing.ended_at = MailingState.STOPPED, reason, timezone.now()
    mailing.save(update_fields=["state", "stop_reason", "ended_at"])


def _send_batch(post: Post) -> int | None:
    """Send some, each taken for itself; None where nothing is due, or no more may go out this minute."""
    count = min(BATCH, _allowance())
    free = Delivery.objects.free().filter(mailing__state=MailingState.SENDING, due_at__lte=Now())
    rows = list(free.select_related("mailing", "subscriber").order_by("failures", "pk")[: 2 * BATCH]) if count else []
    if not rows:
        return None
    # So that two workers seldom want the same.
    random.shuffle(rows)
    drawn: dict[int, Drawn | None] = {}
    sent = 0
    for row in rows[:count]:
        if row.mailing_id not in drawn:
            drawn[row.mailing_id] = _drawn(row.mailing)
        letter = drawn[row.mailing_id]
        lease = Delivery.objects.take(row) if letter else None
        if letter and lease:
            try:
                sent += _send(post, row, letter, lease)
            except LeaseLost:
                logger.warning("Delivery %s was taken over", row.pk)
    return sent


def _drawn(mailing: Mailing) -> Drawn | None:
    """The letter as the public is shown it now; where it was withdrawn meanwhile, nothing more is sent."""
    letter = compose(mailing.key)
    if letter is None:
        stop(mailing, GONE)
        return None
    return Drawn(letter)


def _allowance() -> int:
    """How many may still go out in this minute."""
    recent = Delivery.objects.filter(ended_at__gt=timezone.now() - datetime.timedelta(minutes=1))
    return max(settings.EMAILS_A_MINUTE - recent.count(), 0)


def _send(post: Post, row: Delivery, letter: Drawn, lease: Lease) -> int:
    """Send one; 1 where the mail server has it."""
    readers = Subscriber.objects.of_any(row.mailing.topics)
    reader = readers.filter(pk=row.subscriber_id).first() if row.subscriber_id else None
    if reader is None:
        Delivery.objects.end(lease, DeliveryState.UNWANTED, ended_at=timezone.now())
        return 0
    is_marked = []

    def mark() -> None:
        Delivery.objects.end(lease, DeliveryState.SENT, ended_at=timezone.now())
        is_marked.append(True)

    try:
        post.hand_over(message(row, reader, letter), mark)
    except ServerAway:
        Delivery.objects.end(lease, DeliveryState.WAITING)
        raise
    except Refused as error:
        _note_refusal(row, reader, error)
        return 0
    except (smtplib.SMTPException, OSError, ValueError) as error:
        if is_marked:
            # It may have arrived: an answer that was lost is no reason to send it twice.
            logger.warning("Delivery %s was handed over and not answered: %s", row.pk, error)
            return 1
        _note_failure(row, f"{type(error).__name__}: {error}", is_final=isinstance(error, ValueError))
        return 0
    return 1


def message(row: Delivery, reader: Subscriber, letter: Drawn) -> EmailMultiAlternatives:
    """The email to one reader. Its number is the same however often it is tried."""
    links = Links(my_link("preferences", reader), my_link("unsubscribe", reader))
    host = urlsplit(settings.SITE_URL).hostname
    headers = {
        "Message-ID": message_id(row),
        "List-Id": f"{settings.PARTNERSHIP.short_name} <subscribers.{host}>",
        "List-Unsubscribe": f"<{links.unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }
    email = EmailMultiAlternatives(letter.subject, letter.text(links), to=[reader.address], headers=headers)
    email.attach_alternative(letter.html(links), "text/html")
    return email


def message_id(row: Delivery) -> str:
    """The number of an email; signed, so that nobody can pretend that one came back."""
    signed = hashlib.blake2b(f"{row.pk}".encode(), key=_key(settings.SECRET_KEY), digest_size=12).hexdigest()
    return f"<{row.pk}.{signed}@{urlsplit(settings.SITE_URL).hostname}>"


def is_our_number(pk: str, signed: str) -> bool:
    """Whether a number in an email that came back is one that we gave, under this key or a former one."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return signed in {hashlib.blake2b(pk.encode(), key=_key(key), digest_size=12).hexdigest() for key in keys}


def _key(secret: str) -> bytes:
    return hashlib.sha256(b"bcssp.mailing.message:" + secret.encode()).digest()


def bounce_address() -> str:
    """Whom mail servers tell that an email could not be delivered."""
    return settings.BOUNCE_ADDRESS or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _note_refusal(row: Delivery, reader: Subscriber, error: Refused) -> None:
    if error.is_hard:
        _ended(row, DeliveryState.REFUSED, str(error))
        end(reader, RecordKind.BOUNCED)
    else:
        _note_failure(row, str(error), is_final=error.is_final)


def _note_failure(row: Delivery, problem: str, *, is_final: bool) -> None:
    """Let it rest, or give it up. It is still in our hands."""
    logger.warning("Delivery %s failed: %s", row.pk, problem)
    if is_final or row.failures >= len(RESTS):
        _ended(row, DeliveryState.FAILED, problem)
        return
    Delivery.objects.filter(pk=row.pk).update(
        state=DeliveryState.WAITING,
        lease_until=None,
        ended_at=None,
        due_at=Now() + RESTS[row.failures],
        failures=row.failures + 1,
        problem=" ".join(problem.split())[:200],
    )


def _ended(row: Delivery, state: DeliveryState, problem: str) -> None:
    Delivery.objects.filter(pk=row.pk).update(
        state=state, lease_until=None, ended_at=timezone.now(), problem=" ".join(problem.split())[:200]
    )
