"""A reader with OR-Tools: what can be concluded from a set of tables, in whole numbers.

Every statement is put into inequalities here, and nowhere else, so that a mistake in our own facts does not repeat
itself in what they are tested with.
"""

from collections.abc import Collection
from decimal import Decimal

from ortools.sat.python import cp_model

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

Promises = dict[str, tuple[int, int]]
SECONDS = 60.0
# So many that nothing is concluded from there being no more.
MOST = 10**6


class GaveUp(RuntimeError):
    """The solver proved nothing within its time."""


def _digits(printed: object, decimals: int) -> int:
    """A printed number in units of its last digit."""
    assert isinstance(printed, Decimal), "a number is printed here"
    return int(printed.scaleb(decimals))


class Reader:
    """Somebody who sees everything except the hidden cells, and thinks of no count above `most`."""

    def __init__(self, story: Story, hidden: Collection[str], *, most: int = MOST) -> None:
        self.story = story
        self.model = cp_model.CpModel()
        self.counts = {name: self.model.new_int_var(story.least(name), most, name) for name in story.counts}
        for statement in story.known(hidden):
            self._learn(statement)
        self._seen: list[dict[str, int]] = [dict(story.counts)]

    def _learn(self, statement: Statement) -> None:
        true, var, model = self.story.counts, self.counts, self.model
        match statement:
            case Exactly(name):
                model.add(var[name] == true[name])
            case Shows(name):
                fits = self.story.rules.readings(true[name])
                model.add(var[name] >= fits.start)
                model.add(var[name] < fits.stop)
            case AddsUp(parts, whole):
                model.add(sum(var[part] for part in parts) == var[whole])
            case Within(part, wholes):
                model.add(var[part] <= sum(var[whole] for whole in wholes))
            case AtMost(name, most):
                model.add(var[name] <= most)
            case Change(later, earlier):
                model.add(var[later] - var[earlier] == true[later] - true[earlier])
            case PercentChange(later, earlier, decimals):
                printed = calculations.percent_change(true[later], true[earlier], decimals)
                self._percent(var[later] - var[earlier], var[earlier], _digits(printed, decimals), decimals)
            case Share(part, base, decimals):
                printed = calculations.share(true[part], true[base], decimals)
                self._percent(var[part], var[base], _digits(printed, decimals), decimals)
            case Rate(name, population, per, decimals):
                exact = Decimal(true[name]) * per / population
                units = _digits(calculations.half_up(exact, decimals), decimals)
                # Twice the rate in units of its last digit lies from 2 x units - 1 to just below 2 x units + 1.
                twice = 2 * per * 10**decimals * var[name]
                model.add(twice >= (2 * units - 1) * population)
                model.add(twice < (2 * units + 1) * population)

    def _percent(self, top: cp_model.LinearExpr, bottom: cp_model.IntVar, units: int, decimals: int) -> None:
        """100 x top over bottom is printed as so many units of the last digit: halves go away from zero."""
        twice = 2 * 100 * 10**decimals * top
        self.model.add(bottom >= 1)
        if units > 0:
            self.model.add(twice >= (2 * units - 1) * bottom)
            self.model.add(twice < (2 * units + 1) * bottom)
        elif units < 0:
            self.model.add(twice > (2 * units - 1) * bottom)
            self.model.add(twice <= (2 * units + 1) * bottom)
        else:
            self.model.add(twice > -bottom)
            self.model.add(twice < bottom)

    def _end(self, name: str, *, upwards: bool) -> int:
        if upwards:
            self.model.maximize(self.counts[name])
        else:
            self.model.minimize(self.counts[name])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = SECONDS
        status = solver.solve(self.model)
        if status != cp_model.OPTIMAL:
            raise GaveUp(f"{self.story.name}: {solver.status_name(status)} for {name}")
        self._seen.append({other: solver.value(variable) for other, variable in self.counts.items()})
        return self._seen[-1][name]

    def interval(self, name: str) -> tuple[int, int]:
        """The least and the greatest that a count can be, as far as `most`."""
        return self._end(name, upwards=False), self._end(name, upwards=True)

    def holds_possible(self, name: str, least: int, greatest: int) -> bool:
        """Whether neither end can be excluded."""
        low = min(point[name] for point in self._seen)
        if low > least and self._end(name, upwards=False) > least:
            return False
        high = max(point[name] for point in self._seen)
        return high >= greatest or self._end(name, upwards=True) >= greatest


def promises(story: Story) -> tuple[Promises, dict[str, tuple[int, int]]]:
    """What is promised of each small count, least and greatest; and which were given away before, with what is known.

    What an older publication has given away cannot be hidden again: a count that it tells exactly is promised nothing,
    one that it tells in part keeps what is left.
    """
    rules = story.rules
    wanted = dict.fromkeys(story.small, (rules.least, rules.threshold))
    if not story.earlier:
        return wanted, {}
    reader = Reader(story, {box.key for box in story.boxes})
    gone: dict[str, tuple[int, int]] = {}
    kept: Promises = {}
    for name, (least, greatest) in wanted.items():
        if reader.holds_possible(name, least, greatest):
            kept[name] = least, greatest
            continue
        low, high = reader.interval(name)
        gone[name] = low, high
        if low < high:
            kept[name] = max(low, least), min(high, greatest)
    return kept, gone


def unsafe(story: Story, hidden: Collection[str], wanted: Promises) -> list[str]:
    """The small counts of which a reader can exclude an end that was promised to stay possible."""
    reader = Reader(story, hidden)
    return [name for name, (least, greatest) in wanted.items() if not reader.holds_possible(name, least, greatest)]


def breaks_a_promise(story: Story, hidden: Collection[str], wanted: Promises) -> bool:
    """Whether a reader finds anything out at all: as `unsafe`, but content with the first."""
    reader = Reader(story, hidden)
    return any(not reader.holds_possible(name, *ends) for name, ends in wanted.items())


def beyond_help(story: Story, wanted: Promises) -> list[str]:
    """The counts that a reader finds out even if every cell is hidden that may be."""
    every = {box.key for box in story.boxes if not story.is_fixed(box)}
    return unsafe(story, every, wanted)
