"""Events of a year as rows of its training return: who came, and what those who answered said."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from events.attendance import attendance, is_marked
from events.models import Event
from events.narrative import EventNarrative
from events.results import Result, results
from partnership.exceptions import DomainError
from partnership.models import Organisation, ReportingYear, User
from reports.contributions.models.training import TrainingReturn
from reports.contributions.record_entries import AttendanceEntry, CourseEntry, EvaluationEntry
from reports.contributions.record_services import save_training, start_year_record
from review.states import ReviewState

# People are asked 8 weeks after the event.
ASKED_AFTER_MONTHS = 2


@dataclass(frozen=True)
class EventOfYear:
    """An event that is over and whose host said who came. `words` is what people did differently, of enough answers."""

    event: Event
    title: str
    when: str
    came: int
    by_organisation: tuple[tuple[str, int], ...]
    results: tuple[Result, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What can be quoted."""
        return tuple(words for one in self.results for words in one.words)


def events_of(year: ReportingYear) -> list[EventOfYear]:
    """Published events of the year that took place, the first first."""
    rows = Event.objects.over().filter(live_revision__content__year=year.slug, cancelled_at__isnull=True)
    return [_of(event) for event in reversed(rows) if is_marked(event)]


def _of(event: Event) -> EventOfYear:
    assert event.live_revision is not None
    told, came = EventNarrative(event.live_revision.content), attendance(event)
    return EventOfYear(
        event=event,
        title=told.content["title"],
        when=told.when,
        came=came.came,
        by_organisation=came.by_organisation,
        results=tuple(results(event)),
    )


def take_in(*, year: ReportingYear, keys: Collection[int], quotations: Collection[str], by: User) -> TrainingReturn:
    """Put these events (by key) into the draft of the year's return, in the place of courses with the same titles.

    It is reviewed like everything that is typed there, and so are the quotations, each of which somebody must have
    written. Raises `DomainError` where there is nothing to add.
    """
    chosen = [one for one in events_of(year) if one.event.pk in keys]
    if not chosen:
        raise DomainError("Select at least one event.")
    rows = TrainingReturn.objects.visible_to(by).exclude(state=ReviewState.WITHDRAWN).filter(year=year)
    training = rows.first() or start_year_record(TrainingReturn, year=year, by=by)
    titles = {one.title for one in chosen}
    kept = [entry for entry in _stored(training) if entry.title not in titles]
    return save_training(
        training=training,
        courses=[*kept, *_courses(chosen)],
        evaluations=list(_evaluations(chosen, quotations)),
        by=by,
        revision=training.revision if training.pk else 0,
    )


def _stored(training: TrainingReturn) -> list[CourseEntry]:
    """The courses that the return has."""
    if not training.pk:
        return []
    names = ("title", "sessions", "attended", "arm", "answered", "practice_changed", "followed_up_after")
    return [
        CourseEntry(
            **{name: getattr(course, name) for name in names},
            attendances=tuple(AttendanceEntry(one.organisation, one.attended) for one in course.attendances.all()),
        )
        for course in training.courses.select_related("arm").prefetch_related("attendances__organisation")
    ]


def _courses(chosen: Iterable[EventOfYear]) -> list[CourseEntry]:
    """One course for each title; what was held several times is one with several sessions."""
    organisations: dict[str, Any] = {one.name: one for one in Organisation.objects.all()}
    by_title: dict[str, list[EventOfYear]] = {}
    for one in chosen:
        by_title.setdefault(one.title, []).append(one)
    return [_course(title, held, organisations) for title, held in by_title.items()]


def _course(title: str, held: list[EventOfYear], organisations: dict[str, Any]) -> CourseEntry:
    came = sum(one.came for one in held)
    later = [one.results[-1] for one in held]
    answered = sum(one.answers for one in later)
    # Where the host counted fewer people than answered, the two cannot both be printed.
    is_known = 0 < answered <= came
    changed = [one.changed for one in later if one.changed is not None]
    sent: dict[str, int] = {}
    for one in held:
        for name, count in one.by_organisation:
            sent[name] = sent.get(name, 0) + count
    return CourseEntry(
        title=title,
        sessions=len(held),
        attended=came,
        arm=held[0].event.arm,
        answered=answered if is_known else None,
        practice_changed=sum(changed) if is_known and changed else None,
        followed_up_after=ASKED_AFTER_MONTHS if is_known else None,
        attendances=tuple(
            AttendanceEntry(organisations[name], count) for name, count in sent.items() if name in organisations
        ),
    )


def _evaluations(chosen: Iterable[EventOfYear], quotations: Collection[str]) -> Iterable[EvaluationEntry]:
    for one in chosen:
        before, after, later = one.results
        if before.is_shown or after.is_shown or later.is_shown:
            yield EvaluationEntry(
                title=one.title,
                before=before.mean,
                after=after.mean,
                later=later.mean,
                answers_before=before.answers if before.is_shown else 0,
                answers_after=after.answers if after.is_shown else 0,
                answers_later=later.answers if later.is_shown else 0,
                quotations=[words for words in one.words if words in quotations],
            )
