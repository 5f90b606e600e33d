"""Shapes of campaigns about time: months, quarters, years and rolling windows of the same row."""

from collections.abc import Callable, Iterator
from random import Random

from tests.disclosure.attack.figures import (
    BEFORE,
    CSE,
    LAST,
    OUTCOMES,
    QUARTERS,
    RISK,
    YEARS,
    count,
    cse,
    now_and_then,
    outcomes,
    risk,
)
from tests.disclosure.attack.portal import Portal

Script = Callable[[Portal], Iterator[str]]


def periods(rng: Random) -> Script:
    """Months, quarters, then the year, with records that came late."""
    small_row = [count(rng, 0.5) % 12 for _ in range(12)]
    late = [int(rng.random() < 0.3) for _ in range(4)]
    late_year = int(rng.random() < 0.4)
    quarters = [sum(small_row[3 * at : 3 * at + 3]) + late[at] for at in range(4)]
    months = rng.randint(0, 2)
    has_total = rng.random() < 0.5

    def send(portal: Portal, period: str, number: int, length: int) -> None:
        if has_total:
            portal.send(RISK, period, risk(10 * length + number % 5, number, 13 * length))
        else:
            portal.send(CSE, period, cse(number))

    def script(portal: Portal) -> Iterator[str]:
        now_and_then(rng, portal, RISK if has_total else CSE)
        if months:
            for at in range(3 * months):
                send(portal, f"{LAST}-m{at + 1:02d}", small_row[at], 1)
            yield LAST
        for half in ((0, 1), (2, 3)) if rng.random() < 0.4 else ((0, 1, 2, 3),):
            for at in half:
                send(portal, f"{LAST}-{QUARTERS[at]}", quarters[at], 3)
            yield LAST
        now_and_then(rng, portal, RISK if has_total else CSE)
        send(portal, LAST, sum(quarters) + late_year, 12)
        yield LAST

    return script


def revisions(rng: Random) -> Script:
    """Quarters and their year, corrected and corrected back, under one policy or several."""
    numbers = [[count(rng) for _ in range(3)] for _ in range(4)]

    def script(portal: Portal) -> Iterator[str]:
        now_and_then(rng, portal, RISK)
        for quarter, row in zip(QUARTERS, numbers, strict=True):
            portal.send(RISK, f"{LAST}-{quarter}", risk(*row))
        yield LAST
        changed = [list(row) for row in numbers]
        at, column = rng.randrange(4), rng.randrange(3)
        changed[at][column] += rng.choice([1, 2, 7, 30])
        sums = [sum(row[place] for row in changed) for place in range(3)]
        portal.send(RISK, f"{LAST}-{QUARTERS[at]}", risk(*changed[at]))
        if rng.random() < 0.5:
            yield LAST
        portal.send(RISK, LAST, risk(*sums))
        yield LAST
        now_and_then(rng, portal, RISK)
        back = [sum(row[place] for row in numbers) for place in range(3)]
        portal.send(RISK, LAST, risk(*back))
        yield LAST
        if rng.random() < 0.5:
            portal.send(RISK, LAST, risk(*sums))
            yield LAST

    return script


def rolling(rng: Random) -> Script:
    """Rolling windows of twelve months, beside quarters that they are made of."""
    quarters = [rng.choice([rng.randint(0, 6), rng.randint(3, 30)]) for _ in range(8)]
    with_total = rng.random() < 0.4
    others = [rng.randint(0, 20) for _ in range(8)]

    def windows(portal: Portal, at: int, part: str) -> None:
        period = f"{LAST}{part}"
        number, before = sum(quarters[at + 1 : at + 5]), sum(quarters[max(0, at - 3) : at + 1])
        if with_total:
            portal.send(RISK, period, risk(sum(others[at + 1 : at + 5]), number, 70 + at))
        else:
            portal.send(CSE, period, cse(number, before if at >= 3 else 40))

    def script(portal: Portal) -> Iterator[str]:
        family = RISK if with_total else CSE
        now_and_then(rng, portal, family)
        windows(portal, 0, "-to-june")
        windows(portal, 1, "-to-september")
        yield LAST
        windows(portal, 2, "-to-december")
        yield LAST
        now_and_then(rng, portal, family)
        if with_total and rng.random() < 0.7:
            for at, quarter in enumerate(QUARTERS):
                portal.send(
                    OUTCOMES,
                    f"{LAST}-{quarter}",
                    outcomes({"identified-action": quarters[4 + at], "identified-no-action": others[4 + at] + 17}),
                )
            yield LAST
        windows(portal, 3, "")
        yield LAST

    return script


def closed_years(rng: Random) -> Script:
    """Years that are loaded after they were closed, beside later ones that print them as the year before."""
    numbers = {year: count(rng, 0.5) for year in ("2019-20", *YEARS)}

    def script(portal: Portal) -> Iterator[str]:
        now_and_then(rng, portal, CSE)
        portal.send(CSE, LAST, cse(numbers[LAST], numbers[BEFORE]))
        yield LAST
        portal.backfill(CSE, BEFORE, cse(numbers[BEFORE] + rng.choice([0, 0, 1]), numbers["2020-21"]))
        yield BEFORE
        now_and_then(rng, portal, CSE)
        portal.backfill(CSE, "2020-21", cse(numbers["2020-21"], numbers["2019-20"]))
        yield "2020-21"

    return script
