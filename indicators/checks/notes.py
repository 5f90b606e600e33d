"""A note held against the table above it: which way the figures went, and which numbers there are. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.checks.context import CURRENT, PREVIOUS, Context, Figures
from indicators.checks.known import is_count_of_events, number_of
from indicators.checks.note_words import DOWN, UP, Said, statements
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.definitions.calculations import half_up
from indicators.definitions.families import TOTAL, Column, Family, Row
from indicators.definitions.values import signed, with_commas

ADVICE = "Correct the note. If it is right, explain what it refers to."


@dataclass(frozen=True)
class _Line:
    """A figure of the table, and what it was before, where that is known."""

    row: str
    column: str
    label: str
    now: Decimal
    before: Decimal | None
    decimals: int = 0

    @property
    def direction(self) -> int:
        """Which way it went: up, down, or neither."""
        if self.before is None or self.now == self.before:
            return 0
        return UP if self.now > self.before else DOWN

    def fits(self, said: Said) -> bool:
        """Whether the numbers of a statement are those of this line."""
        return (
            (said.now is None or said.now == self.now)
            and (said.before is None or said.before == self.before)
            and (said.by is None or (self.before is not None and said.by == abs(self.now - self.before)))
            and (said.by_percent is None or self._percent_fits(said.by_percent))
            and (said.times is None or self._is_so_many_times(*said.times))
            and (not said.is_unchanged or self.now == self.before)
        )

    def _percent_fits(self, percent: Decimal) -> bool:
        if not self.before:
            return False
        exact = abs(self.now - self.before) * 100 / self.before
        return half_up(exact, max(0, -int(percent.as_tuple().exponent))) == percent

    def _is_so_many_times(self, least: Decimal, most: Decimal) -> bool:
        return bool(self.before) and self.before is not None and least <= self.now / self.before <= most

    @property
    def words(self) -> str:
        """What became of the figure: “went up from 10 to 16 (+6)”."""
        now = with_commas(self.now, self.decimals)
        if self.before is None:
            return f"is {now}"
        before = with_commas(self.before, self.decimals)
        if not self.direction:
            return f"is {now}, as before"
        way = "up" if self.direction == UP else "down"
        return f"went {way} from {before} to {now} ({signed(self.now - self.before, self.decimals)})"


def check_notes(
    family: Family, rows: Sequence[Row], figures: Figures, note: str, context: Context
) -> Iterator[Problem]:
    """Each statement of the note that says which way figures went, or which numbers they are, and does not fit."""
    lines = list(_lines(family, rows, figures, context))
    if not lines:
        return
    told: dict[tuple[str, str], list[str]] = {}
    for said in statements(note, [row.label for row in rows]):
        found = _contradiction(said, lines)
        if found is not None:
            line, sentence = found
            place = ("", "") if line is None else (line.row, line.column)
            told.setdefault(place, []).append(sentence)
    for (row, column), sentences in told.items():
        yield finding("NOTE-1", f"{' '.join(sentences)} {ADVICE}", row, column)


def _contradiction(said: Said, lines: Sequence[_Line]) -> tuple[_Line | None, str] | None:
    """What does not fit, with the figure that the statement is about, where that is clear."""
    named = [line for line in lines if line.label.lower() in said.text.lower()] or list(lines)
    has_numbers = bool(said.numbers or said.by_percent is not None or said.times or said.is_unchanged)
    fitting = [line for line in named if line.fits(said)] if has_numbers else named
    quoted = f"The note says “{said.text.rstrip('.')}”"
    if not fitting:
        known = any(line.before is not None for line in named)
        if not known and said.now is None:
            return None
        if len(named) == 1:
            return named[0], f"{quoted}, but “{named[0].label}” {named[0].words}."
        return None, f"{quoted}, but no figure of the return is so."
    moved = [line for line in fitting if line.before is not None]
    if not said.direction or not moved or any(line.direction == said.direction for line in moved):
        return None
    if len(moved) == 1:
        return moved[0], f"{quoted}, but “{moved[0].label}” {moved[0].words}."
    return None, f"{quoted}, but no figure went {'up' if said.direction == UP else 'down'}."


def _lines(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[_Line]:
    """Every figure that a note can speak of: those that are sent, and the total."""
    for column in family.input_columns:
        if not is_count_of_events(column) and (column.unit == "count" or column.key == PREVIOUS):
            continue
        found = [line for row in rows if (line := _line(row, column, figures, context)) is not None]
        yield from found
        if family.total_label and column.unit == "count" and found:
            parts = {row.key for row in rows if row.base == TOTAL}
            of_total = [line for line in found if line.row in parts]
            before = [line.before for line in of_total if line.before is not None]
            whole = sum(before, Decimal(0)) if len(before) == len(of_total) else None
            yield _Line("", "", family.total_label, sum((line.now for line in of_total), Decimal(0)), whole)


def _line(row: Row, column: Column, figures: Figures, context: Context) -> _Line | None:
    now = number_of(figures, (row.key, column.key))
    if now is None:
        return None
    before = number_of(figures, (row.key, PREVIOUS)) if column.key == CURRENT else None
    if before is None:
        before = number_of(context.earlier or {}, (row.key, column.key))
    return _Line(row.key, column.key, row.label, now, before, column.decimals)
