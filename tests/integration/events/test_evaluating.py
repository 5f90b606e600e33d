"""Who is asked when, and what becomes of an answer."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.evaluating import answer, ask_all, token_of
from events.forgetting import forget
from events.models import Answer, EvaluationLetter, Event, Stage
from events.results import FEWEST
from partnership.exceptions import DomainError, WrongState
from review.models import Notification
from tests.factories.bookings import booked, letters
from tests.factories.events import published_event
from tests.stages import Cast

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


def asked(moment: datetime.datetime) -> dict[str, list[str]]:
    """Who is asked at a moment, by stage."""
    before = set(EvaluationLetter.objects.values_list("pk", flat=True))
    ask_all(moment)
    found: dict[str, list[str]] = {}
    for letter in EvaluationLetter.objects.exclude(pk__in=before).select_related("booking").order_by("pk"):
        found.setdefault(letter.stage, []).append(letter.booking.address)
    return found


def test_those_who_have_a_place_are_asked_three_times_and_never_twice(cast: Cast) -> None:
    event = published_event(cast, places=3)
    came, missed, unmarked = (booked(event, f"{name}@example.org") for name in ("came", "missed", "unmarked"))
    booked(event, "waits@example.org")
    starts, ends = event.public_starts_at, event.public_ends_at
    assert starts is not None
    assert ends is not None
    everyone = ["came@example.org", "missed@example.org", "unmarked@example.org"]
    assert asked(starts - 4 * DAY) == {}
    assert asked(starts - 2 * DAY) == {"before": everyone}
    assert asked(starts - DAY) == {}
    for booking, attended in ((came, True), (missed, False), (unmarked, None)):
        type(booking).objects.filter(pk=booking.pk).update(attended=attended)
    assert asked(ends + HOUR / 2) == {}
    assert asked(ends + DAY) == {"after": ["came@example.org", "unmarked@example.org"]}
    assert asked(ends + 50 * DAY) == {}
    assert asked(ends + 60 * DAY) == {"later": ["came@example.org", "unmarked@example.org"]}
    assert asked(ends + 61 * DAY) == {}
    assert letters("came@example.org")[-3:] == [
        "1 question: Asking about abuse",
        "1 question: Asking about abuse",
        "2 questions: Asking about abuse",
    ]


def test_a_cancelled_event_and_one_long_ago_ask_nobody(cast: Cast) -> None:
    event = published_event(cast)
    booked(event)
    assert event.public_ends_at is not None
    assert asked(event.public_ends_at + 85 * DAY) == {}
    Event.objects.update(cancelled_at=timezone.now(), cancelled_by=cast.partner_police, cancel_reason="Ill.")
    assert asked(event.public_ends_at + DAY) == {}


def a_letter(cast: Cast, stage: Stage) -> EvaluationLetter:
    booking = booked(published_event(cast))
    letter = EvaluationLetter.objects.create(booking=booking, stage=stage, sent_at=timezone.now())
    return EvaluationLetter.objects.select_related("booking__event__live_revision").get(pk=letter.pk)


def test_an_answer_is_given_once_by_the_link_and_says_nothing_of_whose_it_is(client: Client, cast: Cast) -> None:
    booked(published_event(cast, in_days=2))
    ask_all()
    link = re.search(r"https?://\S+(/events/evaluations/\S+)", Notification.objects.latest("pk").body)
    assert link is not None
    page = client.get(link[1]).content.decode()
    assert "How confident" in page
    assert "differently" not in page
    assert "Select how confident you feel" in client.post(link[1], {}).content.decode()
    done = client.post(link[1], {"confidence": "4"})
    assert "Thank you" in done.content.decode()
    assert done["Cache-Control"] == "private, no-store"
    assert "Thank you" in client.get(link[1]).content.decode()
    assert Answer.objects.values_list("stage", "confidence", "did_change", "words").get() == ("before", 4, None, "")
    assert {field.name for field in Answer._meta.concrete_fields if field.is_relation} == {"event"}
    client.post(link[1], {"confidence": "1"})
    assert Answer.objects.count() == 1


def test_words_that_identify_somebody_are_not_taken(client: Client, cast: Cast) -> None:
    letter = a_letter(cast, Stage.LATER)
    address = reverse("events:evaluation", args=[token_of(letter)])
    data = {"confidence": "4", "did_change": "yes", "words": "I rang her on 07700 900123."}
    page = client.post(address, data).content.decode()
    assert "What you did differently" in page
    assert not Answer.objects.exists()
    with pytest.raises(DomainError):
        answer(letter=letter, confidence=4, did_change=True, words="Write to jo@example.com.")
    assert "Thank you" in client.post(address, data | {"words": "We ask earlier."}).content.decode()
    assert Answer.objects.get().words == "We ask earlier."


def test_before_ends_when_the_event_begins(client: Client, cast: Cast) -> None:
    letter = a_letter(cast, Stage.BEFORE)
    Event.objects.update(public_starts_at=timezone.now() - HOUR)
    letter = EvaluationLetter.objects.select_related("booking__event__live_revision").get()
    with pytest.raises(WrongState, match="too late"):
        answer(letter=letter, confidence=4)
    assert "too late" in client.get(reverse("events:evaluation", args=[token_of(letter)])).content.decode()


def test_links_end_with_the_names(client: Client, cast: Cast) -> None:
    letter = a_letter(cast, Stage.LATER)
    answer(letter=letter, confidence=5, did_change=False)
    address = reverse("events:evaluation", args=[token_of(letter)])
    assert client.get(address[:-3] + "/").status_code == 404
    assert letter.booking.event.public_ends_at is not None
    forget(letter.booking.event.public_ends_at + 101 * DAY)
    assert client.get(address).status_code == 404
    assert (EvaluationLetter.objects.count(), Answer.objects.count()) == (0, 1)


def test_the_host_sees_results_of_enough_answers_alone(client: Client, cast: Cast) -> None:
    event = published_event(cast)
    address = reverse("events:results", args=[event.pk])
    client.force_login(cast.partner_police)
    rows = [Answer(event=event, stage="later", confidence=4, did_change=True, words=f"Way {n}") for n in range(FEWEST)]
    Answer.objects.bulk_create(rows[:-1])
    page = client.get(address).content.decode()
    assert ("Way 1" in page, "<svg" in page, "not shown" in page) == (False, False, True)
    rows[-1].save()
    page = client.get(address).content.decode()
    assert ("Way 1" in page, "<svg" in page) == (True, True)
    assert "5 of 5 have done something differently." in page
    client.force_login(cast.partner_council)
    assert client.get(address).status_code == 404
