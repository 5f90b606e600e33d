"""A table as it is published, in a release or in a report: what CSV files and workbooks are made from. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataCell:
    """What is printed in a cell, and the plain decimal behind it (None: there is none). `state` as it was released."""

    text: str
    value: str | None
    state: str
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class DataColumn:
    """The head of a column: its name for programs, for people, the window that it covers, what its numbers count."""

    key: str
    label: str
    period: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DataRow:
    """One line of a table: its name for programs and for people, the heading above it, its cells."""

    key: str
    label: str
    group: str
    cells: tuple[DataCell, ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """One published table. In a report, `anchor` is its own address and the name of its file.

    `set_title` names what its notes and its source are about: tables of one set share them. `scope` says in words
    where the table belongs and which period it covers.
    """

    anchor: str
    set_title: str
    title: str
    row_head: str
    columns: tuple[DataColumn, ...]
    rows: tuple[DataRow, ...]
    scope: str = ""
    source: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    is_illustrative: bool = False
