"""What a reader can conclude: the exact interval of a hidden count, over every fact that is known. Pure.

Each end is found by optimisation (scipy's HiGHS). Where the solution of the linear programme is whole, as it always is
for two-way tables, it is the end; else the whole-number programme is solved. That an end is reached is never taken
from the solver: the point that reaches it is rounded and checked against every fact in whole numbers, so that no error
of floating point can call a count safe that is not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from indicators.disclosure.solver.problem import Problem
from indicators.disclosure.solver.system import EXACT, Numbers, Part, System, View, Whole

# HiGHS works to 1e-7; a bound of a whole number may be missed by as much.
TOLERANCE = 1e-6
INFEASIBLE = 2
UNBOUNDED = 3
# Seconds for one question. It decides nothing about what is hidden: a question that takes longer stops publication.
TIME_LIMIT = 60.0


class SolverError(RuntimeError):
    """The solver did not come to an end. What it was asked is then not proven, and nothing may be published on it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From where to where a reader must hold a count for possible; None is no upper end."""

    lower: int
    upper: int | None

    def contains(self, lower: int, upper: int) -> bool:
        """Whether both of these are still possible."""
        return self.lower <= lower and (self.upper is None or self.upper >= upper)

    @property
    def is_exact(self) -> bool:
        """Whether there is one possibility only."""
        return self.lower == self.upper

    def __str__(self) -> str:
        if self.upper is None:
            return f"{self.lower:,} or more"
        return f"{self.lower:,}" if self.is_exact else f"{self.lower:,} to {self.upper:,}"


class Points:
    """What could be true instead of the truth, as attacks have found it, and which cells would print otherwise then.

    A point stays possible for a reader of any choice that hides all those cells, so that it need not be found again.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self._points: list[Whole] = []
        self._needs: list[NDArray[np.bool_]] = []

    def add(self, point: Whole) -> None:
        """Keep a point that agrees with everything that is printed and known."""
        self._points.append(point)
        self._needs.append(self.system.contradicted(point))

    def ends(self, hidden: Collection[str]) -> tuple[Whole, Whole]:
        """The least and the greatest of each quantity over the truth and the points that stay possible."""
        least, most = self.system.values.copy(), self.system.values.copy()
        if self._points:
            shown = np.ones(len(self.system.cell_index), dtype=bool)
            shown[[self.system.cell_index[key] for key in hidden]] = False
            usable = ~(np.stack(self._needs) & shown).any(axis=1)
            for number in np.flatnonzero(usable):
                np.minimum(least, self._points[number], out=least)
                np.maximum(most, self._points[number], out=most)
        return least, most


class Attacker:
    """A reader of everything except the hidden cells.

    Points that were found are kept: each shows for every quantity at once that its value there is possible. They can
    be handed on to the next attack.
    """

    def __init__(
        self, problem: Problem, hidden: Collection[str], *, system: System | None = None, points: Points | None = None
    ) -> None:
        self.system = system or System(problem)
        self.view = View(self.system, hidden)
        self.points = points or Points(self.system)
        self._least, self._most = self.points.ends(hidden)

    def _settled(self, variable: int) -> bool:
        return not self.view.open[variable]

    def can_be(self, key: str, value: int) -> bool:
        """Whether a reader must hold this value, or one beyond it seen from the true one, for possible."""
        variable = self.system.index[key]
        if self._least[variable] <= value <= self._most[variable]:
            return True
        if self._settled(variable):
            return False
        upwards = value > self.system.values[variable]
        found = self._end(variable, upwards=upwards, stop=value)
        return found is None or (found >= value if upwards else found <= value)

    def interval(self, key: str) -> Interval:
        """The least and the greatest that the count can be for a reader. Raises `SolverError`."""
        variable = self.system.index[key]
        if self._settled(variable):
            value = int(self.system.values[variable])
            return Interval(value, value)
        lower, upper = self._end(variable, upwards=False), self._end(variable, upwards=True)
        assert lower is not None, "every count has a least value"
        return Interval(lower, upper)

    def _end(self, variable: int, *, upwards: bool, stop: int | None = None) -> int | None:
        """The end of the interval on one side, or `stop` where it is reached; None where there is no end."""
        part = self.view.part_of(variable)
        here = int(np.searchsorted(part.variables, variable))
        lower, upper = part.lower.copy(), part.upper.copy()
        if stop is not None and upwards:
            upper[here] = min(upper[here], stop)
        if stop is not None and not upwards:
            lower[here] = max(lower[here], stop)
        direction = np.zeros(len(lower))
        direction[here] = -1.0 if upwards else 1.0
        for whole in (False, True):
            result = self._solve(part, direction, lower, upper, whole=whole)
            if result.status == UNBOUNDED:
                return None
            if result.status != 0:
                raise SolverError(f"The solver ended without an answer: {result.message}")
            point = np.rint(result.x).astype(np.int64)
            if _agrees(part, point, lower, upper) and abs(point[here] - result.x[here]) < TOLERANCE:
                self._keep(part, point)
                if whole and stop is not None and point[here] != stop:
                    # Whole numbers can leave gaps: what is not possible here may be further out.
                    return self._end(variable, upwards=upwards)
                return int(point[here])
        raise SolverError("The solver's answer does not hold in whole numbers.")

    def _solve(self, part: Part, direction: Numbers, lower: Numbers, upper: Numbers, *, whole: bool) -> Any:
        rows = [LinearConstraint(part.matrix, part.row_lower, part.row_upper)] if part.matrix.shape[0] else []
        for presolve in (True, False):
            result = milp(
                direction,
                integrality=np.full(len(direction), int(whole)),
                bounds=Bounds(lower, upper),
                constraints=rows,
                options={"mip_rel_gap": 0.0, "time_limit": TIME_LIMIT, "presolve": presolve},
            )
            # The truth is always possible. HiGHS's presolve calls some programmes infeasible that have no end.
            if result.status != INFEASIBLE:
                break
        return result

    def _keep(self, part: Part, point: Whole) -> None:
        self._least[part.variables] = np.minimum(self._least[part.variables], point)
        self._most[part.variables] = np.maximum(self._most[part.variables], point)
        whole = self.system.values.copy()
        whole[part.variables] = point
        self.points.add(whole)


def _agrees(part: Part, point: Whole, lower: Numbers, upper: Numbers) -> bool:
    """Whether a point in whole numbers keeps every limit and every row, exactly."""
    if (point < lower).any() or (point > upper).any() or (part.magnitude @ np.abs(point) > EXACT).any():
        return False
    sums = part.matrix @ point
    return bool((sums >= part.row_lower).all() and (sums <= part.row_upper).all())
