"""What windows of time tell of each other: months in quarters, quarters in years, rolling windows beside each other.

Counts of events in windows are sums over the shortest stretches between all beginnings and ends. Where the true counts
do not add up (a record came late, a person is counted in two quarters), as few windows as possible are taken out of the
sums: one that is off by a little keeps both inequalities, with `SLACK` between them, any other keeps the one that is
true.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ortools.sat.python import cp_model

from tests.disclosure.attack.statements import Linear, Statement

SLACK = 2
# How long to look for the fewest windows, in the solver's own time.
EFFORT = 0.3
DAY = datetime.timedelta(days=1)
Span = tuple[datetime.date, datetime.date]


@dataclass(frozen=True)
class Window:
    """A count over a window, both days included, with its true number."""

    count: str
    start: datetime.date
    end: datetime.date
    true: int

    def holds(self, span: Span) -> bool:
        """Whether the stretch is a part of the window."""
        return self.start <= span[0] and span[1] <= self.end


@dataclass
class Pieces:
    """The stretches as counts that nobody prints, with numbers that fit, and what ties them."""

    true: dict[str, int] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)


def _overlap(windows: Sequence[Window]) -> bool:
    ordered = sorted(windows, key=lambda one: (one.start, one.end))
    return any(later.start <= earlier.end for earlier, later in pairwise(ordered))


def _spans(windows: Sequence[Window]) -> list[Span]:
    edges = sorted({one.start for one in windows} | {one.end + DAY for one in windows})
    return [(start, end - DAY) for start, end in pairwise(edges)]


class _Fit:
    """The true counts set against the sums: which windows fit, and what the stretches may be."""

    def __init__(self, series: Mapping[str, Sequence[Window]], sums: Sequence[tuple[Sequence[str], str]]) -> None:
        self.model = cp_model.CpModel()
        every = [one for windows in series.values() for one in windows]
        most = max(one.true for one in every) + 1
        self.spans = _spans(every)
        self.pieces: dict[tuple[str, int], cp_model.IntVar] = {}
        self.errors: dict[tuple[str, Window], cp_model.IntVar] = {}
        costs = []
        self.tied: list[tuple[int, Sequence[str], str]] = []
        for name, windows in series.items():
            for window in windows:
                parts = [self._piece(name, at, most) for at, span in enumerate(self.spans) if window.holds(span)]
                error = self.model.new_int_var(-most * len(parts), most, "")
                self.model.add(sum(parts) + error == window.true)
                self.errors[name, window] = error
                costs += self._costs(error)
        for parts_of, whole in sums:
            for at in range(len(self.spans)):
                if (whole, at) in self.pieces and all((part, at) in self.pieces for part in parts_of):
                    self.tied.append((at, parts_of, whole))
                    total = sum(self.pieces[part, at] for part in parts_of)
                    self.model.add(total == self.pieces[whole, at])
        self.model.minimize(sum(costs))

    def _piece(self, name: str, at: int, most: int) -> cp_model.IntVar:
        if (name, at) not in self.pieces:
            self.pieces[name, at] = self.model.new_int_var(0, most, "")
        return self.pieces[name, at]

    def _costs(self, error: cp_model.IntVar) -> list[cp_model.IntVar]:
        off, far = self.model.new_bool_var(""), self.model.new_bool_var("")
        self.model.add(error == 0).only_enforce_if(off.negated())
        self.model.add_linear_constraint(error, -SLACK, SLACK).only_enforce_if(far.negated())
        return [off, far]

    def solve(self) -> cp_model.CpSolver | None:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        # Not seconds: on every machine the same windows are taken out.
        solver.parameters.max_deterministic_time = EFFORT
        return solver if solver.solve(self.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def pieces_of(stem: str, series: Mapping[str, Sequence[Window]], sums: Sequence[tuple[Sequence[str], str]]) -> Pieces:
    """What ties the windows of some series, and of totals of them; nothing where no window overlaps with another."""
    found = Pieces()
    if not any(_overlap(windows) for windows in series.values()):
        return found
    for tried in (sums, ()):
        fit = _Fit(series, tried)
        solver = fit.solve()
        if solver is not None:
            break
    else:
        return found
    names = {place: f"{stem}/{place[0]}/{fit.spans[place[1]][0]}" for place in fit.pieces}
    found.true = {names[place]: solver.value(variable) for place, variable in fit.pieces.items()}
    for (name, window), error in fit.errors.items():
        parts = [names[name, at] for at, span in enumerate(fit.spans) if window.holds(span)]
        found.statements += _tied(window, parts, solver.value(error))
    for at, parts_of, whole in fit.tied:
        terms = (*((names[part, at], 1) for part in parts_of), (names[whole, at], -1))
        found.statements.append(Linear(terms, 0, 0))
    found.statements += _inside(series)
    return found


def _tied(window: Window, parts: Sequence[str], error: int) -> Iterator[Statement]:
    """How a window hangs together with its stretches: exactly, nearly, or from one side."""
    terms = ((window.count, 1), *((part, -1) for part in parts))
    near = abs(error) <= SLACK
    if error == 0:
        yield Linear(terms, 0, 0)
    elif error > 0:
        yield Linear(terms, 0, SLACK if near else None)
    else:
        yield Linear(terms, -SLACK if near else None, 0)
        yield from (Linear(((window.count, 1), (part, -1)), 0, None) for part in parts)


def _inside(series: Mapping[str, Sequence[Window]]) -> Iterator[Statement]:
    """A window inside another counts no more, where that is true."""
    for windows in series.values():
        for inner in windows:
            for outer in windows:
                is_inside = outer.start <= inner.start and inner.end <= outer.end
                if inner is not outer and is_inside and inner.true <= outer.true:
                    yield Linear(((outer.count, 1), (inner.count, -1)), 0, None)
