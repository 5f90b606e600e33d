"""What was said and what was done, as the public and the annual report read it: from live revisions only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from partnership.models import ReportingYear
from priorities.evidence import EvidenceKind
from priorities.models import ActionStatus, ActionUpdate, KeptOutline, YearPlan
from priorities.models.outline import Outline, outline_of_rows


@dataclass(frozen=True)
class ActionDone:
    """One approved update: what an organisation did about a commitment in the year."""

    slug: str
    number: int
    title: str
    owner: str
    lead: str
    status: str
    status_label: str
    on_hold_reason: str
    what_we_did: str
    impact_note: str
    impact_evidence: str
    impact_evidence_label: str
    sha256: str
    key: str = ""
    rating: str = ""
    rating_label: str = ""
    is_illustrative: bool = False
    due_on: str = ""

    @property
    def shows_impact(self) -> bool:
        """Whether what stands behind the impact note says what changed for people."""
        return bool(self.impact_evidence) and EvidenceKind(self.impact_evidence).shows_impact


@dataclass(frozen=True)
class ActionPlanned:
    """An action as the plan of the year holds it. Dates are ISO dates, or empty."""

    key: str
    slug: str
    number: int
    title: str
    owner: str
    lead: str
    starts_on: str = ""
    due_on: str = ""
    milestones: tuple[Mapping[str, str], ...] = ()
    is_illustrative: bool = False


@dataclass(frozen=True)
class CommitmentKept:
    """What was said, and what was done about it. `open` are its actions that nothing was approved of."""

    text: str
    actions: tuple[ActionDone, ...]
    open: tuple[ActionPlanned, ...] = ()

    @property
    def planned(self) -> int:
        """How many actions it has, reported on or not."""
        return len(self.actions) + len(self.open)


@dataclass(frozen=True)
class PriorityProgress:
    """A priority with its commitments. An empty `arm` means that it cuts across all arms."""

    slug: str
    number: int
    title: str
    summary: str
    arm: str
    commitments: tuple[CommitmentKept, ...]

    @property
    def actions(self) -> tuple[ActionDone, ...]:
        """All actions of all its commitments, in their order."""
        return tuple(action for commitment in self.commitments for action in commitment.actions)

    @property
    def planned(self) -> int:
        """How many actions they are, reported on or not."""
        return sum(commitment.planned for commitment in self.commitments)


@dataclass(frozen=True)
class PlanProgress:
    """A year of the plan: said on one side, did on the other."""

    year: str
    plans: tuple[str, ...]
    notes: tuple[str, ...]
    priorities: tuple[PriorityProgress, ...]
    introduction: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many actions came how far, by the values of `ActionStatus`; what nobody reported on is not started."""
        told = [action.status for priority in self.priorities for action in priority.actions]
        found = {status.value: told.count(status.value) for status in ActionStatus}
        found[ActionStatus.NOT_STARTED] += self.planned_count - self.action_count
        return found

    @property
    def action_count(self) -> int:
        """Actions with an approved update for the year."""
        return sum(len(priority.actions) for priority in self.priorities)

    @property
    def planned_count(self) -> int:
        """Actions that the plans hold, reported on or not."""
        return sum(priority.planned for priority in self.priorities)

    @property
    def impact_count(self) -> int:
        """Actions whose impact note rests on an outcome, or on what people said."""
        return sum(action.shows_impact for priority in self.priorities for action in priority.actions)


def years_with_updates() -> list[ReportingYear]:
    """Years that have something to show, newest first: a plan that was approved, or progress."""
    told = ActionUpdate.objects.filter(
        year=OuterRef("pk"), live_revision__isnull=False, action__commitment__isnull=False
    )
    planned = YearPlan.objects.filter(year=OuterRef("pk"), live_revision__isnull=False)
    return list(ReportingYear.objects.filter(Q(Exists(told)) | Q(Exists(planned))).order_by("-starts_on"))


def outline_of(year: ReportingYear) -> Outline:
    """The plan of a year as readers see it: as it was approved, else as it was kept, else as the rows say now."""
    plan = YearPlan.objects.live().filter(year=year).first()
    if plan is not None and plan.live_revision is not None:
        content: Outline = plan.live_revision.content
        return content
    kept = KeptOutline.objects.filter(year=year).first()
    return kept.content if kept is not None else outline_of_rows(year)


def plan_progress(year: ReportingYear) -> PlanProgress:
    """The plan of the year, with what was approved for it. A constant number of queries."""
    outline = outline_of(year)
    # What comes from elsewhere than a plan is told by the report's section on reviews.
    live = ActionUpdate.objects.live().filter(year=year, action__commitment__isnull=False).select_related("action")
    updates = {str(update.action.key): update for update in live}
    rows = _with_what_came_later(outline, updates)
    return PlanProgress(
        year=year.label,
        plans=tuple(outline["plans"]),
        notes=tuple(outline["notes"]),
        priorities=tuple(_priority(priority, updates) for priority in rows),
        introduction=outline.get("introduction", ""),
    )


def _with_what_came_later(outline: Outline, updates: Mapping[str, ActionUpdate]) -> list[Outline]:
    """The priorities, with actions that the plan did not hold yet when it was approved, but were reported on."""
    priorities = [
        priority | {"commitments": [said | {"actions": list(said["actions"])} for said in priority["commitments"]]}
        for priority in outline["priorities"]
    ]
    known = {action["key"] for priority in priorities for said in priority["commitments"] for action in said["actions"]}
    by_slug = {priority["slug"]: priority for priority in priorities}
    for key, update in updates.items():
        if key not in known:
            assert update.live_revision is not None
            content = update.live_revision.content
            _add(priorities, by_slug, content, key)
    return priorities


def _add(priorities: list[Outline], by_slug: dict[str, Outline], content: Outline, key: str) -> None:
    told = content["priority"]
    if told["slug"] not in by_slug:
        by_slug[told["slug"]] = {**told, "summary": "", "arm": "", "commitments": []}
        priorities.append(by_slug[told["slug"]])
    said = by_slug[told["slug"]]["commitments"]
    found = next((one for one in said if one["text"] == content["commitment"]), None)
    if found is None:
        found = {"text": content["commitment"], "actions": []}
        said.append(found)
    found["actions"].append({"key": key, "milestones": [], **content["action"]})


def _priority(priority: Outline, updates: Mapping[str, ActionUpdate]) -> PriorityProgress:
    return PriorityProgress(
        slug=priority["slug"],
        number=priority["number"],
        title=priority["title"],
        summary=priority["summary"],
        arm=priority["arm"],
        commitments=tuple(_commitment(commitment, updates) for commitment in priority["commitments"]),
    )


def _commitment(commitment: Outline, updates: Mapping[str, ActionUpdate]) -> CommitmentKept:
    actions = sorted(commitment["actions"], key=lambda action: int(action["number"]))
    return CommitmentKept(
        text=commitment["text"],
        actions=tuple(action_done(updates[one["key"]]) for one in actions if one["key"] in updates),
        open=tuple(
            ActionPlanned(**one | {"milestones": tuple(one["milestones"])})
            for one in actions
            if one["key"] not in updates
        ),
    )


def action_done(update: ActionUpdate) -> ActionDone:
    """The live revision of an update, as readers see it."""
    revision = update.live_revision
    assert revision is not None
    content: dict[str, Any] = revision.content
    return ActionDone(
        **content["action"] | {"key": str(update.action.key)},
        **{
            key: content[key]
            for key in (
                "status",
                "status_label",
                "on_hold_reason",
                "what_we_did",
                "impact_note",
                "impact_evidence",
                "impact_evidence_label",
            )
        },
        # What was approved before ratings existed has none.
        rating=content.get("rating", ""),
        rating_label=content.get("rating_label", ""),
        sha256=revision.sha256,
    )
