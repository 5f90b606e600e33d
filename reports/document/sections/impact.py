"""So what? Which actions made a difference, what says so, and of which nobody knows."""

from partnership.models import ReportingYear
from priorities.queries import PriorityProgress
from reports.content import NarrativePart, NarrativeSection, PlainTable
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted
from reports.impact.grades import COUNTED, TABLE_OF_GRADES, Grade
from reports.impact.narrative import PlannedAction, ToldClaim, Withheld, claim_blocks, told_claims
from ui.prose.blocks import Block, Blocks, ItemList, Paragraph, Strong, Text

SHORT = {
    Grade.OUTCOME: "Outcome",
    Grade.VOICE: "What people said",
    Grade.PRACTICE: "Practice changed",
    Grade.ACTIVITY: "Activity only",
    Grade.NONE: "Nothing that counts",
}
RULE = (
    "Each claim is graded by its best evidence: what changed for people; what people said; how practice changed; "
    "or only what was done. Figures come from the newest release of the year. Grades follow a written rule, and "
    "each claim is approved by someone outside the organisation that makes it."
)
WITHHELD = {
    Withheld.STORY: "a case study behind it lost consent, even if only for a time",
    Withheld.FIGURE: "the newest release of the year no longer shows the figure behind it",
}


def impact(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """Claims with grade and evidence by priority, then the actions without one. None where no plan has an action."""
    actions = inputs.impact.actions
    if not actions:
        return None
    tables = {table.family_slug: table.content for table in inputs.tables}
    stories = {story["key"]: story for story in inputs.case_studies}
    claims = told_claims(inputs.impact.claims, tables, stories)
    told = [claim for claim in claims if claim.withheld is None]
    parts = (
        NarrativePart("impact-counted", "Impact claims, counted", tables=(_counted(inputs, told),)),
        *_by_priority(inputs, told),
        *_weak(actions, told),
        *_without(inputs, told),
    )
    return NarrativeSection(
        anchor="impact",
        title="So what? What difference it made",
        introduction=plain("\n\n".join([_sentence(actions, told), RULE, *_withheld(claims)])),
        parts=parts,
    )


def _sentence(actions: tuple[PlannedAction, ...], told: list[ToldClaim]) -> str:
    """How many actions carry a claim, and how many of those rest on an outcome."""
    known = {action.slug for action in actions}
    claimed = {claim.action for claim in told} & known
    outcome = {claim.action for claim in told if claim.grade is Grade.OUTCOME} & known
    return (
        f"Of {counted(len(actions), 'action', 'actions')}, {_carry(len(outcome))} a claim with evidence of an "
        f"outcome for people, and {_carry(len(claimed))} a claim of any kind."
    )


def _carry(number: int) -> str:
    return counted(number, "carries", "carry")


def _withheld(claims: tuple[ToldClaim, ...]) -> list[str]:
    """How many approved claims are not told, by the reason."""
    lines = []
    for why, words in WITHHELD.items():
        number = sum(claim.withheld is why for claim in claims)
        if number:
            counts = "It does not count as a claim." if number == 1 else "They do not count as claims."
            lines.append(f"{counted(number, 'claim is', 'claims are')} left out: {words}. {counts}")
    return lines


def _of(inputs: Inputs, priority: PriorityProgress) -> list[PlannedAction]:
    return [action for action in inputs.impact.actions if action.priority == priority.slug]


def _counted(inputs: Inputs, told: list[ToldClaim]) -> PlainTable:
    """Each priority's actions by the best grade of their claims."""
    rows = []
    for priority in inputs.progress.priorities:
        best = [_best(action, told) for action in _of(inputs, priority)]
        numbers = [len(best), *(best.count(grade) for grade in COUNTED), best.count(None)]
        rows.append((priority.title, *(str(number) for number in numbers)))
    return PlainTable(
        anchor=TABLE_OF_GRADES,
        title="Actions by the best evidence of a claim",
        columns=("Priority", "Actions", *(SHORT[grade] for grade in COUNTED), "No claim"),
        rows=tuple(rows),
        numeric=tuple(range(1, 8)),
    )


def _best(action: PlannedAction, told: list[ToldClaim]) -> Grade | None:
    """The best grade among an action's claims; None where it has no claim."""
    order = list(Grade)
    return max((claim.grade for claim in told if claim.action == action.slug), key=order.index, default=None)


def _by_priority(inputs: Inputs, told: list[ToldClaim]) -> list[NarrativePart]:
    """The claims of each priority that has any, in the order of its actions."""
    parts = []
    for priority in inputs.progress.priorities:
        body: list[Block] = []
        for action in _of(inputs, priority):
            for claim in told:
                if claim.action == action.slug:
                    body += claim_blocks(claim, action)
        if body:
            title = f"Priority {priority.number}: {priority.title}"
            parts.append(NarrativePart(f"impact-{priority.slug}", title, body=tuple(body)))
    return parts


def _weak(actions: tuple[PlannedAction, ...], told: list[ToldClaim]) -> list[NarrativePart]:
    """The claims that say only what was done, or nothing that counts."""
    titles = {action.slug: action.title for action in actions}
    weak = [claim for claim in told if claim.grade in (Grade.ACTIVITY, Grade.NONE) and claim.action in titles]
    if not weak:
        return []
    lines = [f"{titles[claim.action]}: {claim.text} ({claim.grade.label})" for claim in weak]
    words = "These claims say what was done, not what changed. Finding better evidence is work for next year."
    body = (*plain(words), _list(lines))
    return [NarrativePart("impact-activity", "Claims based on activity only", body=body)]


def _without(inputs: Inputs, told: list[ToldClaim]) -> list[NarrativePart]:
    """The actions of which nobody says what difference they made, by priority."""
    claimed = {claim.action for claim in told}
    body: Blocks = ()
    for priority in inputs.progress.priorities:
        silent = [action for action in _of(inputs, priority) if action.slug not in claimed]
        if silent:
            head = Paragraph((Strong((Text(f"Priority {priority.number}: {priority.title}"),)),))
            body += (head, _list([f"{action.title} ({action.owner})" for action in silent]))
    if not body:
        return []
    return [NarrativePart("impact-without", "Actions without an impact claim", body=body)]


def _list(lines: list[str]) -> ItemList:
    return ItemList(ordered=False, items=tuple(plain(line) for line in lines))
