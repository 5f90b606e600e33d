"""Asking those who come three times: before, after, and 6 to 12 weeks later. The clock asks; nobody is asked twice."""

import datetime
from collections.abc import Iterator

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from events.letters import send_evaluation
from events.models import Answer, Booking, EvaluationLetter, Stage
from partnership.exceptions import WrongState
from partnership.wording import absolute
from review.identity import refuse_identifying

AHEAD = datetime.timedelta(days=3)
AFTER_AN_HOUR, AFTER_AT_MOST = datetime.timedelta(hours=1), datetime.timedelta(days=14)
LATER_FROM, LATER_AT_MOST = datetime.timedelta(weeks=8), datetime.timedelta(weeks=12)
_SALT = "events.evaluation"


def ask_all(now: datetime.datetime | None = None) -> int:
    """Write to everybody who is due to be asked; how many letters."""
    moment = now or timezone.now()
    return sum(_ask(booking, stage, moment) for stage, rows in _due(moment) for booking in rows)


def _due(now: datetime.datetime) -> Iterator[tuple[Stage, QuerySet[Booking]]]:
    """Who has a place and was not asked yet, by stage. Afterwards not those whom the host missed."""
    known = Booking.objects.booked().filter(
        forgotten_at__isnull=True, event__live_revision__isnull=False, event__cancelled_at__isnull=True
    )
    came = known.exclude(attended=False)
    times = {
        Stage.BEFORE: (known, Q(event__public_starts_at__gt=now, event__public_starts_at__lte=now + AHEAD)),
        Stage.AFTER: (came, _ended(now - AFTER_AT_MOST, now - AFTER_AN_HOUR)),
        Stage.LATER: (came, _ended(now - LATER_AT_MOST, now - LATER_FROM)),
    }
    for stage, (rows, is_due) in times.items():
        asked = EvaluationLetter.objects.filter(stage=stage).values("booking")
        yield stage, rows.filter(is_due).exclude(pk__in=asked).select_related("event__live_revision").order_by("pk")


def _ended(since: datetime.datetime, until: datetime.datetime) -> Q:
    return Q(event__public_ends_at__gt=since, event__public_ends_at__lte=until)


def _ask(booking: Booking, stage: Stage, now: datetime.datetime) -> int:
    try:
        with transaction.atomic():
            letter = EvaluationLetter.objects.create(booking=booking, stage=stage, sent_at=now)
            send_evaluation(booking, stage, evaluation_link(letter))
    except IntegrityError:
        # Another worker asked meanwhile.
        return 0
    return 1


def token_of(letter: EvaluationLetter) -> str:
    """What stands in the link of a letter."""
    return Signer(salt=_SALT).sign(str(letter.pk))


def evaluation_link(letter: EvaluationLetter) -> str:
    """Where its reader answers."""
    return absolute(reverse("events:evaluation", args=[token_of(letter)]))


def letter_of(token: str) -> EvaluationLetter | None:
    """The letter whose link it is; None where it is none of ours, or is kept no more."""
    try:
        pk = int(Signer(salt=_SALT).unsign(token))
    except (BadSignature, ValueError):
        return None
    rows = EvaluationLetter.objects.select_related("booking__event__live_revision")
    return rows.filter(pk=pk, booking__event__live_revision__isnull=False).first()


def is_closed(letter: EvaluationLetter) -> bool:
    """Whether it is too late for the answer: before the event means before."""
    starts = letter.booking.event.public_starts_at
    return letter.stage == Stage.BEFORE and starts is not None and starts <= timezone.now()


@transaction.atomic
def answer(*, letter: EvaluationLetter, confidence: int, did_change: bool | None = None, words: str = "") -> None:
    """Keep an answer without a word of whose it is. Raises `WrongState`, and `DomainError` for words to change."""
    if is_closed(letter):
        raise WrongState("The event has begun, so it is too late for this answer.")
    refuse_identifying(what_you_did_differently=words)
    if EvaluationLetter.objects.filter(pk=letter.pk, is_answered=False).update(is_answered=True) != 1:
        raise WrongState("You have already answered. Thank you.")
    Answer.objects.create(
        event=letter.booking.event,
        stage=letter.stage,
        confidence=confidence,
        did_change=did_change,
        words=words.strip(),
    )
