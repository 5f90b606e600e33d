"""What the report needs to answer "So what?": every planned action, and the approved claims about it."""

import datetime
from dataclasses import dataclass
from typing import Any

from partnership.models import ReportingYear
from priorities.models import Action
from reports.impact.told import PlannedAction
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
