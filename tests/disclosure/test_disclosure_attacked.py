"""Disclosure control against a second solver, and against every possibility, on made-up tables.

These are the first of the thousand sets that `make attack` measures.
"""

import functools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from indicators.disclosure.solver.attack import Attacker
from indicators.disclosure.solver.audit import audit
from indicators.disclosure.solver.protect import Protection, Unprotectable, protect
from tests.disclosure import solver
from tests.disclosure.enumeration import enumerated
from tests.disclosure.generate import KINDS, made, tiny
from tests.disclosure.measure import Outcome, check_release, check_set, choices, compare_intervals
from tests.disclosure.story import AddsUp, AtMost, Box, Rules, Shows, Story
from tests.disclosure.translate import problem

BASE_DIR = Path(__file__).resolve().parents[2]
BATCH = 9
# Coverage would take twice as long as the tests: other tests cover what is run here.
pytestmark = pytest.mark.no_cover


@pytest.mark.parametrize("batch", range(12))
def test_no_reader_finds_out_what_is_small(batch: int) -> None:
    outcome = Outcome()
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        check_set(number, outcome)
    assert outcome.faults == []
    assert outcome.unsafe == 0
    assert outcome.sets == BATCH
    assert outcome.spared > 0


def test_every_kind_of_table_is_tried() -> None:
    assert [next(made(number)).name.split(f" {number}")[0] for number in range(len(KINDS))] == list(KINDS)
    assert list(KINDS) == ["two-way", "years", "hierarchy", "releases", "three-way", "rolling", "broken down"]


@pytest.mark.parametrize("number", [0, 1, 2, 4, 7, 8, 15, 22])
def test_both_solvers_conclude_the_same(number: int) -> None:
    story = next(made(number))
    assert compare_intervals(story, protect(problem(story))) == []


@pytest.mark.parametrize("batch", range(4))
def test_every_possibility_agrees(batch: int) -> None:
    """On tiny tables: our intervals, the second solver's, and those of trying everything; and what is refused."""
    for number in range(batch * 50, (batch + 1) * 50):
        story = tiny(number)
        least, threshold = story.rules.least, story.rules.threshold
        try:
            found = protect(problem(story))
            hidden, refused = found.hidden, ()
        except Unprotectable as refusal:
            hidden, refused = frozenset(box.key for box in story.boxes if not story.is_fixed(box)), refusal.keys
        every = enumerated(story, hidden)
        broken = [name for name in story.small if every[name][0] > least or every[name][1] < threshold]
        assert sorted(refused) == sorted(broken), story.name
        attacker, reader = Attacker(problem(story), hidden), solver.Reader(story, hidden)
        for name, ends in every.items():
            ours = attacker.interval(name)
            assert (ours.lower, ours.upper) == reader.interval(name) == ends, f"{story.name}: {name}"


@functools.cache
def chosen_here() -> list[str]:
    """What this process hides of the first sets."""
    return list(choices(0, 21))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_hides_the_same(seed: str) -> None:
    command = [sys.executable, "-m", "tests.disclosure.measure", "--choices", "--sets", "21"]
    again = subprocess.run(
        command, cwd=BASE_DIR, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    assert again.stdout.splitlines() == chosen_here()


# The attackers themselves: they must find what is there to be found.

OPEN = Story(
    "by hand 1",
    Rules(),
    {"a": 3, "b": 9, "c": 4, "all": 16},
    tuple(Box(name, Shows(name)) for name in ("a", "b", "c", "all")),
    (AddsUp(("a", "b", "c"), "all"), *(AtMost(name, 9) for name in "abc")),
)


def test_the_attackers_find_what_is_not_protected() -> None:
    wanted, gone = solver.promises(OPEN)
    assert (wanted, gone) == ({"a": (1, 5), "c": (1, 5)}, {})
    assert solver.unsafe(OPEN, {"a"}, wanted) == ["a", "c"]
    assert solver.unsafe(OPEN, {"a", "c"}, wanted) == []
    # Nobody believes that b is more than 9, as it is already: a cannot be less than 3.
    assert solver.unsafe(OPEN, {"a", "b"}, wanted) == ["a", "c"]
    assert solver.breaks_a_promise(OPEN, {"a"}, wanted)
    assert not solver.breaks_a_promise(OPEN, {"a", "c"}, wanted)
    assert solver.beyond_help(OPEN, wanted) == []
    assert enumerated(OPEN, {"a", "c"})["a"] == (0, 7)
    assert enumerated(OPEN, {"a"})["a"] == (3, 3)


def test_the_measurement_finds_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(_: object) -> Protection:
        found = protect(problem(OPEN))
        return Protection(found.problem, hidden, found.primary, frozenset(), 0, 0, (), 0)

    monkeypatch.setattr("tests.disclosure.measure.protect", careless)
    hidden, outcome = frozenset({"a"}), Outcome()
    check_release(OPEN, outcome)
    assert outcome.unsafe == 2
    assert outcome.faults == ["by hand 1: a reader finds out ['a', 'c']", "by hand 1: our own audit fails"]
    hidden, outcome = frozenset({"a", "b", "c"}), Outcome()
    check_release(OPEN, outcome)
    assert outcome.faults == ["by hand 1: b is hidden for nothing"]


def test_the_measurement_finds_refusals_without_need(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise Unprotectable(["a"])

    monkeypatch.setattr("tests.disclosure.measure.protect", refuse)
    outcome = Outcome()
    assert check_release(OPEN, outcome) is None
    assert outcome.faults == ["by hand 1: refused for ('a',), but beyond help are []"]
    assert any(line == "Refused: by hand 1: a" for line in outcome.lines())


def test_hiding_small_counts_alone_is_not_enough_for_the_second_solver() -> None:
    found = 0
    for number in range(0, 70, 7):
        story = next(made(number))
        wanted, _ = solver.promises(story)
        alone = {box.key for box in story.boxes if isinstance(box.says, Shows) and box.says.count in wanted}
        lost = solver.unsafe(story, alone, wanted)
        assert [one.key for one in audit(problem(story), alone).unsafe] == lost
        found += len(lost)
    assert found > 0
