"""Attacks a set of tables as it would be published, count by count. Only this gives the guarantee. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from indicators.disclosure.solver.attack import Attacker, Interval, SolverError
from indicators.disclosure.solver.cuts import primary
from indicators.disclosure.solver.exposure import Exposure, settle
from indicators.disclosure.solver.problem import Problem, Quantity
from indicators.disclosure.solver.system import System


class Why(StrEnum):
    """Why a cell is hidden."""

    SMALL = "small"
    PROTECTS = "protects"
    DERIVED = "derived"

    @property
    def words(self) -> str:
        """The reason as reviewers read it."""
        return WHY_WORDS[self]


WHY_WORDS = {
    Why.SMALL: "small count",
    Why.PROTECTS: "protects another figure",
    Why.DERIVED: "calculated from a suppressed figure",
}


@dataclass(frozen=True)
class AttackResult:
    """One sensitive count under attack: what must stay possible, and what a reader can conclude.

    `before` is what a reader could conclude if the small counts alone were hidden, `after` of what is published.
    Where the solver came to no end, `problem` says so and nothing is proven.
    """

    key: str
    stays: tuple[int, int]
    after: Interval | None
    before: Interval | None = None
    problem: str = ""

    @property
    def is_safe(self) -> bool:
        """Whether a reader cannot tell the least from the threshold."""
        return self.after is not None and self.after.contains(*self.stays)


@dataclass(frozen=True)
class Audit:
    """The outcome: every sensitive count, those that were public before, and the reasons for each hidden cell."""

    findings: tuple[AttackResult, ...]
    exposed: tuple[Exposure, ...]
    reasons: dict[str, Why]

    @property
    def passed(self) -> bool:
        """Whether every sensitive count is safe. Nothing may be published otherwise."""
        return all(finding.is_safe for finding in self.findings)

    @property
    def unsafe(self) -> tuple[AttackResult, ...]:
        """The counts that a reader could find out."""
        return tuple(finding for finding in self.findings if not finding.is_safe)


def audit(problem: Problem, hidden: Collection[str], *, compare: bool = False) -> Audit:
    """Attack every sensitive count of what is printed when these cells are hidden.

    With `compare` each is attacked a second time as if small counts alone were hidden, so that a reviewer sees what
    the rest is for. What was public already is told apart: it cannot be promised. A cell that is printed in any case
    counts as printed, whatever is asked.
    """
    promised, exposed = settle(problem)
    system = System(promised)
    small = primary(system)
    every = frozenset(key for key in promised.with_needed(hidden) if not promised.by_key[key].fixed)
    attacker = Attacker(promised, every, system=system)
    naive = Attacker(promised, promised.with_needed(small), system=system) if compare else None
    return Audit(
        findings=tuple(_finding(one, attacker, naive) for one in promised.sensitive),
        exposed=exposed,
        reasons={key: _why(key, small, promised) for key in sorted(every)},
    )


def _why(key: str, small: Collection[str], problem: Problem) -> Why:
    if problem.by_key[key].needs:
        return Why.DERIVED
    return Why.SMALL if key in small else Why.PROTECTS


def _finding(one: Quantity, attacker: Attacker, naive: Attacker | None) -> AttackResult:
    assert one.stays is not None, "only sensitive counts are attacked"
    try:
        after = attacker.interval(one.key)
        before = None if naive is None else naive.interval(one.key)
    except SolverError as error:
        return AttackResult(one.key, one.stays, None, problem=str(error))
    return AttackResult(one.key, one.stays, after, before)


def intervals(problem: Problem, hidden: Collection[str], keys: Iterable[str]) -> dict[str, Interval]:
    """What a reader can conclude of any quantities, sensitive or not. Raises `SolverError`."""
    attacker = Attacker(problem, problem.with_needed(hidden))
    return {key: attacker.interval(key) for key in keys}
