"""Every count that is kept back, and the numbers that are one step away from it: what no words may say. Pure.

A note that says “down by 7”, “two in five” or “all but one” gives a count away as well as its number does.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from indicators.definitions.calculations import half_up, percent_change, share
from indicators.definitions.families import BASE, get_family
from indicators.disclosure.across import Counts, callers, canonical
from indicators.disclosure.assemble import Assembly, assemble
from indicators.disclosure.change_rules import Measure
from indicators.disclosure.published import Published
from indicators.disclosure.windows import ONE_DAY

# Percentages and rates are written with this many decimals.
DECIMALS = (0, 1)


class Step(StrEnum):
    """What a number says of a count that is kept back."""

    COUNT = "count"
    CHANGE = "change"
    PERCENT_CHANGE = "percentage change"
    SHARE = "share"
    RATE = "rate"
    REST = "whole less part"
    REVISION = "difference to another version"


@dataclass(frozen=True)
class Near:
    """A number that gives a withheld count away: the count's key, and the key of the other count where there is one.

    Changes carry their sign: words may leave it out. Percentages and rates stand as they round.
    """

    key: str
    step: Step
    number: Decimal
    other: str = ""

    @property
    def family(self) -> str:
        """The family whose table keeps the count back."""
        return self.key.partition("/")[0]


def near_values(tables: Sequence[Published], people: Mapping[Measure, int] | None = None) -> tuple[Near, ...]:
    """The withheld counts of these tables, public or about to be, oldest first, with all that is one step away.

    `people` are those behind the rates of areas, by what is counted of them. What counts the same in two families is
    given for each of them that keeps it back.
    """
    assembly = assemble([], {}, tables)
    neighbours = _Neighbours(assembly)
    found: dict[Near, None] = {}
    for table in tables:
        for one in table.withheld:
            measure = Measure.from_key(one.key)
            name = assembly.book.enter(measure, one.value)
            found[Near(one.key, Step.COUNT, Decimal(one.value))] = None
            rates = _rates(one.value, (people or {}).get(measure), get_family(measure.family).per)
            for step, number, other in chain(neighbours.of(name), rates):
                found[Near(one.key, step, number, other)] = None
    return tuple(found)


Found = Iterator[tuple[Step, Decimal, str]]


def _rates(count: int, people: int | None, per: int) -> Found:
    if people:
        for decimals in DECIMALS:
            yield Step.RATE, half_up(Decimal(count) * per / people, decimals), ""


class _Neighbours:
    """The counts that stand beside each count: in time, in its table, and in other versions."""

    def __init__(self, assembly: Assembly) -> None:
        self.values = assembly.book.values
        self.measure = assembly.book.measure
        self._of_row: dict[Counts, list[str]] = defaultdict(list)
        for name in self.values:
            measure = self.measure(name)
            self._of_row[measure.family, measure.row].append(name)
        self._tied: dict[str, set[str]] = defaultdict(set)
        for fact in (*assembly.relations, *assembly.tied[1]):
            signs = {key: number > 0 for key, number in fact.terms if key in self.values}
            for key, sign in signs.items():
                self._tied[key] |= {other for other, is_plus in signs.items() if is_plus is not sign}

    def of(self, name: str) -> Found:
        """Every number that is one step from the count."""
        measure = self.measure(name)
        for other in self._of_row[measure.family, measure.row]:
            if other != name:
                yield from self._in_time(name, other)
        for other in sorted(self._tied[name]):
            yield Step.REST, abs(Decimal(self.values[name] - self.values[other])), other
        yield from self._shares(name)

    def _in_time(self, name: str, other: str) -> Found:
        """What two numbers of the same row tell: of the same window, of one in the other, or of one after the other."""
        one, two = self.measure(name), self.measure(other)
        difference = Decimal(self.values[name] - self.values[other])
        if one == two:
            yield Step.REVISION, abs(difference), other
        elif _within(one, two) or _within(two, one):
            yield Step.REST, abs(difference), other
        elif _follows(one, two):
            yield from self._change(name, other, other)
        elif _follows(two, one):
            yield from self._change(other, name, other)

    def _change(self, later: str, earlier: str, other: str) -> Found:
        now, before = self.values[later], self.values[earlier]
        yield Step.CHANGE, Decimal(now - before), other
        for decimals in DECIMALS:
            percent = percent_change(now, before, decimals)
            if isinstance(percent, Decimal):
                yield Step.PERCENT_CHANGE, percent, other

    def _shares(self, name: str) -> Found:
        """The count in percent of what it is a part of, and its parts in percent of the count."""
        measure = self.measure(name)
        for slug, key in callers(measure.family, measure.row):
            family = get_family(slug)
            bases = {row.key: row.base for row in family.fixed_rows if row.base}
            if family.is_percentages:
                part = key.removesuffix(BASE)
                bases[part] = f"{part}{BASE}"
            for part, base in bases.items():
                if key in (part, base):
                    yield from self._share(name, Measure(slug, part, measure.starts_on, measure.ends_on), base)

    def _share(self, name: str, part: Measure, base: str) -> Found:
        whole = Measure(part.family, base, part.starts_on, part.ends_on)
        for one in self._named(part):
            for other in self._named(whole):
                if name in (one, other) and one != other:
                    for decimals in DECIMALS:
                        percent = share(self.values[one], self.values[other], decimals)
                        if isinstance(percent, Decimal):
                            yield Step.SHARE, percent, other if name == one else one

    def _named(self, measure: Measure) -> list[str]:
        found = canonical(measure)
        return [name for name in self._of_row[found.family, found.row] if self.measure(name) == found]


def _within(part: Measure, whole: Measure) -> bool:
    return whole.starts_on <= part.starts_on and part.ends_on <= whole.ends_on


def _follows(later: Measure, earlier: Measure) -> bool:
    """Whether one window comes just after another of about its length, or a year after it."""
    long, short = ((one.ends_on - one.starts_on).days for one in (later, earlier))
    apart = (later.ends_on - earlier.ends_on).days
    return abs(long - short) <= 3 and (later.starts_on == earlier.ends_on + ONE_DAY or 364 < apart < 367)
