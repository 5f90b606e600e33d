"""Reading one table of a file line by line into answers and findings. Pure."""

from collections.abc import Iterator

from indicators.parsing.derived import Printed, Recomputed, check_printed
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.headers import FIRST_LINES, Headers, columns_of, is_header, names_rows, read_headers
from indicators.parsing.hidden import hidden_problems
from indicators.parsing.layout import FamilyForm, FileForm, Heading
from indicators.parsing.lines import LineReader
from indicators.parsing.odd_cells import plain
from indicators.parsing.parsed import ParsedFamily, ParsedFile, Place
from indicators.parsing.sheets import Record, Sheet
from indicators.parsing.state_words import squeezed, unguarded
from indicators.parsing.strays import Strays
from indicators.parsing.titles import Titles


class TableReader:
    """Reads one sheet. `only` is the family that all its lines are about; None where each line names its own."""

    def __init__(self, sheet: Sheet, form: FileForm, parsed: ParsedFile, only: FamilyForm | None) -> None:
        self.sheet = sheet
        self.form = form
        self.parsed = parsed
        self.only = only
        self.readers: dict[str, LineReader | None] = {}
        self.titles = Titles(sheet.name, form)
        self.strays: Strays | None = None
        # The first line that could be headings, if it named columns of this return.
        self.near: tuple[int, list[str]] | None = None
        # The lines that hold anything.
        self.taken: list[int] = []

    def read(self) -> bool:
        """Take in the whole table; False where the sheet holds none."""
        lines = iter(enumerate(self.sheet.records, self.sheet.first_line))
        headers = self._find_headers(lines)
        if headers is None:
            self.parsed.covers += self.titles.of_cover(self.sheet.first_index)
            return False
        self.strays = Strays(self.sheet, headers, self.form, self.parsed.problems)
        family = headers.index(Heading.FAMILY)
        if family is None and self.only is None:
            self._say(headers.line, self._without_family(), place=headers.first, code="HEADING-1")
            return True
        if family is None and self.only is not None:
            self._take_all(lines, self._reader(self.only, headers))
        else:
            self._take_each(lines, headers, family or 0)
        self._finish()
        self._note_titles(headers)
        self.parsed.problems += hidden_problems(self.sheet, self.readers.values(), self.taken)
        return True

    def _without_family(self) -> str:
        """What to do about a table that could be any family's, or one of several sheets."""
        if self.sheet.name and len(self.form.families) == 1:
            name = self.form.sheet_names[self.form.families[0].family.slug]
            return (
                f"More than one sheet has a table like that of the return. Name the right one “{name}” and remove the "
                "others, so that we read the one that you mean."
            )
        return f"The column “{Heading.FAMILY}” is missing. Add it, to say which figures each line is about."

    def _find_headers(self, lines: Iterator[tuple[int, Record]]) -> Headers | None:
        families = [self.only] if self.only else list(self.form.families)
        for seen, (line, record) in enumerate(lines):
            if is_header(record, families):
                return read_headers(
                    record,
                    sheet=self.sheet.name,
                    line=line,
                    first_index=self.sheet.first_index,
                    form=self.form,
                    parsed=self.parsed,
                )
            if seen == FIRST_LINES:
                break
            if self.near is None and names_rows(record):
                self.near = line, [name for cell in map(plain, record) if (name := _heading(cell))]
            self.titles.lines.append((line, record))
        return None

    def _reader(self, family: FamilyForm, headers: Headers) -> LineReader:
        found = self.parsed.families.setdefault(family.family.slug, ParsedFamily(self.sheet.name))
        if found.sheet != self.sheet.name:
            sentence = f"{family.family.title} appears on two sheets. Remove one of them."
            self._say(headers.line, sentence, place=headers.first, code="HEADING-1")
        reader = LineReader(
            family,
            headers,
            columns_of(headers, family, self.parsed),
            period=self.form.period,
            sheet=self.sheet,
            found=found,
            problems=self.parsed.problems,
        )
        self.readers[family.family.slug] = reader
        return reader

    def _take_all(self, lines: Iterator[tuple[int, Record]], reader: LineReader) -> None:
        for line, record in lines:
            self._take(reader, line, record)

    def _take_each(self, lines: Iterator[tuple[int, Record]], headers: Headers, index: int) -> None:
        """Lines that name their family. The words are the same again and again, so each is looked up once."""
        known: dict[object, LineReader | None] = {}
        at = index - self.sheet.first_index
        for line, record in lines:
            name = plain(record[at]) if at < len(record) else ""
            if name not in known:
                known[name] = self._named(name, headers)
            reader = known[name]
            if reader is not None:
                self._take(reader, line, record)
            elif any(squeezed(cell) for cell in record if cell is not None):
                self.parsed.lines += 1
                self._say(
                    line,
                    f"The line does not say which of the return's figures it is about. “{Heading.FAMILY}” must "
                    f"be one of {self._titles()}.",
                    value=str(name).strip(),
                    place=Place(index, Heading.FAMILY.value),
                )

    def _take(self, reader: LineReader, line: int, record: Record) -> None:
        """Read a line; one whose cells do not stand where they belong is refused as a whole."""
        assert self.strays is not None, "there are headings above a line"
        if self.strays.refuse(line, record):
            self.parsed.lines += 1
            reader.pass_over(line, record)
        elif reader.take(line, record):
            self.parsed.lines += 1
            self.taken.append(line)

    def _named(self, name: object, headers: Headers) -> LineReader | None:
        form = self.form.by_name.get(squeezed(unguarded(str(name).strip()))) if name else None
        if form is None:
            return None
        if self.only is not None and form is not self.only:
            return None
        return self.readers.get(form.family.slug) or self._reader(form, headers)

    def _titles(self) -> str:
        families = [self.only] if self.only else self.form.families
        return ", ".join(f"“{form.family.title}”" for form in families)

    def _finish(self) -> None:
        """Hold the worked-out columns against the figures, now that every line is read."""
        for reader in self.readers.values():
            if reader is None or not reader.printed:
                continue
            recomputed = Recomputed(reader.form, reader.found.cells)
            for printed in reader.printed:
                self._check(printed, recomputed)

    def _note_titles(self, headers: Headers) -> None:
        """Keep what the sheet says of its period, now that it is known which column is which."""
        readers = [reader for reader in self.readers.values() if reader is not None]
        self.parsed.problems += self.titles.other_families(self.sheet.first_index, [one.form for one in readers])
        self.parsed.problems += self.titles.other_scales(headers, self.sheet.first_index, [one.form for one in readers])
        columns = {place.index: column for reader in readers for column, place in reader.columns}
        lacks = any(len(reader.inputs) < len(reader.form.family.input_columns) for reader in readers)
        said = self.titles.of_table(headers, columns, self.sheet.first_index, lacks=lacks)
        self.parsed.sayings.setdefault(self.sheet.name, []).extend(said)
        self.parsed.problems += self.titles.swapped(headers, columns, self.sheet.first_index)

    def _check(self, printed: Printed, recomputed: Recomputed) -> None:
        sentence = check_printed(printed, recomputed)
        if sentence:
            self.parsed.problems.append(
                FileProblem(
                    "DERIVED-1",
                    sentence,
                    Level.REJECTED,
                    self.sheet.name,
                    printed.line,
                    printed.index,
                    printed.header,
                    str(printed.raw).strip(),
                )
            )

    def _say(self, line: int, sentence: str, *, place: Place, value: str = "", code: str = "TABLE-1") -> None:
        self.parsed.problems.append(
            FileProblem(code, sentence, Level.REJECTED, self.sheet.name, line, place.index, place.header, value)
        )


def _heading(cell: object) -> str:
    """A heading as its sender sees it: a year is a number without a point."""
    return format(cell, "g") if isinstance(cell, float) else str(cell or "").strip()
