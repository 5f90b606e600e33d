"""What the database refuses of the report's records, whoever writes."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from reports.contributions.record_services import start_year_record
from reports.models import (
    CostLine,
    CourseAttendance,
    Finding,
    FindingAction,
    ForwardPromise,
    NoReviewsLine,
    SafeguardingReview,
    TrainingCourse,
    TrainingReturn,
)
from tests.factories.records import (
    draft_costs,
    draft_forward_plan,
    draft_no_reviews,
    draft_review,
    draft_training,
)
from tests.stages import Cast

pytestmark = pytest.mark.postgres

DAY = datetime.date


def refuses(model: Any, row: Any, **changes: Any) -> None:
    """Have the database refuse these values in a row that it holds."""
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "other"},
        {"reference": ""},
        {"concluded_on": DAY(2022, 5, 1)},
        {"published_on": DAY(2023, 1, 31)},
        {"concluded_on": None, "published_on": DAY(2024, 1, 1)},
    ],
)
def test_a_review(cast: Cast, changes: dict[str, Any]) -> None:
    refuses(SafeguardingReview, draft_review(cast.coordinator), **changes)


def test_two_reviews_of_one_reference(cast: Cast) -> None:
    first, second = draft_review(cast.coordinator), draft_review(cast.coordinator)
    refuses(SafeguardingReview, second, reference=first.reference)


@pytest.mark.parametrize(
    "changes",
    [
        {"decision": "not_implemented", "reason": ""},
        {"decision": "other"},
        {"state": "other"},
        {"decided_in": ""},
        {"decided_in": "2022"},
        {"decision": "later"},
        {"number": 2},
    ],
)
def test_a_finding(cast: Cast, changes: dict[str, Any]) -> None:
    refuses(Finding, draft_review(cast.coordinator).findings.get(number=1), **changes)


def test_what_was_done_about_a_finding(cast: Cast) -> None:
    finding = draft_review(cast.coordinator).findings.get(number=1)
    action = finding.actions.get()
    refuses(FindingAction, action, year="soon")
    refuses(FindingAction, action, text="")
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingAction.objects.create(finding=finding, year=action.year, text="Again")


@pytest.mark.parametrize(
    "changes",
    [
        {"answered": 121},
        {"practice_changed": 41},
        {"answered": None},
        {"sessions": -1},
        {"attended": -1},
        {"answered": -1, "practice_changed": None},
        {"practice_changed": -1},
        {"number": 2},
    ],
)
def test_a_course(cast: Cast, changes: dict[str, Any]) -> None:
    refuses(TrainingCourse, draft_training(cast.year, cast.coordinator).courses.get(number=1), **changes)


def test_who_sent_people_to_a_course(cast: Cast) -> None:
    course = draft_training(cast.year, cast.coordinator).courses.get(number=1)
    refuses(CourseAttendance, course.attendances.get(), attended=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseAttendance.objects.create(course=course, organisation=cast.council, attended=1)


@pytest.mark.parametrize(
    "changes",
    [
        {"direction": "other"},
        {"organisation": None},
        {"budget": None, "actual": None},
        {"budget": Decimal("-0.01")},
        {"actual": Decimal("-0.01")},
        {"number": 2},
    ],
)
def test_a_line_of_costs(cast: Cast, changes: dict[str, Any]) -> None:
    refuses(CostLine, draft_costs(cast.year, cast.coordinator).lines.get(number=1), **changes)


def test_spending_on_nothing(cast: Cast) -> None:
    refuses(CostLine, draft_costs(cast.year, cast.coordinator).lines.get(number=3), what="")


def test_a_promise(cast: Cast) -> None:
    promise = draft_forward_plan(cast.year, cast.coordinator).promises.get()
    refuses(ForwardPromise, promise, text="")
    for changes in ({"number": 1}, {"number": 2, "key": promise.key}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ForwardPromise.objects.create(plan=promise.plan, owner=cast.police, text="x", **changes)


def test_a_statement_of_none(cast: Cast) -> None:
    line = draft_no_reviews(cast.year, cast.coordinator).lines.get(kind="sar")
    refuses(NoReviewsLine, line, kind="other")
    refuses(NoReviewsLine, line, aspect="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        NoReviewsLine.objects.create(statement=line.statement, kind=line.kind, aspect=line.aspect)


def test_two_open_records_of_one_year(cast: Cast) -> None:
    draft_training(cast.year, cast.coordinator)
    again = start_year_record(TrainingReturn, year=cast.year, by=cast.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft_training(cast.year, cast.coordinator)
    assert again.pk is None


def test_rows_say_what_they_are_to_who_looks_at_them(cast: Cast) -> None:
    review = draft_review(cast.coordinator)
    finding = review.findings.get(number=1)
    told = [
        str(row)
        for row in (
            review,
            finding,
            finding.actions.get(),
            draft_no_reviews(cast.year, cast.coordinator).lines.get(kind="sar"),
            *draft_training(cast.year, cast.coordinator).courses.all(),
            CourseAttendance.objects.get(),
            *draft_costs(cast.year, cast.coordinator).lines.all(),
            draft_forward_plan(cast.year, cast.coordinator).promises.get(),
        )
    ]

    assert told == [
        "SAR 2022/1 (SAR)",
        f"Finding 1 of {review.pk}",
        "2022-23: An agreement to share was signed.",
        "No safeguarding adult review concluded in the year",
        "Working together",
        "Listening",
        f"{cast.council}: 20",
        f"{cast.council}",
        f"{cast.council}: Training",
        "Staff",
        "We will ask every family.",
    ]
    assert review.get_absolute_url() == "/reports/"
    assert TrainingReturn.objects.get().get_absolute_url() == "/reports/2022-23/whole/#training"
