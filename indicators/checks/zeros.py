"""Zeros that say “there were none” where there were several before. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from indicators.checks.context import CURRENT, PREVIOUS, Context, Figures
from indicators.checks.known import Reference, is_count_of_events, number_of, references
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.checks.relations import parts_of_bases
from indicators.definitions.families import PEOPLE, Column, Family, Row
from indicators.definitions.values import with_commas

# If six are expected, chance alone gives none in 1 of 400 periods.
FEWEST_BEFORE = 6
# With so many lines of which nothing is known, zeros alone are more likely a form that was never filled in.
FEWEST_LINES = 4
ADVICE = "A zero means that there were none. If the figure is missing, say that it cannot be supplied."


def check_zeros(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """Each count that is now 0 and was six or more in the period before, a year ago, or in the window before."""
    for row in rows:
        for column in family.input_columns:
            cell = row.key, column.key
            if number_of(figures, cell) != 0:
                continue
            if is_count_of_events(column) or (column.key == PEOPLE and family.counts_bases):
                yield from _told(row, column, _largest(figures, context, cell))
            elif column.key == PREVIOUS:
                yield from _told(row, column, _window_before(row, figures, context))

    yield from _nothing_but_zeros(family, rows, figures, context)
    for base, parts in parts_of_bases(rows).items():
        yield from _parts_of_base(family, {row.key: row.label for row in rows}, figures, base, parts)


def _nothing_but_zeros(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """A table of zeros of which nothing earlier is known. What is known has its own question, line by line."""
    numbers = {
        (row.key, column.key): number
        for row in rows
        for column in family.input_columns
        if (number := number_of(figures, (row.key, column.key))) is not None
    }
    lines = {row for row, _column in numbers}
    if len(lines) < FEWEST_LINES or any(numbers.values()):
        return
    if not any(references({}, context, cell) for cell in numbers):
        yield finding("ZERO-5", f"All {len(numbers)} figures are 0. {ADVICE}")


def _parts_of_base(
    family: Family, labels: Mapping[str, str], figures: Figures, base: str, parts: Sequence[str]
) -> Iterator[Problem]:
    """A base of six or more of which every part is 0; rules that say more about it come first."""
    for column in family.input_columns:
        whole = number_of(figures, (base, column.key))
        are_zero = len(parts) > 1 and all(number_of(figures, (part, column.key)) == 0 for part in parts)
        if are_zero and whole is not None and whole >= FEWEST_BEFORE:
            yield finding(
                "ZERO-4",
                f"“{labels[base]}”, {column.label}: {with_commas(whole)}, but 0 in each of its {len(parts)} parts. "
                f"{ADVICE}",
                base,
                column.key,
            )


def _told(row: Row, column: Column, before: Reference | None) -> Iterator[Problem]:
    if before is not None and before.number >= FEWEST_BEFORE:
        yield finding(
            "ZERO-4",
            f"“{row.label}”, {column.label}: 0, but {with_commas(before.number)} {before.words}. {ADVICE}",
            row.key,
            column.key,
        )


def _largest(figures: Figures, context: Context, cell: tuple[str, str]) -> Reference | None:
    """The larger of the newest number, which may be a revised one of the window before, and that of a year ago."""
    found = references(figures, context, cell)[:1]
    approved = number_of(context.earlier or {}, cell)
    if approved is not None:
        found.append(Reference("a year ago", approved))
    return max(found, key=lambda one: one.number, default=None)


def _window_before(row: Row, figures: Figures, context: Context) -> Reference | None:
    """The current window, for a window before of which nothing was approved: what was is held against it anyway."""
    approved = (context.earlier or {}).get((row.key, CURRENT))
    now = number_of(figures, (row.key, CURRENT))
    return None if approved is not None or now is None else Reference("in the current window", Decimal(now))
