"""National open data as figures of a return: a file as its publisher writes it, by a mapping that was made once. Pure.

Two layouts are known by their headings. `ees` is the tidy CSV of “explore education statistics” (one line an area, a
period and a choice of filters; one column an indicator), `sac` the CSV of the Safeguarding Adults Collection (one line
a count, in the column VALUE). Where their headings are documented: data/README.md.

What comes out is a table in the portal's own layout, so that one reader, one preview and one set of checks do the rest.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from indicators.definitions.estimates import Estimate
from indicators.definitions.families import Column, Family, Row
from indicators.definitions.periods import Period
from indicators.parsing.answers import CellRefused, read_text
from indicators.parsing.csv_file import FIRST_LINES, CsvFile, read_csv
from indicators.parsing.file_problems import FileProblem, FileRefused, Level
from indicators.parsing.layout import FamilyForm, Heading
from indicators.parsing.national_layouts import fitting
from indicators.parsing.national_mapping import EES, LAYOUTS, SAC, NationalMapping, named
from indicators.parsing.national_rates import with_rates
from indicators.parsing.national_words import (
    ALWAYS,
    AREA_CODES,
    AREA_NAMES,
    DESCRIPTION,
    LEVELS,
    NOT_IN_FILE,
    ROUNDED,
    SYMBOLS,
    Line,
    area_said,
    is_rounded,
    layout_of,
    period_of,
    said_period,
)
from indicators.parsing.state_words import squeezed

# Columns of which one must have the text, and the text.
Wanted = list[tuple[list[str], str]]


@dataclass(frozen=True)
class Places:
    """The areas of the portal by every code and name under which a file may have them. `own` is the slug of ours."""

    by_name: Mapping[str, str]
    own: str


@dataclass(frozen=True)
class Translated:
    """The file in the portal's layout, or why it cannot be read; `warnings` are about what it does not have."""

    content: bytes = b""
    csv: CsvFile | None = None
    problems: tuple[FileProblem, ...] = ()
    warnings: tuple[FileProblem, ...] = ()


def national_csv(content: bytes) -> tuple[str, CsvFile | None]:
    """The layout of a CSV file of national open data, and the file; an empty layout for any other file."""
    if content.startswith(b"PK"):
        return "", None
    try:
        found = read_csv(content)
        heads = (layout_of(record) for record in islice(found.records(), FIRST_LINES))
        return next(filter(None, heads), ""), found
    except FileRefused:
        return "", None


def translate(
    content: bytes,
    forms: Sequence[FamilyForm],
    mappings: Sequence[NationalMapping],
    *,
    period: Period,
    places: Places,
    published: str | None,
    people: Mapping[str, Mapping[str, Estimate]] | None = None,
) -> Translated | None:
    """A file of national open data as a file of the return; None where the file is no national open data.

    `published` says when the publisher brought it out, in words; it is printed with the figures as their vintage. None
    says that another text tells it. `people` are the estimates for the period, by family and area (slugs).
    """
    layout, file = national_csv(content)
    if not layout or file is None:
        return _description(file)
    try:
        headings, lines = _lines(file, {squeezed(name) for one in mappings for name in one.headings()})
    except FileRefused as refusal:
        return Translated(csv=file, problems=(FileProblem("FILE-1", str(refusal)),))
    usable = [
        one for one in mappings if one.layout == layout and {squeezed(name) for name in one.headings()} <= set(headings)
    ]
    mapped = [(form, one) for form in forms for one in usable if one.family == form.family.slug]
    if not mapped:
        return Translated(csv=file, problems=(_nothing_mapped(layout, forms, mappings, set(headings)),))
    if published == "":
        sentence = "Enter the day on which the file was published. It is printed with the figures as their vintage."
        return Translated(csv=file, problems=(FileProblem("NATIONAL-2", sentence),))
    reader = _Reader(layout, lines, headings, period, places)
    read = [(form, mapping, reader.table(form, mapping)) for form, mapping in mapped]
    if reader.problems:
        return Translated(csv=file, problems=tuple(reader.problems))
    note = f"{LAYOUTS[layout]}, as published on {published}." if published else f"{LAYOUTS[layout]}."
    tables = []
    for form, mapping, rows in read:
        said = f"{note} {ROUNDED}" if layout == SAC and is_rounded(rows) else note
        completed = with_rates(form, mapping, rows, (people or {}).get(form.family.slug, {}))
        tables.append((form, completed.rows, f"{said} {completed.note}".strip()))
        reader.warnings += completed.told
    return Translated(_written(tables), file, warnings=tuple(reader.warnings))


def _description(file: CsvFile | None) -> Translated | None:
    """What to do instead with the description of a file; None for any other file."""
    first = next(iter(file.records()), []) if file is not None else []
    if not {squeezed(cell) for cell in first} >= DESCRIPTION:
        return None
    sentence = (
        "This file describes the columns of open data (its name ends in .meta.csv) and holds no figures. Upload the "
        "data file that was downloaded with it."
    )
    return Translated(csv=file, problems=(FileProblem("FILE-1", sentence),))


def _lines(file: CsvFile, mapped: set[str]) -> tuple[dict[str, int], list[tuple[int, Line]]]:
    """The headings with their columns, and of each line what is looked at: such a file has a hundred columns."""
    records = enumerate(file.records(), 1)
    headings = [squeezed(cell) for cell in _first_that_is_known(records)]
    twice = {one for one in headings if headings.count(one) > 1}
    if twice:
        raise FileRefused(f"The heading {', '.join(sorted(twice))} appears twice. Download the file again.")
    wanted = [(index, name) for index, name in enumerate(headings) if name in ALWAYS or name in mapped]
    found: list[tuple[int, Line]] = []
    # The same few texts stand in every line.
    known: dict[str, str] = {}
    for number, record in records:
        if len(record) > len(headings):
            raise FileRefused(f"Line {number} has more cells than headings. Download the file again.")
        if any(cell.strip() for cell in record):
            cells = {name: record[index] for index, name in wanted if index < len(record)}
            found.append((number, {name: known.setdefault(cell, cell) for name, cell in cells.items()}))
    return dict(zip(headings, range(len(headings)), strict=True)) if found else {}, found


def _first_that_is_known(records: Iterable[tuple[int, list[str]]]) -> list[str]:
    """The line of headings: a title, a blank line or an instruction to a spreadsheet program may stand above it."""
    return next((record for _number, record in records if layout_of(record)), [])


def _nothing_mapped(
    layout: str, forms: Sequence[FamilyForm], mappings: Sequence[NationalMapping], headings: set[str]
) -> FileProblem:
    missing = sorted({name for one in mappings if one.layout == layout for name in one.headings()} - headings)
    why = f" It has no column {', '.join(missing)}." if missing else ""
    ready = next(fitting(layout, headings, [one.family.slug for one in forms]), None)
    what = f"to use the ready mapping “{ready.title}”" if ready else "to map them"
    return FileProblem(
        "NATIONAL-1",
        f"The file is open data of the layout “{LAYOUTS[layout]}”, but its columns are not mapped to the figures of "
        f"this return.{why} Ask the coordinator {what}.",
    )


class _Reader:
    """Finds the one line of the file that each row of a family is about."""

    def __init__(
        self,
        layout: str,
        lines: Sequence[tuple[int, Line]],
        headings: Mapping[str, int],
        period: Period,
        places: Places,
    ) -> None:
        self.layout = layout
        self.headings = headings
        self.warnings: list[FileProblem] = []
        self.period = period
        self.places = places
        self.problems: list[FileProblem] = []
        self.lines = [(number, line) for number, line in lines if self._is_of_period(line)]
        if not self.lines:
            said = sorted({said_period(line) for _number, line in lines})
            sentence = f"The file has no line for {period.label}. It has {', '.join(said[-5:]) or 'no lines'}."
            self.problems.append(FileProblem("NATIONAL-3", sentence))

    def _is_of_period(self, line: Line) -> bool:
        # The adults' file is about one year, which only its name and its page tell.
        return self.layout == SAC or period_of(line) == self.period.slug

    def table(self, form: FamilyForm, mapping: NationalMapping) -> list[list[str]]:
        """The lines of one family in the portal's layout: code, then the columns that are typed."""
        filters = _wanted(mapping.filters)
        of_family = [(number, line) for number, line in self.lines if _fits(line, filters)]
        told = len(self.warnings)
        rows = [self._row(form, mapping, row, of_family) for row in form.rows]
        asked = [row for row in form.rows if form.family.is_area_rates or row.key in mapping.rows]
        if asked and self.lines and len(self.warnings) - told == len(asked):
            del self.warnings[told:]
            self.problems.append(_none_found(form.family, mapping))
        return rows

    def _row(
        self, form: FamilyForm, mapping: NationalMapping, row: Row, lines: Sequence[tuple[int, Line]]
    ) -> list[str]:
        said = mapping.said_of(row.key)
        wanted = None if said is None else _wanted(said)
        about = [(self._about(line, form.family, row, wanted), number, line) for number, line in lines]
        nearest = min((rank for rank, _number, _line in about if rank is not None), default=None)
        found = [(number, line) for rank, number, line in about if rank is not None and rank == nearest]
        columns = form.family.input_columns
        if len(found) > 1:
            numbers = " and ".join(str(number) for number, _line in found[:2])
            sentence = (
                f"Lines {numbers} are both about “{row.label}” in {form.family.title}. Ask the coordinator to add a "
                "filter to the mapping that tells them apart."
            )
            name, index = self._told_by(found[1][1])
            self.problems.append(FileProblem("NATIONAL-4", sentence, line=found[1][0], index=index, header=name))
            return [row.key, *("" for _ in columns)]
        is_mapped = form.family.is_area_rates or row.key in mapping.rows
        if is_mapped and not found:
            sentence = (
                f"The file has no line about “{row.label}” in {form.family.title}, so we mark its figures as not "
                "available. If it should have one, check the mapping, or enter the figures in the form."
            )
            self.warnings.append(FileProblem("NATIONAL-5", sentence, Level.WARNING))
        line = found[0] if found else (0, {})
        # What the file does not have is left to whoever completes the return.
        names = [mapping.heading_of(row.key, one.key) if is_mapped else None for one in columns]
        return [
            row.key,
            *(
                "" if name is None else self._cell(line, name, column, row)
                for name, column in zip(names, columns, strict=True)
            ),
        ]

    def _cell(self, line: tuple[int, Line], name: str, column: Column, row: Row) -> str:
        text = line[1].get(squeezed(name), "").strip()
        if not text:
            return NOT_IN_FILE
        symbol = SYMBOLS.get(text.lower().strip("[]").replace(" ", ""))
        if symbol is not None:
            return symbol
        try:
            read_text(text, column)
        except CellRefused:
            holds = (
                f"numbers with {column.decimals} decimal{'s' * (column.decimals > 1)} or fewer"
                if column.decimals
                else "whole numbers"
            )
            sentence = (
                f"“{row.label}”: we cannot read “{text}”. {column.label} holds {holds}, or a symbol that we know. Ask "
                "the coordinator to map another column of the file or to change the indicator, or enter the figures in "
                "the form."
            )
            index = self.headings.get(squeezed(name))
            self.problems.append(
                FileProblem("NATIONAL-6", sentence, line=line[0], index=index, header=name, value=text)
            )
        return text

    def _about(self, line: Line, family: Family, row: Row, wanted: Wanted | None) -> int | None:
        """How closely a line is about a row, 0 by its narrowest code; None where it is not.

        An authority that replaced another has lines under both codes and one name: those of our code count.
        """
        slug, rank = self._area(line)
        if family.is_area_rates:
            return rank if slug == row.key else None
        if wanted is None or slug != self.places.own:
            return None
        return rank if _fits(line, wanted) else None

    def _told_by(self, line: Line) -> tuple[str, int | None]:
        """The column by which the area of a line was known."""
        name = self._names(line)[self._area(line)[1]]
        return name, self.headings.get(name)

    def _names(self, line: Line) -> Sequence[str]:
        """The columns that can name the area of a line, the closest first."""
        of_level: Sequence[str] = LEVELS.get(squeezed(line.get("geographic_level", "")), ())
        return of_level if self.layout == EES else (*AREA_CODES[self.layout], *AREA_NAMES[self.layout])

    def _area(self, line: Line) -> tuple[str, int]:
        """The area of a line, by its codes, else by its name, and by which; of another level than ours, none."""
        names = self._names(line)
        for rank, name in enumerate(names):
            slug = self.places.by_name.get(area_said(line.get(name, "")))
            if slug:
                return slug, rank
        return "", len(names)


def _wanted(said: Mapping[str, str]) -> Wanted:
    return [([squeezed(one) for one in named(name)], squeezed(text)) for name, text in said.items()]


def _fits(line: Line, wanted: Wanted) -> bool:
    return all(any(squeezed(line.get(one, "")) == text for one in names) for names, text in wanted)


def _none_found(family: Family, mapping: NationalMapping) -> FileProblem:
    """A mapping whose words are not those of the file would turn every figure into “not available”."""
    columns = sorted({name for of_row in mapping.rows.values() for name in of_row} | set(mapping.filters))
    looked = (
        f" We looked for the texts of the mapping in {', '.join(columns)}, on lines of our area." if columns else ""
    )
    return FileProblem(
        "NATIONAL-7",
        f"The file has no line that is about {family.title}.{looked} Check that it is the right file, or ask the "
        "coordinator to map it again.",
    )


def _written(tables: Sequence[tuple[FamilyForm, list[list[str]], str]]) -> bytes:
    """The tables as one CSV in the portal's layout, each with the note of its family: the vintage."""
    keys = list(dict.fromkeys(column.key for form, _rows, _note in tables for column in form.family.input_columns))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([Heading.FAMILY, Heading.CODE, *keys, Heading.NOTE])
    for form, rows, note in tables:
        own = [column.key for column in form.family.input_columns]
        for place, (code, *cells) in enumerate(rows):
            by_key = dict(zip(own, cells, strict=True))
            said = "" if place else note
            writer.writerow([form.family.slug, code, *(by_key.get(key, "") for key in keys), said])
    return out.getvalue().encode("utf-8")
