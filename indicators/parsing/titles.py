"""What a file says of its period beside its figures: in names of sheets, above its tables, in headings. Pure.

A sheet of figures is judged by its own words. Where it has none, those of the sheets without figures (a cover) count.
Wherever the right period is named too, by words or by the dates of a line, nothing is found.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indicators.checks.history import other_period_sentence
from indicators.definitions.families import Column
from indicators.definitions.periods import Period
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.headers import Headers
from indicators.parsing.layout import FamilyForm, FileForm, bare
from indicators.parsing.named import MOST_OF_A_TITLE, Fit, fit, windows_of_heading, windows_of_title, without_window
from indicators.parsing.odd_cells import plain
from indicators.parsing.parsed import ParsedFamily, ParsedFile, Saying
from indicators.parsing.places import letters
from indicators.parsing.scales import scale_problems
from indicators.parsing.sheets import Record
from indicators.parsing.state_words import PROBLEMS, squeezed, unguarded

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
        said = [
            self._saying(headers.line, place.index, place.header, columns.get(place.index), is_heading=True)
            for place in headings
        ]
        return [
            *self._of_name(),
            *self._of_lines(self.lines, first_index, columns, {place.index for place in headers.ours}),
            *(one for one in said if one is not None),
        ]

    def other_families(self, first_index: int, forms: Sequence[FamilyForm]) -> Iterator[FileProblem]:
        """The titles that are those of other figures than the table holds."""
        own = {squeezed(name) for form in forms for name in (form.family.title, form.family.slug)}
        others = dict(self.form.other_titles) | {
            name: form.family.title for name, form in self.form.by_name.items() if form not in forms
        }
        asked = ", ".join(f"“{form.family.title}”" for form in forms)
        found: list[tuple[int, int | None, str]] = [(0, None, self.sheet), *self._texts(first_index)]
        has_own = any(line and _title(text) in own for line, _index, text in found)
        for line, index, text in found:
            title = others.get(_title(text), "")
            # Above a table there may be a list of what the file holds, this table among it.
            if title and not (line and has_own):
                what = "The title above the table" if line else "The sheet's name"
                sentence = (
                    f"{what} says “{title}”, but its figures were read as {asked}. Correct the title if the figures "
                    "are right, or upload the right table."
                )
                yield FileProblem("FAMILY-2", sentence, Level.REJECTED, self.sheet, line, index, value=title)

    def other_scales(self, headers: Headers, first_index: int, forms: Sequence[FamilyForm]) -> Iterator[FileProblem]:
        """The words over the table that say that its numbers are thousands, or rates of other people."""
        unknown = [(headers.line, place.index, place.header) for place in headers.unknown]
        texts = [(0, None, self.sheet), *self._texts(first_index), *unknown]
        return scale_problems(self.sheet, texts, [form.family for form in forms])

    def _texts(self, first_index: int) -> Iterator[tuple[int, int, str]]:
        for line, record in self.lines:
            for index, cell in enumerate(record, first_index):
                if isinstance(cell, str) and cell.strip():
                    yield line, index, unguarded(cell.strip())

    def swapped(self, headers: Headers, columns: Mapping[int, Column], first_index: int) -> Iterator[FileProblem]:
        """The texts over two windows that name them the wrong way round, or one of them as the other."""
        over = {column.key: index for index, column in columns.items() if column.is_input}
        if not {"current", "previous"} <= set(over):
            return
        lines = [(line, dict(enumerate(record, first_index))) for line, record in self.lines]
        lines.append((headers.line, {place.index: place.header for _name, place in headers.names}))
        for line, cells in lines:
            here = {key: plain(cells.get(over[key])) for key in ("current", "previous")}
            first, second = (_ends_on(here[key]) for key in ("current", "previous"))
            is_other_window = any(
                fit(one, self.form.period) is Fit.RIGHT for one in windows_of_heading(_text(here["previous"]))
            )
            if (first is not None and second is not None and first <= second) or is_other_window:
                wrong = (
                    f"“{_text(here['current'])}” is over the current figures and “{_text(here['previous'])}” "
                    "over the previous ones. Correct the headings, or swap the columns of figures."
                )
                if not _text(here["current"]):
                    wrong = (
                        f"“{_text(here['previous'])}” is over the previous figures, but it is the current period. "
                        "Correct the heading, or swap the columns of figures."
                    )
                yield FileProblem(
                    "WINDOW-5",
                    wrong,
                    Level.REJECTED,
                    self.sheet,
                    line,
                    over["previous"],
                    value=_text(here["previous"]),
                )

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

    def _saying(
        self, line: int, index: int | None, text: str, column: Column | None, *, is_heading: bool = False
    ) -> Saying | None:
        """What a text says of the period, in the column that it stands over; None where it says nothing of it."""
        if column is not None and not column.is_input:
            return None
        period = self.form.period
        named = windows_of_heading(text) if is_heading and column is not None else windows_of_title(text)
        if column is not None and column.key == "previous":
            named = [one for one in named if fit(one, period.year_before()) is not Fit.RIGHT]
        fits = {fit(one, period) for one in named} - {Fit.OPEN}
        if not fits:
            return None
        # What stands over one column is about that column; a part of a year narrows the year that is named elsewhere.
        is_close = Fit.RIGHT not in fits and (column is not None or any(one.is_part for one in named))
        is_year = all(one.is_year for one in named if fit(one, period) is Fit.RIGHT)
        return Saying(self.sheet, line, index, text, is_right=Fit.RIGHT in fits, is_close=is_close, is_year=is_year)


def _text(cell: object) -> str:
    return "" if cell is None else format(cell, "g") if isinstance(cell, int | float) else str(cell).strip()


def _title(text: str) -> str:
    """A title's own words, without the period and the place that follow them."""
    if len(text) > MOST_OF_A_TITLE:
        return ""
    return squeezed(re.split(r"\s[–—-]\s|[,;:(\n]", without_window(text))[0])


def _ends_on(cell: object) -> datetime.date | None:
    """The end of the one window that a heading names; of a year alone its last day, which tells which is the later."""
    text = _text(cell)
    year = re.fullmatch(r"(?:19|20)[0-9]{2}", text)
    if year is not None:
        return datetime.date(int(text), 12, 31)
    found = {one.ends_on for one in windows_of_heading(text) if not one.is_part}
    return found.pop() if len(found) == 1 else None


def judge_titles(parsed: ParsedFile, period: Period) -> None:
    """Note with each family where its sheet speaks of other periods only, and the sentence that says so."""
    for family in parsed.families.values():
        own = parsed.sayings.get(family.sheet) or parsed.covers
        close = [one for one in own if one.is_close]
        is_said = any(one.is_right and not (close and one.is_year) for one in own)
        if family.is_dated or (is_said and not close):
            continue
        if is_said or any(one.is_right for one in own):
            own = close
        family.misnamed = own
        if own:
            family.other_period = other_period_sentence(period, [(one.text, _place(one, family)) for one in own])


def _place(saying: Saying, family: ParsedFamily) -> str:
    """Where it stands: line 1, column A; of a workbook with the sheet."""
    if not saying.line:
        return "the name of a sheet"
    cell = f"line {saying.line}, column {letters(saying.index or 0)}"
    return f"sheet “{saying.sheet}”, {cell}" if family.sheet else cell
