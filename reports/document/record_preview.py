"""How a record will look in the report: for those who review it."""

from typing import Any

from reports.content import NarrativePart, NarrativeSection, PlainTable
from reports.content.prose import plain
from reports.contributions.forward import promises_of
from reports.contributions.models.costs import CostReturn
from reports.contributions.models.forward_plan import ForwardPlan
from reports.contributions.models.record import ReportRecord
from reports.contributions.models.safeguarding_review import SafeguardingReview
from reports.contributions.models.training import TrainingReturn
from reports.contributions.review_kinds import NilReturn, ReviewKind
from reports.contributions.safeguarding_reviews import Review, review_of
from reports.document.sections.costs import introduction as about_costs
from reports.document.sections.costs import parts_of as parts_of_costs
from reports.document.sections.forward import parts_of as parts_of_plan
from reports.document.sections.reviews import review_part
from reports.document.sections.training import introduction as about_training
from reports.document.sections.training import parts_of as parts_of_training


def preview_of(record: ReportRecord, content: dict[str, Any]) -> NarrativeSection:
    """The record's own part of its section, drawn from a snapshot of it."""
    introduction, parts = _made(record, content)
    return NarrativeSection("preview", record.title_for_review(), plain(introduction), parts)


def _made(record: ReportRecord, content: dict[str, Any]) -> tuple[str, tuple[NarrativePart, ...]]:
    if isinstance(record, SafeguardingReview):
        review = review_of(content)
        return "", (review_part(review), *_work(review))
    if isinstance(record, TrainingReturn):
        return about_training(content), parts_of_training(content)
    if isinstance(record, CostReturn):
        return about_costs(content), parts_of_costs(content)
    if isinstance(record, ForwardPlan):
        return "", parts_of_plan(content["introduction"], promises_of(content))
    return "\n\n".join(_stated(content)), ()


def _work(review: Review) -> tuple[NarrativePart, ...]:
    """What was done, in every year: each year's report tells its own."""
    rows = tuple(
        (action.year, str(finding.number), action.text) for finding in review.findings for action in finding.actions
    )
    if not rows:
        return ()
    columns = ("Year", "Finding", "What was done")
    table = PlainTable("preview-work-table", "What was done about the findings, year by year", columns, rows)
    return (NarrativePart("preview-work", "Included in the reports of those years", tables=(table,)),)


def _stated(content: dict[str, Any]) -> list[str]:
    return [
        f"The partnership states that no {ReviewKind(kind).words} {aspect.label}."
        for aspect in NilReturn
        for kind in content[aspect.value]
    ]
