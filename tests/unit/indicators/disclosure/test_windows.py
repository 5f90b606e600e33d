"""What overlapping windows of a row tell together."""

import datetime
import random
from itertools import combinations

import numpy as np
import pytest

from indicators.disclosure.solver.attack import Attacker
from indicators.disclosure.solver.facts import exactly, scaled, sums_to
from indicators.disclosure.solver.problem import Problem, Quantity
from indicators.disclosure.stretches import Told, together
from indicators.disclosure.windows import ONE_DAY, Window, events, holds, inside, stretches, whole_numbers


def window(key: str, start: str, end: str, value: int) -> Window:
    return Window(f"f/r/{key}", datetime.date.fromisoformat(start), datetime.date.fromisoformat(end), value)


ROW = ("f", "r")


def tied(*made: Window) -> Told:
    """What windows of one row tell together."""
    return together({ROW: made}, lambda names, before: iter(()))


def test_windows_that_only_touch_tell_nothing_of_each_other() -> None:
    found = tied(window("a", "2021-04-01", "2022-03-31", 5), window("b", "2022-04-01", "2023-03-31", 6))
    assert found == Told()


def test_overlapping_windows_of_events_are_sums_of_their_stretches() -> None:
    found = tied(
        window("june", "2021-07-01", "2022-06-30", 20),
        window("september", "2021-10-01", "2022-09-30", 26),
        window("quarter", "2021-07-01", "2021-09-30", 3),
    )
    first, middle, last = (one.key for one in found.quantities)
    assert first.endswith("stretch 0 2021-07-01..2021-09-30")
    assert [one.value for one in found.quantities] == [3, 17, 9]
    assert found.is_exact
    assert set(found.facts) == {
        sums_to([first], "f/r/quarter"),
        sums_to([first, middle], "f/r/june"),
        sums_to([middle, last], "f/r/september"),
    }


def told(found: Told, /, hidden: int = 6, **counts: int) -> dict[str, tuple[int, int | None]]:
    """What can be concluded of the counts of which nothing is printed, where these are printed."""
    values = {"q1": hidden, "q2": hidden, "half": 0} | counts
    quantities = [Quantity(f"f/r/{key}", value) for key, value in values.items()]
    printed = tuple(exactly(f"f/r/{key}", value) for key, value in counts.items())
    attacker = Attacker(Problem((*quantities, *found.quantities), (), found.facts, printed), ())
    ends = {key: attacker.interval(f"f/r/{key}") for key in values if key not in counts}
    return {key: (one.lower, one.upper) for key, one in ends.items()}


QUARTERS = (window("q1", "2022-04-01", "2022-06-30", 6), window("q2", "2022-07-01", "2022-09-30", 6))


@pytest.mark.parametrize(
    ("half", "q1"),
    [
        # Persons, of whom some are in both quarters; no part is more than the whole.
        (9, (3, 9)),
        # One or two fewer than the sum, or more: late records. A reader allows for two; how many they are, nobody says.
        (11, (5, 7)),
        (13, (5, 7)),
        (14, (6, 8)),
        # So many more that nothing is left but that a part is no more than the whole, and late records only add.
        (15, (0, 9)),
        (90, (0, 84)),
    ],
)
def test_what_sums_contradict_they_still_tell_in_part(half: int, q1: tuple[int, int]) -> None:
    found = tied(*QUARTERS, window("half", "2022-04-01", "2022-09-30", half))
    assert not found.is_exact
    assert told(found, q2=6, half=half) == {"q1": q1}


def test_the_fewest_windows_are_taken_to_be_off() -> None:
    """Months of 6 + 1 and a quarter of 8: a year of 8 + 6 + 4 and more is the sum of its quarters all the same."""
    months = [window("m1", "2022-04-01", "2022-04-30", 6), window("m2", "2022-05-01", "2022-06-30", 1)]
    quarters = [window("q1", "2022-04-01", "2022-06-30", 8), window("q2", "2022-07-01", "2022-09-30", 6)]
    found = tied(*months, *quarters, window("half", "2022-04-01", "2022-09-30", 14))
    assert told(found, m1=6, m2=1, q1=8, half=14) == {"q2": (6, 6)}
    assert told(found, hidden=8, m1=6, m2=1, q2=6, half=14) == {"q1": (8, 8)}


def test_of_parts_that_are_more_than_their_window_all_but_one_may_be_in_it() -> None:
    """Which quarter is wrong nobody says: each three of them are tried."""
    spans = (("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))
    quarters = [
        window(f"q{at}", f"2022-{start}", f"2022-{end}", value)
        for at, ((start, end), value) in enumerate(zip(spans, (3, 2, 7), strict=True), 1)
    ]
    found = tied(*quarters, window("year", "2022-04-01", "2022-12-31", 9))
    one, two, three = ({f"f/r/q{left}": -1 for left in (1, 2, 3) if left != out} for out in (1, 2, 3))
    assert scaled({**one, "f/r/year": 1}, 0, None) in found.facts
    assert scaled({**three, "f/r/year": 1}, 0, None) in found.facts
    assert scaled({**two, "f/r/year": 1}, 0, None) not in found.facts, "3 and 7 are more than 9"


MONTHS = [datetime.date(2022 + (3 + at) // 12, (3 + at) % 12 + 1, 1) for at in range(13)]
SPANS = [(0, 12), (0, 6), (6, 6), (0, 9), (3, 9), (1, 6), *((3 * at, 3) for at in range(4)), (0, 1), (1, 1), (2, 1)]


def contradicted(seed: int) -> list[Window]:
    """Months, quarters, halves and rolling windows of a year, of which some were counted wrongly."""
    rng = random.Random(seed)
    counts = [rng.randint(0, 4) for _ in range(12)]
    found = []
    for first, months in rng.sample(SPANS, rng.randint(4, 7)):
        number = sum(counts[first : first + months]) + rng.choice([0, 0, 0, 0, 1, 2, -1, 6, -5])
        ends_on = MONTHS[first + months] - ONE_DAY
        found.append(Window(f"{first}+{months}", MONTHS[first], ends_on, max(0, number)))
    return found


def fewest_wrong(windows: list[Window]) -> int:
    """Of how many windows the number has to be left out so that the others add up: every choice is tried."""
    spans = stretches(windows)
    for size in range(len(windows)):
        for kept in combinations(windows, len(windows) - size):
            totals = np.array([one.value for one in kept], dtype=float)
            if whole_numbers(inside(kept, spans), totals, totals) is not None:
                return size
    return len(windows)


def test_no_more_windows_are_taken_to_be_off_than_have_to_be() -> None:
    """A reader who takes one number for a misprint knows all that the others say: as many of them as possible."""
    for seed in range(60):
        windows = contradicted(seed)
        row = events(tuple(windows), tuple(stretches(windows)))
        assert sum(off != 0 for off in row.off) == fewest_wrong(windows), windows
        stretch = dict(zip(row.spans, row.fitted(), strict=True))
        for window_, off in zip(row.windows, row.off, strict=True):
            assert sum(stretch[span] for span in row.spans if holds(window_, span)) == window_.value + off


def test_a_window_that_is_off_by_thousands_is_one_that_is_off() -> None:
    quarters = [Window(f"q{at}", MONTHS[3 * at], MONTHS[3 * at + 3] - ONE_DAY, 900) for at in range(4)]
    year = Window("year", MONTHS[0], MONTHS[12] - ONE_DAY, 9_000)
    row = events((*quarters, year), tuple(stretches([*quarters, year])))
    assert sum(off != 0 for off in row.off) == 1
