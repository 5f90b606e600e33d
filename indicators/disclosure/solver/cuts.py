"""What must be hidden at least: inequalities over the choice of cells that every safe choice keeps. Pure.

A choice is a vector of 0 (printed) and 1 (hidden). Where a reader can still conclude too much, the dual solution of
the linear programme is the reader's proof, and names the printed numbers that it rests on; unless enough of those are
hidden, the proof stands. The method is that of Fischetti and Salazar-Gonzalez, "Solving the cell suppression problem
on tabular data with linear constraints", Management Science 47 (2001), here for facts with intervals as well.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from indicators.disclosure.solver.exposure import targets
from indicators.disclosure.solver.problem import Quantity
from indicators.disclosure.solver.system import CellLimit, Numbers, Part, System, View

# Duals smaller than this are noise of the solver.
NOISE = 1e-9
# A proof that misses its target by less than this is none.
TINY = 1e-6


@dataclass(frozen=True)
class Cut:
    """Sum of coefficient x hidden >= `least`, by the numbers of cells."""

    coefficients: dict[int, float]
    least: float


def hideable(system: System) -> frozenset[int]:
    """The numbers of the cells that one may decide on: not fixed, and not worked out from others."""
    return frozenset(number for number, cell in enumerate(system.problem.cells) if not cell.fixed and not cell.needs)


def primary(system: System) -> frozenset[str]:
    """The cells that give a sensitive count away alone: exactly, or so that an end is excluded."""
    stays = {system.index[one.key]: one.stays for one in system.problem.sensitive if one.stays}
    free = hideable(system)
    return frozenset(
        system.problem.cells[one.cell].key
        for one in system.cell_limits
        if one.cell in free
        and one.variable in stays
        and (one.lower == one.upper or one.lower > stays[one.variable][0] or one.upper < stays[one.variable][1])
    )


class Cutter:
    """Makes cuts for one system, given the cells that are hidden in any case."""

    def __init__(self, system: System, always: Collection[str]) -> None:
        self.system = system
        self.always = frozenset(system.cell_index[key] for key in always)
        self.free = hideable(system) - self.always
        keys = [system.problem.cells[number].key for number in self.free]
        self._shown_lower, self._shown_upper = system.limits(always)
        self._gone_lower, self._gone_upper = system.limits([*always, *keys])

    def first(self) -> Iterator[Cut]:
        """Cuts that single relations ask for, before anything was attacked."""
        for number in range(self.system.matrix.shape[0]):
            if self.system.row_cell[number] < 0:
                yield from self._of_row(number)

    def _of_row(self, row: int) -> Iterator[Cut]:
        matrix = self.system.matrix
        span = slice(matrix.indptr[row], matrix.indptr[row + 1])
        variables = matrix.indices[span]
        multipliers = np.zeros(matrix.shape[0])
        for variable, coefficient in zip(variables, matrix.data[span], strict=True):
            quantity = self.system.problem.quantities[variable]
            for target in targets(quantity) if quantity.is_sensitive else ():
                upwards = target > quantity.value
                multipliers[row] = (-1 if upwards else 1) / coefficient
                cut = self.cut(int(variable), target, multipliers)
                if cut is not None:
                    yield cut

    def from_attack(self, view: View, quantity: Quantity, target: int) -> Cut | None:
        """The cut that takes away the reader's proof; None where there is none in the linear programme."""
        variable = self.system.index[quantity.key]
        if not view.open[variable]:
            return self._plain(variable, target, quantity)
        part = view.part_of(variable)
        multipliers = np.zeros(self.system.matrix.shape[0])
        multipliers[part.rows] = _multipliers(part, variable, upwards=target > quantity.value)
        return self.cut(variable, target, multipliers)

    def _plain(self, variable: int, target: int, quantity: Quantity) -> Cut | None:
        """The quantity is printed as it is: what prints it has to go."""
        return self.cut(variable, target, np.zeros(self.system.matrix.shape[0]))

    def cut(self, variable: int, target: int, multipliers: Numbers) -> Cut | None:
        """What a combination of rows proves of a quantity, as a cut; None where it proves nothing against the target.

        With c the direction, c x = multipliers (A x) + d x is at least what the limits of rows and of quantities say.
        Hiding a cell widens its limits, and so lowers that bound by its coefficient at most.
        """
        system = self.system
        upwards = target > system.values[variable]
        direction = np.zeros(len(system.keys))
        direction[variable] = -1.0 if upwards else 1.0
        rest = direction - system.matrix.T @ multipliers
        rest[np.abs(rest) < NOISE] = 0.0
        least = _bound(multipliers, system.row_lower, system.row_upper) + _bound(
            rest, self._shown_lower, self._shown_upper
        )
        needed = least - direction[variable] * target
        if not needed > TINY:
            return None
        coefficients: dict[int, float] = {}
        for one in system.cell_limits:
            weight = rest[one.variable]
            if one.cell in self.free and self._tightens(one, weight):
                coefficients[one.cell] = coefficients.get(one.cell, 0.0) + self._gain(weight, one.variable)
        for row in np.flatnonzero(multipliers):
            cell = int(system.row_cell[row])
            if cell in self.free:
                coefficients[cell] = np.inf
        # More than the whole is never needed of one cell: the cut is as strong as it can be.
        return Cut({cell: min(gain, needed) / needed for cell, gain in coefficients.items() if gain > 0}, 1.0)

    def _tightens(self, limit: CellLimit, weight: float) -> bool:
        """Whether what a cell prints is one of the limits that the bound rests on."""
        if weight > 0:
            return bool(limit.lower > self._gone_lower[limit.variable])
        return bool(weight < 0 and limit.upper < self._gone_upper[limit.variable])

    def _gain(self, weight: float, variable: int) -> float:
        """By how much the bound falls when the quantity's limits are no longer printed."""
        shown, gone = (self._shown_lower, self._gone_lower) if weight > 0 else (self._shown_upper, self._gone_upper)
        return float(weight * (shown[variable] - gone[variable]))


def _bound(weights: Numbers, lower: Numbers, upper: Numbers) -> float:
    """The least of a weighted sum within limits; minus infinity where a limit that it needs is missing."""
    used = np.flatnonzero(weights)
    ends = np.where(weights[used] > 0, lower[used], upper[used])
    return float(weights[used] @ ends)


def _multipliers(part: Part, variable: int, *, upwards: bool) -> Numbers:
    """The duals of a part's rows, when the quantity is pushed as far as it goes."""
    direction = np.zeros(len(part.variables))
    direction[np.searchsorted(part.variables, variable)] = -1.0 if upwards else 1.0
    equal = part.row_lower == part.row_upper
    below = ~equal & np.isfinite(part.row_upper)
    above = ~equal & np.isfinite(part.row_lower)
    unequal = csr_array(vstack([part.matrix[below], -part.matrix[above]])) if (below | above).any() else None
    result = linprog(
        direction,
        A_ub=unequal,
        b_ub=None if unequal is None else np.concatenate([part.row_upper[below], -part.row_lower[above]]),
        A_eq=part.matrix[equal] if equal.any() else None,
        b_eq=part.row_lower[equal] if equal.any() else None,
        bounds=np.column_stack([part.lower, part.upper]),
        method="highs",
    )
    multipliers = np.zeros(len(part.rows))
    if result.status != 0:
        return multipliers
    if equal.any():
        multipliers[equal] = result.eqlin.marginals
    if unequal is not None:
        found = result.ineqlin.marginals
        multipliers[below] += found[: below.sum()]
        multipliers[above] -= found[below.sum() :]
    multipliers[np.abs(multipliers) < NOISE] = 0.0
    return multipliers
