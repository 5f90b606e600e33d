"""What an annual report holds, as plain frozen data.

Nothing here knows Django or a database. The dataclasses are what is frozen to JSON, so a field that
is added, renamed or removed changes the bytes of every later edition: raise ``FORMAT`` when that happens.
"""

from dataclasses import dataclass, field
from typing import Literal

FORMAT = "annual-report/1"
LANGUAGE = "en-GB"


# Prose: what people wrote, parsed once into blocks so that no renderer ever reads it as markup.
@dataclass(frozen=True, slots=True)
class Text:
    """A run of letters."""

    text: str
    kind: Literal["text"] = field(default="text", init=False)


@dataclass(frozen=True, slots=True)
class Strong:
    """Words said strongly."""

    inlines: "Inlines"
    kind: Literal["strong"] = field(default="strong", init=False)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with stress."""

    inlines: "Inlines"
    kind: Literal["emphasis"] = field(default="emphasis", init=False)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: an https, mailto or tel address."""

    href: str
    inlines: "Inlines"
    kind: Literal["link"] = field(default="link", init=False)


Inline = Text | Strong | Emphasis | Link
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    inlines: Inlines
    kind: Literal["paragraph"] = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside somebody's text; it does not enter the contents."""

    inlines: Inlines
    kind: Literal["subheading"] = field(default="subheading", init=False)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, numbered or not; each item is blocks of its own."""

    ordered: bool
    items: tuple["Blocks", ...]
    kind: Literal["list"] = field(default="list", init=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words."""

    blocks: "Blocks"
    kind: Literal["quote"] = field(default="quote", init=False)


Block = Paragraph | Subheading | ItemList | Quote
Blocks = tuple[Block, ...]


# Structure
@dataclass(frozen=True, slots=True)
class StructureNode:
    """A group of the partnership and what stands below it."""

    name: str
    description: str
    is_illustrative: bool
    arms: tuple[str, ...]
    members: tuple[str, ...]
    children: tuple["StructureNode", ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG text, with the sentence that says the same."""

    title: str
    alt: str
    svg: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StructureSection:
    """Who the partnership is: the chart, and a list that says the same."""

    anchor: str
    title: str
    introduction: Blocks
    drawing: Drawing
    groups: tuple[StructureNode, ...]
    kind: Literal["structure"] = field(default="structure", init=False)


# Said and did
@dataclass(frozen=True, slots=True)
class Action:
    """What was done, by whom, how far it is, and what came of it."""

    text: str
    owner: str
    status: str
    progress: Blocks
    impact: Blocks


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the partnership said that it would do, and its actions."""

    text: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority of the plan and the commitments under it."""

    anchor: str
    title: str
    summary: str
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
    """A row of a table, its label first."""

    key: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table of a release with its chart, exactly as it was released."""

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
    notes: tuple[str, ...]
    is_illustrative: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chart: Drawing | None


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
    areas: tuple[str, ...]
    arms: tuple[str, ...]
    colours: Colours


@dataclass(frozen=True, slots=True)
class Report:
    """A whole annual report. Holds nothing of the moment or the machine that built it."""

    year: str
    title: str
    subtitle: str
    description: str
    approved_to: str  # ISO date: the day the latest thing in the report was approved
    partnership: Partnership
    sections: tuple[Section, ...]
    format: str = FORMAT
    language: str = LANGUAGE
