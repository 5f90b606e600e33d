"""What was said and done, in a report. Plain frozen data, frozen to JSON: see `reports.content.report`."""

from dataclasses import dataclass, field
from typing import Literal

from ui.prose.blocks import Blocks


@dataclass(frozen=True, slots=True)
class Action:
    """What was done, by whom, how far it is, and what came of it."""

    text: str
    owner: str
    status: str
    on_hold: str
    progress: Blocks
    impact: Blocks
    evidence: str
    shows_impact: bool


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the partnership said that it would do, and its actions."""

    text: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority of the plan, the commitments under it, and its actions counted."""

    anchor: str
    title: str
    summary: str
    arm: str
    planned: int
    reported: int
    done: int
    with_impact: int
    commitments: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True)
class PrioritiesSection:
    """What we said and what we did."""

    anchor: str
    title: str
    introduction: Blocks
    priorities: tuple[Priority, ...]
    kind: Literal["priorities"] = field(default="priorities", init=False)
