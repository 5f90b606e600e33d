"""Who the partnership is, in a report. Plain frozen data, frozen to JSON: see `reports.content.report`."""

from dataclasses import dataclass, field
from typing import Literal

from reports.content.drawing import Drawing
from ui.prose.blocks import Blocks


@dataclass(frozen=True, slots=True)
class StructureNode:
    """A group of the partnership and what stands below it. Members are seats in words, never people."""

    name: str
    description: str
    is_illustrative: bool
    arms: tuple[str, ...]
    members: tuple[str, ...]
    children: tuple["StructureNode", ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation and the groups in which it has a seat."""

    name: str
    sort: str
    is_statutory: bool
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StructureSection:
    """Who the partnership is: the chart, a list that says the same, and the organisations."""

    anchor: str
    title: str
    introduction: Blocks
    drawing: Drawing | None
    groups: tuple[StructureNode, ...]
    partners: tuple[Partner, ...]
    kind: Literal["structure"] = field(default="structure", init=False)
