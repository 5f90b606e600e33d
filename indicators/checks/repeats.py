"""Figures that were sent before, and lines that changed places. Pure.

Equal numbers prove nothing one by one: two counts of about 100 events agree by chance once in 35 times. A whole table
is asked about if so many of its numbers are those of an earlier period that chance gives that in fewer than 1 in 1,000
tables. A number and its rate are two witnesses: both the same as a year ago is asked about in each line.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from math import log

from scipy import special

from indicators.checks.context import Context, Figures
from indicators.checks.known import is_count_of_events, number_of
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.definitions.families import Column, Family, Row
from indicators.definitions.values import with_commas
from indicators.statistics.windows import equal_rates_p

LEVEL = 1e-3
# How often a rate or a percentage is by chance the one of another period: its digits are few.
CHANCE_OF_RATE = 0.1
SMALLEST_SWAP = log(1.35)
CLEARLY = 3
# Where this many lines moved, what happened is another than two lines in each other's place.
MOST_MOVED = 50


def check_repeats(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """The whole table of an earlier period, else single lines of it."""
    table = _table(family, rows, figures, context)
    if table is not None:
        yield table
    elif family.is_area_rates:
        yield from _lines(family, rows, figures, context.earlier or {})


def _earlier_tables(context: Context) -> Mapping[str, Figures]:
    """The approved figures of a year ago and of the period just before, with the words for their time."""
    found: dict[str, Figures] = {} if context.earlier is None else {"a year ago": context.earlier}
    newest = context.history[-1] if context.history else None
    if newest is not None and newest.figures is not context.earlier:
        found[f"for {newest.period.label}"] = newest.figures
    return found


def _witnesses(family: Family) -> list[Column]:
    """The columns whose numbers can tell a period: counts, and rates where there is no count beside them."""
    counts = [column for column in family.input_columns if is_count_of_events(column)]
    return counts or [column for column in family.input_columns if column.unit != "count"]


def _table(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Problem | None:
    for words, earlier in _earlier_tables(context).items():
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
                f"{same} of the {compared} figures are the same as those approved {words}. Check that these are the "
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
    """Two lines that would both fit the past far better in each other's place."""
    earlier = context.earlier or {}
    for column in _witnesses(family):
        if column.unit != "count":
            continue
        moved = []
        for row in rows:
            now, before = (number_of(one, (row.key, column.key)) for one in (figures, earlier))
            if now and before and _moved(now, before):
                moved.append((row, now, before))
        pairs = combinations(moved, 2) if len(moved) <= MOST_MOVED else ()
        for (one, now, before), (other, its_now, its_before) in pairs:
            own = min(_far(now, before), _far(its_now, its_before))
            across = max(_far(now, its_before), _far(its_now, before))
            if own > CLEARLY * across and not _people_stayed(family, figures, earlier, one.key, other.key):
                told = (
                    f"“{one.label}” and “{other.label}” may have changed places: {column.label} is {with_commas(now)} "
                    f"and {with_commas(its_now)}, but was {with_commas(before)} and {with_commas(its_before)} a year "
                    "ago. Check both lines."
                )
                yield finding("SWAP-1", told, one.key, column.key)
                yield finding("SWAP-1", told, other.key, column.key)


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


def _moved(now: Decimal, before: Decimal) -> bool:
    return _far(now, before) > SMALLEST_SWAP and equal_rates_p(int(now), int(before)) < LEVEL


def _far(one: Decimal, other: Decimal) -> float:
    """How far two counts are apart, as the logarithm of their ratio."""
    return abs(log(float(one) / float(other)))
