"""A reader with patience: tries every combination of counts, prints the tables for each, and compares."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import product

from indicators import calculations
from tests.disclosure.story import (
    AddsUp,
    AtMost,
    Change,
    Exactly,
    PercentChange,
    Rate,
    Share,
    Shows,
    Statement,
    Story,
    Within,
)


def _prints(statement: Statement, counts: dict[str, int], story: Story) -> object:
    """What stands in the table, or whether the rule is kept, were these the counts."""
    match statement:
        case Exactly(name):
            return counts[name]
        case Shows(name):
            return story.rules.printed(counts[name])
        case AddsUp(parts, whole):
            return sum(counts[part] for part in parts) == counts[whole]
        case Within(part, wholes):
            return counts[part] <= sum(counts[whole] for whole in wholes)
        case AtMost(name, most):
            return counts[name] <= most
        case Change(later, earlier):
            return calculations.change(counts[later], counts[earlier])
        case PercentChange(later, earlier, decimals):
            return calculations.percent_change(counts[later], counts[earlier], decimals)
        case Share(part, base, decimals):
            return calculations.share(counts[part], counts[base], decimals)
        case Rate(name, population, per, decimals):
            return calculations.half_up(Decimal(counts[name]) * per / population, decimals)


def possibilities(story: Story, hidden: Collection[str]) -> Iterator[dict[str, int]]:
    """Every set of counts that would look the same. Each count that is no total needs an `AtMost` among `always`."""
    most = {one.count: one.most for one in story.always if isinstance(one, AtMost)}
    totals = [one for one in story.always if isinstance(one, AddsUp)]
    wholes = {one.whole for one in totals}
    free = [name for name in story.counts if name not in wholes]
    known = story.known(hidden)
    wanted = [_prints(statement, story.counts, story) for statement in known]
    for values in product(*(range(story.least(name), most[name] + 1) for name in free)):
        counts = dict(zip(free, values, strict=True))
        for one in totals:
            counts[one.whole] = sum(counts[part] for part in one.parts)
        if any(counts[name] < story.least(name) for name in wholes):
            continue
        if all(_prints(statement, counts, story) == want for statement, want in zip(known, wanted, strict=True)):
            yield counts


def enumerated(story: Story, hidden: Collection[str]) -> dict[str, tuple[int, int]]:
    """The least and the greatest of each count over every possibility."""
    found = list(possibilities(story, hidden))
    assert story.counts in found, "the truth is one of the possibilities"
    return {name: (min(one[name] for one in found), max(one[name] for one in found)) for name in story.counts}
