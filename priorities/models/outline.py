"""The outline of a year's plan: priorities, commitments and actions, as plain data ready for JSON."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from partnership.models import ReportingYear
from priorities.models.action import Action
from priorities.models.priority import Commitment, Priority

Outline = dict[str, Any]


def outline_of_rows(year: ReportingYear) -> Outline:
    """The plans that run in the year, as the rows say now. Four queries.

    A priority or commitment all of whose actions begin later or ended before is left out: it belongs to other years.
    """
    by_commitment: dict[int, list[Action]] = defaultdict(list)
    others: set[int] = set()
    in_plan = Action.objects.filter(
        commitment__priority__plan__starts_on__lte=year.ends_on,
        commitment__priority__plan__ends_on__gte=year.starts_on,
    )
    for action in in_plan.select_related("owner").prefetch_related("milestones").order_by("number"):
        assert action.commitment_id is not None
        if action.runs_alone_in(year):
            by_commitment[action.commitment_id].append(action)
        else:
            others.add(action.commitment_id)
    commitments: dict[int, list[Commitment]] = defaultdict(list)
    elsewhere: set[int] = set()
    said = Commitment.objects.filter(
        priority__plan__starts_on__lte=year.ends_on, priority__plan__ends_on__gte=year.starts_on
    )
    for commitment in said.order_by("number"):
        if commitment.pk in others and not by_commitment[commitment.pk]:
            elsewhere.add(commitment.priority_id)
        else:
            commitments[commitment.priority_id].append(commitment)
    priorities = [
        one
        for one in Priority.objects.filter(plan__starts_on__lte=year.ends_on, plan__ends_on__gte=year.starts_on)
        .select_related("plan", "arm")
        .order_by("plan__starts_on", "plan__slug", "number")
        if commitments[one.pk] or one.pk not in elsewhere
    ]
    return {
        "plans": list(dict.fromkeys(one.plan.title for one in priorities)),
        "notes": list(dict.fromkeys(one.plan.note for one in priorities if one.plan.note)),
        "priorities": [
            {
                "slug": one.slug,
                "number": one.number,
                "title": one.title,
                "summary": one.summary,
                "arm": one.arm.name if one.arm else "",
                "commitments": [
                    {"text": said.text, "actions": [_action(action) for action in by_commitment[said.pk]]}
                    for said in commitments[one.pk]
                ],
            }
            for one in priorities
        ],
    }


def actions_in(outline: Outline) -> Iterator[Outline]:
    """Every action of an outline, in its order."""
    for priority in outline["priorities"]:
        for commitment in priority["commitments"]:
            yield from commitment["actions"]


def slugs_in(outline: Outline) -> set[str]:
    """The parts of addresses of its priorities and actions."""
    return {one["slug"] for one in (*outline["priorities"], *actions_in(outline))}


def _action(action: Action) -> Outline:
    return {
        "key": str(action.key),
        "slug": action.slug,
        "number": action.number,
        "title": action.title,
        "owner": action.owner.name,
        "lead": action.lead,
        "is_illustrative": action.is_illustrative,
        "starts_on": action.starts_on.isoformat() if action.starts_on else "",
        "due_on": action.due_on.isoformat() if action.due_on else "",
        "milestones": [
            {"text": one.text, "due_on": one.due_on.isoformat() if one.due_on else ""}
            for one in action.milestones.all()
        ],
    }
