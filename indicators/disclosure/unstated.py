"""Equalities and inequalities that hold in all figures so far and are no rule: a person has to settle each. Pure.

Readers see what always holds, and conclude from it; disclosure control knows rules alone. Looked for are a count that
is the same as another or at most another, and two counts of one family that together are a third or, being parts of it,
at most it. What follows from the rules is left out, and so is that one part of a total is at most another part.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from indicators.definitions.across_relations import AT_MOST, EQUAL
from indicators.definitions.families import TOTAL, families, get_family
from indicators.definitions.settled import Row, Settled
from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.across_rules import rules_across
from indicators.disclosure.change_rules import counted
from indicators.disclosure.relations import relations_of
from indicators.disclosure.solver.facts import Fact

Window = tuple[datetime.date, datetime.date]
Counts = Mapping[Window, Mapping[Row, int]]
# Below this two numbers are often the same by chance.
TELLING = 10
# In families of rates, the area that the partnership works in.
OWN_AREA = "own area"


@dataclass(frozen=True, order=True)
class Unstated:
    """The lower counts together are equal to the upper one, or at most it (`kind`), in so many windows."""

    kind: str
    lower: tuple[Row, ...]
    upper: tuple[Row, ...]
    windows: int

    @property
    def sentence(self) -> str:
        """The relation with its rows as the data files name them."""
        sign = "=" if self.kind == EQUAL else "<="
        sides = (" + ".join(f"{family}/{row}" for family, row in side) for side in (self.lower, self.upper))
        windows = "1 window" if self.windows == 1 else f"{self.windows} windows"
        return f"{f' {sign} '.join(sides)} ({windows})"


def counts_of(snapshots: Iterable[Snapshot]) -> Counts:
    """The counts of returns by window; where two tell the same, the later one counts."""
    found: dict[Window, dict[Row, int]] = defaultdict(dict)
    for snapshot in snapshots:
        for one in counted(snapshot):
            row = one.measure.row
            if snapshot.areas is not None:
                if row != snapshot.areas.area:
                    continue
                row = OWN_AREA
            found[one.measure.starts_on, one.measure.ends_on][one.measure.family, row] = one.value
    return found


def unstated(counts: Counts, settled: Sequence[Settled]) -> list[Unstated]:
    """Everything that always holds, follows from no rule, and is not settled."""
    rows = sorted({row for of_window in counts.values() for row in of_window})
    numbers = np.array([[of_window.get(row, np.nan) for of_window in counts.values()] for row in rows], dtype=float)
    known = Known(rows)
    found = [*_pairs(rows, numbers), *_sums(rows, numbers, known)]
    return sorted(
        one
        for one in found
        if not any(entry.covers(one.kind, one.lower, one.upper) for entry in settled)
        and not known.are_parts_of_one(one)
        and not known.implies(one)
    )


def _pairs(rows: Sequence[Row], numbers: np.ndarray) -> Iterator[Unstated]:
    for first, second in combinations(range(len(rows)), 2):
        both = ~np.isnan(numbers[first] + numbers[second])
        one, other = numbers[first][both], numbers[second][both]
        if not both.any():
            continue
        if (one == other).all():
            if one.max() >= TELLING:
                yield Unstated(EQUAL, (rows[first],), (rows[second],), int(both.sum()))
        elif (one <= other).all() and one.any():
            yield Unstated(AT_MOST, (rows[first],), (rows[second],), int(both.sum()))
        elif (other <= one).all() and other.any():
            yield Unstated(AT_MOST, (rows[second],), (rows[first],), int(both.sum()))


def _sums(rows: Sequence[Row], numbers: np.ndarray, known: "Known") -> Iterator[Unstated]:
    for first, second in combinations(range(len(rows)), 2):
        if rows[first][0] != rows[second][0]:
            continue
        gap = numbers - (numbers[first] + numbers[second])
        both = ~np.isnan(gap)
        least, most = np.where(both, gap, np.inf).min(axis=1), np.where(both, gap, -np.inf).max(axis=1)
        # Both take part in some window, and the whole is large enough.
        telling = (both & (numbers[first] > 0) & (numbers[second] > 0)).any(axis=1)
        telling &= np.where(both, numbers, 0).max(axis=1) >= TELLING
        for whole in map(int, np.flatnonzero(telling & (least >= 0))):
            parts, upper = (rows[first], rows[second]), rows[whole]
            if whole in (first, second):
                continue
            if most[whole] == 0:
                yield Unstated(EQUAL, parts, (upper,), int(both[whole].sum()))
            elif all(known.implies(Unstated(AT_MOST, (part,), (upper,), 0)) for part in parts):
                yield Unstated(AT_MOST, parts, (upper,), int(both[whole].sum()))


class Known:
    """What the rules say of these rows, for any window."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.index = {row: number for number, row in enumerate(rows)}
        self._implied: dict[tuple[tuple[Row, ...], tuple[Row, ...]], bool] = {}
        facts = list(self._facts())
        self.matrix, self.limits = self._as_limits(facts)
        self.siblings = list(_siblings())

    def _facts(self) -> Iterator[Fact]:
        names = {row: str(number) for row, number in self.index.items()}
        yield from rules_across(names)
        for family in families():
            of_family = {row: name for (slug, row), name in names.items() if slug == family.slug}
            # Rules hold for nought, so that none is left out as contradicted.
            zeros = dict.fromkeys(of_family.values(), 0)
            shown = [row for row in family.fixed_rows if row.key in of_family]
            yield from relations_of(family, shown, of_family, zeros)

    def _as_limits(self, facts: Sequence[Fact]) -> tuple[np.ndarray, np.ndarray]:
        """Rows of a matrix that are at most 0."""
        lines = []
        for fact in facts:
            line = np.zeros(len(self.index))
            for name, coefficient in fact.terms:
                line[int(name)] = coefficient
            lines += [-line] if fact.lower == 0 else []
            lines += [line] if fact.upper == 0 else []
        return np.array(lines).reshape(-1, len(self.index)), np.zeros(len(lines))

    def implies(self, one: Unstated) -> bool:
        """Whether the relation follows from the rules: nothing that keeps them breaks it."""
        if one.kind == EQUAL:
            backwards = self._at_most(one.upper, one.lower) if len(one.upper) == 1 else False
            return self._at_most(one.lower, one.upper) and backwards
        return self._at_most(one.lower, one.upper)

    def _at_most(self, lower: Sequence[Row], upper: Sequence[Row]) -> bool:
        key = (tuple(lower), tuple(upper))
        if key not in self._implied:
            aim = np.zeros(len(self.index))
            for row in lower:
                aim[self.index[row]] -= 1
            for row in upper:
                aim[self.index[row]] += 1
            result = linprog(aim, A_ub=self.matrix, b_ub=self.limits, bounds=(0, 1), method="highs")
            self._implied[key] = bool(result.status == 0 and result.fun > -1e-9)
        return self._implied[key]

    def are_parts_of_one(self, one: Unstated) -> bool:
        """Whether one part of a total is said to be at most another one: chance, since they exclude each other."""
        return one.kind == AT_MOST and any({*one.lower, *one.upper} <= parts for parts in self.siblings)


def _siblings() -> Iterator[frozenset[Row]]:
    for family in families():
        yield frozenset((family.slug, row.key) for row in family.fixed_rows if row.base == TOTAL)
        for rule in family.rules:
            if rule.kind == "sums_to":
                yield frozenset((family.slug, part) for part in rule.parts)


def title_of(row: Row) -> str:
    """A row in words, for whoever settles what is found."""
    family = get_family(row[0])
    labels = {one.key: one.label for one in family.fixed_rows} | {TOTAL: family.total_label}
    return f"{family.title}: {labels.get(row[1]) or row[1]}"
