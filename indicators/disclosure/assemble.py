"""Puts together what a release would tell, beside all that was published before. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from indicators.definitions.families import Family, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.across import same_counts
from indicators.disclosure.change_rules import Counted, Measure, Place, count_columns, counted
from indicators.disclosure.narrative import told
from indicators.disclosure.printed import Printed, policy_of, printed_numbers
from indicators.disclosure.problem_index import Book
from indicators.disclosure.relations import relations_of
from indicators.disclosure.solver.facts import Fact
from indicators.disclosure.solver.policy import Policy
from indicators.disclosure.solver.problem import Cell, Problem, ProblemError, information

Policies = Mapping[str, Policy]
Content = Mapping[str, Any]
# Printed as a number, or as the symbol of those that round to zero.
COUNTS = ("count", "low")


@dataclass(frozen=True)
class Withheld:
    """A count that a release did not print as it is: its true value, and what was promised of it, if anything."""

    key: str
    value: int
    stays: tuple[int, int] | None = None

    def as_data(self) -> dict[str, Any]:
        """As plain data, to be kept where staff alone can read it."""
        return {"key": self.key, "value": self.value, "stays": None if self.stays is None else list(self.stays)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Withheld":
        """Read what `as_data` wrote."""
        return cls(data["key"], data["value"], None if data["stays"] is None else tuple(data["stays"]))


@dataclass(frozen=True)
class Published:
    """A table that is public already, or made and about to be: what it prints, and what it withheld."""

    release: str
    content: Content
    withheld: tuple[Withheld, ...] = ()
    is_public: bool = True


@dataclass
class Assembly:
    """A problem with the places that its quantities are printed at."""

    book: Book = field(default_factory=Book)
    names: dict[Place, str] = field(default_factory=dict)
    relations: list[Fact] = field(default_factory=list)
    known: list[Fact] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)
    loose: list[Printed] = field(default_factory=list)
    policies: dict[str, Policy] = field(default_factory=dict)

    def problem(self, *, cells: Iterable[Cell] | None = None) -> Problem:
        """The problem with its own cells, or with others. Raises `ProblemError`."""
        quantities, facts = self.book.overlaps()
        facts += same_counts(self.book)
        return Problem(
            quantities=(*self.book.quantities(), *quantities),
            cells=tuple(self.cells.values() if cells is None else cells),
            relations=tuple(dict.fromkeys([*self.relations, *facts])),
            known=tuple(dict.fromkeys(self.known)),
        )


def assemble(snapshots: Sequence[Snapshot], policies: Policies, published: Sequence[Published] = ()) -> Assembly:
    """Everything that a reader could use once these returns were printed under these policies.

    `published` are all tables that are public already, oldest first; each counts as read and remembered.
    """
    assembly = Assembly(policies=dict(policies))
    for table in published:
        _add_published(assembly, table)
    for snapshot in snapshots:
        _add_snapshot(assembly, snapshot)
    for one in assembly.loose:
        _tie(assembly, one)
    return assembly


def _tie(assembly: Assembly, one: Printed) -> None:
    """What a public table tells of counts that it does not print, where another table says which counts those are."""
    names = [name for measure in one.about if (name := assembly.book.newest(measure))]
    if len(names) == len(one.about):
        values = assembly.book.values
        assembly.known += [fact for fact in one.facts(names) if fact.holds(values)]


def _add_snapshot(assembly: Assembly, snapshot: Snapshot) -> None:
    policy = assembly.policies[snapshot.family.slug]
    names: dict[str, dict[str, str]] = {}
    for one in counted(snapshot):
        name = assembly.book.enter(one.measure, one.value)
        assembly.names[one.place] = name
        assembly.book.promise(name, policy)
        names.setdefault(one.place.column, {})[one.place.row] = name
        cell = _count_cell(name, one, policy)
        # A count that is printed at two places is hidden at both.
        if name not in assembly.cells or cell.weight > assembly.cells[name].weight:
            assembly.cells[name] = cell
    values = assembly.book.values
    for of_column in names.values():
        assembly.relations += relations_of(snapshot.family, snapshot.rows, of_column, values)


def _count_cell(name: str, one: Counted, policy: Policy) -> Cell:
    return Cell(
        key=name,
        facts=(told(policy, name, one.value),),
        weight=information(one.value, levels=int(one.is_whole)),
        fixed=policy.is_always_printed(one.value),
    )


def _add_published(assembly: Assembly, table: Published) -> None:
    """Remember what a public table tells, and what it withheld: its promises stay."""
    numbers = _numbers_of(table)
    policy = policy_of(table.content)
    true_values = {one.key: one for one in table.withheld}
    for withheld in table.withheld:
        name = assembly.book.enter(Measure.from_key(withheld.key), withheld.value)
        if withheld.stays is not None:
            assembly.book.keep(name, withheld.stays)
        if policy is not None:
            assembly.book.withheld(name, policy)
    rounds = policy is not None and policy.rounds
    own = dict(_own_names(assembly, numbers, true_values, rounds=rounds))
    values = assembly.book.values
    for one in numbers:
        if not rounds and all(measure in own for measure in one.about):
            found = one.facts([own[measure] for measure in one.about])
            # What was misprinted misleads a reader: it tells nothing true.
            assembly.known += [fact for fact in found if fact.holds(values)]
        elif not rounds:
            assembly.loose.append(one)
        elif policy is not None and one.kind in COUNTS and one.about[0] in own:
            name = own[one.about[0]]
            assembly.known.append(told(policy, name, values[name]))
    assembly.relations += _relations_of_published(assembly, table.content, own)


def _numbers_of(table: Published) -> list[Printed]:
    """What a public table prints. Raises `ProblemError` where its definition does not know it any more."""
    try:
        return list(printed_numbers(table.content))
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
        if printed.kind == "count" and not (rounds and printed.about[0].key in true_values):
            yield printed.about[0], assembly.book.enter(printed.about[0], int(printed.value))


def _relations_of_published(assembly: Assembly, content: Content, own: Mapping[Measure, str]) -> Iterable[Fact]:
    """The relations between the rows of a public table, for each window that it prints."""
    family = get_family(content["slug"])
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
                own.setdefault(assembly.book.measure(name), []).append(name)
        for one in printed_numbers(content):
            if not all(measure in own for measure in one.about):
                continue
            names = [own[measure][-1] for measure in one.about]
            if one.kind == "count" and not rounds:
                # Of a count that was revised a table can print either number.
                exact = [name for name in own[one.about[0]] if assembly.book.values[name] == one.value]
                names = [*exact, *names][:1]
            if not rounds:
                found = one.facts(names, population=populations.get(one.about[0]))
                if one.kind == "rate":
                    # Rates come as they were sent: one that was rounded in another way tells nothing true.
                    found = [fact for fact in found if fact.holds(assembly.book.values)]
            elif one.kind in COUNTS and policy is not None:
                found = [told(policy, names[0], assembly.book.values[names[0]])]
            else:
                found = []
            cells.append(Cell(one.label, tuple(found), fixed=True))
    return list({cell.key: cell for cell in cells if cell.facts}.values())


def count_places(family: Family) -> frozenset[str]:
    """The columns of a family that hold counts."""
    return frozenset(column.key for column in count_columns(family))
