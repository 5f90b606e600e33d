"""Splits a problem where nothing ties its tables together. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from indicators.disclosure.solver.facts import Fact
from indicators.disclosure.solver.problem import Problem


def independent_parts(problem: Problem) -> Iterator[Problem]:
    """The parts of a problem that hold a sensitive count, each with everything that can be used against it.

    What is left out holds nothing sensitive: all of it can be printed.
    """
    groups = Groups(one.key for one in problem.quantities)
    for facts in (*((fact,) for fact in (*problem.relations, *problem.known)), *(cell.facts for cell in problem.cells)):
        groups.join([key for fact in facts for key, _ in fact.terms])
    wanted = {groups.of(one.key) for one in problem.sensitive}
    quantities, cells = defaultdict(list), defaultdict(list)
    for one in problem.quantities:
        quantities[groups.of(one.key)].append(one)
    for cell in problem.cells:
        # What is worked out from other cells hides nothing itself: the whole set puts it back. Where it is printed in
        # any case, it tells what it tells.
        if cell.facts and (cell.fixed or not cell.needs):
            cells[groups.of(_first(cell.facts[0]))].append(replace(cell, needs=()))
    relations, known = _by_group(problem.relations, groups), _by_group(problem.known, groups)
    for group in sorted(wanted):
        yield Problem(tuple(quantities[group]), tuple(cells[group]), tuple(relations[group]), tuple(known[group]))


def _first(fact: Fact) -> str:
    return fact.terms[0][0]


def _by_group(facts: tuple[Fact, ...], groups: "Groups") -> dict[str, list[Fact]]:
    found = defaultdict(list)
    for fact in facts:
        found[groups.of(_first(fact))].append(fact)
    return found


class Groups:
    """Which names hang together; each group is called by the first of its names."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._above = {key: key for key in keys}

    def of(self, key: str) -> str:
        """The group of a name."""
        while self._above[key] != key:
            self._above[key] = self._above[self._above[key]]
            key = self._above[key]
        return key

    def join(self, keys: list[str]) -> None:
        """These hang together."""
        first, *others = sorted({self.of(key) for key in keys}) or [""]
        for other in others:
            self._above[other] = first
