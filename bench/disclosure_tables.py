"""Made-up tables for the measurements of disclosure control: two ways, with totals; the same each time.

Cells are Poisson counts around means that vary as a gamma distribution does: a few large cells, many small ones, as in
the tables of one place. Nothing in them is about anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indicators.disclosure.solver.facts import Fact, exactly, sums_to
from indicators.disclosure.solver.policy import Policy
from indicators.disclosure.solver.problem import Cell, Problem, Quantity, information, worth

Counts = NDArray[np.int64]
# How unequal the cells of a table are: the shape of the gamma distribution that their means come from.
UNEVEN = 0.8
TOTAL = "T"
POLICY = Policy()


@dataclass(frozen=True)
class Made:
    """A made-up table: how many rows and columns, the mean of a cell, and the seed that makes it again."""

    rows: int
    columns: int
    mean: int
    seed: int

    @property
    def size(self) -> str:
        """The size as people write it."""
        return f"{self.rows} x {self.columns}"

    def counts(self) -> Counts:
        """The counts of the cells, without totals."""
        chance = np.random.default_rng(self.seed)
        means = chance.gamma(UNEVEN, self.mean, size=(self.rows, self.columns))
        return chance.poisson(means).astype(np.int64)


@dataclass(frozen=True)
class Place:
    """One number of a table: its name, what stands there, and whether it is a cell (0), a total (1) or the sum (2)."""

    key: str
    value: int
    level: int


def key_of(row: int | str, column: int | str) -> str:
    """The name of a number of a table."""
    return f"{row},{column}"


def places(counts: Counts) -> Iterator[Place]:
    """Every number of a table with totals, row by row."""
    rows, columns = counts.shape
    for row in range(rows):
        for column in range(columns):
            yield Place(key_of(row, column), int(counts[row, column]), 0)
    for row in range(rows):
        yield Place(key_of(row, TOTAL), int(counts[row].sum()), 1)
    for column in range(columns):
        yield Place(key_of(TOTAL, column), int(counts[:, column].sum()), 1)
    yield Place(key_of(TOTAL, TOTAL), int(counts.sum()), 2)


def relations(rows: int, columns: int) -> tuple[Fact, ...]:
    """What every reader of such a table knows: the totals are sums."""
    return (
        *(sums_to([key_of(row, column) for column in range(columns)], key_of(row, TOTAL)) for row in range(rows)),
        *(sums_to([key_of(row, column) for row in range(rows)], key_of(TOTAL, column)) for column in range(columns)),
        sums_to([key_of(row, TOTAL) for row in range(rows)], key_of(TOTAL, TOTAL)),
        sums_to([key_of(TOTAL, column) for column in range(columns)], key_of(TOTAL, TOTAL)),
    )


class Cost(Protocol):
    """What it costs to hide a number at a level of totals."""

    def __call__(self, value: int, /, *, levels: int = 0) -> int: ...


def weight_of(place: Place) -> int:
    """The information that a number holds."""
    return information(place.value, levels=place.level)


def quantity_of(place: Place) -> Quantity:
    """The count behind a number, with what the portal's own policy promises of it."""
    return Quantity(place.key, place.value, POLICY.floor(place.value), POLICY.stays(place.value))


def problem_of(counts: Counts, cost: Cost = worth) -> Problem:
    """The table as the portal would protect it, by its own policy. `cost` says what it costs to hide a number."""
    found = list(places(counts))
    return Problem(
        quantities=tuple(map(quantity_of, found)),
        cells=tuple(
            Cell(
                one.key,
                (exactly(one.key, one.value),),
                cost(one.value, levels=one.level),
                fixed=POLICY.is_always_printed(one.value),
            )
            for one in found
        ),
        relations=relations(*counts.shape),
    )
