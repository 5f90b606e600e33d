"""The figures of a report. Plain frozen data, frozen to JSON: see `reports.content.report`."""

from dataclasses import dataclass, field
from typing import Literal

from reports.content.drawing import Drawing
from reports.content.provenance import Origin
from ui.prose.blocks import Blocks


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
    """One set of figures with its chart and its tables, exactly as it was released.

    `signed` says who answers for the definition, `policy` how small numbers were protected, `origins` who sent and who
    approved each return.
    """

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
    signed: str = ""
    policy: str = ""
    origins: tuple[Origin, ...] = ()


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
