"""What several ways to protect a table print of it, what our attacker concludes from that, and what is lost. Pure.

The attacker is the same for all: it knows that totals are sums, that counts are whole and not negative, and what is
printed. It does not use that a hidden cell was hidden because it is small, nor any rule of the method.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.disclosure_tables import POLICY, Counts, Place, places, quantity_of, relations, weight_of
from indicators.disclosure.solver.attack import Attacker
from indicators.disclosure.solver.facts import Fact, exactly, nearest, rounded
from indicators.disclosure.solver.problem import Cell, Problem

BASE = 5
# A count that is rounded to 5 loses as many of its binary digits as 5 has: 3 of what a plain cell holds.
DIGITS = BASE.bit_length()


@dataclass(frozen=True)
class Says:
    """What is printed of one number: the number, what it tells, and the information that is lost with it."""

    printed: int | None
    fact: Fact | None
    lost: int


def as_it_is(place: Place) -> Says:
    """The number is printed."""
    return Says(place.value, exactly(place.key, place.value), 0)


def hides(place: Place) -> Says:
    """A symbol is printed."""
    return Says(None, None, weight_of(place))


def with_hidden(counts: Counts, hidden: Collection[str]) -> dict[str, Says]:
    """Everything is printed except these."""
    return {one.key: hides(one) if one.key in hidden else as_it_is(one) for one in places(counts)}


def naive(counts: Counts) -> dict[str, Says]:
    """The small counts alone are hidden."""
    return with_hidden(counts, {one.key for one in places(counts) if POLICY.is_sensitive(one.value)})


def rounding(counts: Counts) -> dict[str, Says]:
    """Every count is rounded to 5, each total by itself."""
    return {
        one.key: Says(
            nearest(one.value, BASE),
            rounded(one.key, nearest(one.value, BASE), BASE),
            DIGITS * weight_of(one) // weight_of(Place(one.key, one.value, level=0)),
        )
        for one in places(counts)
    }


def of_other(counts: Counts, printed: Mapping[str, int | None], *, true_totals: bool = False) -> dict[str, Says]:
    """What another program printed. A number that is not true tells nothing here, and is lost.

    With `true_totals` the reader has the true totals from elsewhere.
    """
    found = {}
    for one in places(counts):
        given = one.value if true_totals and one.level else printed.get(one.key)
        found[one.key] = as_it_is(one) if given == one.value else Says(given, None, weight_of(one))
    return found


@dataclass(frozen=True)
class Outcome:
    """What became of one table: sensitive counts, how many of them a reader narrows down, how many are found exactly.

    `lost` is the share of the information that is not printed any more; `true_totals` of `totals` are printed as they
    are, and `false` numbers are printed that are neither true nor the true one rounded.
    """

    sensitive: int
    narrowed: int
    exact: int
    lost: float
    totals: int
    true_totals: int
    false: int


def attacked(counts: Counts, says: Mapping[str, Says]) -> Outcome:
    """Attack what is printed of a table."""
    found = list(places(counts))
    facts = {key: one.fact for key, one in says.items() if one.fact is not None}
    problem = Problem(
        quantities=tuple(map(quantity_of, found)),
        cells=tuple(Cell(key, (fact,), fixed=True) for key, fact in facts.items()),
        relations=relations(*counts.shape),
    )
    attacker = Attacker(problem, ())
    intervals = [(one, attacker.interval(one.key)) for one in problem.sensitive]
    totals = [one for one in found if one.level]
    return Outcome(
        sensitive=len(intervals),
        narrowed=sum(one.stays is not None and not interval.contains(*one.stays) for one, interval in intervals),
        exact=sum(interval.is_exact for _, interval in intervals),
        lost=sum(one.lost for one in says.values()) / sum(map(weight_of, found)),
        totals=len(totals),
        true_totals=sum(says[one.key].printed == one.value for one in totals),
        false=sum(one.printed is not None and one.fact is None for one in says.values()),
    )


def together(method: str, size: str, outcomes: Sequence[Outcome]) -> dict[str, str | int | float]:
    """The outcomes of one method on several tables, as a line of the comparison."""
    sensitive = sum(one.sensitive for one in outcomes)
    return {
        "table": size,
        "method": method,
        "tables": len(outcomes),
        "small counts": sensitive,
        "narrowed, %": percent(sum(one.narrowed for one in outcomes), sensitive),
        "found exactly, %": percent(sum(one.exact for one in outcomes), sensitive),
        "information lost, %": 100 * mean(one.lost for one in outcomes),
        "totals true, %": percent(sum(one.true_totals for one in outcomes), sum(one.totals for one in outcomes)),
        "false numbers": sum(one.false for one in outcomes),
    }


def percent(part: int, whole: int) -> float:
    """A share in percent; 0 of none."""
    return 100 * part / whole if whole else 0.0


def mean(numbers: Iterable[float]) -> float:
    """The mean. Raises `ZeroDivisionError` where there is none."""
    found = list(numbers)
    return sum(found) / len(found)
