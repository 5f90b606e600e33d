"""Slips planted into real series, and how many of them the checks of a return notice.

`python -m tests.slips` prints four tables: the Department's numbers and rates as they are sent (an area a line, a
number and a rate), the numbers alone, as a family of categories would have them, the rates alone, and percentages
alone, by which no limit was chosen. Each return knows one earlier year and no population estimate. Every slip of a kind
is planted, not a sample of them. Last comes how many swapped numbers other limits would find, and how many published
lines they would ask about.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from math import log

from indicators.checks.problems import Problem
from indicators.checks.repeats import changes_of, how_much_likelier
from indicators.definitions.values import Value, reported
from indicators.parsing.cells import parse_number
from tests.published_rates import Figures, Table, tables, tables_of_percentages

UNLIKE = Decimal("1.35")
LIMITS = (100, 50, 20, 10, 5, 2, 1)
# Of each of these at least 95 of 100 have to be caught, in the series as published: numbers beside their rates.
HELD_TO_95 = ("rate 0", "number and rate 0", "digit lost", "digit doubled", "point lost", "rows swapped")
# What the reader of cells refuses is stopped before any check: “54.” and “54.33” are no rates with one decimal.
REFUSED = frozenset({"refused by the reader"})

Planted = Iterator[tuple[Figures, frozenset[str]]]


@dataclass
class Score:
    """What happened to the slips of a kind."""

    planted: int = 0
    stopped: int = 0
    asked: int = 0
    codes: Counter[str] = field(default_factory=Counter)

    @property
    def missed(self) -> int:
        """Those that nothing was said about."""
        return self.planted - self.stopped - self.asked

    @property
    def caught(self) -> float:
        """The share that was stopped or asked about."""
        return (self.stopped + self.asked) / self.planted


def _typed(table: Table, area: str, **numbers: Decimal | int) -> tuple[Figures, frozenset[str]]:
    changed = {(area, column): reported(number) for column, number in numbers.items()}
    return {**table.now, **changed}, frozenset({area})


def _number(table: Table, area: str, column: str) -> Decimal:
    number = table.now[area, column].number
    assert number is not None
    return number


def rate_zero(table: Table) -> Planted:
    """The rate is 0 beside the right number."""
    for area in table.whole_rows:
        yield _typed(table, area, rate=0)


def line_zero(table: Table) -> Planted:
    """Number and rate are 0: the area's figures were withdrawn."""
    for area in table.whole_rows:
        yield _typed(table, area, **dict.fromkeys(table.columns, 0))


def _digits(table: Table, slip: Callable[[str, int], str]) -> Planted:
    for area in table.whole_rows:
        for column in table.columns:
            text = format(_number(table, area, column), "f")
            for one in sorted({slip(text, at) for at, digit in enumerate(text) if digit.isdigit()} - {text}):
                read = parse_number(one, decimals=table.family.column(column).decimals)
                if read.error:
                    yield {}, REFUSED
                elif read.number not in (None, Decimal(text)):
                    yield _typed(table, area, **{column: read.number})


def digit_lost(table: Table) -> Planted:
    """Each digit of a number or a rate is left out in turn."""
    yield from _digits(table, lambda text, at: text[:at] + text[at + 1 :])


def digit_doubled(table: Table) -> Planted:
    """Each digit of a number or a rate is typed twice in turn."""
    yield from _digits(table, lambda text, at: text[:at] + text[at] + text[at:])


def decimals_lost(table: Table) -> Planted:
    """A rate stands without its decimals and without its point: too close to the right one to be noticed."""
    for area in table.whole_rows:
        rate = _number(table, area, "rate")
        if rate != rate.to_integral_value():
            yield _typed(table, area, rate=Decimal(int(rate)))


def point_lost(table: Table) -> Planted:
    """The decimal point of a rate is left out."""
    for area in table.whole_rows:
        text = format(_number(table, area, "rate"), "f")
        yield _typed(table, area, rate=Decimal(f"{Decimal(text):.1f}".replace(".", "")))


def rows_swapped(table: Table) -> Planted:
    """Any two lines stand in each other's place."""
    for one, other in combinations(table.whole_rows, 2):
        changed = {(one, key): table.now[other, key] for key in table.columns}
        changed |= {(other, key): table.now[one, key] for key in table.columns}
        yield {**table.now, **changed}, frozenset({one, other})


def unlike_rows_swapped(table: Table) -> Planted:
    """Two lines whose numbers differ by more than 35% stand in each other's place.

    Few areas change that much in a year, while a swap of lines that are more alike looks like an ordinary change.
    """
    for one, other in combinations(table.whole_rows, 2):
        small, large = sorted(_number(table, area, "count") for area in (one, other))
        if small and large > UNLIKE * small:
            changed = {(one, key): table.now[other, key] for key in table.columns}
            changed |= {(other, key): table.now[one, key] for key in table.columns}
            yield {**table.now, **changed}, frozenset({one, other})


def very_unlike_rows_swapped(table: Table) -> Planted:
    """Two lines of which one is twice the other, now and a year ago, stand in each other's place."""
    column = table.columns[0]
    for one, other in combinations(table.whole_rows, 2):
        pairs = [
            sorted(number for area in (one, other) if (number := year[area, column].number))
            for year in (table.now, table.before)
        ]
        if all(len(pair) == 2 and pair[1] >= 2 * pair[0] for pair in pairs):
            changed = {(one, column): table.now[other, column], (other, column): table.now[one, column]}
            yield {**table.now, **changed}, frozenset({one, other})


def columns_swapped(table: Table) -> Planted:
    """The number and the rate of a line stand in each other's place."""
    for area in table.whole_rows:
        count, rate = (_number(table, area, key) for key in ("count", "rate"))
        yield _typed(table, area, count=rate.to_integral_value(), rate=count)


def line_again(table: Table) -> Planted:
    """A line of last year is sent again."""
    for area in table.whole_rows:
        changed = {(area, key): table.before[area, key] for key in table.columns}
        yield {**table.now, **changed}, frozenset({area})


def table_again(table: Table) -> Planted:
    """The whole table of last year is sent again."""
    yield {cell: value for cell, value in table.before.items() if cell in table.now}, frozenset(table.whole_rows)


BOTH: Mapping[str, Callable[[Table], Planted]] = {
    "rate 0": rate_zero,
    "number and rate 0": line_zero,
    "digit lost": digit_lost,
    "digit doubled": digit_doubled,
    "point lost": point_lost,
    "rows swapped": rows_swapped,
    "unlike rows swapped": unlike_rows_swapped,
    "last year's line again": line_again,
    "last year's table again": table_again,
    "columns swapped": columns_swapped,
    "decimals of a rate lost": decimals_lost,
}
ALONE: Mapping[str, Callable[[Table], Planted]] = {
    "number 0": line_zero,
    "digit lost": digit_lost,
    "digit doubled": digit_doubled,
    "rows swapped": rows_swapped,
    "unlike rows swapped": unlike_rows_swapped,
    "last year's table again": table_again,
}


RATES_ALONE: Mapping[str, Callable[[Table], Planted]] = {
    "rate 0": line_zero,
    "point lost": point_lost,
    "rows swapped, one twice the other": very_unlike_rows_swapped,
    "last year's table again": table_again,
}


def measure(kinds: Mapping[str, Callable[[Table], Planted]], *, among: Iterable[Table]) -> dict[str, Score]:
    """Plant every slip of each kind; a finding counts if it is about a line of the slip, or about the whole table."""
    scores = {kind: Score() for kind in kinds}
    for table in among:
        # Two kinds may plant the same slip: it is checked once.
        checked: dict[frozenset[tuple[tuple[str, str], Value]], list[Problem]] = {}
        for kind, plant in kinds.items():
            for figures, places in plant(table):
                score = scores[kind]
                score.planted += 1
                if places is REFUSED:
                    score.stopped += 1
                    score.codes["the reader"] += 1
                    continue
                changed = frozenset(figures.items() - table.now.items())
                if len(figures) != len(table.now) or changed not in checked:
                    checked[changed] = table.check(figures)
                found = [one for one in checked[changed] if not one.row or one.row in places]
                score.stopped += any(one.stops for one in found)
                score.asked += bool(found) and not any(one.stops for one in found)
                score.codes.update({one.code for one in found} or {"missed"})
    return scores


def false_alarms(among: Iterable[Table]) -> tuple[int, int, list[str]]:
    """How many published lines are stopped or asked about, of how many, and what is said."""
    alarms, lines, said = 0, 0, []
    for table in among:
        found = table.check(table.now)
        alarms += len({one.row for one in found})
        lines += len(table.whole_rows)
        said += [f"{table.family.slug}, {table.year}: {one.code}: {one.sentence}" for one in found]
    return alarms, lines, said


def swaps_by_limit() -> Iterator[tuple[int, float, int]]:
    """How many times likelier a swap has to be, the share of swapped numbers found, the published lines asked about.

    A table as it was published holds each pair of lines; the same pair swapped is as likely the other way round.
    """
    pairs = []
    for table in tables("count"):
        found = changes_of(table.family.columns[0], table.rows, table.now, table.before)
        pairs += [
            (
                how_much_likelier(one, other, found),
                {(table.family.slug, table.year, row.row.key) for row in (one, other)},
            )
            for one, other in combinations(found, 2)
        ]
    for limit in LIMITS:
        asked = {place for likelier, places in pairs if likelier > log(limit) for place in places}
        yield limit, sum(-likelier > log(limit) for likelier, _places in pairs) / len(pairs), len(asked)


def _lines(title: str, kinds: Mapping[str, Callable[[Table], Planted]], among: Sequence[Table]) -> Iterator[str]:
    yield (f"\n{title}\n\n| slip | planted | stopped | asked | missed | caught | by |\n|---|---|---|---|---|---|---|")
    scores = measure(kinds, among=among)
    for kind, score in scores.items():
        by = ", ".join(f"{code} {number:,}" for code, number in score.codes.most_common())
        row = f"| {kind} | {score.planted:,} | {score.stopped:,} | {score.asked:,} | {score.missed:,} "
        yield (f"{row}| {score.caught:.1%} | {by} |")
    held = {kind: score.caught for kind, score in scores.items() if kind in HELD_TO_95}
    if len(held) == len(HELD_TO_95):
        least = min(held, key=held.__getitem__)
        yield f"\nLeast caught of the six kinds of which 95% have to be: {least}, {held[least]:.1%}."
    alarms, lines, said = false_alarms(among)
    yield (f"\nFalse alarms: {alarms} of {lines} lines as they were published ({alarms / lines:.2%}).")
    yield from said


def _limits() -> Iterator[str]:
    yield "\nSwapped numbers, by how many times likelier a swap has to be\n"
    yield "| limit | found | lines asked about |\n|---|---|---|"
    for limit, found, asked in swaps_by_limit():
        yield f"| {limit} | {found:.1%} | {asked} |"


if __name__ == "__main__":
    for line in (
        *_lines("Numbers and rates, one earlier year known", BOTH, [*tables()]),
        *_lines("Numbers alone, one earlier year known", ALONE, [*tables("count")]),
        *_lines("Rates alone, one earlier year known", RATES_ALONE, [*tables("rate")]),
        *_lines("Percentages alone, one earlier year known", RATES_ALONE, [*tables_of_percentages()]),
        *_limits(),
    ):
        sys.stdout.write(f"{line}\n")
