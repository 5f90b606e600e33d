"""What overlapping windows of the same thing tell together: 12 months to June beside 12 months to September. Pure."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from indicators.disclosure.solver.facts import Fact, at_most, sums_to, within_sum
from indicators.disclosure.solver.problem import Quantity

ONE_DAY = datetime.timedelta(days=1)


class Window(NamedTuple):
    """A quantity with its window, both days included."""

    key: str
    starts_on: datetime.date
    ends_on: datetime.date
    value: int


class Pieces(NamedTuple):
    """The shortest stretches between all beginnings and ends, as quantities that nobody prints, and what ties them."""

    quantities: tuple[Quantity, ...]
    facts: tuple[Fact, ...]


NONE = Pieces((), ())


def chains(windows: Iterable[Window]) -> list[list[Window]]:
    """The windows in groups that overlap with each other: what one group contradicts says nothing about the rest."""
    found: list[list[Window]] = []
    last = datetime.date.min
    for one in sorted(windows, key=lambda window: (window.starts_on, window.ends_on, window.key)):
        if one.starts_on > last:
            found.append([])
        found[-1].append(one)
        last = max(last, one.ends_on)
    return found


def pieces(windows: Sequence[Window]) -> Pieces:
    """How the windows hang together; nothing where none overlaps with another.

    Events add up, so that a window is the sum of its pieces. Persons do not: one can be in several pieces, so that the
    window is at most their sum, and no piece is more than the window. Whatever the figures allow is assumed of a
    reader: events if they can be, else persons; nothing where they contradict both.
    """
    ordered = sorted(windows, key=lambda one: (one.starts_on, one.ends_on, one.key))
    if not any(later.starts_on <= earlier.ends_on for earlier, later in pairwise(ordered)):
        return NONE
    edges = sorted({one.starts_on for one in ordered} | {one.ends_on + ONE_DAY for one in ordered})
    spans = [(start, end) for start, end in pairwise(edges) if any(_holds(one, start, end) for one in ordered)]
    inside = np.array(
        [[one.starts_on <= start and end <= one.ends_on + ONE_DAY for start, end in spans] for one in ordered],
        dtype=float,
    )
    stem = ordered[0].key.rsplit("/", 1)[0]
    names = [f"{stem}/piece {start}..{end - ONE_DAY}" for start, end in spans]
    totals = np.array([one.value for one in ordered], dtype=float)
    for events in (True, False):
        values = _values(inside, totals, events=events)
        if values is not None:
            quantities = tuple(Quantity(name, value) for name, value in zip(names, values, strict=True))
            return Pieces(quantities, tuple(_facts(ordered, names, inside, events=events)))
    return NONE


def _holds(window: Window, start: datetime.date, end: datetime.date) -> bool:
    """Whether the window holds the stretch up to the day before `end`."""
    return window.starts_on <= start and end <= window.ends_on + ONE_DAY


def _values(inside: np.ndarray, totals: np.ndarray, *, events: bool) -> list[int] | None:
    """Any whole numbers for the pieces that agree with the windows; None where there are none."""
    count = inside.shape[1]
    most = np.array([totals[column > 0].min() for column in inside.T])
    result = milp(
        np.zeros(count),
        integrality=np.ones(count),
        bounds=Bounds(np.zeros(count), np.full(count, np.inf) if events else most),
        constraints=LinearConstraint(inside, totals, totals if events else np.inf),
    )
    return None if result.x is None else [round(value) for value in result.x]


def _facts(windows: Sequence[Window], names: Sequence[str], inside: np.ndarray, *, events: bool) -> list[Fact]:
    facts = []
    for window, row in zip(windows, inside, strict=True):
        parts = [name for name, holds in zip(names, row, strict=True) if holds]
        if events:
            facts.append(sums_to(parts, window.key))
        else:
            facts.append(within_sum(parts, window.key))
            facts += [at_most(part, window.key) for part in parts]
    return facts
