"""What the law and guidance ask of this report, and where it does it. Made last, from all the other sections."""

from partnership.days import day
from partnership.models import ReportingYear
from reports.completeness.evaluation import BodyItems, Completeness, evaluate
from reports.completeness.states import Item, State
from reports.completeness.view import view_of
from reports.content import Entry, NarrativePart, NarrativeSection, PlainTable
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted, sentence

UNREAD = "Check against the source"
OVERRIDDEN = " Published without it: see below."


def completeness(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """A table for each body, then what the chair let the report out without, and what the editor left out.

    None where the facts were not read. Looks at `inputs.others`, the sections of this report without this one.
    """
    if not inputs.facts.year:
        return None
    found = evaluate(view_of(inputs.others), inputs.facts)
    parts = (*(_body(number, body) for number, body in enumerate(found.bodies, start=1)), *_decisions(found, inputs))
    return NarrativeSection(
        anchor="completeness",
        title="What the law asks of this report",
        introduction=plain(_introduction(found)),
        parts=parts,
    )


def _introduction(found: Completeness) -> str:
    must = [item for item in found.items if item.requirement.can_block and item.state is not State.NOT_APPLICABLE]
    met = sum(item.state is State.MET for item in must)
    part = sum(item.state is State.PART for item in must)
    missing = sum(item.state is State.MISSING for item in must)
    return "\n\n".join(
        [
            "What law and guidance ask of an annual report like this one, in our own words, each with its source. "
            f"Of {counted(len(must), 'item', 'items')} that the report must include, {met} "
            f"{'is' if met == 1 else 'are'} met, {part} {'is' if part == 1 else 'are'} partly met and {missing} "
            f"{'is' if missing == 1 else 'are'} missing.",
            "Items marked “After publication” cannot be in a report: they are done once it is published. Items "
            f"marked “{UNREAD}” have not been checked against their source.",
        ]
    )


def _body(number: int, body: BodyItems) -> NarrativePart:
    table = PlainTable(
        anchor=f"completeness-table-{number}",
        title=f"{body.title}: requirements and status",
        columns=("Requirement", "Strength", "Status", "Where and why"),
        rows=tuple(_row(item) for item in body.items),
    )
    return NarrativePart(anchor=f"completeness-{number}", title=body.title, tables=(table,))


def _row(item: Item) -> tuple[str, ...]:
    requirement = item.requirement
    strength = requirement.strength_words if requirement.is_content else f"{requirement.strength_words}, {_stage(item)}"
    state = item.state.words if requirement.source_read else f"{item.state.words}. {UNREAD}"
    where = f"See “{item.where}”. " if item.where else ""
    return (
        f"{requirement.id}: {sentence(requirement.text)} {sentence(requirement.citation)}",
        strength,
        state,
        f"{where}{sentence(item.finding.evidence)}{OVERRIDDEN if item.is_overridden else ''}",
    )


def _stage(item: Item) -> str:
    return item.requirement.stage_words[0].lower() + item.requirement.stage_words[1:]


def _decisions(found: Completeness, inputs: Inputs) -> tuple[NarrativePart, ...]:
    """What people decided: overrides with role and reason, sections left out with the editor's reason."""
    parts = []
    if found.overridden:
        parts.append(
            NarrativePart(
                anchor="completeness-overrides",
                title="Published without",
                body=plain("These items are missing. The report is published without them for the reasons given."),
                entries=tuple(_override(item) for item in found.overridden),
            )
        )
    if inputs.facts.omitted:
        parts.append(
            NarrativePart(
                anchor="completeness-left-out",
                title="Sections left out",
                body=plain("The editor left these sections out of this report."),
                entries=tuple(
                    Entry(omission.title, sentence(omission.reason)) for omission in inputs.facts.omitted.values()
                ),
            )
        )
    return tuple(parts)


def _override(item: Item) -> Entry:
    override = item.override
    assert override is not None
    return Entry(
        f"{item.requirement.id}, {item.requirement.text}",
        f"{sentence(override.reason)} Decided by: {override.role}, {day(override.on)}.",
    )
