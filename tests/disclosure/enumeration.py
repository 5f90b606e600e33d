"""A reader with patience: tries every combination of counts, prints the tables for each, and compares."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from indicators.definitions import calculations
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


def _about(statement: Statement) -> tuple[str, ...]:
    """The counts that a statement is about."""
    match statement:
        case Exactly(name) | Shows(name) | AtMost(name) | Rate(name):
            return (name,)
        case AddsUp(parts, whole):
            return (*parts, whole)
        case Within(part, wholes):
            return (part, *wholes)
        case Change(later, earlier) | PercentChange(later, earlier):
            return later, earlier
        case Share(part, base):
            return part, base


def possibilities(story: Story, hidden: Collection[str]) -> Iterator[dict[str, int]]:
    """Every set of counts that would look the same. Each count that is no total needs an `AtMost` among `always`."""
    most = {one.count: one.most for one in story.always if isinstance(one, AtMost)}
    totals = [one for one in story.always if isinstance(one, AddsUp)]
    free = [name for name in story.counts if name not in {one.whole for one in totals}]
    wanted = [(one, _prints(one, story.counts, story), set(_about(one))) for one in story.known(hidden)]

    def go_on(counts: dict[str, int]) -> Iterator[dict[str, int]]:
        given = len([name for name in free if name in counts])
        if given == len(free):
            yield counts
            return
        name = free[given]
        for count in range(story.least(name), most[name] + 1):
            more = counts | {name: count}
            for one in totals:
                if one.whole not in more and more.keys() >= set(one.parts):
                    more[one.whole] = sum(more[part] for part in one.parts)
            new = more.keys() - counts.keys()
            settled = [(one, want) for one, want, about in wanted if not about.isdisjoint(new) and about <= more.keys()]
            if all(more[key] >= story.least(key) for key in new) and all(
                _prints(one, more, story) == want for one, want in settled
            ):
                yield from go_on(more)

    yield from go_on({})


def enumerated(story: Story, hidden: Collection[str]) -> dict[str, tuple[int, int]]:
    """The least and the greatest of each count over every possibility."""
    found = list(possibilities(story, hidden))
    assert story.counts in found, "the truth is one of the possibilities"
    return {name: (min(one[name] for one in found), max(one[name] for one in found)) for name in story.counts}
