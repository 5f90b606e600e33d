"""What an annual report holds, as plain frozen data.

Nothing here knows Django or a database. The dataclasses are what is frozen to JSON, so a field that
is added, renamed or removed changes the bytes of every later edition: raise ``FORMAT`` when that happens.
"""

from dataclasses import dataclass, field
from typing import Literal

from reports.blocks import Blocks

FORMAT = "annual-report/1"
LANGUAGE = "en-GB"


# Structure
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
class Drawing:
    """A picture as SVG text, with the sentence that says the same."""

    title: str
    alt: str
    svg: str
    note: str = ""


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


# Said and did
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


# Figures
@dataclass(frozen=True, slots=True)
class Cell:
    """One printed figure: ``text`` is what is printed, ``value`` the plain decimal or nothing."""

    key: str
    text: str
    value: str | None
    state: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, its label first. Rows that follow each other may share a group."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column, with the window that it covers where that is known."""

    key: str
    label: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class FurtherTable:
    """A second table of the same return, such as each area of the last year."""

    anchor: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One set of figures with its chart and its tables, exactly as it was released."""

    anchor: str
    slug: str
    title: str
    supplier: str
    period: str
    unit: str
    headline: str
    definition: str
    method: str
    caveats: tuple[str, ...]
    source: str
    licence: str
    notes: tuple[str, ...]
    is_illustrative: bool
    row_head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more_tables: tuple[FurtherTable, ...]
    chart: Drawing | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureTheme:
    """Tables that belong together."""

    anchor: str
    title: str
    tables: tuple[FigureTable, ...]


@dataclass(frozen=True, slots=True)
class FiguresSection:
    """The figures of the year, theme by theme."""

    anchor: str
    title: str
    introduction: Blocks
    release: str
    themes: tuple[FigureTheme, ...]
    kind: Literal["figures"] = field(default="figures", init=False)


# Learning
@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a story or a box of a briefing."""

    title: str
    body: Blocks


@dataclass(frozen=True, slots=True)
class Piece:
    """A spotlight, a briefing or a case study."""

    anchor: str
    title: str
    byline: str
    summary: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LearningSection:
    """What was learned, in three shapes; a shape without pieces is not drawn."""

    anchor: str
    title: str
    introduction: Blocks
    spotlights: tuple[Piece, ...]
    briefings: tuple[Piece, ...]
    case_studies: tuple[Piece, ...]
    kind: Literal["learning"] = field(default="learning", init=False)


# Reading aids
@dataclass(frozen=True, slots=True)
class Entry:
    """A term and its meaning: a symbol, a note, a source."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class EntriesGroup:
    """Entries under a small heading of their own."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EntriesSection:
    """How to read the report, or its notes and sources."""

    anchor: str
    title: str
    introduction: Blocks
    groups: tuple[EntriesGroup, ...]
    kind: Literal["entries"] = field(default="entries", init=False)


Section = StructureSection | PrioritiesSection | FiguresSection | LearningSection | EntriesSection


@dataclass(frozen=True, slots=True)
class Colours:
    """The partnership's colours as ``#rrggbb``."""

    brand: str
    accent: str


@dataclass(frozen=True, slots=True)
class Partnership:
    """Who reports: what the cover and the running headers need."""

    name: str
    short_name: str
    area: str
    arms: tuple[str, ...]
    colours: Colours


@dataclass(frozen=True, slots=True)
class Report:
    """A whole annual report. Holds nothing of the moment or the machine that built it."""

    year: str
    title: str
    subtitle: str
    description: str
    approved_to: str  # ISO date: the day on which the latest part of the report was written
    partnership: Partnership
    sections: tuple[Section, ...]
    format: str = FORMAT
    language: str = LANGUAGE
