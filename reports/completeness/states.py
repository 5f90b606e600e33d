"""What is found about one requirement. Pure."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from reports.completeness.requirements import Requirement


class State(StrEnum):
    """Whether a report does what is asked."""

    MET = "met"
    PART = "part"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    LATER = "later"

    @property
    def words(self) -> str:
        """The state, for people."""
        return _WORDS[self]


_WORDS = {
    State.MET: "Met",
    State.PART: "Partly met",
    State.MISSING: "Missing",
    State.NOT_APPLICABLE: "Not applicable",
    State.LATER: "After publication",
}


@dataclass(frozen=True)
class Assessment:
    """What was found: the evidence in words, where it stands in the report, and what would help where it is lacking."""

    state: State
    evidence: str
    anchor: str = ""
    to_do: str = ""


@dataclass(frozen=True)
class Answer:
    """What the coordinator says of a requirement."""

    state: State
    sentence: str
    anchor: str


@dataclass(frozen=True)
class Override:
    """Why the chair lets the report be published without an item, under which role."""

    role: str
    reason: str
    on: datetime.date


@dataclass(frozen=True)
class Sent:
    """One reader named by law who was sent the report. `role` is the key of that reader."""

    role: str
    on: datetime.date


@dataclass(frozen=True)
class Item:
    """A requirement, what was found about it, and the chair's override where there is one."""

    requirement: Requirement
    finding: Assessment
    override: Override | None = None
    where: str = ""
    is_answered: bool = False

    @property
    def state(self) -> State:
        """What was found."""
        return self.finding.state

    @property
    def lacks(self) -> bool:
        """Whether a demanded item of the report's content is missing, overridden or not."""
        return self.requirement.can_block and self.state is State.MISSING

    @property
    def blocks(self) -> bool:
        """Whether the report is held back for it."""
        return self.lacks and self.override is None

    @property
    def is_overridden(self) -> bool:
        """Whether the chair's override is what lets the report out. One for an item that came in since is idle."""
        return self.lacks and self.override is not None

    @property
    def is_open(self) -> bool:
        """Whether something is left to do about it."""
        return self.state in {State.PART, State.MISSING, State.LATER}
