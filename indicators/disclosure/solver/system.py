"""The facts of a problem as matrices, and what is left open when some cells are hidden. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from indicators.disclosure.solver.facts import Fact
from indicators.disclosure.solver.problem import Problem, ProblemError

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Indices = NDArray[np.intp]

# Sums of products of counts and coefficients stay far below what 64 bits hold, so that checks are exact.
EXACT = 2**62


class CellLimit(NamedTuple):
    """A printed cell says that one quantity lies between these."""

    cell: int
    variable: int
    lower: float
    upper: float


class System:
    """Every fact of a problem, once: limits of single quantities apart from sums of several.

    Rows are the facts about several quantities; `row_cell` says by which cell a row becomes known, -1 by everybody.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.keys = [one.key for one in problem.quantities]
        self.index = {key: number for number, key in enumerate(self.keys)}
        self.values: Whole = np.array([one.value for one in problem.quantities], dtype=np.int64)
        self.cell_index = {cell.key: number for number, cell in enumerate(problem.cells)}
        self._lower = np.array([one.floor for one in problem.quantities], dtype=np.float64)
        self._upper = np.full(len(self.keys), np.inf)
        self.cell_limits: list[CellLimit] = []
        self._rows: list[tuple[Fact, int]] = []
        for fact in (*problem.relations, *problem.known):
            self._add(fact, -1)
        for number, cell in enumerate(problem.cells):
            for fact in problem.says(cell):
                self._add(fact, number)
        self._build()

    def _add(self, fact: Fact, cell: int) -> None:
        if len(fact.terms) > 1:
            self._rows.append((fact, cell))
            return
        ((key, coefficient),) = fact.terms
        lower, upper = _single(fact, coefficient)
        variable = self.index[key]
        if cell < 0:
            self._lower[variable] = max(self._lower[variable], lower)
            self._upper[variable] = min(self._upper[variable], upper)
        else:
            self.cell_limits.append(CellLimit(cell, variable, lower, upper))

    def _build(self) -> None:
        entries = [
            (number, self.index[key], coefficient)
            for number, (fact, _) in enumerate(self._rows)
            for key, coefficient in fact.terms
        ]
        rows, columns, numbers = (list(part) for part in zip(*entries, strict=True)) if entries else ([], [], [])
        shape = (len(self._rows), len(self.keys))
        self.matrix = csr_array(coo_array((np.array(numbers, dtype=np.int64), (rows, columns)), shape=shape))
        self.row_lower = np.array([-np.inf if f.lower is None else f.lower for f, _ in self._rows], dtype=np.float64)
        self.row_upper = np.array([np.inf if f.upper is None else f.upper for f, _ in self._rows], dtype=np.float64)
        self.row_cell: Indices = np.array([cell for _, cell in self._rows], dtype=np.intp)
        if (reach(self.matrix, np.maximum(self.values, 1)) > EXACT // 4).any():
            raise ProblemError("The figures are too large to be worked with exactly.")

    def numbers(self, cells: Collection[str]) -> Indices:
        """The numbers of these cells."""
        return np.array(sorted(self.cell_index[key] for key in cells), dtype=np.intp)

    def limits(self, hidden: Collection[str]) -> tuple[Numbers, Numbers]:
        """The least and the greatest of each quantity, as far as printed cells and common knowledge say it alone."""
        gone = self.numbers(hidden)
        lower, upper = self._lower.copy(), self._upper.copy()
        cells, variables, least, greatest = self._limit_arrays
        shown = ~np.isin(cells, gone)
        np.maximum.at(lower, variables[shown], least[shown])
        np.minimum.at(upper, variables[shown], greatest[shown])
        return lower, upper

    @cached_property
    def _limit_arrays(self) -> tuple[Indices, Indices, Numbers, Numbers]:
        """The limits that cells print, column by column."""
        return (
            np.array([one.cell for one in self.cell_limits], dtype=np.intp),
            np.array([one.variable for one in self.cell_limits], dtype=np.intp),
            np.array([one.lower for one in self.cell_limits], dtype=np.float64),
            np.array([one.upper for one in self.cell_limits], dtype=np.float64),
        )

    def contradicted(self, point: Whole) -> NDArray[np.bool_]:
        """Which cells would print something else if these were the counts."""
        found = np.zeros(len(self.cell_index), dtype=bool)
        cells, variables, lower, upper = self._limit_arrays
        off = (point[variables] < lower) | (point[variables] > upper)
        found[cells[off]] = True
        sums = self.matrix @ point
        broken = (sums < self.row_lower) | (sums > self.row_upper)
        found[self.row_cell[broken & (self.row_cell >= 0)]] = True
        return found

    def rows_known(self, hidden: Collection[str]) -> NDArray[np.bool_]:
        """Which rows a reader knows when these cells are hidden."""
        known: NDArray[np.bool_] = ~np.isin(self.row_cell, self.numbers(hidden))
        return known


def reach(matrix: csr_array, point: Whole) -> Numbers:
    """How large the numbers can become that a row adds up: in floats, for whole numbers could already overflow."""
    found: Numbers = abs(matrix).astype(np.float64) @ np.abs(point).astype(np.float64)
    return found


def _single(fact: Fact, coefficient: int) -> tuple[float, float]:
    """The limits of the one quantity of a fact, rounded inwards to whole numbers."""
    lower = -np.inf if fact.lower is None else fact.lower
    upper = np.inf if fact.upper is None else fact.upper
    if coefficient < 0:
        lower, upper, coefficient = -upper, -lower, -coefficient
    least = lower if np.isinf(lower) else -(-int(lower) // coefficient)
    greatest = upper if np.isinf(upper) else int(upper) // coefficient
    return float(least), float(greatest)


@dataclass(frozen=True)
class Part:
    """Open quantities that hang together: what is true of one part says nothing about another.

    `rows` are the numbers of its rows in the system.
    """

    variables: Indices
    rows: Indices
    matrix: csr_array
    row_lower: Numbers
    row_upper: Numbers
    lower: Numbers
    upper: Numbers

    @cached_property
    def magnitude(self) -> csr_array:
        """The coefficients without their signs, in floats: what rows can add up to is worked out with it."""
        return csr_array(abs(self.matrix).astype(np.float64))


class View:
    """What is open to a reader who sees everything except the hidden cells, in parts that are solved alone."""

    def __init__(self, system: System, hidden: Collection[str]) -> None:
        self.system = system
        self.lower, self.upper = system.limits(hidden)
        self._known = system.rows_known(hidden)
        self.open: NDArray[np.bool_] = self.lower < self.upper

    @cached_property
    def _reduced(self) -> tuple[csr_array, Indices, Indices]:
        """The known rows that still hold open quantities, without what is settled; their numbers, and the open ones."""
        columns = np.flatnonzero(self.open)
        matrix = csr_array(self.system.matrix[self._known][:, columns])
        kept = np.flatnonzero(np.diff(matrix.indptr) > 0)
        return csr_array(matrix[kept]), np.flatnonzero(self._known)[kept], columns

    @cached_property
    def _moved(self) -> Numbers:
        """What the settled quantities add to each row."""
        moved: Numbers = self.system.matrix @ np.where(self.open, 0.0, self.lower)
        return moved

    @cached_property
    def _labels(self) -> tuple[Indices, Indices]:
        """The number of the part of each open quantity and of each row."""
        matrix, _, columns = self._reduced
        rows, count = matrix.shape
        entries = matrix.tocoo()
        size = count + rows
        graph = coo_array((np.ones(entries.nnz), (entries.col, count + entries.row)), shape=(size, size))
        _, labels = connected_components(graph, directed=False)
        return labels[: len(columns)], labels[len(columns) :]

    @cached_property
    def _parts(self) -> dict[int, Part]:
        return {}

    def part_of(self, variable: int) -> Part:
        """The part that an open quantity belongs to."""
        matrix, numbers, columns = self._reduced
        of_column, of_row = self._labels
        label = int(of_column[np.searchsorted(columns, variable)])
        if label not in self._parts:
            inside, rows = np.flatnonzero(of_column == label), np.flatnonzero(of_row == label)
            variables, own = columns[inside], numbers[rows]
            self._parts[label] = Part(
                variables=variables,
                rows=own,
                matrix=csr_array(matrix[rows][:, inside]),
                row_lower=self.system.row_lower[own] - self._moved[own],
                row_upper=self.system.row_upper[own] - self._moved[own],
                lower=self.lower[variables],
                upper=self.upper[variables],
            )
        return self._parts[label]
