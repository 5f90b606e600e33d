"""Small tables for tests, by hand."""

from collections.abc import Iterable, Mapping

from indicators.disclosure.solver.facts import Fact, sums_to
from indicators.disclosure.solver.problem import Cell, Problem, Quantity, count_cell

STAYS = (1, 5)


def count(key: str, value: int, *, floor: int = 0) -> Quantity:
    """A count that is sensitive from 1 to 5."""
    return Quantity(key, value, floor, STAYS if STAYS[0] <= value <= STAYS[1] else None)


def counts(values: Mapping[str, int]) -> tuple[Quantity, ...]:
    """Counts that are sensitive from 1 to 5."""
    return tuple(count(key, value) for key, value in values.items())


def listed(values: Mapping[str, int], relations: Iterable[Fact] = (), known: Iterable[Fact] = ()) -> Problem:
    """Counts, each in a cell under its own key."""
    quantities = counts(values)
    return Problem(quantities, tuple(count_cell(one) for one in quantities), tuple(relations), tuple(known))


def row(*values: int, also: Iterable[Cell] = ()) -> Problem:
    """One row `a`, `b`, ... with its total `all`."""
    names = "abcdefgh"[: len(values)]
    quantities = counts({**dict(zip(names, values, strict=True)), "all": sum(values)})
    cells = tuple(count_cell(one, weight=100 if one.key == "all" else None) for one in quantities)
    return Problem(quantities, (*cells, *also), (sums_to(names, "all"),))


def grid(rows: list[list[int]]) -> Problem:
    """A table with both totals: `00` is the first cell, `0+` the first row's total, `++` the whole's."""
    values = {f"{r}{c}": value for r, line in enumerate(rows) for c, value in enumerate(line)}
    down, across = range(len(rows)), range(len(rows[0]))
    values |= {f"{r}+": sum(rows[r]) for r in down}
    values |= {f"+{c}": sum(rows[r][c] for r in down) for c in across}
    values["++"] = sum(map(sum, rows))
    relations = [sums_to([f"{r}{c}" for c in across], f"{r}+") for r in down]
    relations += [sums_to([f"{r}{c}" for r in down], f"+{c}") for c in across]
    relations += [sums_to([f"{r}+" for r in down], "++"), sums_to([f"+{c}" for c in across], "++")]
    quantities = counts(values)
    cells = (count_cell(one, weight=None if "+" not in one.key else 1000) for one in quantities)
    return Problem(quantities, tuple(cells), tuple(relations))


def weighed(weights: dict[str, int], *also: Cell, fixed: tuple[str, ...] = ()) -> Problem:
    """One row of three counts, of which the first is small, and its total, with what hiding each costs."""
    quantities = counts({"a": 3, "b": 9, "c": 20, "all": 32})
    cells = tuple(count_cell(one, weight=weights[one.key], fixed=one.key in fixed) for one in quantities)
    return Problem(quantities, (*cells, *also), (sums_to(["a", "b", "c"], "all"),))
