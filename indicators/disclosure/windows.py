"""What windows of the same thing tell together: quarters and their year, 12 months to June and to September. Pure.

Between all their beginnings and ends lie stretches that nobody prints. Events add up: a window is the sum of its
stretches. Where the figures contradict that, as few windows as possible are taken to be off: the sums of all others
are still known, and of the one that is off it is known on which side, and that it is little where it is.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

from indicators.disclosure.slack import LATE
from indicators.disclosure.solver.facts import Fact, at_most, scaled, within_sum
from indicators.disclosure.solver.system import Numbers

ONE_DAY = datetime.timedelta(days=1)
# So far a window can be off at the cost of one; beyond it the search for the fewest goes by the size of differences.
FAR = 100_000.0
# What a window costs that is off: more where it is long, and more where it counts less than is known to be in it
# already, for late records only add.
OFF, OVER, LONG = 1.0, 0.05, 1e-4
NODES = 50


class Window(NamedTuple):
    """A quantity with its window, both days included."""

    key: str
    starts_on: datetime.date
    ends_on: datetime.date
    value: int


class Stretch(NamedTuple):
    """The time from one day up to the day before another."""

    starts_on: datetime.date
    before: datetime.date

    def __str__(self) -> str:
        return f"{self.starts_on}..{self.before - ONE_DAY}"


@dataclass(frozen=True)
class Row:
    """The windows of one row over stretches: which stretch lies in which window, and by how much each window is off.

    `off` is the sum of a window's stretches less its number. `spans` are the stretches that the row's windows hold.
    """

    windows: tuple[Window, ...]
    spans: tuple[Stretch, ...]
    off: tuple[int, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every window is the sum of its stretches."""
        return not any(self.off)

    def fitted(self) -> list[int]:
        """Whole numbers for the stretches that agree with the windows."""
        totals = np.array([one.value + off for one, off in zip(self.windows, self.off, strict=True)], dtype=float)
        found = whole_numbers(inside(self.windows, self.spans), totals, totals)
        assert found is not None, "what is off was found with such numbers"
        return found

    def facts(self, names: Mapping[Stretch, str]) -> Iterator[Fact]:
        """What ties the windows to their stretches, with these names."""
        for window, off in zip(self.windows, self.off, strict=True):
            lower = 0 if off >= 0 else -LATE if off >= -LATE else None
            upper = 0 if off <= 0 else LATE if off <= LATE else None
            parts = {names[span]: 1 for span in self.spans if holds(window, span)}
            yield scaled({**parts, window.key: -1}, lower, upper)


def holds(window: Window, span: Stretch) -> bool:
    """Whether the window holds the stretch."""
    return window.starts_on <= span.starts_on and span.before <= window.ends_on + ONE_DAY


def inside(windows: Sequence[Window], spans: Sequence[Stretch]) -> Numbers:
    """A row for each window, a column for each stretch: 1 where the window holds it."""
    return np.array([[holds(window, span) for span in spans] for window in windows], dtype=float).reshape(
        len(windows), len(spans)
    )


def stretches(windows: Iterable[Window]) -> list[Stretch]:
    """The time between all beginnings and ends, as far as it lies in any of the windows."""
    every = list(windows)
    edges = sorted({one.starts_on for one in every} | {one.ends_on + ONE_DAY for one in every})
    spans = [Stretch(start, end) for start, end in pairwise(edges)]
    return [span for span in spans if any(holds(window, span) for window in every)]


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


@lru_cache(maxsize=2048)
def events(windows: tuple[Window, ...], spans: tuple[Stretch, ...]) -> Row:
    """The windows as sums of their stretches, with as few of them off as the figures need."""
    held = [span for span in spans if any(holds(window, span) for window in windows)]
    matrix = inside(windows, held)
    totals = np.array([one.value for one in windows], dtype=float)
    free: set[int] = set()
    if whole_numbers(matrix, totals, totals) is None:
        free = _fewest_off(windows, matrix, totals)
    off = _least_off(windows, matrix, totals, free)
    return Row(windows, tuple(held), off)


def whole_numbers(matrix: Numbers | csr_array, lower: Numbers, upper: Numbers) -> list[int] | None:
    """Any whole numbers from 0 on that keep these rows; None where there are none.

    A window holds stretches that follow each other, so that a corner of the linear programme is whole.
    """
    count = matrix.shape[1]
    result = milp(np.zeros(count), bounds=Bounds(0, np.inf), constraints=LinearConstraint(matrix, lower, upper))
    return None if result.x is None else [round(value) for value in result.x]


def _costs(windows: Sequence[Window]) -> Numbers:
    """What it costs to take each window to be off: long ones, and of those alike the later ones, are kept."""
    order = sorted(range(len(windows)), key=lambda at: (windows[at].ends_on - windows[at].starts_on, at))
    costs = np.empty(len(windows))
    costs[order] = LONG * np.arange(len(windows))
    return costs + OFF


def _fewest_off(windows: Sequence[Window], matrix: Numbers, totals: Numbers) -> set[int]:
    """Which windows to take to be off, so that all others are sums of the same stretches."""
    count, size = matrix.shape
    costs = _costs(windows)
    identity = eye_array(count)
    most = min(FAR, max(1.0, float(totals.sum())))
    # Stretches, how much a window lacks and has too many, whether it is off, and what goes far beyond.
    rows = hstack([csr_array(matrix), -identity, identity, csr_array((count, count)), -identity, identity])
    bound = hstack([csr_array((count, size)), identity, identity, -most * identity, csr_array((count, 2 * count))])
    tiny = np.full(count, 1e-6)
    # As much as a window: were it less, several that are off by little would be taken for one that is off by more.
    beyond = np.full(count, OFF)
    weights = np.concatenate([np.zeros(size), tiny, tiny + OVER / most, costs, beyond, beyond])
    kinds = np.concatenate([np.zeros(size + 2 * count), np.ones(count), np.zeros(2 * count)])
    top = np.full(len(weights), np.inf)
    top[size + 2 * count : size + 3 * count] = 1
    result = milp(
        weights,
        integrality=kinds,
        bounds=Bounds(np.zeros(len(weights)), top),
        constraints=[LinearConstraint(rows, totals, totals), LinearConstraint(bound, -np.inf, 0)],
        options={"node_limit": NODES},
    )
    if result.x is None:
        return set(range(count))
    more = result.x[size : size + count] + result.x[size + 3 * count : size + 4 * count]
    less = result.x[size + count : size + 2 * count] + result.x[size + 4 * count :]
    return set(np.flatnonzero(more + less > 0.5).tolist())


def _least_off(windows: Sequence[Window], matrix: Numbers, totals: Numbers, free: set[int]) -> tuple[int, ...]:
    """By how much each window is off, where these may be and no others, in whole numbers; all may be, if need be."""
    count, size = matrix.shape
    if not free:
        return (0,) * count
    identity = eye_array(count)
    costs = np.concatenate([np.zeros(size), _costs(windows), _costs(windows) + OVER])
    for chosen in (free, set(range(count))):
        top = np.zeros(count)
        top[sorted(chosen)] = np.inf
        result = milp(
            costs,
            bounds=Bounds(np.zeros(size + 2 * count), np.concatenate([np.full(size, np.inf), top, top])),
            constraints=LinearConstraint(hstack([csr_array(matrix), -identity, identity]), totals, totals),
        )
        if result.x is not None:
            break
    more, less = result.x[size : size + count], result.x[size + count :]
    return tuple(round(value) for value in more - less)


def persons(windows: Sequence[Window], spans: Sequence[Stretch], names: Mapping[Stretch, str]) -> list[Fact]:
    """What is known of people, of whom one can be in several stretches, where a stretch holds as many as it can.

    A window is at most the sum of its stretches, and no part of a window is more than the window.
    """
    facts: list[Fact] = []
    for window in windows:
        parts = [span for span in spans if holds(window, span)]
        facts.append(within_sum([names[part] for part in parts], window.key))
        facts += [at_most(names[part], window.key) for part in parts]
        facts += [at_most(other.key, window.key) for other in windows if _is_inside(other, window)]
    return facts


def all_but_one(windows: Sequence[Window]) -> Iterator[Fact]:
    """Where the parts of a window are more than it, one of them may be wrong: all others are still no more than it.

    Nobody knows which, so each is left out in turn, where what is left is true.
    """
    for window in windows:
        inner = [one for one in windows if one is not window and _is_inside(one, window)]
        for months in sorted({_months(one) for one in inner}):
            parts = _apart(one for one in inner if _months(one) == months)
            if sum(one.value for one in parts) <= window.value:
                continue
            for left_out in parts:
                rest = [one for one in parts if one is not left_out]
                if rest and sum(one.value for one in rest) <= window.value:
                    yield scaled({**{one.key: -1 for one in rest}, window.key: 1}, 0, None)


def _is_inside(part: Window, window: Window) -> bool:
    """Whether a window is a part of a longer one."""
    return (
        (part.starts_on, part.ends_on) != (window.starts_on, window.ends_on)
        and window.starts_on <= part.starts_on
        and part.ends_on <= window.ends_on
    )


def _months(window: Window) -> int:
    """About how long a window is."""
    return round((window.ends_on - window.starts_on).days / 30)


def _apart(windows: Iterable[Window]) -> list[Window]:
    """Of these windows one after another, as far as they do not overlap."""
    found: list[Window] = []
    for one in sorted(windows, key=lambda window: (window.starts_on, window.ends_on, window.key)):
        if not found or one.starts_on > found[-1].ends_on:
            found.append(one)
    return found


def most_of(windows: Sequence[Window], spans: Sequence[Stretch]) -> list[int]:
    """As many people as each stretch can hold."""
    return [min(window.value for window in windows if holds(window, span)) for span in spans]
