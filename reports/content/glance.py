"""The year on one page, in a report. Plain frozen data, frozen to JSON: see `reports.content.report`."""

from dataclasses import dataclass, field
from typing import Literal

from reports.content.entries import EntriesGroup
from ui.prose.blocks import Blocks


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of a table, with its picture as SVG text and a few words; `anchor` leads to the table."""

    anchor: str
    title: str
    what: str
    value: str
    period: str
    words: str
    way: str
    beside: str
    svg: str


@dataclass(frozen=True, slots=True)
class Step:
    """The actions that came equally far: the words, how many, and a square for each as SVG text."""

    words: str
    count: int
    svg: str


@dataclass(frozen=True, slots=True)
class GlanceSection:
    """What was done, what the figures say, what was learned and comes next: nothing that the pages after it lack."""

    anchor: str
    title: str
    introduction: Blocks
    progress: str
    steps: tuple[Step, ...]
    tiles: tuple[Tile, ...]
    left_out: str
    groups: tuple[EntriesGroup, ...]
    kind: Literal["glance"] = field(default="glance", init=False)
