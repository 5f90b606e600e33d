"""What was said and what was done, as the public and the annual report read it: from live revisions only."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partnership.models import ReportingYear
from priorities.evidence import EvidenceKind
from priorities.models import ActionUpdate, Commitment, Priority


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

    @property
    def shows_impact(self) -> bool:
        """Whether what stands behind the impact note says what changed for people."""
        return bool(self.impact_evidence) and EvidenceKind(self.impact_evidence).shows_impact


@dataclass(frozen=True)
class CommitmentKept:
    """What was said, and what was done about it. `planned` counts all its actions, reported on or not."""

    text: str
    planned: int
    actions: tuple[ActionDone, ...]


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
        """How many actions it has, reported on or not."""
        return sum(commitment.planned for commitment in self.commitments)


@dataclass(frozen=True)
class SaidAndDid:
    """A year of the plan: said on one side, did on the other."""

    year: str
    plans: tuple[str, ...]
    notes: tuple[str, ...]
    priorities: tuple[PriorityProgress, ...]

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
    """Years that have something to show, newest first."""
    return list(
        ReportingYear.objects.filter(action_updates__live_revision__isnull=False).distinct().order_by("-starts_on")
    )


def said_and_did(year: ReportingYear) -> SaidAndDid:
    """The priorities of the plans that run in the year, with what was approved for it. Four queries."""
    commitments: dict[int, list[Commitment]] = defaultdict(list)
    in_year = Commitment.objects.filter(
        priority__plan__starts_on__lte=year.ends_on, priority__plan__ends_on__gte=year.starts_on
    )
    for commitment in in_year.prefetch_related("actions").order_by("number"):
        commitments[commitment.priority_id].append(commitment)
    updates = {update.action_id: update for update in ActionUpdate.objects.live().filter(year=year)}
    priorities = (
        Priority.objects.filter(plan__starts_on__lte=year.ends_on, plan__ends_on__gte=year.starts_on)
        .select_related("plan", "arm")
        .order_by("plan__starts_on", "plan__slug", "number")
    )
    rows = tuple(_priority(priority, commitments[priority.pk], updates) for priority in priorities)
    return SaidAndDid(
        year=year.label,
        plans=tuple(dict.fromkeys(priority.plan.title for priority in priorities)),
        notes=tuple(dict.fromkeys(priority.plan.note for priority in priorities if priority.plan.note)),
        priorities=rows,
    )


def _priority(
    priority: Priority, commitments: list[Commitment], updates: Mapping[int, ActionUpdate]
) -> PriorityProgress:
    return PriorityProgress(
        slug=priority.slug,
        number=priority.number,
        title=priority.title,
        summary=priority.summary,
        arm=priority.arm.name if priority.arm else "",
        commitments=tuple(_commitment(commitment, updates) for commitment in commitments),
    )


def _commitment(commitment: Commitment, updates: Mapping[int, ActionUpdate]) -> CommitmentKept:
    actions = sorted(commitment.actions.all(), key=lambda action: action.number)
    return CommitmentKept(
        text=commitment.text,
        planned=len(actions),
        actions=tuple(action_done(updates[action.pk]) for action in actions if action.pk in updates),
    )


def action_done(update: ActionUpdate) -> ActionDone:
    """The live revision of an update, as readers see it."""
    revision = update.live_revision
    assert revision is not None
    content: dict[str, Any] = revision.content
    return ActionDone(
        **content["action"],
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
        sha256=revision.sha256,
    )
