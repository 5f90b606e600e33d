"""Reviews of cases: concluded, ongoing, findings acted upon, findings not implemented with the reason."""

from collections.abc import Sequence

from partnership.days import day, stored_day_in_words
from partnership.models import ReportingYear
from priorities.models import ActionStatus
from reports.content import Entry, NarrativePart, NarrativeSection, PlainTable
from reports.content.prose import plain, prose
from reports.contributions.records import Records
from reports.contributions.review_kinds import Decision, FindingState, NilReturn, ReviewKind
from reports.contributions.safeguarding_reviews import (
    Review,
    ReviewFinding,
    Tracked,
    acted_upon_in,
    anchor_of,
    concluded_in,
    kinds_recorded,
    ongoing_at_end_of,
    refused_in,
    tracked_in,
)
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted, sentence
from ui.prose.blocks import Blocks, Link, Paragraph, Text

NOT_RECORDED = "If nothing is recorded here, that does not mean that there was none."


def reviews(year: ReportingYear, inputs: Inputs) -> NarrativeSection:
    """What is recorded, then what the partnership states that there was none of; always there, for the law asks."""
    records = inputs.records
    return NarrativeSection(
        anchor="reviews",
        title="Reviews of cases",
        introduction=plain(_introduction(year, records)),
        parts=tuple(part for part in _parts(year, records) if part is not None),
    )


def _introduction(year: ReportingYear, records: Records) -> str:
    if not records.reviews and records.none_stated is None:
        kinds = ", ".join(kind.words for kind in list(ReviewKind)[:-1])
        return (
            f"No {kinds} or {list(ReviewKind)[-1].words} is recorded as concluded in {year.label} or ongoing on "
            f"{day(year.ends_on)}. {NOT_RECORDED}"
        )
    concluded = counted(len(concluded_in(records.reviews, year)), "review", "reviews")
    ongoing = len(ongoing_at_end_of(records.reviews, year))
    return (
        f"Recorded for {year.label}: {concluded} concluded in the year (whenever they started); {ongoing} ongoing on "
        f"{day(year.ends_on)}. No one is named: each review has a neutral reference."
    )


def _parts(year: ReportingYear, records: Records) -> list[NarrativePart | None]:
    recorded = records.reviews
    concluded = concluded_in(recorded, year)
    return [
        *(review_part(review, year) for review in concluded),
        _ongoing(year, ongoing_at_end_of(recorded, year)),
        _acted_upon(year, records),
        _tracked_elsewhere(year, [one for one in recorded if one not in concluded]),
        _refused(year, records),
        _none(year, records),
    ]


def review_part(review: Review, year: ReportingYear | None = None) -> NarrativePart:
    """One review with its findings, what was decided about each, and what owners of actions reported for the year."""
    anchor = anchor_of(review.reference)
    begun = f"Begun {day(review.begun_on)}"
    told = [
        begun,
        f"concluded {day(review.concluded_on)}" if review.concluded_on else "ongoing",
        review.arm,
        f"with {review.joint_with}" if review.joint_with else "",
    ]
    table = PlainTable(
        anchor=f"{anchor}-findings",
        title=f"{review.reference}: findings and decisions",
        columns=("Finding", "What was found", "Decision", "Progress"),
        rows=tuple((str(one.number), one.text, decision_of(one), state_of(one)) for one in review.findings),
    )
    told_of = [(str(finding.number), one) for _, finding, one in tracked_in([review], year)] if year else []
    tables = ((table,) if review.findings else ()) + (
        (_tracked(f"{anchor}-tracked", f"{review.reference}: actions on findings", "Finding", told_of),)
        if told_of
        else ()
    )
    return NarrativePart(
        anchor=anchor,
        title=f"{review.reference}: {ReviewKind(review.kind).words}",
        byline=" · ".join(part for part in told if part),
        body=prose(review.summary) + _where_published(review),
        tables=tables,
    )


def _tracked(anchor: str, title: str, heading: str, told: Sequence[tuple[str, Tracked]]) -> PlainTable:
    """Actions with their owners, days and progress, as the board approved what the owners reported."""
    return PlainTable(
        anchor=anchor,
        title=title,
        columns=(heading, "Action", "Owner", "Due", "Status", "What was done"),
        rows=tuple(
            (
                about,
                f"{one.title} (illustrative)" if one.is_illustrative else one.title,
                one.owner,
                stored_day_in_words(one.due_on) or "No date",
                one.status_label,
                _what_was_done(one),
            )
            for about, one in told
        ),
        note="What each owner reported for the year, as the board approved it.",
    )


def _what_was_done(one: Tracked) -> str:
    """What was done and what it changed; or why it waits, or is not done at all."""
    because = "Not implementing, because: " if one.status == ActionStatus.NOT_IMPLEMENTING else "On hold, because: "
    told = [
        f"{because}{sentence(one.reason)}" if one.reason else "",
        sentence(one.what_was_done),
        f"So what? {sentence(one.impact)}" if one.impact else "",
        f"Evidence: {sentence(one.evidence)}" if one.evidence and one.impact else "",
    ]
    return " ".join(part for part in told if part) or "–"


def _tracked_elsewhere(year: ReportingYear, reviews: Sequence[Review]) -> NarrativePart | None:
    """The same for reviews that concluded in other years, or are still ongoing."""
    told = [(f"{review.reference}, {finding.number}", one) for review, finding, one in tracked_in(reviews, year)]
    if not told:
        return None
    title = f"Actions on findings of other reviews in {year.label}"
    table = _tracked("reviews-tracked-table", title, "Review and finding", told)
    return NarrativePart("reviews-tracked", title, tables=(table,))


def _where_published(review: Review) -> Blocks:
    if review.published_on is None and not review.link:
        return ()
    words = f"Published {day(review.published_on)}" if review.published_on else "Published"
    return (
        Paragraph((Link(review.link, (Text(f"{words}: read the review"),)) if review.link else Text(f"{words}."),)),
    )


def decision_of(finding: ReviewFinding) -> str:
    """The decision with its year and, where it is not implemented, its reason."""
    decision = Decision(finding.decision).label
    told = f"{decision} ({finding.decided_in})" if finding.decided_in else decision
    return f"{told}. {sentence(finding.reason)}" if finding.reason else told


def state_of(finding: ReviewFinding) -> str:
    """How far it is; nothing is to be done where it is not implemented or not decided."""
    return FindingState(finding.state).label if finding.decision == Decision.ACCEPTED else "–"


def _ongoing(year: ReportingYear, found: Sequence[Review]) -> NarrativePart | None:
    if not found:
        return None
    table = PlainTable(
        anchor="reviews-ongoing-table",
        title=f"Reviews ongoing on {day(year.ends_on)}",
        columns=("Reference", "Kind", "Begun"),
        rows=tuple((one.reference, ReviewKind(one.kind).label, day(one.begun_on)) for one in found),
    )
    return NarrativePart("reviews-ongoing", f"Ongoing on {day(year.ends_on)}", tables=(table,))


def _acted_upon(year: ReportingYear, records: Records) -> NarrativePart | None:
    found = acted_upon_in(records.reviews, year)
    if not found:
        return None
    table = PlainTable(
        anchor="reviews-acted-table",
        title=f"What was done about findings in {year.label}",
        columns=("Review and finding", "What was found", f"Done in {year.label}", "Progress"),
        rows=tuple(
            (f"{review.reference}, {one.number}", one.text, action.text, state_of(one)) for review, one, action in found
        ),
    )
    return NarrativePart("reviews-acted", f"Action on findings in {year.label}", tables=(table,))


def _refused(year: ReportingYear, records: Records) -> NarrativePart | None:
    found = refused_in(records.reviews, year)
    if not found:
        return None
    table = PlainTable(
        anchor="reviews-refused-table",
        title=f"Decided in {year.label} not to implement",
        columns=("Review and finding", "What was found", "Why it is not implemented"),
        rows=tuple((f"{review.reference}, {one.number}", one.text, one.reason) for review, one in found),
    )
    return NarrativePart("reviews-refused", "Findings not to be implemented", tables=(table,))


def _none(year: ReportingYear, records: Records) -> NarrativePart | None:
    """Kind by kind, what is not recorded, and whether the partnership states that there was none."""
    if not records.reviews and records.none_stated is None:
        return None
    recorded = kinds_recorded(records.reviews, year)
    stated = records.none_stated or {}
    entries = []
    for kind in ReviewKind:
        told = [
            _told(kind, aspect, kind in stated.get(aspect, ()))
            for aspect in NilReturn
            if kind.value not in recorded[aspect.value]
        ]
        if told:
            entries.append(Entry(kind.label, " ".join(told)))
    if not entries:
        return None
    return NarrativePart("reviews-none", "Kinds of review not listed", entries=tuple(entries))


def _told(kind: ReviewKind, aspect: NilReturn, is_stated: bool) -> str:
    if is_stated:
        return f"The partnership states that no {kind.words} {aspect.label}."
    return f"No {kind.words} that {aspect.label} is recorded here. {NOT_RECORDED}"
