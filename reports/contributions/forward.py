"""What was promised for the year after: read from approved forward plans alone."""

from dataclasses import dataclass
from typing import Any

from partnership.models import ReportingYear
from reports.contributions.models.forward_plan import ForwardPlan


@dataclass(frozen=True)
class Promise:
    """One promise as it was approved. `key` (a UUID as text) stays the same while the promise is reworded.

    `year` is the slug of the year whose report made it; it is to be kept in the year after. `priority_slug`,
    `priority` and `commitment` are empty where the promise belongs to none.
    """

    key: str
    year: str
    number: int
    text: str
    owner_slug: str
    owner: str
    priority_slug: str
    priority: str
    commitment: str


def promises_made_in(year: ReportingYear) -> list[Promise]:
    """The promises of the year's approved forward plan, in their order; none where nothing was approved. One query."""
    plan = ForwardPlan.objects.live().filter(year=year).first()
    return promises_of(plan.live_content()) if plan else []


def promises_of(content: dict[str, Any]) -> list[Promise]:
    """The promises of a snapshot of a forward plan."""
    return [
        Promise(
            key=one["key"],
            year=content["year"],
            number=int(one["number"]),
            text=one["text"],
            owner_slug=one["owner"]["slug"],
            owner=one["owner"]["title"],
            priority_slug=one["priority"]["slug"] if one["priority"] else "",
            priority=one["priority"]["title"] if one["priority"] else "",
            commitment=one["commitment"],
        )
        for one in content["promises"]
    ]
