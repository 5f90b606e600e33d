"""Verbs of the report's records. Each takes an actor; review, audit trail and locks are those of `review.services`."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from partnership.exceptions import ClosedYear, DomainError, NotAllowed
from partnership.models import Organisation, ReportingYear, User
from reports.contributions.models.costs import CostReturn
from reports.contributions.models.forward_plan import ForwardPlan, ForwardPromise
from reports.contributions.models.no_reviews import NoReviewsLine, NoReviewsStatement
from reports.contributions.models.record import ReportRecord, YearRecord
from reports.contributions.models.safeguarding_review import Finding, FindingAction, SafeguardingReview
from reports.contributions.models.training import CourseAttendance, TrainingReturn
from reports.contributions.record_entries import CostEntry, CourseEntry, EvaluationEntry, FindingEntry, PromiseEntry
from reports.contributions.review_kinds import NilReturn
from review.rows import save_rows
from review.services import save
from review.states import ReviewState

R = TypeVar("R", bound=ReportRecord)
Y = TypeVar("Y", bound=YearRecord)


def start_review(*, by: User, key: uuid.UUID | None = None) -> SafeguardingReview:
    """An unsaved review. `key` is the one that came with the form: the same form sent twice makes one review."""
    return SafeguardingReview(organisation=_organisation_of(by), key=key or uuid.uuid4())


def start_year_record(model: type[Y], *, year: ReportingYear, by: User) -> Y:
    """The unsaved record of its kind for a year; its form starts from the `last_year`'s where its kind does."""
    record = model(organisation=_organisation_of(by), year=year)
    if model.starts_from_last_year:
        earlier = model.objects.visible_to(by).filter(year__starts_on__lt=year.starts_on)
        record.last_year = (
            earlier.exclude(state=ReviewState.WITHDRAWN).select_related("year").order_by("-year__starts_on").first()
        )
    return record


def save_review(
    *, review: SafeguardingReview, findings: Iterable[FindingEntry], by: User, revision: int = 0
) -> SafeguardingReview:
    """Save a draft of a review with its findings, in their order, and what was done about each.

    A finding that keeps its words or its place keeps its key, and so its actions in the tracker.

    Raises `DomainError` where another review has the same reference, or one that the report cannot tell from it.
    """
    _refuse_same_reference(review)
    entries = list(findings)

    def write(stored: SafeguardingReview) -> None:
        keys = _keys(list(stored.findings.order_by("number")), [one.text for one in entries])
        given = [_without(one, "actions") | {"key": key} for one, key in zip(entries, keys, strict=True)]
        rows = save_rows(stored.findings, given)
        FindingAction.objects.bulk_create(
            FindingAction(finding=row, year=action.year, text=action.text)
            for row, one in zip(rows, entries, strict=True)
            for action in one.actions
        )

    try:
        with transaction.atomic():
            saved = save_record(review, by, revision, write)
            # Once more: this save holds the end of the audit trail by now, so whoever saved first is seen.
            _refuse_same_reference(saved)
    except IntegrityError:
        # Somebody saved the same reference since it was looked at; else it is no matter of references.
        _refuse_same_reference(review)
        raise
    return saved


def _refuse_same_reference(review: SafeguardingReview) -> None:
    problem = review.reference_problem()
    if problem:
        raise DomainError(problem)


def save_no_reviews(
    *,
    statement: NoReviewsStatement,
    concluded: Iterable[str],
    ongoing: Iterable[str],
    by: User,
    revision: int = 0,
) -> NoReviewsStatement:
    """Save a draft of the statement of which kinds no review concluded, and of which none was ongoing."""
    stated = {NilReturn.CONCLUDED: sorted(set(concluded)), NilReturn.ONGOING: sorted(set(ongoing))}

    def write(stored: NoReviewsStatement) -> None:
        stored.lines.all().delete()
        NoReviewsLine.objects.bulk_create(
            NoReviewsLine(statement=stored, kind=kind, aspect=aspect)
            for aspect, kinds in stated.items()
            for kind in kinds
        )

    return save_record(statement, by, revision, write)


def save_training(
    *,
    training: TrainingReturn,
    courses: Iterable[CourseEntry],
    by: User,
    revision: int = 0,
    evaluations: Iterable[EvaluationEntry] | None = None,
) -> TrainingReturn:
    """Save a draft of the year's training with its courses, in their order.

    `evaluations`: None leaves those that it has as they are.
    """
    entries = list(courses)

    def write(stored: TrainingReturn) -> None:
        rows = save_rows(stored.courses, (_without(one, "attendances") for one in entries))
        CourseAttendance.objects.bulk_create(
            CourseAttendance(course=row, organisation=sent.organisation, attended=sent.attended)
            for row, one in zip(rows, entries, strict=True)
            for sent in one.attendances
        )
        if evaluations is not None:
            save_rows(stored.evaluations, map(vars, evaluations))

    return save_record(training, by, revision, write)


def save_costs(*, costs: CostReturn, lines: Iterable[CostEntry], by: User, revision: int = 0) -> CostReturn:
    """Save a draft of the year's costs with their lines, in their order."""
    return save_record(costs, by, revision, lambda stored: save_rows(stored.lines, map(vars, lines)))


def save_forward_plan(
    *, plan: ForwardPlan, promises: Iterable[PromiseEntry], by: User, revision: int = 0
) -> ForwardPlan:
    """Save a draft of the year's promises. A promise that keeps its words or its place keeps its key."""
    entries = list(promises)

    def write(stored: ForwardPlan) -> None:
        keys = _keys(list(stored.promises.order_by("number")), [one.text for one in entries])
        save_rows(stored.promises, [vars(one) | {"key": key} for one, key in zip(entries, keys, strict=True)])

    return save_record(plan, by, revision, write)


def _keys(before: Sequence[ForwardPromise | Finding], texts: Sequence[str]) -> list[uuid.UUID]:
    """A key for each text: of the row that said the same, else of the one whose place it took, else a new one."""
    same = {row.text: row.key for row in before}
    reworded = {row.number: row.key for row in before if row.text not in texts}
    keys: list[uuid.UUID] = []
    for number, text in enumerate(texts, start=1):
        key = same.get(text) or reworded.get(number)
        keys.append(key if key is not None and key not in keys else uuid.uuid4())
    return keys


def _without(entry: CourseEntry | FindingEntry, rows: str) -> dict[str, Any]:
    """The fields of an entry, without the rows that belong to it."""
    return {name: value for name, value in vars(entry).items() if name != rows}


def _organisation_of(user: User) -> Organisation:
    if user.organisation is None:
        raise NotAllowed(
            "Your account does not belong to an organisation, so you cannot start this. Ask the coordinator."
        )
    return user.organisation


def save_record(record: R, by: User, revision: int, write: Callable[[R], object]) -> R:
    """Create or edit. Raises `ClosedYear` for a record of a year that takes no more entries."""
    if isinstance(record, YearRecord) and record.year.is_closed:
        raise ClosedYear(
            f"The year {record.year.label} is closed, so we did not save your changes. Approved entries stay in its "
            "report."
        )
    return save(obj=record, by=by, revision=revision, write=write)
