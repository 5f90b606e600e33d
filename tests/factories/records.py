"""Reviews, training, costs and plans, made through the real services and transitions. Nothing in them is real."""

import datetime
from decimal import Decimal
from typing import Any, TypeVar

from partnership.models import Organisation, ReportingYear, User
from reports.contributions.models.record import ReportRecord
from reports.contributions.record_entries import (
    ActionEntry,
    AttendanceEntry,
    CostEntry,
    CourseEntry,
    FindingEntry,
    PromiseEntry,
)
from reports.contributions.record_services import (
    save_costs,
    save_forward_plan,
    save_no_reviews,
    save_review,
    save_training,
    start_review,
    start_year_record,
)
from reports.models import CostReturn, ForwardPlan, NoReviewsStatement, SafeguardingReview, TrainingReturn
from review.services import move
from review.transitions import Verb

R = TypeVar("R", bound=ReportRecord)

FINDINGS = (
    FindingEntry(
        text="Agencies did not share what they knew.",
        decision="accepted",
        decided_in="2022-23",
        state="done",
        actions=(ActionEntry("2022-23", "An agreement to share was signed."),),
    ),
    FindingEntry(
        text="A new register should be kept.",
        decision="not_implemented",
        decided_in="2022-23",
        reason="The register that exists holds the same.",
    ),
)


def approved(record: R, approver: User) -> R:
    """Submit and approve a draft."""
    assert record.edited_by is not None
    move(obj=record, verb=Verb.SUBMIT, by=record.edited_by, revision=record.revision)
    return move(obj=record, verb=Verb.APPROVE, by=approver, revision=record.revision)


def draft_review(by: User, findings: tuple[FindingEntry, ...] = FINDINGS, **fields: Any) -> SafeguardingReview:
    """A saved review that could be submitted: begun and concluded in 2022-23."""
    review = start_review(by=by)
    values = {
        "kind": "sar",
        "reference": f"SAR 2022/{SafeguardingReview.objects.count() + 1}",
        "begun_on": datetime.date(2022, 5, 2),
        "concluded_on": datetime.date(2023, 2, 1),
        "summary": "An adult was not heard.",
    }
    for name, value in {**values, **fields}.items():
        setattr(review, name, value)
    return save_review(review=review, findings=findings, by=by)


def draft_no_reviews(
    year: ReportingYear, by: User, concluded: tuple[str, ...] = ("sar",), ongoing: tuple[str, ...] = ("rapid",)
) -> NoReviewsStatement:
    """A saved statement that could be submitted."""
    statement = start_year_record(NoReviewsStatement, year=year, by=by)
    return save_no_reviews(statement=statement, concluded=concluded, ongoing=ongoing, by=by)


def draft_training(year: ReportingYear, by: User, *courses: CourseEntry, note: str = "") -> TrainingReturn:
    """A saved return of training: two courses, one with few answers."""
    training = start_year_record(TrainingReturn, year=year, by=by)
    training.note = note
    organisation: Any = by.organisation
    usual = (
        CourseEntry(
            title="Working together",
            sessions=4,
            attended=120,
            answered=40,
            practice_changed=31,
            followed_up_after=3,
            attendances=(AttendanceEntry(organisation, 20),),
        ),
        CourseEntry(title="Listening", sessions=1, attended=9, answered=4, practice_changed=2),
    )
    return save_training(training=training, courses=courses or usual, by=by)


def draft_costs(year: ReportingYear, by: User, *lines: CostEntry, impact: str = "It balances") -> CostReturn:
    """A saved return of costs: two contributions and one expense."""
    costs = start_year_record(CostReturn, year=year, by=by)
    costs.financial_impact = impact
    usual = (
        CostEntry("contribution", by.organisation, "", Decimal("1000.10"), Decimal("1000.10")),
        CostEntry("contribution", by.organisation, "Training", Decimal("0.20"), Decimal("0.30")),
        CostEntry("spending", None, "Staff", Decimal("1000.30"), Decimal("1100.00")),
    )
    return save_costs(costs=costs, lines=lines or usual, by=by)


def draft_forward_plan(
    year: ReportingYear, by: User, *promises: PromiseEntry, owner: Organisation | None = None
) -> ForwardPlan:
    """A saved forward plan with one promise."""
    plan = start_year_record(ForwardPlan, year=year, by=by)
    usual = (PromiseEntry("We will ask every family.", owner or by.organisation),)
    return save_forward_plan(plan=plan, promises=promises or usual, by=by)
