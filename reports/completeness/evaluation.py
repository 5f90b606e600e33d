"""Every requirement of a year held against a report. Pure: the same report and facts always give the same answer."""

from dataclasses import dataclass

from reports.completeness.facts import Facts
from reports.completeness.registry import CHECKS
from reports.completeness.requirements import Requirement, RequirementList, requirement_lists
from reports.completeness.states import Answer, Assessment, Item, State
from reports.completeness.view import ReportView

ANSWER_IT = "Say in one sentence how it is met, and where the report shows it."


@dataclass(frozen=True)
class BodyItems:
    """What is asked of one body, and what was found."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Completeness:
    """Everything that is asked of the year's report, body by body."""

    bodies: tuple[BodyItems, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All of it in one row."""
        return tuple(item for body in self.bodies for item in body.items)

    @property
    def blocking(self) -> tuple[Item, ...]:
        """Demanded content that is missing and that the chair has not overridden."""
        return tuple(item for item in self.items if item.blocks)

    @property
    def overridden(self) -> tuple[Item, ...]:
        """Missing items that the chair lets the report out without."""
        return tuple(item for item in self.items if item.is_overridden)

    @property
    def improvable(self) -> tuple[Item, ...]:
        """Content that is missing or met in part and holds nothing back."""
        return tuple(item for item in self.items if item.requirement.is_content and item.is_open and not item.lacks)

    @property
    def settled(self) -> tuple[Item, ...]:
        """Content that is met, or not applicable with a reason."""
        return tuple(item for item in self.items if item.requirement.is_content and not item.is_open)

    @property
    def after_publication(self) -> tuple[Item, ...]:
        """What is worked off around and after publication."""
        return tuple(item for item in self.items if not item.requirement.is_content)

    @property
    def unread(self) -> tuple[Item, ...]:
        """Items whose source nobody of ours has read."""
        return tuple(item for item in self.items if not item.requirement.source_read)

    def item(self, requirement_id: str) -> Item | None:
        """The item with this id; None where it is not asked of the year."""
        return next((item for item in self.items if item.requirement.id == requirement_id), None)


def evaluate(view: ReportView, facts: Facts) -> Completeness:
    """Hold every list's requirements of the year against the report."""
    bodies = (
        BodyItems(one.title, tuple(_item(one, each, view, facts) for each in one.for_year(facts.year)))
        for one in requirement_lists()
    )
    return Completeness(tuple(body for body in bodies if body.items))


def _item(of: RequirementList, requirement: Requirement, view: ReportView, facts: Facts) -> Item:
    if of.arm not in facts.arms:
        return Item(
            requirement,
            Assessment(State.NOT_APPLICABLE, f"This partnership is not a {of.title[0].lower()}{of.title[1:]}."),
        )
    finding = look(requirement, view, facts)
    answer = facts.answers.get(requirement.id)
    is_answered = answer is not None and takes_answer(requirement, finding)
    if answer is not None and is_answered:
        finding = _answered(requirement, answer, view)
    return Item(requirement, finding, facts.overrides.get(requirement.id), view.where(finding.anchor), is_answered)


def look(requirement: Requirement, view: ReportView, facts: Facts) -> Assessment:
    """What the portal finds by itself; for what no machine can judge, that nobody has said anything."""
    check = CHECKS.get(requirement.id)
    if check is not None:
        return check(view, facts)
    return Assessment(
        State.MISSING, "The portal cannot check this automatically, and no one has answered it.", to_do=ANSWER_IT
    )


def takes_answer(requirement: Requirement, finding: Assessment) -> bool:
    """Whether people's answer counts: where the portal cannot judge, or finds a part and people know the rest.

    What it finds missing stays missing until the content is there or the chair overrides it; who was sent the report
    stands in the log of recipients.
    """
    return requirement.id not in CHECKS or finding.state is State.PART


def _answered(requirement: Requirement, answer: Answer, view: ReportView) -> Assessment:
    """The coordinator's answer. One that points to a place which the report does not have counts for nothing."""
    if answer.anchor and not view.where(answer.anchor):
        return Assessment(
            State.MISSING,
            f"The answer refers to “{answer.anchor}”, which is not in this report. The answer was: {answer.sentence}",
            to_do="Answer it again and choose a place that is in the report.",
        )
    to_do = ANSWER_IT if answer.state is State.PART else ""
    return Assessment(answer.state, answer.sentence, answer.anchor, to_do)
