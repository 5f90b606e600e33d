"""Events of a year in its training return: only what the board approved reaches the report."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.attendance import mark
from events.models import Answer, Event
from events.services import cancel_event
from partnership.exceptions import DomainError, NotAllowed
from reports.contributions.events_of_year import events_of, take_in
from reports.contributions.record_entries import CourseEntry
from reports.contributions.records import records_of
from reports.document.sections.training import parts_of
from reports.models import TrainingReturn
from tests.factories.events import published_event
from tests.factories.records import approved, draft_training
from tests.stages import Cast

WORDS = "We ask *earlier*."


def held(cast: Cast, title: str = "Asking about abuse", answers: int = 5) -> Event:
    """An event that is over: 7 people came, and so many answered each time."""
    event = published_event(cast, in_days=-70, title=title)
    mark(event=event, by=cast.partner_police, came=[], walk_ins={cast.police.pk: 4, None: 3})
    Answer.objects.bulk_create(
        Answer(
            event=event,
            stage=stage,
            confidence=confidence,
            did_change=(number > 0) if stage == "later" else None,
            words=WORDS if stage == "later" and number == 1 else "",
        )
        for stage, confidence in (("before", 2), ("after", 4), ("later", 4))
        for number in range(answers)
    )
    return event


def test_the_coordinator_adds_events_and_the_report_has_them_once_they_are_approved(client: Client, cast: Cast) -> None:
    held(cast)
    draft_training(cast.year, cast.coordinator, CourseEntry("Another course", sessions=2, attended=9))
    client.force_login(cast.coordinator)
    address = reverse("reports:training-events", args=[cast.year.slug])
    assert WORDS in client.get(address).content.decode()
    assert "Select at least one event" in client.post(address, {}).content.decode()

    key = str(Event.objects.get().pk)
    answer = client.post(address, {"events": [key], "quotations": ["0"]}, follow=True)

    assert "The events have been added to the draft." in answer.content.decode()
    assert records_of(cast.year).training is None
    training = TrainingReturn.objects.get()
    assert [(one.title, one.attended) for one in training.courses.all()] == [
        ("Another course", 9),
        ("Asking about abuse", 7),
    ]
    approved(training, cast.board_icb)
    content = records_of(cast.year).training
    assert content is not None
    course = content["courses"][1]
    assert (course["sessions"], course["answered"], course["practice_changed"]) == ("1", "5", "4")
    assert course["by_organisation"] == [{"organisation": cast.police.name, "attended": "4"}]
    _, evaluated = parts_of(content)
    assert evaluated.tables[0].rows == (
        ("Asking about abuse", "2.0 (5 answers)", "4.0 (5 answers)", "4.0 (5 answers)"),
    )
    assert "We ask" in str(evaluated.body)


def test_adding_again_replaces_and_keeps_what_was_typed(cast: Cast) -> None:
    first, second = held(cast), held(cast)
    for _ in range(2):
        training = take_in(year=cast.year, keys=[first.pk, second.pk], quotations=[], by=cast.coordinator)
    (course,) = training.courses.all()
    assert (course.sessions, course.attended, course.answered) == (2, 14, 10)
    assert [one.quotations for one in training.evaluations.all()] == [[], []]
    assert training.content()["evaluations"][0]["after"] == {"mean": "4.0", "answers": "5"}


def test_few_answers_are_counted_and_not_told(cast: Cast) -> None:
    event = held(cast, answers=4)
    training = take_in(year=cast.year, keys=[event.pk], quotations=[WORDS], by=cast.coordinator)
    (course,) = training.courses.all()
    assert (course.answered, course.practice_changed) == (4, None)
    assert "evaluations" not in training.content()
    (part,) = parts_of(training.content())
    assert part.tables[0].rows[0][4] == "fewer than 5"


def test_what_did_not_take_place_or_was_not_counted_is_no_training(cast: Cast) -> None:
    published_event(cast, in_days=-3, title="Not counted")
    coming = published_event(cast, title="To come")
    cancel_event(event=coming, by=cast.partner_police, reason="Ill.")
    Event.objects.filter(pk=coming.pk).update(
        public_starts_at=timezone.now() - datetime.timedelta(days=2), public_ends_at=timezone.now()
    )
    assert events_of(cast.year) == []
    with pytest.raises(DomainError, match="at least one"):
        take_in(year=cast.year, keys=[coming.pk], quotations=[], by=cast.coordinator)


def test_only_who_keeps_records_adds_them(cast: Cast) -> None:
    event = held(cast)
    with pytest.raises(NotAllowed):
        take_in(year=cast.year, keys=[event.pk], quotations=[], by=cast.partner_police)


def test_words_that_nobody_said_are_no_quotation(cast: Cast) -> None:
    event = held(cast)
    training = take_in(year=cast.year, keys=[event.pk], quotations=["Made up."], by=cast.coordinator)
    assert [one.quotations for one in training.evaluations.all()] == [[]]
