"""Sets of tables that were public together, and what a reader ties in each of them. Pure.

A figure that was revised, or revised and put back, was each time beside other figures. All of those tables are public
still, so that what held in any of them is known: after each release, and for each release by itself.
"""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from indicators.definitions.across_relations import what_holds
from indicators.definitions.current import Catalogue
from indicators.definitions.families import catalogue, family_on
from indicators.disclosure.across import Counts, called, callers
from indicators.disclosure.across_rules import rules_across
from indicators.disclosure.change_rules import Measure
from indicators.disclosure.relations import always_of
from indicators.disclosure.slack import kept
from indicators.disclosure.solver.facts import Fact
from indicators.disclosure.solver.parts import Groups
from indicators.disclosure.solver.problem import Quantity
from indicators.disclosure.stretches import Told, together
from indicators.disclosure.windows import ONE_DAY, Window, chains

# The name of each count that is said in a world, by what its family counts.
World = Mapping[Measure, str]
# What a table says: each count by what it measures, with the name of its number. And which table: family and year.
Said = list[tuple[Measure, str]]
Table = tuple[str, str]
# The windows of some rows that overlap with each other.
Block = Mapping[Counts, Sequence[Window]]
Named = frozenset[tuple[Counts, frozenset[str]]]


class Worlds:
    """What was said, release after release."""

    def __init__(self) -> None:
        self._newest: dict[Measure, str] = {}
        self._live: dict[Table, World] = {}
        self._found: list[tuple[World, frozenset[Measure]]] = []

    def add(self, tables: Iterable[tuple[Table, Said]]) -> None:
        """A release said these, table by table; a table stays until there is another one of its family and year.

        Where a table gives two numbers for a count, each is tied with the others.
        """
        said: Said = []
        for table, of_table in tables:
            said += of_table
            self._live[table] = dict(of_table)
        last, first = dict(said), dict(reversed(said))
        self._newest |= last
        new = frozenset(last)
        self._found += [(last, new), (first, new), (dict(self._newest), new)]
        # What a table says that stayed, though another one has given a newer number.
        for older in self._live.values():
            if any(self._newest[measure] != name for measure, name in older.items()):
                self._found.append((self._newest | dict(older), new | frozenset(older)))

    def ties(self, values: Mapping[str, int]) -> tuple[list[Quantity], list[Fact]]:
        """What is known in all worlds together: quantities that nobody prints, and facts."""
        facts: dict[Fact, None] = {}
        blocks: dict[Named, Block] = {}
        for world, new in self._found:
            facts |= dict.fromkeys(_of_windows(world, new, values))
            for block in _blocks(world, new, values):
                blocks[_named(block)] = block
        quantities: list[Quantity] = []
        exact: list[Block] = []
        # What holds exactly for more windows says all that there is to say of some of them.
        for block in sorted(blocks.values(), key=_size, reverse=True):
            if not any(_is_within(block, other) for other in exact):
                told = _told(tuple((row, tuple(windows)) for row, windows in block.items()), *what_holds())
                quantities += told.quantities
                facts |= dict.fromkeys(told.facts)
                if told.is_exact:
                    exact.append(block)
        return quantities, list(facts)


@lru_cache(maxsize=512)
def _told(block: tuple[tuple[Counts, tuple[Window, ...]], ...], _definitions: Catalogue, _own_area: str) -> Told:
    """What a block tells by these definitions: most of the blocks of a release were there before it."""
    mark = hashlib.sha256(repr(block).encode()).hexdigest()[:12]
    return together(dict(block), ties_between, mark)


def ties_between(names: Mapping[Counts, str], ends_before: datetime.date | None = None) -> Iterator[Fact]:
    """What holds by the definitions between rows whose quantities have these names.

    They are counted over one window, or over any stretch of time, that ends before this day; None is any day.
    """
    own: dict[str, dict[str, str]] = defaultdict(dict)
    every: dict[Counts, str] = {}
    for counts, name in names.items():
        for slug, row in callers(*counts):
            own[slug][row] = every[slug, row] = name
    yield from rules_across(every)
    for slug in sorted(own):
        if ends_before is None:
            for version in catalogue().versions[slug]:
                yield from always_of(version.family, version.family.fixed_rows, own[slug])
        else:
            family = family_on(slug, ends_before - ONE_DAY)
            yield from always_of(family, family.rows_on(ends_before - ONE_DAY), own[slug])


def _of_windows(world: World, new: frozenset[Measure], values: Mapping[str, int]) -> Iterator[Fact]:
    """What holds between the counts of each window, whichever tables print them, where some are new."""
    windows = {(measure.starts_on, measure.ends_on) for measure in new}
    by_window: dict[tuple[datetime.date, datetime.date], dict[Counts, str]] = defaultdict(dict)
    for measure, name in world.items():
        if (measure.starts_on, measure.ends_on) in windows:
            by_window[measure.starts_on, measure.ends_on][called(measure.family, measure.row)] = name
    for (_, ends_on), names in by_window.items():
        yield from kept(ties_between(names, ends_on + ONE_DAY), values)


def _blocks(world: World, new: frozenset[Measure], values: Mapping[str, int]) -> Iterator[Block]:
    """The windows that overlap, of each group of rows that hang together, where some of them are new."""
    found: dict[Counts, dict[str, Window]] = defaultdict(dict)
    for measure, name in world.items():
        window = Window(name, measure.starts_on, measure.ends_on, values[name])
        found[called(measure.family, measure.row)][name] = window
    names = {world[measure] for measure in new}
    rows = {called(measure.family, measure.row) for measure in new}
    for group in _linked(frozenset(found), *what_holds()):
        if not group.isdisjoint(rows):
            row_of = {name: row for row in sorted(group) for name in found[row]}
            for chain in chains(window for row in sorted(group) for window in found[row].values()):
                if names.isdisjoint(window.key for window in chain):
                    continue
                block: dict[Counts, list[Window]] = defaultdict(list)
                for window in chain:
                    block[row_of[window.key]].append(window)
                yield dict(block)


@lru_cache(maxsize=256)
def _linked(rows: frozenset[Counts], _definitions: Catalogue, _own_area: str) -> tuple[frozenset[Counts], ...]:
    """The rows in groups that something ties together by these definitions."""
    names = {row: "/".join(row) for row in sorted(rows)}
    groups = Groups(names.values())
    for fact in ties_between(names):
        groups.join([key for key, _ in fact.terms])
    found: dict[str, set[Counts]] = defaultdict(set)
    for row, name in names.items():
        found[groups.of(name)].add(row)
    return tuple(frozenset(group) for group in found.values())


def _named(block: Block) -> Named:
    return frozenset((row, frozenset(one.key for one in windows)) for row, windows in block.items())


def _size(block: Block) -> int:
    return sum(len(windows) for windows in block.values())


def _is_within(block: Block, other: Block) -> bool:
    """Whether every window of the first is among those of the other."""
    return all(
        row in other and {one.key for one in windows} <= {one.key for one in other[row]}
        for row, windows in block.items()
    )
