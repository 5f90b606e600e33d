"""What a file says of its period beside its figures: in names of sheets, above its tables, in headings. Pure.

A sheet of figures is judged by its own words. Where it has none, those of the sheets without figures (a cover) count.
Wherever the right period is named too, by words or by the dates of a line, nothing is found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indicators.checks.history import other_period_sentence
from indicators.definitions.families import Column
from indicators.definitions.periods import Period
from indicators.parsing.headers import Headers
from indicators.parsing.layout import FileForm, bare
from indicators.parsing.named import Fit, windows_of_title
from indicators.parsing.parsed import ParsedFamily, ParsedFile, Saying
from indicators.parsing.places import letters
from indicators.parsing.sheets import Record
from indicators.parsing.words import PROBLEMS, squeezed, unguarded

# On a sheet without a table of figures: further down stands something else than its title.
LINES_OF_A_COVER = 10


@dataclass
class Titles:
    """The words of one sheet that may name a period. `lines` are those above its table, in their order."""

    sheet: str
    form: FileForm
    lines: list[tuple[int, Record]] = field(default_factory=list)

    def of_cover(self, first_index: int) -> list[Saying]:
        """What a sheet without figures says."""
        if bare(self.sheet) == PROBLEMS.lower():
            return []  # Our own list of what was wrong with a file, which comes back with it.
        return [*self._of_name(), *self._of_lines(self.lines[:LINES_OF_A_COVER], first_index, {}, set())]

    def of_table(
        self, headers: Headers, columns: Mapping[int, Column], first_index: int, *, lacks: bool
    ) -> list[Saying]:
        """What a sheet of figures says. `columns` are those that were found; `lacks` says that one was not.

        A heading that nobody knows is a comparison with another year where the table is complete without it.
        """
        headings = [place for name, place in headers.names if bare(place.header) != name]
        headings += headers.unknown if lacks else []
        said = [self._saying(headers.line, place.index, place.header, columns.get(place.index)) for place in headings]
        return [
            *self._of_name(),
            *self._of_lines(self.lines, first_index, columns, {place.index for place in headers.ours}),
            *(one for one in said if one is not None),
        ]

    def _of_name(self) -> Iterator[Saying]:
        saying = None if squeezed(self.sheet) in self.form.by_name else self._saying(0, None, self.sheet, None)
        if saying is not None:
            yield saying

    def _of_lines(
        self, lines: Sequence[tuple[int, Record]], first_index: int, columns: Mapping[int, Column], ours: set[int]
    ) -> Iterator[Saying]:
        ours = ours | {
            index
            for _line, record in lines
            for index, cell in enumerate(record, first_index)
            if isinstance(cell, str) and bare(cell).startswith(PROBLEMS.lower())
        }
        for line, record in lines:
            for index, cell in enumerate(record, first_index):
                if isinstance(cell, str) and cell and index not in ours:
                    saying = self._saying(line, index, unguarded(cell.strip()), columns.get(index))
                    if saying is not None:
                        yield saying

    def _saying(self, line: int, index: int | None, text: str, column: Column | None) -> Saying | None:
        """What a text says of the period, in the column that it stands over; None where it says nothing of it."""
        if column is not None and not column.is_input:
            return None
        period, named = self.form.period, windows_of_title(text)
        if column is not None and column.key == "previous":
            named = [one for one in named if one.fit(period.year_before()) is not Fit.RIGHT]
        fits = {one.fit(period) for one in named} - {Fit.OPEN}
        return Saying(self.sheet, line, index, text, is_right=Fit.RIGHT in fits) if fits else None


def judge_titles(parsed: ParsedFile, period: Period) -> None:
    """Note with each family where its sheet speaks of other periods only, and the sentence that says so."""
    for family in parsed.families.values():
        own = parsed.sayings.get(family.sheet) or parsed.covers
        if family.is_dated or any(one.is_right for one in own):
            continue
        family.misnamed = own
        if own:
            family.other_period = other_period_sentence(period, [(one.text, _place(one, family)) for one in own])


def _place(saying: Saying, family: ParsedFamily) -> str:
    """Where it stands: line 1, column A; of a workbook with the sheet."""
    if not saying.line:
        return "the name of a sheet"
    cell = f"line {saying.line}, column {letters(saying.index or 0)}"
    return f"sheet “{saying.sheet}”, {cell}" if family.sheet else cell
