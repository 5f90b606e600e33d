"""Holds every kind of file against each other: what one of them prints of a table, all of them print, and no more."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.disclosure.attack.cells import Cell, read_text
from tests.disclosure.attack.files import (
    observations_of_api,
    observations_of_csv,
    packed,
    printed_in_json,
    sheets,
)
from tests.disclosure.attack.pages import Page, read_page
from tests.leaks import Artefact

MARK = re.compile(r"(?P<row>.+), (?P<column>[^:]+): (?P<text>[^:]+)")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The table of a release's page of changes, and what stands there for a cell that was not there.
CHANGES, NONE = "Figures that changed", "none"
# The columns of those tables on that page that tell what another year's release printed.
CORRECTED = ["Before", "Now"]
# Where two years are compared, cells of a row stand side by side that no single table has.
REPORTS = "/reports/"
SAYS = re.compile(r"-?[0-9.]+|\[[a-z]+\]")
Line = tuple[str, ...]


@dataclass
class Printed:
    """What the API printed: the lines of all tables by the heading of their rows, and single cells by their place."""

    lines: dict[str, set[Line]] = field(default_factory=lambda: defaultdict(set))
    cells: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    places: dict[tuple[str, str, str, str, str], str] = field(default_factory=dict)

    def add(self, cells: Sequence[Cell]) -> None:
        """Learn the cells of a table, in their order."""
        lines: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
        for cell in cells:
            place = cell.place
            lines[place.release, place.family, place.table, cell.row_key].append(cell.says)
            self.cells[place.row].add(cell.says)
            self.places[place.release, place.family, place.table, place.row, place.column] = cell.says
        for cell in cells:
            place = cell.place
            line = lines[place.release, place.family, place.table, cell.row_key]
            self.lines[place.row].add(tuple(line))

    def wrong(self, artefacts: Iterable[Artefact]) -> Iterator[str]:
        """Where a file prints something else than the API did."""
        for artefact in artefacts:
            for found in self._wrong_in(artefact.kind, artefact.address, artefact.data):
                yield f"{artefact.name}: {found}"

    def _wrong_in(self, kind: str, name: str, data: bytes) -> Iterator[str]:
        compares = name.startswith(REPORTS)
        if kind == "text/csv" and data.startswith((b"release,family", b"\xef\xbb\xbfrelease,family")):
            yield from self._wrong_cells(observations_of_csv(data))
        elif kind == "application/json" and "/observations" in name:
            yield from self._wrong_cells(observations_of_api(data))
        elif kind == "application/json" and name.startswith("/figures/"):
            for place, says in printed_in_json(data):
                key = (place.release, place.family, place.table, place.row, place.column)
                if self.places.get(key) != says:
                    yield f"{place.row}, {place.column}: {says}, not {self.places.get(key)}"
        elif kind in ("text/html", "image/svg+xml"):
            yield from self._wrong_on_page(read_page(data), compares=compares)
        elif kind == XLSX:
            for title, lines in sheets(data):
                rows = [(line[0], line[1:]) for line in lines]
                yield from (f"{title}: {found}" for found in self._wrong_lines(rows, compares=compares))
        elif kind == "application/zip":
            for inner, part in packed(data):
                yield from (f"{inner}: {found}" for found in self._wrong_in("text/csv", inner, part))

    def _wrong_cells(self, cells: Iterable[Cell]) -> Iterator[str]:
        for cell in cells:
            place = cell.place
            known = self.places.get((place.release, place.family, place.table, place.row, place.column))
            if known != cell.says:
                yield f"{place.row}, {place.column}: {cell.says}, not {known}"

    def _wrong_on_page(self, page: Page, *, compares: bool) -> Iterator[str]:
        for table in page.tables:
            if table.caption == CHANGES or table.headings[2:4] == CORRECTED:
                yield from self._wrong_changes(table.rows)
                continue
            yield from (f"{table.caption}: {found}" for found in self._wrong_lines(table.rows, compares=compares))
        for mark in page.marks:
            found = MARK.fullmatch(mark)
            if found and found["row"] in self.cells and read_text(found["text"]) not in self.cells[found["row"]]:
                yield f"a mark of a chart: {mark}"

    def _wrong_changes(self, rows: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
        """Lines of what changed: a column, what was printed before, what is printed now, and why."""
        for heading, (column, before, after, *_) in rows:
            for says in (read_text(before), read_text(after)):
                if heading in self.cells and says != NONE and says not in self.cells[heading]:
                    yield f"{heading}, {column}: {says}"

    def _wrong_lines(self, rows: Iterable[tuple[str, Sequence[str]]], *, compares: bool) -> Iterator[str]:
        """Lines whose heading is that of a row; what a line holds beside its cells (a group, marks) is passed over."""
        for heading, texts in rows:
            line = tuple(read_text(text) for text in texts)
            printed = {says for says in line if SAYS.fullmatch(says)}
            if heading not in self.lines or not line or (compares and printed <= self.cells[heading]):
                continue
            if not any(_holds(line, known) for known in self.lines[heading]):
                yield f"{heading}: {', '.join(texts)}"


def _holds(line: Line, known: Line) -> bool:
    """Whether the known cells stand one after another in a line."""
    return any(line[at : at + len(known)] == known for at in range(len(line) - len(known) + 1))
