"""Rows that hang together, over windows that overlap: what holds between rows holds for every stretch of time. Pure.

A total of 12 months is a total for each quarter in them, whoever prints the quarter.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack

from indicators.disclosure.across import Counts
from indicators.disclosure.slack import kept
from indicators.disclosure.solver.attack import TOLERANCE
from indicators.disclosure.solver.facts import Fact
from indicators.disclosure.solver.problem import Quantity
from indicators.disclosure.windows import NODES, Row, Stretch, Window, all_but_one, events, most_of, persons, stretches

# What holds between rows whose quantities have these names, at the end of a window.
Ties = Callable[[Mapping[Counts, str], datetime.date], Iterator[Fact]]


@dataclass(frozen=True)
class Told:
    """Quantities that nobody prints, and what is known with them. `is_exact`: no window is off."""

    quantities: tuple[Quantity, ...] = ()
    facts: tuple[Fact, ...] = ()
    is_exact: bool = True


def together(rows: Mapping[Counts, Sequence[Window]], ties: Ties, mark: str = "0") -> Told:
    """What the windows of these rows tell together; nothing where all of them are apart, or the same for every row.

    `mark` tells the quantities of one such set from those of another.
    """
    if not _overlap(rows):
        return Told()
    spans = tuple(stretches(window for windows in rows.values() for window in windows))
    made = {row: events(tuple(windows), spans) for row, windows in rows.items()}
    names = {
        (row, span): f"{row[0]}/{row[1]}/stretch {mark} {span}" for row, of_row in made.items() for span in of_row.spans
    }
    own = [fact for row, of_row in made.items() for fact in of_row.facts({s: names[row, s] for s in of_row.spans})]
    between = [fact for span in spans for fact in ties(_at(names, span), span.before) if len(fact.terms) > 1]
    totals = {window.key: window.value for windows in rows.values() for window in windows}
    values = _fitted(list(names.values()), own, between, totals) or _alone(made, names)
    found = list(kept(between, values | totals))
    quantities = [Quantity(name, values[name]) for name in names.values()]
    for row, of_row in made.items():
        if not of_row.is_exact:
            of_persons = {span: f"{names[row, span]} of persons" for span in of_row.spans}
            most = dict(zip(of_persons.values(), most_of(of_row.windows, of_row.spans), strict=True))
            quantities += [Quantity(name, value) for name, value in most.items()]
            found += kept(persons(of_row.windows, of_row.spans, of_persons), most | totals)
            found += all_but_one(of_row.windows)
    return Told(tuple(quantities), (*own, *found), all(one.is_exact for one in made.values()))


def _overlap(rows: Mapping[Counts, Sequence[Window]]) -> bool:
    """Whether two windows overlap that are not the same window of different rows."""
    spans = sorted({(one.starts_on, one.ends_on) for windows in rows.values() for one in windows})
    if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
        return True
    return any(len(windows) > len({(one.starts_on, one.ends_on) for one in windows}) for windows in rows.values())


def _at(names: Mapping[tuple[Counts, Stretch], str], span: Stretch) -> dict[Counts, str]:
    return {row: name for (row, one), name in names.items() if one == span}


def _fitted(
    names: Sequence[str], own: Sequence[Fact], between: Sequence[Fact], totals: Mapping[str, int]
) -> dict[str, int] | None:
    """Whole numbers for the stretches that keep what ties them to the windows, and as much as possible of the rest."""
    if not between:
        return None
    every = [*own, *between]
    index = {name: at for at, name in enumerate(names)}
    entries = [(at, index[key], number) for at, fact in enumerate(every) for key, number in fact.terms if key in index]
    at, columns, numbers = (list(part) for part in zip(*entries, strict=True))
    settled = np.array([sum(n * totals[key] for key, n in fact.terms if key not in index) for fact in every], float)
    lower = np.array([-np.inf if fact.lower is None else fact.lower for fact in every]) - settled
    upper = np.array([np.inf if fact.upper is None else fact.upper for fact in every]) - settled
    matrix = csr_array(coo_array((numbers, (at, columns)), shape=(len(every), len(names))))
    bent = eye_array(len(every)).tocsr()[:, len(own) :]
    size, more = len(names), len(between)
    # Numbers that come out whole by themselves are found sooner than whole ones that are asked for.
    for whole in (0, 1):
        result = milp(
            np.concatenate([np.zeros(size), np.ones(2 * more)]),
            integrality=np.concatenate([np.full(size, whole), np.zeros(2 * more)]),
            bounds=Bounds(0, np.inf),
            constraints=LinearConstraint(hstack([matrix, bent, -bent]), lower, upper),
            options={"node_limit": NODES},
        )
        if result.x is not None and np.abs(result.x[:size] - np.rint(result.x[:size])).max() < TOLERANCE:
            return {name: round(value) for name, value in zip(names, result.x, strict=False)}
    return None


def _alone(made: Mapping[Counts, Row], names: Mapping[tuple[Counts, Stretch], str]) -> dict[str, int]:
    """Whole numbers for the stretches of each row by itself."""
    return {
        names[row, span]: value
        for row, of_row in made.items()
        for span, value in zip(of_row.spans, of_row.fitted(), strict=True)
    }
