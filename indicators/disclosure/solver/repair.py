"""The cheapest way to keep one value possible, over all cells that may still be hidden. Pure.

This is used where the cuts of the linear programme are not enough because counts are whole. It follows the idea of
Kelly, Golden and Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22 (1992): move
the count to where it must be possible, let the other numbers move with it at the least cost, and hide what moved.
"""

from collections.abc import Collection

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from indicators.disclosure.solver.attack import INFEASIBLE, TIME_LIMIT, SolverError
from indicators.disclosure.solver.cuts import hideable
from indicators.disclosure.solver.system import System


def cheapest(system: System, hidden: Collection[str], key: str, target: int) -> frozenset[str] | None:
    """Cells to hide beside the hidden ones, so that `key` can be `target`; None where no choice of cells allows it.

    The answer is proven by the solver in whole numbers: None means that hiding everything would not help either.
    Raises `SolverError` where the solver comes to no end.
    """
    free = sorted(hideable(system) - {system.cell_index[one] for one in hidden})
    open_cells = [system.problem.cells[number].key for number in free]
    lower, upper = system.limits([*hidden, *open_cells])
    variable = system.index[key]
    upwards = target > system.values[variable]
    lower[variable], upper[variable] = (
        (max(lower[variable], target), upper[variable]) if upwards else (lower[variable], min(upper[variable], target))
    )
    if lower[variable] > upper[variable]:
        return None
    known = system.rows_known([*hidden, *open_cells])
    facts = [(one.cell, {one.variable: 1}, one.lower, one.upper) for one in system.cell_limits if one.cell in set(free)]
    for row in np.flatnonzero(np.isin(system.row_cell, free)):
        span = slice(system.matrix.indptr[row], system.matrix.indptr[row + 1])
        terms = dict(zip(system.matrix.indices[span].tolist(), system.matrix.data[span].tolist(), strict=True))
        facts.append((int(system.row_cell[row]), terms, system.row_lower[row], system.row_upper[row]))
    size, count = len(system.keys), len(facts)
    entries = [(at, column, number) for at, (_, terms, _, _) in enumerate(facts) for column, number in terms.items()]
    at, columns, numbers = (list(part) for part in zip(*entries, strict=True)) if entries else ([], [], [])
    shown = csr_array(coo_array((numbers, (at, columns)), shape=(count, size)))
    eye = csr_array(coo_array((np.ones(count), (range(count), range(count))), shape=(count, count)))
    permanent = csr_array(system.matrix[known])
    nothing = csr_array((permanent.shape[0], 2 * count))
    matrix = vstack([hstack([permanent, nothing]), hstack([shown, eye, -eye])])
    weights = np.array([float(system.problem.cells[cell].weight) for cell, *_ in facts])
    result = milp(
        np.concatenate([np.zeros(size), weights, weights]),
        integrality=np.concatenate([np.ones(size), np.zeros(2 * count)]),
        bounds=Bounds(
            np.concatenate([lower, np.zeros(2 * count)]), np.concatenate([upper, np.full(2 * count, np.inf)])
        ),
        constraints=LinearConstraint(
            csr_array(matrix),
            np.concatenate([system.row_lower[known], [fact[2] for fact in facts]]),
            np.concatenate([system.row_upper[known], [fact[3] for fact in facts]]),
        ),
        options={"time_limit": TIME_LIMIT},
    )
    if result.status == INFEASIBLE:
        return None
    if result.status != 0:
        raise SolverError(f"The solver ended without an answer: {result.message}")
    moved = np.flatnonzero(result.x[size : size + count] + result.x[size + count :] > 0.5)
    return frozenset(system.problem.cells[facts[number][0]].key for number in moved)
