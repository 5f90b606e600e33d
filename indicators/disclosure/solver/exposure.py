"""What was given away before: it cannot be hidden again, so it is named. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from indicators.disclosure.solver.attack import Attacker, Interval
from indicators.disclosure.solver.problem import Cell, Problem, Quantity


@dataclass(frozen=True)
class Exposure:
    """A sensitive count that was given away by what is public already, and what can be concluded from that."""

    key: str
    interval: Interval


def targets(quantity: Quantity) -> tuple[int, ...]:
    """The values that must stay possible, the least and the greatest, as far as they are not the true one."""
    assert quantity.stays is not None, "only sensitive counts have something that must stay possible"
    return tuple(end for end in quantity.stays if end != quantity.value)


def settle(problem: Problem) -> tuple[Problem, tuple[Exposure, ...]]:
    """The problem without promises that were broken before it: counts that are public already.

    What the policy of these tables gives away is no such thing: a promise that it breaks stays, and cannot be kept.

    A count that is known exactly is no longer sensitive, and its own cell is printed: hiding it would disguise what
    everybody can read elsewhere. One that is known in part keeps the rest.
    """
    if not problem.known:
        return problem, ()
    attacker = Attacker(_before(problem), [cell.key for cell in problem.cells])
    exposures = {
        one.key: Exposure(one.key, attacker.interval(one.key))
        for one in problem.sensitive
        if not all(attacker.can_be(one.key, target) for target in targets(one))
    }
    if not exposures:
        return problem, ()
    public = {key for key, one in exposures.items() if one.interval.is_exact}
    return (
        replace(
            problem,
            quantities=tuple(
                _weaker(one, exposures[one.key].interval) if one.key in exposures else one for one in problem.quantities
            ),
            cells=tuple(replace(cell, fixed=True) if _tells_only(cell, public) else cell for cell in problem.cells),
        ),
        tuple(exposures.values()),
    )


def _before(problem: Problem) -> Problem:
    """The problem as it was before its tables: of hidden counts no more is known than then."""
    quantities = (one if one.before is None else replace(one, floor=one.before) for one in problem.quantities)
    return replace(problem, quantities=tuple(quantities))


def _tells_only(cell: Cell, public: Collection[str]) -> bool:
    """Whether a cell says nothing but what is public."""
    return not cell.needs and all(key in public for fact in cell.facts for key, _ in fact.terms)


def _weaker(quantity: Quantity, interval: Interval) -> Quantity:
    """What can still be promised of a count that is known in part; nothing where it is known exactly."""
    assert quantity.stays is not None, "only sensitive counts are exposed"
    if interval.is_exact:
        return replace(quantity, stays=None)
    lower, upper = quantity.stays
    upper = upper if interval.upper is None else min(upper, interval.upper)
    return replace(quantity, stays=(max(lower, interval.lower), upper))
