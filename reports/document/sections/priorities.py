"""What the partnership said that it would do, beside what it did."""

from partnership.models import ReportingYear
from priorities.queries import ActionDone, PriorityProgress
from reports.content import Action, Commitment, PrioritiesSection, Priority
from reports.content.prose import plain, prose
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted, sentence


def priorities(year: ReportingYear, inputs: Inputs) -> PrioritiesSection:
    """Every priority of the plans that run in the year, reported on or not."""
    return PrioritiesSection(
        anchor="priorities",
        title="What we said and what we did",
        introduction=plain(_introduction(inputs)),
        priorities=tuple(_priority(priority) for priority in inputs.progress.priorities),
    )


def _introduction(inputs: Inputs) -> str:
    progress = inputs.progress
    if not progress.priorities:
        return f"No plan is recorded for {progress.year}."
    planned = counted(progress.planned_count, "action", "actions")
    reported, impact = progress.action_count, progress.impact_count
    return "\n\n".join(
        [
            f"The priorities come from: {'; '.join(progress.plans)}. They contain {planned}. "
            f"{counted(reported, 'action has', 'actions have')} an approved report for {progress.year}; "
            f"{counted(impact, 'of them shows', 'of them show')} evidence of impact: an outcome for people, or what "
            "people themselves said.",
            "Each action shows its owner, its progress and the answer to “So what?”: what difference it made, and "
            "the kind of evidence.",
            *progress.notes,
        ]
    )


def _priority(priority: PriorityProgress) -> Priority:
    return Priority(
        anchor=f"priority-{priority.slug}",
        title=f"Priority {priority.number}: {priority.title}",
        summary=priority.summary,
        arm=priority.arm or "All arms",
        planned=priority.planned,
        reported=len(priority.actions),
        done=sum(action.status == "done" for action in priority.actions),
        with_impact=sum(action.shows_impact for action in priority.actions),
        commitments=tuple(
            Commitment(commitment.text, tuple(_action(action) for action in commitment.actions))
            for commitment in priority.commitments
        ),
    )


def _action(action: ActionDone) -> Action:
    return Action(
        text=action.title,
        owner=", ".join(part for part in (action.owner, action.lead) if part) + _mark(action),
        status=action.status_label,
        on_hold=sentence(action.on_hold_reason),
        progress=prose(action.what_we_did),
        impact=prose(action.impact_note),
        evidence=action.impact_evidence_label,
        shows_impact=action.shows_impact,
    )


def _mark(action: ActionDone) -> str:
    """Owners and progress that no source names are said to be made up."""
    return " (owner and progress are illustrative)" if action.is_illustrative else ""
