"""What is told by the choice of the cells that are hidden: `python -m tests.disclosure.minimality [--counts N]`.

Someone who has the program can hold each possibility against it: had the count been 1, would the same cells be hidden?
A value is excluded where no possibility that is tried hides the same. Possibilities are tried from the nearest to the
true counts outwards, at most `TRIES` for each value: more tries can only exclude fewer.

It is measured twice: as the program chooses, and as it would if each count cost the information in it. The difference
is what the order of choice withholds; the information that is lost says what that costs.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from ortools.sat.python import cp_model

from indicators.disclosure.solver.problem import information, worth
from indicators.disclosure.solver.protect import Unprotectable, protect
from tests.disclosure.solver import Reader
from tests.disclosure.story import AddsUp, Box, Rules, Shows, Story
from tests.disclosure.translate import Cost, problem

COUNTS, TRIES = 200, 60


@dataclass
class Measured:
    """Small counts that were tried, those of which a value is excluded, and those that are known."""

    counts: int = 0
    narrowed: int = 0
    ends: int = 0
    exact: int = 0
    lost: int = 0

    def line(self) -> str:
        """The measurement in words."""
        return (
            f"{self.counts} small counts: by the choice of cells a value from 1 to 5 is excluded for {self.narrowed} "
            f"({100 * self.narrowed / self.counts:.0f}%), 1 or 5 for {self.ends}, and all but one for {self.exact}; "
            f"information suppressed: {self.lost:,}."
        )


def two_way(number: int) -> Story:
    """A made-up table with its totals: three or four rows and columns, a third of its counts small."""
    rng = Random(f"choice {number}")
    rows, columns = rng.randint(3, 4), rng.randint(3, 4)
    counts: dict[str, int] = {}
    for row in range(rows):
        for column in range(columns):
            small = rng.random() < 0.3
            counts[f"{row}.{column}"] = rng.randint(1, 5) if small else rng.choice([0, *[rng.randint(6, 90)] * 5])
    sums = []
    for row in range(rows):
        parts = tuple(f"{row}.{column}" for column in range(columns))
        sums.append(AddsUp(parts, f"{row}.+"))
    for column in [*map(str, range(columns)), "+"]:
        sums.append(AddsUp(tuple(f"{row}.{column}" for row in range(rows)), f"+.{column}"))
    for one in sums:
        counts[one.whole] = sum(counts[part] for part in one.parts)
    boxes = tuple(Box(name, Shows(name), level=name.count("+")) for name in counts)
    return Story(f"choice {number}", Rules(), counts, boxes, tuple(sums))


def hides(story: Story, cost: Cost = worth) -> frozenset[str] | None:
    """What the program hides, where hiding a count costs this; None where it refuses."""
    try:
        return protect(problem(story, cost)).hidden
    except Unprotectable:
        return None


def possibilities(story: Story, hidden: frozenset[str], name: str, value: int) -> Iterator[Story]:
    """What would look the same if the count were this: the nearest to the true counts first."""
    reader = Reader(story, hidden)
    model, unknown = reader.model, [key for key in sorted(hidden) if key != name]
    model.add(reader.counts[name] == value)
    away = []
    for key in unknown:
        distance = model.new_int_var(0, 10**6, "")
        model.add_abs_equality(distance, reader.counts[key] - story.counts[key])
        away.append(distance)
    model.minimize(sum(away))
    for _ in range(TRIES):
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return
        found = {key: solver.value(variable) for key, variable in reader.counts.items()}
        yield replace(story, counts=found)
        others = []
        for key in unknown:
            other = model.new_bool_var("")
            model.add(reader.counts[key] != found[key]).only_enforce_if(other)
            others.append(other)
        model.add_bool_or(others)


def excluded(story: Story, hidden: frozenset[str], name: str, cost: Cost = worth) -> list[int]:
    """The small values that no possibility has of which the program would hide the same."""
    rules = story.rules
    return [
        value
        for value in range(rules.least, rules.threshold + 1)
        if value != story.counts[name]
        and not any(hides(one, cost) == hidden for one in possibilities(story, hidden, name, value))
    ]


def measure(counts: int, cost: Cost = worth) -> Measured:
    """Try the small counts of one made-up table after another, until there are enough."""
    found, number = Measured(), 0
    while found.counts < counts:
        story = two_way(number)
        number += 1
        hidden = hides(story, cost)
        found.lost += sum(information(story.counts[key], levels=key.count("+")) for key in hidden or ())
        for name in story.small if hidden else ():
            gone = excluded(story, hidden or frozenset(), name, cost)
            left = story.rules.threshold - story.rules.least + 1 - len(gone)
            found.counts += 1
            found.narrowed += bool(gone)
            found.ends += story.rules.least in gone or story.rules.threshold in gone
            found.exact += left == 1
    return found


def main() -> int:
    """Print what is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, default=COUNTS)
    counts = parser.parse_args().counts
    for words, cost in (("As it is chosen", worth), ("If each count cost the information in it", information)):
        sys.stdout.write(f"{words}: {measure(counts, cost).line()}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
