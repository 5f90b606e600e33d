"""Figures that were sent before, and lines that changed places. Pure.

Equal numbers prove nothing one by one: two counts of about 100 events agree by chance once in 35 times. A whole table
is asked about if so many of its numbers are those of an earlier period that chance gives that in fewer than 1 in 1,000
tables. A number and its rate are two witnesses: both the same as a year ago is asked about in each line.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from itertools import combinations
from math import log, log1p
from statistics import median

from scipy import special

from indicators.checks.context import CURRENT, PREVIOUS, Context, Figures
from indicators.checks.known import is_count_of_events, number_of
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.definitions.families import Column, Family, Row
from indicators.definitions.values import with_commas

LEVEL = 1e-3
# How often a rate or a percentage is by chance the one of another period: its digits are few.
CHANCE_OF_RATE = 0.1
# Two lines are taken for swapped if that is a hundred times as likely as that both changed so much.
LIKELIER = log(100)
# Of two rates without their numbers one has to be twice the other.
TWICE = log(2)
# The degrees of freedom, the usual change of a count from year to year, and how many rows it stands in for.
FREEDOM, USUAL, STAND_INS, LEAST_CHANGE = 6, 0.1, 4, 0.03
# From the median of absolute changes to a standard deviation.
TO_DEVIATION = 1.4826
# A number that stands in so many lines, and is not small, was filled down.
FEWEST_LINES, LEAST_NUMBER = 4, 6
# A longer table has too many pairs to be tried while somebody waits.
MOST_ROWS = 300


def check_repeats(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """The whole table of an earlier period, else single lines of it."""
    yield from _same_in_each_line(family, rows, figures)
    table = _table(family, rows, figures, context)
    if table is not None:
        yield table
    elif family.is_area_rates:
        yield from _lines(family, rows, figures, context.earlier or {})


def _same_in_each_line(family: Family, rows: Sequence[Row], figures: Figures) -> Iterator[Problem]:
    """A number that was filled down a column."""
    for column in family.input_columns:
        numbers = [number_of(figures, (row.key, column.key)) for row in rows]
        known = [number for number in numbers if number is not None]
        if len(known) >= FEWEST_LINES and known[0] >= LEAST_NUMBER and len(set(known)) == 1:
            yield finding(
                "REPEAT-3",
                f"{column.label} is {with_commas(known[0], column.decimals)} in each of {len(known)} lines. Check that "
                "each line has its own figure.",
            )


def _earlier_tables(figures: Figures, context: Context) -> Mapping[str, Figures]:
    """The figures approved a year ago and for the period just before, and the return's own window before that.

    With the words for where they stand.
    """
    found: dict[str, Figures] = {} if context.earlier is None else {"approved a year ago": context.earlier}
    newest = context.history[-1] if context.history else None
    if newest is not None and newest.figures is not context.earlier:
        found[f"approved for {newest.period.label}"] = newest.figures
    before = {(row, CURRENT): value for (row, column), value in figures.items() if column == PREVIOUS}
    return found | ({"of the window before": before} if before else {})


def _witnesses(family: Family) -> list[Column]:
    """The columns whose numbers can tell a period: counts, and rates where there is no count beside them."""
    counts = [column for column in family.input_columns if is_count_of_events(column)]
    return counts or [column for column in family.input_columns if column.unit != "count"]


def _table(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Problem | None:
    for words, earlier in _earlier_tables(figures, context).items():
        same = compared = 0
        expected = 0.0
        for row in rows:
            for column in _witnesses(family):
                now, before = (number_of(one, (row.key, column.key)) for one in (figures, earlier))
                if now is not None and before:
                    compared, same = compared + 1, same + (now == before)
                    expected += chance_of_same(before) if column.unit == "count" else CHANCE_OF_RATE
        if 2 * same > compared and special.pdtrc(same - 1, expected) < LEVEL:
            return finding(
                "REPEAT-1",
                f"{same} of the {compared} figures are the same as those {words}. Check that these are the "
                "figures of this period.",
            )
    return None


def chance_of_same(mean: Decimal) -> float:
    """How often two counts of the same mean are equal: exp(-2m) I0(2m), for independent Poisson counts."""
    return float(special.ive(0, 2 * float(mean)))


def _lines(family: Family, rows: Sequence[Row], figures: Figures, earlier: Figures) -> Iterator[Problem]:
    columns = family.input_columns
    for row in rows:
        pairs = [(number_of(figures, (row.key, one.key)), number_of(earlier, (row.key, one.key))) for one in columns]
        if len(columns) > 1 and all(now and now == before for now, before in pairs):
            told = " and ".join(
                with_commas(now, column.decimals)
                for (now, _), column in zip(pairs, columns, strict=True)
                if now is not None
            )
            yield finding(
                "REPEAT-2",
                f"“{row.label}”: {told}, both as a year ago. Check that the line is about this period.",
                row.key,
                columns[0].key,
            )


def check_swaps(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """Two lines that would fit the past far better in each other's place.

    A line is asked about once, with the line that it most likely changed places with.
    """
    earlier = context.earlier or {}
    for column in _witnesses(family):
        if column.below_zero:
            continue
        told = partial(with_commas, decimals=column.decimals)
        for one, other in most_likely_swapped(changes_of(column, rows, figures, earlier)):
            if _people_stayed(family, figures, earlier, one.row.key, other.row.key):
                continue
            sentence = (
                f"“{one.row.label}” and “{other.row.label}” may have changed places: {column.label} is {told(one.now)} "
                f"and {told(other.now)}, but was {told(one.before)} and {told(other.before)} a year ago. Check "
                "both lines."
            )
            yield finding("SWAP-1", sentence, one.row.key, column.key)
            yield finding("SWAP-1", sentence, other.row.key, column.key)


@dataclass(frozen=True)
class Change:
    """The count of a row, or its rate, now and a year ago."""

    row: Row
    now: Decimal
    before: Decimal
    is_count: bool = True

    @cached_property
    def by(self) -> float:
        """How far the two are apart, as the logarithm of their ratio."""
        return _far(self.now, self.before)


def changes_of(column: Column, rows: Sequence[Row], figures: Figures, earlier: Figures) -> list[Change]:
    """How each line of a column changed, where it is above zero in both years."""
    changes = []
    for row in rows:
        now, before = (number_of(one, (row.key, column.key)) for one in (figures, earlier))
        if now and before and now > 0 and before > 0:
            changes.append(Change(row, now, before, is_count=column.unit == "count"))
    return changes


def most_likely_swapped(changes: Collection[Change]) -> list[tuple[Change, Change]]:
    """Pairs that are `LIKELIER` to be swapped than not, the likeliest first, each row in one pair at most."""
    found = []
    if len(changes) <= MOST_ROWS:
        for one, other in combinations(changes, 2):
            if not (one.is_count or _is_twice(one, other)):
                continue
            if _far(one.now, other.before) < one.by and _far(other.now, one.before) < other.by:
                likelier = how_much_likelier(one, other, changes)
                if likelier > LIKELIER:
                    found.append((likelier, one, other))
    pairs: list[tuple[Change, Change]] = []
    for _likelier, one, other in sorted(found, key=lambda pair: -pair[0]):
        taken = {change.row.key for pair in pairs for change in pair}
        if not taken & {one.row.key, other.row.key}:
            pairs.append((one, other))
    return pairs


def how_much_likelier(one: Change, other: Change, changes: Collection[Change]) -> float:
    """The logarithm of how many times likelier it is that two lines changed places than that they changed so much."""
    usual = _usual_change([change.by for change in changes if change is not one and change is not other])
    return (
        _likelihood(one, other.before, usual)
        + _likelihood(other, one.before, usual)
        - _likelihood(one, one.before, usual)
        - _likelihood(other, other.before, usual)
    )


def _is_twice(one: Change, other: Change) -> bool:
    """Whether one rate is twice the other, now and a year ago. Rates that are more alike cross by themselves."""
    return min(_far(one.now, other.now), _far(one.before, other.before)) >= TWICE


def _usual_change(others: Sequence[float]) -> float:
    """How far the other rows changed, as a standard deviation. A few changes of 10% stand in where rows are few."""
    return max(TO_DEVIATION * median([*others, *[USUAL / TO_DEVIATION] * STAND_INS]), LEAST_CHANGE)


def _likelihood(change: Change, before: Decimal, usual: float) -> float:
    """The logarithm of how likely a change is, up to a constant: a t distribution, for some rows change a lot.

    Counts vary by chance as well. Of a rate without its count nobody can say how much: as other rates of the table do.
    """
    chance = 1 / float(change.now) + 1 / float(before) if change.is_count else 0
    return -(FREEDOM + 1) / 2 * log1p(_far(change.now, before) ** 2 / (FREEDOM * (usual**2 + chance)))


def _people_stayed(family: Family, figures: Figures, earlier: Figures, *places: str) -> bool:
    """Whether number and rate tell of the same people as a year ago in both lines, rather than of each other's."""
    if not family.is_area_rates:
        return False
    found = [_people(family, figures, place) for place in places] + [
        _people(family, earlier, place) for place in places
    ]
    if any(people is None for people in found):
        return False
    now, its_now, before, its_before = (people for people in found if people is not None)
    own = _far(now, before) + _far(its_now, its_before)
    return own < _far(now, its_before) + _far(its_now, before)


def _people(family: Family, figures: Figures, place: str) -> Decimal | None:
    """The people that a number and a rate imply, up to a factor."""
    count, rate = (
        next((number_of(figures, (place, one.key)) for one in family.input_columns if one.unit == unit), None)
        for unit in ("count", "rate")
    )
    return count / rate if count and rate else None


def _far(one: Decimal, other: Decimal) -> float:
    """How far two counts are apart, as the logarithm of their ratio."""
    return abs(log(float(one) / float(other)))
