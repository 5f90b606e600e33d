"""Who the partnership is."""

from partnership.days import day
from partnership.models import ReportingYear
from partnership.queries import Member
from partnership.structure import Branch, SeatNode, describe, draw
from partnership.structure import StructureNode as Group
from reports.content import Drawing, Partner, StructureNode, StructureSection
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted, sentence


def structure(year: ReportingYear, inputs: Inputs) -> StructureSection:
    """The groups as a chart and as a list, and the organisations that sit in them, on the last day of the year."""
    tree = inputs.structure
    drawing = Drawing("How the partnership is organised", describe(tree), draw(tree)) if tree.roots else None
    return StructureSection(
        anchor="structure",
        title="Our partnership",
        introduction=plain(_introduction(year, inputs)),
        drawing=drawing,
        groups=tuple(_group(root) for root in tree.roots),
        partners=tuple(_partner(member) for member in inputs.members),
    )


def _introduction(year: ReportingYear, inputs: Inputs) -> str:
    arms = [arm.name for arm in inputs.arms]
    listed = " and ".join(part for part in (", ".join(arms[:-1]), *arms[-1:]) if part)
    count = len(inputs.structure.nodes)
    if not count:
        return f"No groups are recorded for {day(year.ends_on)}."
    lines = [
        f"{inputs.profile.name} works in {inputs.profile.area.name}."
        + (f" It brings together {counted(len(arms), 'statutory arm', 'statutory arms')}: {listed}." if arms else ""),
        f"This is the structure on {day(year.ends_on)}: {counted(count, 'group', 'groups')}. Seats are named by "
        "role and organisation, never by person.",
    ]
    if inputs.structure.has_illustrative:
        lines.append(
            "Groups marked illustrative, and drawn with a broken edge, are typical of partnerships like this; they "
            "have not been confirmed for this one."
        )
    if inputs.structure.has_illustrative_seats:
        lines.append("Seats marked illustrative are made up to show how the portal works.")
    return "\n\n".join(lines)


def _group(branch: Branch) -> StructureNode:
    node = branch.node
    return StructureNode(
        name=node.name,
        description=_description(node),
        is_illustrative=node.is_illustrative,
        arms=node.arms,
        members=tuple(_seat(seat) for seat in node.seats),
        children=tuple(_group(child) for child in branch.children),
    )


def _description(node: Group) -> str:
    quorum = f"Quorum: {node.quorum}." if node.quorum else ""
    return " ".join(part for part in (sentence(node.terms_of_reference), quorum) if part)


def _seat(seat: SeatNode) -> str:
    facts = [
        seat.organisation,
        "chair" if seat.is_chair else "",
        "vacant" if seat.is_vacant else "",
        "illustrative" if seat.is_illustrative else "",
    ]
    told = ", ".join(fact for fact in facts if fact)
    return f"{seat.title} ({told})" if told else seat.title


def _partner(member: Member) -> Partner:
    return Partner(
        name=member.name, sort=member.kind, is_statutory=member.is_statutory_partner, groups=tuple(member.groups)
    )
