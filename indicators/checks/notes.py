"""A note held against the table above it: which way the figures went, and which numbers there are. Pure."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from indicators.checks.context import CURRENT, PREVIOUS, Context, Figures
from indicators.checks.known import is_count_of_events, number_of
from indicators.checks.note_lines import Line
from indicators.checks.note_patterns import DOWN, UP
from indicators.checks.note_words import Said, statements
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.definitions.families import TOTAL, Column, Family, Row

_RATES = re.compile(r"\b(?:rates?|percentages?|proportions?)\b", re.I)
_COUNTS = re.compile(r"\b(?:numbers?|counts?)\b", re.I)
ADVICE = "Correct the note. If it is right, explain what it refers to."


def check_notes(
    family: Family, rows: Sequence[Row], figures: Figures, note: str, context: Context
) -> Iterator[Problem]:
    """Each statement of the note that says which way figures went, or which numbers they are, and does not fit."""
    lines = list(_lines(family, rows, figures, context))
    if not lines:
        return
    told: dict[tuple[str, str], list[str]] = {}
    years = _spellings(context)
    for said in statements(note, [*dict.fromkeys(line.label for line in lines)], *years):
        found = _contradiction(said, lines, context.own_area if family.is_area_rates else "")
        if found is not None:
            line, sentence = found
            place = ("", "") if line is None else (line.row, line.column)
            told.setdefault(place, []).append(sentence)
    for (row, column), sentences in told.items():
        yield finding("NOTE-1", f"{' '.join(dict.fromkeys(sentences))} {ADVICE}", row, column)


def _spellings(context: Context) -> tuple[list[str], list[str]]:
    """How people write the year before, and the year of the return: 2021-22, 2021/22, 2021 to 2022."""
    if context.period is None or context.period.part:
        return [], []
    start = int(context.period.slug[:4])
    before, now = (
        [f"{first}{sign}{last}" for sign in ("-", "/", "–", " to ") for last in (first + 1, f"{(first + 1) % 100:02d}")]
        for first in (start - 1, start)
    )
    return before, now


def _about(said: Said, lines: Sequence[Line], own_area: str) -> list[Line]:
    """The figures that a statement is about: of the rows that it names, of our own area, or any; rates, or counts."""
    rates = [line for line in lines if line.unit != "count"] if _RATES.search(said.text) else []
    counts = [line for line in lines if line.unit == "count"] if not rates and _COUNTS.search(said.text) else []
    lines = rates or counts or lines
    named = [line for line in lines if line.label in said.named]
    if not named and said.ours and own_area:
        named = [line for line in lines if line.row == own_area]
    return named or list(lines)


Found = tuple[Line | None, str] | None


def _contradiction(said: Said, lines: Sequence[Line], own_area: str) -> Found:
    """What does not fit, with the figure that the statement is about, where that is clear."""
    named = _about(said, lines, own_area)
    if said.rank:
        return _wrong_rank(said, named, lines)
    if said.other:
        return _wrong_side(said, named, lines)
    fitting = [line for line in named if line.fits(said)] if said.has_numbers else named
    if fitting:
        return _wrong_way(said, [line for line in fitting if line.before is not None])
    if said.now is None and all(line.before is None for line in named):
        return None
    if len(named) == 1:
        return named[0], f"{_quoted(said)}, but “{named[0].label}” {named[0].words}."
    return None, f"{_quoted(said)}, but no figure of the return is so."


def _wrong_way(said: Said, moved: Sequence[Line]) -> Found:
    """That figures went a way, or did not, and none did, or all."""
    if said.denied:
        is_right = any(line.direction != said.denied for line in moved)
    elif said.each and not said.has_numbers:
        is_right = not said.direction or all(line.direction == said.direction for line in moved)
    else:
        is_right = not said.direction or any(line.direction == said.direction for line in moved)
    if not moved or is_right:
        return None
    if len(moved) == 1:
        return moved[0], f"{_quoted(said)}, but “{moved[0].label}” {moved[0].words}."
    if said.each:
        line = next(line for line in moved if line.direction != said.direction)
        return line, f"{_quoted(said)}, but “{line.label}” {line.words}."
    way = "up" if (said.denied or said.direction) == UP else "down"
    return None, f"{_quoted(said)}, but {'all figures' if said.denied else 'no figure'} went {way}."


def _quoted(said: Said) -> str:
    return f"The note says “{said.text.rstrip('.')}”"


def _wrong_rank(said: Said, named: Sequence[Line], lines: Sequence[Line]) -> Found:
    """A place among the rows, or among the years, that no figure of the row has."""
    if said.rank_in_time:
        known = [line for line in named if line.before is not None]
        wrong = DOWN if said.rank > 0 else UP
        if abs(said.rank) > 1 or not known or any(line.direction != wrong for line in known):
            return None
        line = known[0] if len(known) == 1 else None
        return line, f"{_quoted(said)}, but “{known[0].label}” {known[0].words}."
    if len({line.label for line in named}) != 1 or any(line.has_rank(said.rank, lines) for line in named):
        return None
    return named[0], f"{_quoted(said)}, but “{named[0].label}” is {named[0].place(lines)}."


def _wrong_side(said: Said, named: Sequence[Line], lines: Sequence[Line]) -> Found:
    """That a row is above or below another, and its figures are on the other side."""
    others = {line.column: line for line in lines if line.label == said.other}
    pairs = [(line, others[line.column]) for line in named if line.column in others and line.label != said.other]
    if len({line.label for line, _other in pairs}) != 1:
        return None
    now = said.now
    pairs = [(line, other) for line, other in pairs if now is None or line.fits(Said("", now=now))] or pairs[-1:]
    is_so = now is None or pairs[-1][0].fits(Said("", now=now))
    if is_so and any(
        (line.now > other.now) == (said.direction == UP) and line.now != other.now for line, other in pairs
    ):
        return None
    line, other = pairs[-1]
    return line, f"{_quoted(said)}, but “{line.label}” is {line.number} and “{other.label}” {other.number}."


def _lines(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Line]:
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
            yield Line("", "", family.total_label, sum((line.now for line in of_total), Decimal(0)), whole)


def _line(row: Row, column: Column, figures: Figures, context: Context) -> Line | None:
    now = number_of(figures, (row.key, column.key))
    if now is None:
        return None
    before = number_of(figures, (row.key, PREVIOUS)) if column.key == CURRENT else None
    if before is None:
        before = number_of(context.earlier or {}, (row.key, column.key))
    return Line(row.key, column.key, row.label, now, before, column.decimals, column.unit)
