"""What the coordinator recorded for a year's report, as the board approved it: never a draft."""

import datetime
from dataclasses import dataclass
from typing import Any

from partnership.models import ReportingYear
from reports.contributions.forward import Promise, promises_of
from reports.contributions.models.costs import CostReturn
from reports.contributions.models.forward_plan import ForwardPlan
from reports.contributions.models.no_reviews import NoReviewsStatement
from reports.contributions.models.record import YearRecord
from reports.contributions.models.training import TrainingReturn
from reports.contributions.safeguarding_reviews import Review, touches
from reports.contributions.tracked import live_reviews

Content = dict[str, Any]
# What a report of any year tells of, besides reviews of cases, which belong to no year.
RECORDS: tuple[type[YearRecord], ...] = (NoReviewsStatement, TrainingReturn, CostReturn, ForwardPlan)


@dataclass(frozen=True)
class Records:
    """Approved records of a year; what was not approved is empty or None.

    `reviews` are all that the year's report tells anything of. `none_stated` says, for `concluded` and `ongoing`, of
    which kinds of review the partnership states that there was none. `latest` is when the latest of it was submitted.
    """

    reviews: tuple[Review, ...] = ()
    none_stated: Content | None = None
    training: Content | None = None
    costs: Content | None = None
    forward: Content | None = None
    promises: tuple[Promise, ...] = ()
    latest: datetime.datetime | None = None


def records_of(year: ReportingYear) -> Records:
    """Read them in six queries, however many there are."""
    told = [(one.review, one.row) for one in live_reviews() if touches(one.review, year)]
    live = {model: _live(model, year) for model in RECORDS}
    content = {model: one.live_content() for model, one in live.items() if one is not None}
    moments = [one.live_revision.created_at for one in [*(one for _, one in told), *live.values()] if one is not None]
    forward = content.get(ForwardPlan)
    return Records(
        reviews=tuple(review for review, _ in sorted(told, key=lambda pair: pair[0].reference)),
        none_stated=content.get(NoReviewsStatement),
        training=content.get(TrainingReturn),
        costs=content.get(CostReturn),
        forward=forward,
        promises=tuple(promises_of(forward)) if forward else (),
        latest=max(moments, default=None),
    )


def _live(model: type[YearRecord], year: ReportingYear) -> Any:
    return model.objects.live().filter(year=year).first()
