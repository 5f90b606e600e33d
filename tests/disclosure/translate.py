"""Tells our own code what a story says: the one place where both meet."""

from decimal import Decimal
from typing import Protocol

from indicators.definitions import calculations
from indicators.disclosure.solver import facts
from indicators.disclosure.solver.facts import Fact
from indicators.disclosure.solver.policy import Method, Policy, Zeros
from indicators.disclosure.solver.problem import Cell, Problem, Quantity, worth
from tests.disclosure.story import (
    AddsUp,
    AtMost,
    Box,
    Change,
    Exactly,
    PercentChange,
    Rate,
    Rules,
    Share,
    Shows,
    Statement,
    Story,
    Within,
)


class Cost(Protocol):
    """What it costs to hide a count at a level of totals."""

    def __call__(self, value: int, /, *, levels: int = 0) -> int: ...


def policy(rules: Rules) -> Policy:
    """Our policy of these rules."""
    method = Method.BOTH if rules.base else Method.SUPPRESS
    return Policy(threshold=rules.threshold, zeros=Zeros(rules.zeros.value), method=method, base=rules.base)


def stated(statement: Statement, story: Story) -> list[Fact]:
    """Our facts of what is stated."""
    true = story.counts
    match statement:
        case Exactly(name):
            return [facts.exactly(name, true[name])]
        case Shows(name):
            return [policy(story.rules).fact(name, true[name])]
        case AddsUp(parts, whole):
            return [facts.sums_to(parts, whole)]
        case Within(part, (whole,)):
            return [facts.at_most(part, whole)]
        case Within(part, wholes):
            return [facts.within_sum(wholes, part)]
        case AtMost(name, most):
            return [facts.between(name, None, most)]
        case Change(later, earlier):
            return [facts.difference(later, earlier, true[later] - true[earlier])]
        case PercentChange(later, earlier, decimals):
            printed = calculations.percent_change(true[later], true[earlier], decimals)
            assert isinstance(printed, Decimal)
            return facts.percent_change(later, earlier, printed, decimals)
        case Share(part, base, decimals):
            printed = calculations.share(true[part], true[base], decimals)
            assert isinstance(printed, Decimal)
            return facts.share(part, base, printed, decimals)
        case Rate(name, population, per, decimals):
            printed = calculations.half_up(Decimal(true[name]) * per / population, decimals)
            return [facts.rate(name, population, per, printed, decimals)]


def problem(story: Story, cost: Cost = worth) -> Problem:
    """The story as our code wants it. `cost` says what it costs to hide a count."""
    ours = policy(story.rules)
    return Problem(
        tuple(Quantity(name, count, ours.floor(count), ours.stays(count)) for name, count in story.counts.items()),
        tuple(_cell(box, story, ours, cost) for box in story.boxes),
        tuple(fact for statement in story.always for fact in stated(statement, story)),
        tuple(fact for statement in story.earlier for fact in stated(statement, story)),
    )


def _cell(box: Box, story: Story, ours: Policy, cost: Cost) -> Cell:
    says = box.says
    count = story.counts[says.count] if isinstance(says, Shows) else None
    return Cell(
        box.key,
        tuple(stated(says, story)) if says else (),
        5 if count is None else cost(count, levels=box.level),
        count is not None and ours.is_always_printed(count),
        box.needs,
    )
