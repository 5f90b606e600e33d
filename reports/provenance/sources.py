"""What a report was made from: each approved revision and the release, with its hash."""

from typing import Any

from django.db.models import QuerySet

from indicators.models import Release, Submission
from learning.models import Briefing, CaseStudy, Newsletter
from partnership.models import ReportingYear
from reports.content import Source
from reports.models import EasyRead, PlainSummary, SafeguardingReview
from reports.reviews import review_of, touches
from review.models import Reviewable
from review.registry import reviewable_models

RELEASE = "release of figures"
LEARNING = "learning"
# Figures come through the release, stories bring their hashes along, and what retells the report is no part of it.
_LEFT_OUT = (Submission, Briefing, CaseStudy, Newsletter, PlainSummary, EasyRead)


def sources_of(year: ReportingYear, release: Release | None, pieces: list[dict[str, Any]]) -> tuple[Source, ...]:
    """Everything that the year's report is made from, sorted. A query for each kind of thing that is reviewed.

    `pieces` are the year's newsletters, briefings and stories, each with its `title` and `sha256`.
    """
    found = [Source(RELEASE, release.title, release.content_hash)] if release else []
    found += [Source(LEARNING, piece["title"], piece["sha256"]) for piece in pieces]
    for model in reviewable_models():
        if model not in _LEFT_OUT:
            found += [_source(one) for one in _live(model, year)]
    return tuple(sorted(found, key=lambda one: (one.kind, one.title, one.sha256)))


def _live(model: type[Reviewable], year: ReportingYear) -> list[Reviewable]:
    rows: QuerySet[Any] = model.objects.live().select_related("live_revision", *model.related_for_review)
    if model is SafeguardingReview:
        return [row for row in rows if touches(review_of(row.live_revision.content), year)]
    return list(rows.filter(year=year))


def _source(item: Reviewable) -> Source:
    revision = item.live_revision
    assert revision is not None, "live things have a live revision"
    return Source(item.review_noun, item.title_for_review(), revision.sha256)
