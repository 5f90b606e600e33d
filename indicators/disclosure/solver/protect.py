"""Hides as little as possible, so that no sensitive count can be concluded. Pure, and deterministic.

First the cells that are small themselves, then those that would give them back. The choice is the optimum of a
whole-number programme that is made sharper by each attack that still succeeds, until none does. The same problem
always gives the same choice: no clock and no chance is asked.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array

from indicators.disclosure.solver.attack import INFEASIBLE, TIME_LIMIT, Attacker, Points, SolverError
from indicators.disclosure.solver.cuts import Cut, Cutter, primary
from indicators.disclosure.solver.exposure import Exposure, settle, targets
from indicators.disclosure.solver.parts import independent_parts
from indicators.disclosure.solver.problem import Problem, Quantity
from indicators.disclosure.solver.repair import cheapest
from indicators.disclosure.solver.system import Numbers, System

# Up to this many cells to choose from the optimum is found; beyond it, a choice at most `GAP` above it.
SMALL = 100
GAP = 0.1
ROUNDING = 1e-6
# What all cells of a problem weigh together beyond the information in them.
WHIMS = 0.5
# Each round adds a cut that excludes the last choice; a set of tables that needs more is refused, not published.
MOST_ROUNDS = 400
# So many rounds are quick where the optimum is wanted: the choice is only attacked, not made safe and thinned out.
QUICK_ROUNDS = 100


class Unprotectable(Exception):
    """No choice of cells protects these counts. `keys` names them."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = tuple(keys)
        super().__init__(f"Whatever is suppressed, a reader could work out: {', '.join(self.keys)}.")


@dataclass(frozen=True)
class Protection:
    """The choice: every hidden cell, those that are small themselves, and how good the choice is.

    `lost` is the weight of all hidden cells; no choice can lose less than `least`, as far as that is proven.
    `exposed` names counts that something public has given away already: they are not promised here.
    """

    problem: Problem
    hidden: frozenset[str]
    primary: frozenset[str]
    derived: frozenset[str]
    lost: int
    least: int
    exposed: tuple[Exposure, ...]
    rounds: int


def protect(problem: Problem, *, gap: float | None = None) -> Protection:
    """Choose what to hide. Raises `Unprotectable` where nothing helps, `SolverError` where the solver gives up.

    Tables that have nothing to do with each other are searched apart: the best of each is the best of all. `gap` is how
    far above the least loss the choice may be (0.1: a tenth): 0 finds the optimum, however long that takes; without it
    the optimum is found where there are few cells to choose from.
    """
    problem, exposed = settle(problem)
    found: list[_Found] = []
    stuck: list[str] = []
    for part in independent_parts(problem):
        try:
            found.append(_Search(System(part), gap).run())
        except Unprotectable as error:
            stuck += error.keys
    if stuck:
        raise Unprotectable(stuck)
    chosen = frozenset().union(*(one.hidden for one in found))
    every = problem.with_needed(chosen)
    return Protection(
        problem=problem,
        hidden=every,
        primary=frozenset().union(*(one.primary for one in found)),
        derived=every - chosen,
        lost=sum(one.lost for one in found),
        least=sum(one.least for one in found),
        exposed=exposed,
        rounds=max((one.rounds for one in found), default=0),
    )


@dataclass(frozen=True)
class _Found:
    """The choice for one part."""

    hidden: frozenset[str]
    primary: frozenset[str]
    lost: int
    least: int
    rounds: int


class _Misled(Exception):
    """The cuts say that no choice is safe, and yet hiding everything would be: their arithmetic went wrong."""


class _Search:
    """The search for the cheapest safe choice.

    Each round solves the whole-number programme over the cuts known so far: its bound is the least that any safe
    choice loses. That choice is then made safe by attacking it and hiding more, and thinned out again. What comes out
    is safe, and taken as soon as it is near enough to the bound.
    """

    def __init__(self, system: System, gap: float | None = None) -> None:
        self.system = system
        self.problem = system.problem
        self.primary = primary(system)
        self.cutter = Cutter(system, self.primary)
        self.cuts: list[Cut] = list(self.cutter.first())
        self.weights = np.array([float(cell.weight) for cell in self.problem.cells])
        self.points = Points(system)
        self.gap = gap if gap is not None else 0.0 if len(self.cutter.free) <= SMALL else GAP
        self.preferred = self.weights if self.gap else self.weights + _whims(self.system.cell_index)
        self.least = float(self.problem.lost(self.primary))
        self.best: frozenset[str] | None = None

    def run(self) -> _Found:
        """Search until the choice is good enough. Raises `Unprotectable`, `SolverError`."""
        try:
            return self._searched()
        except _Misled:
            # Everything is safe, so the long way round leads to a safe choice: everything, thinned out.
            self.cuts = []
            every = self.primary | {self.problem.cells[number].key for number in self.cutter.free}
            hidden = self._thinned(every)
            return _Found(hidden, self.primary, self.problem.lost(hidden), self.problem.lost(self.primary), 0)

    def _searched(self) -> _Found:
        for number in range(1, MOST_ROUNDS + 1):
            before = len(self.cuts)
            chosen = self._choose()
            # The optimum is the first choice that withstands every attack; to make others safe would be for nothing.
            if not self.gap and number <= QUICK_ROUNDS and self._learns(chosen):
                continue
            self._take(self._thinned(self._made_safe(chosen)))
            assert self.best is not None, "something was taken just now"
            lost = self.problem.lost(self.best)
            # Without a new cut the next round would choose the same again: counts are whole, the cuts do not know it.
            if lost <= np.ceil(self.least - ROUNDING) * (1 + self.gap) or len(self.cuts) == before:
                least = int(np.ceil(self.least - ROUNDING))
                return _Found(self.best, self.primary, lost, least, number)
        raise SolverError(f"No choice was found within {MOST_ROUNDS} rounds.")

    def _take(self, hidden: frozenset[str]) -> None:
        if self.best is None or self.problem.lost(hidden) < self.problem.lost(self.best):
            self.best = hidden

    def _choose(self) -> frozenset[str]:
        """The cheapest choice that keeps all cuts."""
        count = len(self.weights)
        if not count:
            return frozenset()
        lower, upper = np.zeros(count), np.zeros(count)
        upper[sorted(self.cutter.free)] = 1
        always = [self.system.cell_index[key] for key in self.primary]
        lower[always] = upper[always] = 1
        result = milp(
            self.preferred,
            integrality=np.ones(count),
            bounds=Bounds(lower, upper),
            constraints=_constraints(self.cuts, count),
            options={"mip_rel_gap": self.gap / 2, "time_limit": TIME_LIMIT},
        )
        if result.status == INFEASIBLE:
            raise self._refusal()
        if result.status != 0:
            raise SolverError(f"The solver ended without a choice: {result.message}")
        # Whims come to less than `WHIMS` together: the rest of the bound is of information.
        self.least = max(self.least, result.mip_dual_bound - (0 if self.gap else WHIMS))
        return frozenset(self.problem.cells[number].key for number in np.flatnonzero(result.x > 0.5))

    def _broken(self, hidden: frozenset[str]) -> tuple[Attacker, list[tuple[Quantity, int]]]:
        """What a reader of this choice finds out that must not be."""
        attacker = Attacker(self.problem, hidden, system=self.system, points=self.points)
        return attacker, [
            (one, target)
            for one in self.problem.sensitive
            for target in targets(one)
            if not attacker.can_be(one.key, target)
        ]

    def _made_safe(self, hidden: frozenset[str]) -> frozenset[str]:
        """The choice with as much more as it takes to withstand every attack; a cut is kept of each that succeeded."""
        while True:
            attacker, broken = self._broken(hidden)
            if not broken:
                return hidden
            before = hidden
            for cut in self._new_cuts(attacker, broken):
                if not self._keeps(hidden, cut):
                    self.cuts.append(cut)
                    hidden = self._with_enough(hidden, cut)
            if hidden == before:
                hidden = self._forced(hidden, *broken[0])

    def _learns(self, hidden: frozenset[str]) -> bool:
        """Attack a choice and keep a cut of each attack that succeeds; whether there was one."""
        new = [cut for cut in self._new_cuts(*self._broken(hidden)) if not self._keeps(hidden, cut)]
        self.cuts += new
        return bool(new)

    def _new_cuts(self, attacker: Attacker, broken: Iterable[tuple[Quantity, int]]) -> Iterator[Cut]:
        """What takes away the reader's proofs, as far as the linear programme has one."""
        for quantity, target in broken:
            cut = self.cutter.from_attack(attacker.view, quantity, target)
            if cut is not None:
                yield cut

    def _keeps(self, hidden: frozenset[str], cut: Cut) -> bool:
        found = sum(gain for cell, gain in cut.coefficients.items() if self.problem.cells[cell].key in hidden)
        return found >= cut.least - ROUNDING

    def _with_enough(self, hidden: frozenset[str], cut: Cut) -> frozenset[str]:
        """The choice with the cells that satisfy a cut for the least weight, one after another."""
        more = set(hidden)
        missing = cut.least - sum(
            gain for cell, gain in cut.coefficients.items() if self.problem.cells[cell].key in hidden
        )
        open_cells = [cell for cell in cut.coefficients if self.problem.cells[cell].key not in hidden]
        while missing > ROUNDING and open_cells:
            best = min(open_cells, key=lambda cell: (self.weights[cell] / min(cut.coefficients[cell], missing), cell))
            open_cells.remove(best)
            missing -= cut.coefficients[best]
            more.add(self.problem.cells[best].key)
        if missing > ROUNDING:
            raise self._refusal()
        return frozenset(more)

    def _forced(self, hidden: frozenset[str], quantity: Quantity, target: int) -> frozenset[str]:
        """The linear programme sees no way to conclude it, but in whole numbers there is one: hide what breaks it."""
        more = cheapest(self.system, hidden, quantity.key, target)
        if not more:
            raise self._refusal()
        return hidden | more

    def _thinned(self, hidden: frozenset[str]) -> frozenset[str]:
        """The choice without what is not needed after all, tried from the most valuable cell down."""
        spare = sorted(hidden - self.primary, key=lambda key: (-self.problem.by_key[key].weight, key))
        for key in spare:
            fewer = hidden - {key}
            if all(self._keeps(fewer, cut) for cut in self.cuts) and not self._broken(fewer)[1]:
                hidden = fewer
        return hidden

    def _refusal(self) -> Exception:
        """That nothing helps, for the counts that could be concluded even if everything were hidden that can be."""
        every = [cell.key for cell in self.problem.cells if not cell.fixed]
        attacker = Attacker(self.problem, every, system=self.system)
        keys = [
            one.key
            for one in self.problem.sensitive
            if not all(attacker.can_be(one.key, target) for target in targets(one))
        ]
        return Unprotectable(keys) if keys else _Misled()


def _whims(keys: Iterable[str]) -> Numbers:
    """A little for each cell, by its name alone, so that of choices that lose the same one is preferred.

    Which of them is found first could depend on true counts, and tell something of them to who has this program.
    """
    drawn = np.array([int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 16**8 for key in keys])
    whims: Numbers = WHIMS * (1 + drawn) / (2 * max(len(drawn), 1))
    return whims


def _constraints(cuts: list[Cut], count: int) -> list[LinearConstraint]:
    if not cuts:
        return []
    entries = [(row, cell, gain) for row, cut in enumerate(cuts) for cell, gain in cut.coefficients.items()]
    rows, columns, gains = (list(part) for part in zip(*entries, strict=True)) if entries else ([], [], [])
    matrix = csr_array(coo_array((gains, (rows, columns)), shape=(len(cuts), count)))
    return [LinearConstraint(matrix, np.array([cut.least for cut in cuts]), np.inf)]
