"""Puts together what a release would tell, beside all that was published before. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, product
from typing import Any

from indicators.definitions.families import PEOPLE, Family, family_on
from indicators.definitions.periods import parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.change_rules import Counted, Measure, Place, count_columns, counted
from indicators.disclosure.narrative import told
from indicators.disclosure.not_counted import is_taken_for_none, none_in_return
from indicators.disclosure.printed import NONE, Printed, policy_of, printed_numbers
from indicators.disclosure.problem_index import Book
from indicators.disclosure.published import Content, Policies, Published, Withheld
from indicators.disclosure.rates_alone import Alone, People, alone_in_return, alone_in_table, known_people, likely
from indicators.disclosure.relations import relations_of
from indicators.disclosure.slack import kept
from indicators.disclosure.solver.facts import Fact, between, exactly
from indicators.disclosure.solver.policy import Policy
from indicators.disclosure.solver.problem import Cell, Problem, ProblemError, Quantity, worth
from indicators.disclosure.worlds import Said, Worlds

# Printed as a number, or as the symbol of those that round to zero.
COUNTS = ("count", "low")


@dataclass
class Assembly:
    """A problem with the places that its quantities are printed at, and what each place counts."""

    book: Book = field(default_factory=Book)
    worlds: Worlds = field(default_factory=Worlds)
    names: dict[Place, str] = field(default_factory=dict)
    names_of_rates: dict[Place, str] = field(default_factory=dict)
    measures: dict[Place, Measure] = field(default_factory=dict)
    relations: list[Fact] = field(default_factory=list)
    known: list[Fact] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)
    loose: list[Printed] = field(default_factory=list)
    # Rates that stand alone: the counts that each can be of, and what any number is likely to be.
    alone: dict[Measure, Fact] = field(default_factory=dict)
    counts: dict[Measure, int] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)

    def problem(self, *, cells: Iterable[Cell] | None = None) -> Problem:
        """The problem with its own cells, or with others. Raises `ProblemError`."""
        quantities, facts = self.tied
        return Problem(
            quantities=(*self.book.quantities(), *quantities),
            cells=tuple(self.cells.values() if cells is None else cells),
            relations=tuple(dict.fromkeys([*self.relations, *facts])),
            known=tuple(dict.fromkeys(self.known)),
        )

    @cached_property
    def tied(self) -> tuple[list[Quantity], list[Fact]]:
        """What is known of all that was entered, in every world: asked for once nothing is added any more."""
        return self.worlds.ties(self.book.values)

    def told(self, one: Printed, candidates: Sequence[Sequence[str]], people: int | None = None) -> list[Fact]:
        """What a printed number tells, where the measures behind it go by these names.

        Of a count that was said to be several numbers, the ones that it is printed for are meant. What agrees with none
        of them tells little, and a number that was misprinted nothing.
        """
        values = self.book.values
        read = [one.facts(names, population=people) for names in product(*candidates)]
        fitting = [facts for facts in read if all(fact.holds(values) for fact in facts)]
        return [fact for facts in fitting or read[-1:] for fact in kept(facts, values)]


def assemble(snapshots: Sequence[Snapshot], policies: Policies, published: Sequence[Published] = ()) -> Assembly:
    """Everything that a reader could use once these returns were printed under these policies.

    `published` are all tables that are public already, oldest first; each counts as read and remembered.
    """
    assembly = Assembly(policies=dict(policies), counts=_counts(snapshots, published))
    people = known_people(snapshots, published, policies)
    so_far: dict[Measure, int] = {}
    for _, of_release in groupby(published, key=lambda table: table.release):
        tables = list(of_release)
        so_far |= _counts((), tables)
        assembly.worlds.add(
            [(_table_of(table.content), _add_published(assembly, table, people, so_far)) for table in tables]
        )
    drafts: dict[str, Said] = {}
    years = {snapshot.family.slug: snapshot.year for snapshot in snapshots}
    for snapshot in snapshots:
        drafts.setdefault(snapshot.family.slug, []).extend(_add_snapshot(assembly, snapshot, people))
    assembly.worlds.add([((slug, years[slug]), said) for slug, said in drafts.items()])
    for one in assembly.loose:
        candidates = [assembly.book.versions(measure) for measure in one.about]
        if all(candidates):
            assembly.known += assembly.told(one, candidates)
    return assembly


def _counts(snapshots: Iterable[Snapshot], published: Iterable[Published]) -> dict[Measure, int]:
    """Every count that is known here by what it measures; of several numbers the newest."""
    found: dict[Measure, int] = {}
    for table in published:
        found |= {Measure.from_key(one.key): one.value for one in table.withheld}
        found |= {one.about[0]: int(one.value) for one in _numbers_of(table) if one.kind == "count"}
    return found | {one.measure: one.value for snapshot in snapshots for one in counted(snapshot)}


def _table_of(content: Content) -> tuple[str, str]:
    """Which table it is: another one of the same family and year takes its place."""
    return content["slug"], content["year"]


def _add_snapshot(assembly: Assembly, snapshot: Snapshot, people: People) -> Said:
    policy = assembly.policies[snapshot.family.slug]
    names: dict[str, dict[str, str]] = {}
    said: Said = []
    for one in counted(snapshot):
        name = assembly.book.enter(one.measure, one.value)
        said.append((one.measure, name))
        assembly.names[one.place], assembly.measures[one.place] = name, one.measure
        assembly.book.promise(name, policy)
        # What a percentage is of stands beside its number.
        of = "count" if one.place.column == PEOPLE else one.place.column
        names.setdefault(of, {})[one.measure.row] = name
        _add_cell(assembly, _count_cell(name, one, policy))
    for of, measure in none_in_return(snapshot, assembly.counts):
        name = names.setdefault(of, {})[measure.row] = assembly.book.enter(measure, 0)
        said.append((measure, name))
        _add_cell(assembly, Cell(key=name, facts=(exactly(name, 0),), fixed=True))
    values = assembly.book.values
    for of_column in names.values():
        assembly.relations += relations_of(snapshot.family, snapshot.rows, of_column, values)
    for row, alone in alone_in_return(snapshot, policy, people):
        name, fact = _add_alone(assembly, alone)
        said.append((alone.measure, name))
        assembly.names_of_rates[Place(snapshot.family.slug, snapshot.period, row, "rate")] = name
        _add_cell(assembly, Cell(key=name, facts=(fact,), weight=worth(alone.least, levels=0)))
    return said


def _add_alone(assembly: Assembly, alone: Alone) -> tuple[str, Fact]:
    """The count behind a rate that stands alone: nobody sent it, and a reader knows about how many it is.

    Of the numbers that it can be it is taken for the one that fits best to those of other windows.
    """
    name = assembly.book.enter(alone.measure, likely(alone, assembly.counts))
    fact = between(name, alone.least, alone.most)
    assembly.alone[alone.measure] = fact
    return name, fact


def _add_cell(assembly: Assembly, cell: Cell) -> None:
    """A count that is printed at several places is hidden at all of them, and printed tells what each of them tells."""
    old = assembly.cells.get(cell.key)
    if old is not None:
        facts = tuple(dict.fromkeys([*old.facts, *cell.facts]))
        cell = replace(cell, facts=facts, weight=max(old.weight, cell.weight), fixed=old.fixed or cell.fixed)
    assembly.cells[cell.key] = cell


def _count_cell(name: str, one: Counted, policy: Policy) -> Cell:
    return Cell(
        key=name,
        facts=(told(policy, name, one.value),),
        weight=worth(one.value, levels=int(one.is_whole)),
        fixed=policy.is_always_printed(one.value),
    )


def _add_published(assembly: Assembly, table: Published, people: People, so_far: Mapping[Measure, int]) -> Said:
    """Remember what a public table tells, and what it withheld: its promises stay. `so_far` is counted up to it."""
    numbers = [one for one in _numbers_of(table) if one.kind != NONE or is_taken_for_none(one.about[0], so_far)]
    policy = policy_of(table.content)
    true_values = {one.key: one for one in table.withheld}
    for withheld in table.withheld:
        name = assembly.book.enter(Measure.from_key(withheld.key), withheld.value)
        if withheld.stays is not None:
            assembly.book.keep(name, withheld.stays)
        if policy is not None:
            assembly.book.withheld(name, policy)
    rounds = policy is not None and policy.rounds
    said = list(_own_names(assembly, numbers, true_values, rounds=rounds))
    for alone in alone_in_table(table.content, numbers, assembly.counts, people):
        name, fact = _add_alone(assembly, alone)
        said.append((alone.measure, name))
        assembly.known.append(fact)
    own: dict[Measure, list[str]] = {}
    for measure, name in said:
        own.setdefault(measure, []).append(name)
    values = assembly.book.values
    for one in numbers:
        if (not rounds or one.kind == NONE) and all(measure in own for measure in one.about):
            assembly.known += assembly.told(one, [own[measure] for measure in one.about])
        elif not rounds:
            assembly.loose.append(one)
        elif policy is not None and one.kind in COUNTS:
            assembly.known += [told(policy, name, values[name]) for name in own.get(one.about[0], ())]
    for names in (dict(said), dict(reversed(said))):
        assembly.relations += _relations_of_published(assembly, table.content, names)
    return said


def _numbers_of(table: Published) -> Sequence[Printed]:
    """What a public table prints. Raises `ProblemError` where its definition does not know it any more."""
    try:
        return table.numbers
    except KeyError as error:
        raise ProblemError(
            f"The published table {table.content['slug']} of {table.release} names {error}, which is no longer in "
            "any definition. Put it back into the definition, with the day up to which it was in effect."
        ) from error


def _own_names(
    assembly: Assembly, numbers: Iterable[Printed], true_values: Mapping[str, Withheld], *, rounds: bool
) -> Iterable[tuple[Measure, str]]:
    """The quantities of a public table by what they measure: as withheld, or as printed.

    Where nothing is rounded a count that is both was revised: the table withheld one number of it and prints another.
    """
    for key, one in true_values.items():
        measure = Measure.from_key(key)
        yield measure, assembly.book.enter(measure, one.value)
    for printed in numbers:
        if printed.kind in ("count", NONE) and not (rounds and printed.about[0].key in true_values):
            yield printed.about[0], assembly.book.enter(printed.about[0], int(printed.value))


def _relations_of_published(assembly: Assembly, content: Content, own: Mapping[Measure, str]) -> Iterable[Fact]:
    """The relations between the rows of a public table, for each window that it prints."""
    family = family_on(content["slug"], parse_period(content.get("period") or content["year"]).ends_on)
    by_window: dict[tuple[object, object], dict[str, str]] = {}
    for measure, name in own.items():
        by_window.setdefault((measure.starts_on, measure.ends_on), {})[measure.row] = name
    values = assembly.book.values
    for names in by_window.values():
        yield from relations_of(family, _rows_of(family, content), names, values)


def _rows_of(family: Family, content: Content) -> Sequence[Any]:
    return family.rows_on(parse_period(content.get("period") or content["year"]).ends_on)


def tells(assembly: Assembly, contents: Iterable[Content], populations: Mapping[Measure, int]) -> list[Cell]:
    """What these tables, as they are printed, tell: one fixed cell for each number. Attack these, not the plan."""
    cells = []
    for content in contents:
        policy = policy_of(content)
        rounds = policy is not None and policy.rounds
        own: dict[Measure, list[str]] = {}
        for place, name in assembly.names.items():
            if place.family == content["slug"]:
                own.setdefault(assembly.measures[place], []).append(name)
        values = assembly.book.values
        for one in printed_numbers(content):
            candidates = [own.get(measure) or assembly.book.versions(measure) for measure in one.about]
            found: list[Fact] = []
            if one.kind == NONE:
                found = [exactly(name, 0) for name in candidates[0] if not values[name]]
            elif one.kind == "rate" and one.about[0] in assembly.alone:
                found = [assembly.alone[one.about[0]]]
            elif not rounds and all(candidates):
                found = assembly.told(one, candidates, populations.get(one.about[0]))
            elif one.kind in COUNTS and policy is not None:
                found = [told(policy, name, values[name]) for name in candidates[0][-1:]]
            cells.append(Cell(one.label, tuple(found), fixed=True))
    return list({cell.key: cell for cell in cells if cell.facts}.values())


def count_places(family: Family) -> frozenset[str]:
    """The columns of a family that hold counts."""
    return frozenset(column.key for column in count_columns(family))
