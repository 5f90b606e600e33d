"""What the report needs to answer "So what?": every planned action, and the approved claims about it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from indicators.queries import latest_release
from learning.models import CaseStudy
from partnership.models import ReportingYear
from priorities.models import Action
from reports.impact.told import PlannedAction, Withheld, why_withheld
from reports.models import ImpactClaim


@dataclass(frozen=True)
class ImpactInputs:
    """The actions of the year's plans in their order, and the live claims of the year, oldest first.

    `latest` is when the newest of these claims was submitted.
    """

    actions: tuple[PlannedAction, ...] = ()
    claims: tuple[dict[str, Any], ...] = ()
    latest: datetime.datetime | None = None


def read_impact(year: ReportingYear) -> ImpactInputs:
    """Planned actions and live claims. Two queries."""
    actions = (
        Action.objects.for_year(year)
        .select_related("owner", "commitment__priority")
        .order_by(
            "commitment__priority__plan__starts_on",
            "commitment__priority__plan__slug",
            "commitment__priority__number",
            "commitment__number",
            "number",
        )
    )
    live = ImpactClaim.objects.live().filter(year=year).order_by("pk")
    revisions = [claim.live_revision for claim in live if claim.live_revision is not None]
    return ImpactInputs(
        actions=tuple(
            PlannedAction(one.slug, one.title, one.owner.name, one.commitment.priority.slug) for one in actions
        ),
        claims=tuple(revision.content for revision in revisions),
        latest=max((revision.created_at for revision in revisions), default=None),
    )


def withheld_today(year: ReportingYear, claims: Iterable[ImpactClaim]) -> dict[int, Withheld]:
    """Which of these claims of one year the report does not tell as they were approved, and why. Three queries."""
    approved = {claim.pk: claim.live_revision.content for claim in claims if claim.live_revision is not None}
    pieces = [piece for content in approved.values() for piece in content["evidence"]]
    families = {piece["figure"]["family"] for piece in pieces if piece["figure"]}
    keys = {piece["case_study"] for piece in pieces if piece["case_study"]}
    release = latest_release(year)
    rows = release.tables.filter(family_slug__in=families).values_list("family_slug", "content") if release else ()
    public = CaseStudy.objects.public().filter(live_revision__content__year=year.slug, key__in=keys)
    tables, stories = dict(rows), {str(key) for key in public.values_list("key", flat=True)}
    why = {pk: why_withheld(content, tables, stories) for pk, content in approved.items()}
    return {pk: reason for pk, reason in why.items() if reason is not None}
