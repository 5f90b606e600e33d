"""Protects made-up sets of tables and attacks each: `python -m tests.disclosure.measure [--sets N] [--first N]`."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from indicators.disclosure.solver.attack import Attacker
from indicators.disclosure.solver.audit import audit
from indicators.disclosure.solver.protect import Protection, Unprotectable, protect
from tests.disclosure import solver
from tests.disclosure.generate import made
from tests.disclosure.story import Story
from tests.disclosure.translate import problem

# Seconds for a release that is protected, beyond which it is listed.
SLOW = 5.0


@dataclass
class Outcome:
    """What came of some sets of tables. `faults` must be empty."""

    sets: int = 0
    releases: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    reasons: list[str] = field(default_factory=list)
    small: int = 0
    hidden: int = 0
    cells: int = 0
    spared: int = 0
    exposed: int = 0
    unsafe: int = 0
    faults: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The outcome in words, a line each."""
        yield f"{self.sets} sets of tables, {self.releases.total()} releases: {_counted(self.releases)}."
        yield f"{self.cells} cells, of which {self.hidden} are hidden; {self.small} small counts were promised."
        yield f"{self.exposed} small counts had been given away before, and were named."
        yield f"{self.refused.total()} releases were refused, each proven to be beyond help: {_counted(self.refused)}."
        yield f"{self.spared} hidden cells were printed on trial: each broke a promise."
        yield f"Unsafe cells: {self.unsafe}."
        yield from (f"Refused: {line}" for line in self.reasons)
        yield from (f"Slow: {line}" for line in self.slow)
        yield from (f"FAULT: {line}" for line in self.faults)


def _counted(kinds: Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())) or "none"


def check_set(number: int, outcome: Outcome) -> None:
    """Protect one set, release by release, and attack each. Ends with the first release that is refused."""
    outcome.sets += 1
    releases = made(number)
    story = next(releases)
    while True:
        hidden = check_release(story, outcome)
        if hidden is None:
            return
        try:
            story = releases.send(hidden)
        except StopIteration:
            return


def check_release(story: Story, outcome: Outcome) -> frozenset[str] | None:
    """Protect one release and attack it; what was hidden, or None where it was refused."""
    kind = " ".join(story.name.split()[:1])
    outcome.releases[kind] += 1
    wanted, gone = solver.promises(story)
    started = time.monotonic()
    try:
        found = protect(problem(story))
    except Unprotectable as refusal:
        outcome.refused[kind] += 1
        outcome.reasons.append(f"{story.name}: {', '.join(refusal.keys)}")
        proven = solver.beyond_help(story, wanted)
        if not refusal.keys or sorted(refusal.keys) != sorted(proven):
            outcome.faults.append(f"{story.name}: refused for {refusal.keys}, but beyond help are {proven}")
        return None
    taken = time.monotonic() - started
    if taken > SLOW:
        outcome.slow.append(f"{story.name}: {taken:.1f} s, {found.rounds} rounds")
    outcome.small += len(wanted)
    outcome.cells += len(story.boxes)
    outcome.hidden += len(found.hidden)
    outcome.exposed += len(gone)
    ours = {one.key: (one.interval.lower, one.interval.upper) for one in found.exposed}
    if set(ours) != set(gone):
        outcome.faults.append(f"{story.name}: given away are {gone}, not {ours}")
    _attack(story, found, wanted, outcome)
    _spare(story, found, wanted, outcome)
    return found.hidden


def _attack(story: Story, found: Protection, wanted: solver.Promises, outcome: Outcome) -> None:
    lost = solver.unsafe(story, found.hidden, wanted)
    outcome.unsafe += len(lost)
    if lost:
        outcome.faults.append(f"{story.name}: a reader finds out {lost}")
    if not audit(problem(story), found.hidden).passed:
        outcome.faults.append(f"{story.name}: our own audit fails")
    for box in story.boxes:
        if box.needs and (box.key in found.hidden) != (not found.hidden.isdisjoint(box.needs)):
            outcome.faults.append(f"{story.name}: {box.key} is not hidden with what it is worked out from")


def _spare(story: Story, found: Protection, wanted: solver.Promises, outcome: Outcome) -> None:
    """Print each cell on trial that protects others: a reader must find something out then."""
    for key in sorted(found.hidden - found.primary - found.derived):
        printed = problem(story).with_needed((found.hidden - found.derived) - {key})
        outcome.spared += 1
        if not solver.breaks_a_promise(story, printed, wanted):
            outcome.faults.append(f"{story.name}: {key} is hidden for nothing")


def compare_intervals(story: Story, found: Protection) -> list[str]:
    """Where our interval of a count is not that of the second solver."""
    attacker = Attacker(problem(story), found.hidden)
    near, far = solver.Reader(story, found.hidden), solver.Reader(story, found.hidden, most=3 * solver.MOST)
    wrong = []
    for name in story.counts:
        ours = attacker.interval(name)
        low, high = near.interval(name)
        endless = far.interval(name)[1] > high
        if (ours.lower, ours.upper) != (low, None if endless else high):
            wrong.append(f"{story.name}: {name} is {ours}, or {low} to {'any' if endless else high}")
    return wrong


def choices(first: int, sets: int) -> Iterator[str]:
    """What is hidden of the first release of each set, in the order of names; that it is refused, where it is."""
    for number in range(first, first + sets):
        story = next(made(number))
        try:
            yield f"{story.name}: {' '.join(sorted(protect(problem(story)).hidden))}"
        except Unprotectable as refusal:
            yield f"{story.name} refused: {' '.join(refusal.keys)}"


def main() -> int:
    """Print what came of the sets; exit 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--choices", action="store_true", help="print what is hidden, and attack nothing")
    asked = parser.parse_args()
    if asked.choices:
        for line in choices(asked.first, asked.sets):
            sys.stdout.write(f"{line}\n")
        return 0
    outcome = Outcome()
    for number in range(asked.first, asked.first + asked.sets):
        check_set(number, outcome)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{number + 1 - asked.first} of {asked.sets}")
    for line in outcome.lines():
        sys.stdout.write(f"{line}\n")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
