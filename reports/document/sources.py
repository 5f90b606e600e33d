"""What a report was made from: each approved revision and the release, with its hash. For staff alone.

A hash of figures lets whoever has it try out what a table keeps back, so none of these enters the report itself: they
stand beside the edition.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import QuerySet

from indicators.models import Submission
from learning.models import Briefing, BriefingUse, CaseStudy, Newsletter
from partnership.models import ReportingYear
from priorities.models import ActionUpdate
from reports.content.freeze import digest, freeze
from reports.content.sources import LEARNING, RELEASE, REPORT_BEFORE, RETURN
from reports.contributions.models.forward_plan import ForwardPlan
from reports.contributions.models.plain import EasyRead, PlainSummary
from reports.contributions.models.safeguarding_review import SafeguardingReview
from reports.contributions.safeguarding_reviews import touches
from reports.contributions.tracked import live_reviews
from reports.document.sections.inputs import Inputs
from reports.impact.comparison.reader import YearBefore
from review.models import Proposal, Reviewable
from review.registry import reviewable_models

# Figures come through the release, stories and records of use bring their hashes along, and what retells the report is
# no part of it.
# Neither are proposals: former reports, and policies, which the release names.
_LEFT_OUT = (Submission, Briefing, BriefingUse, CaseStudy, Newsletter, PlainSummary, EasyRead)


@dataclass(frozen=True)
class Source:
    """Something that the report was made from: what it is, its title, the SHA-256 of its words as they were approved.

    A return has the key and the number of the revision that a table was made from.
    """

    kind: str
    title: str
    sha256: str
    submission: int | None = None
    revision: int | None = None

    def as_data(self) -> dict[str, Any]:
        """As plain data, to be kept beside the edition."""
        return asdict(self)


def sources_of(year: ReportingYear, inputs: Inputs) -> list[Source]:
    """What was approved of the year and is in its report, and what that says of the year before; sorted.

    A query for each kind of thing that is reviewed.
    """
    release = inputs.release
    found = [Source(RELEASE, release.title, release.content_hash)] if release else []
    found += _returns(inputs)
    for piece in (*inputs.newsletters, *inputs.briefings, *inputs.case_studies):
        found.append(Source(LEARNING, piece["title"], piece["sha256"]))
    for one in inputs.uses:
        found += [
            Source(LEARNING, f"{one.title}: {row['organisation']}, {row['day']}", row["sha256"]) for row in one.records
        ]
    for model in reviewable_models():
        if model not in _LEFT_OUT and not issubclass(model, Proposal):
            found += [_source(one) for one in _live(model, year)]
    if inputs.comparison is not None:
        found += _before(inputs.comparison.last)
    return sorted(found, key=lambda one: (one.kind, one.title, one.sha256))


def hash_of_sources(made_from: list[dict[str, Any]]) -> str:
    """SHA-256 of the list that stands beside an edition, so that the audit trail can hold it."""
    return digest(freeze(made_from))


def _returns(inputs: Inputs) -> Iterable[Source]:
    for table in inputs.tables:
        for origin in inputs.origins.get(table.pk, ()):
            title = f"{table.content['title']}, {origin.period}"
            yield Source(RETURN, title, origin.sha256, origin.submission, origin.revision)


def _before(last: YearBefore) -> Iterable[Source]:
    """What stands beside the year: the figures of the one before, and where its promises were read."""
    if last.release is not None:
        yield Source(RELEASE, last.release.title, last.release.content_hash)
    if last.edition is not None:
        yield Source(REPORT_BEFORE, str(last.edition), last.edition.sha256)
    else:
        for model in (ActionUpdate, ForwardPlan):
            yield from (_source(one) for one in _live(model, last.year))


def _live(model: type[Reviewable], year: ReportingYear) -> list[Reviewable]:
    rows: QuerySet[Any] = model.objects.live().select_related(
        "live_revision", "organisation", *model.related_for_review
    )
    if model is SafeguardingReview:
        return [one.row for one in live_reviews() if touches(one.review, year)]
    return list(rows.filter(year=year))


def _source(item: Reviewable) -> Source:
    revision = item.live_revision
    assert revision is not None, "live things have a live revision"
    return Source(item.review_noun, item.title_for_review(), revision.sha256)
