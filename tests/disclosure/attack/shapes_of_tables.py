"""Shapes of campaigns about what tables hold: corrections, the same counts twice, definitions, rates, sources."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from tests.disclosure.attack.figures import (
    BEFORE,
    CONTACTS,
    DESIRED,
    FACTORS,
    LAST,
    LOOKED_AFTER,
    MISSING,
    OUTCOME_ROWS,
    OUTCOMES,
    OWN,
    QUARTERS,
    RATES,
    RISK,
    SAFETY,
    SUMMARY,
    YEARS,
    count,
    desired,
    missing,
    now_and_then,
    outcomes,
    rate,
    risk,
    rules,
    safety,
    summary,
)
from tests.disclosure.attack.portal import Portal, value_of

Script = Callable[[Portal], Iterator[str]]


def corrections(rng: Random) -> Script:
    """One year, corrected again and again, with a policy agreed before each correction."""
    numbers = {row: count(rng) for row in OUTCOME_ROWS}

    def script(portal: Portal) -> Iterator[str]:
        portal.send(OUTCOMES, LAST, outcomes(numbers))
        yield LAST
        for _ in range(rng.randint(2, 3)):
            if rng.random() < 0.8:
                portal.agree(OUTCOMES, **rules(rng))
            row = rng.choice(OUTCOME_ROWS)
            numbers[row] = rng.choice([count(rng), max(0, numbers[row] + rng.choice([-1, 1, 2, 25]))])
            portal.send(OUTCOMES, LAST, outcomes(numbers))
            yield LAST

    return script


def same_counts(rng: Random) -> Script:
    """Quarters in one family, the year in another, a breakdown in a third."""
    quarters = [{row: count(rng, 0.3) for row in OUTCOME_ROWS} for _ in range(4)]
    year = {row: sum(one[row] for one in quarters) for row in OUTCOME_ROWS}
    concluded = sum(year.values())
    identified = year["identified-action"] + year["identified-no-action"]

    def script(portal: Portal) -> Iterator[str]:
        now_and_then(rng, portal, OUTCOMES)
        if rng.random() < 0.7:
            for quarter, numbers in zip(QUARTERS, quarters, strict=True):
                portal.send(OUTCOMES, f"{LAST}-{quarter}", outcomes(numbers))
            yield LAST
        portal.send(SUMMARY, LAST, summary(concluded, rng.randint(150, 400)))
        yield LAST
        now_and_then(rng, portal, RISK)
        remained = min(identified, rng.choice([count(rng), rng.randint(0, 6)]))
        reduced = rng.randint(0, identified - remained)
        portal.send(RISK, LAST, risk(remained, reduced, identified - remained - reduced))
        yield LAST
        if rng.random() < 0.6:
            expressed = rng.randint(concluded // 2, concluded)
            rest = concluded - expressed
            none = min(rest, rng.randint(0, 8))
            unknown = min(rest - none, rng.randint(0, 5))
            fully = rng.randint(0, expressed)
            partially = rng.randint(0, expressed - fully)
            portal.send(DESIRED, LAST, desired(concluded, expressed, (fully, partially, 0), (none, unknown, 0)))
            yield LAST
        portal.send(OUTCOMES, LAST, outcomes(year))
        yield LAST

    return script


def years_across(rng: Random) -> Script:
    """Two years, each with the year before it, in two families that count the same."""
    first, second = ({row: count(rng, 0.3) for row in OUTCOME_ROWS} for _ in range(2))

    def script(portal: Portal) -> Iterator[str]:
        now_and_then(rng, portal, SUMMARY)
        portal.send(OUTCOMES, BEFORE, outcomes(first))
        yield BEFORE
        portal.send(SUMMARY, LAST, summary(sum(second.values()), sum(first.values()), **_few(rng)))
        yield LAST
        now_and_then(rng, portal, OUTCOMES)
        portal.send(OUTCOMES, LAST, outcomes(second))
        yield LAST
        row = rng.choice(OUTCOME_ROWS)
        first[row] += rng.choice([1, 2, 5])
        portal.send(OUTCOMES, BEFORE, outcomes(first))
        yield BEFORE

    return script


def _few(rng: Random) -> dict[str, int]:
    return {name: rng.randint(0, 9) for name in ("other-started", "other-concluded") if rng.random() < 0.5}


def definitions(rng: Random) -> Script:
    """Counts of which the definitions tell one from the others."""

    def children() -> tuple[int, int, int, int, int]:
        number = rng.choice([rng.randint(6, 40), rng.randint(20, 300)])
        repeats = min(number, rng.choice([0, 1, rng.randint(0, 6), rng.randint(0, 40)]))
        reports = number + repeats + (rng.choice([0, 0, 1, 3, 40]) if repeats else 0)
        care = rng.randint(0, min(number, rng.choice([8, 60])))
        return number, reports, repeats, care, rng.randint(0, min(care, repeats))

    def crimes() -> dict[str, int]:
        victims = rng.choice([rng.randint(0, 8), rng.randint(6, 90)])
        return {
            "number-of-child-victims-of-crimes": victims,
            "number-of-child-victims-of-race-hate-crimes": rng.randint(0, min(victims, 8)),
            "number-of-domestic-abuse-crimes-victim-age-16-17": rng.randint(0, 9),
        }

    def script(portal: Portal) -> Iterator[str]:
        before, crimes_before = children(), crimes()
        now_and_then(rng, portal, MISSING)
        for year in (BEFORE, LAST):
            now, crimes_now = children(), crimes()
            portal.send(MISSING, year, missing(now, before))
            yield year
            if rng.random() < 0.5:
                portal.send(SAFETY, year, safety(crimes_now, crimes_before))
                yield year
            before, crimes_before = now, crimes_now
            now_and_then(rng, portal, MISSING)
        if rng.random() < 0.5:
            corrected = children()
            portal.send(MISSING, LAST, missing(corrected, before))
            yield LAST

    return script


def factors(rng: Random) -> Script:
    """Factors of assessments, of which one stands alone."""
    keys = ("1a", "1b", "2a", "3b", "4a", "21")

    def numbers(portal: Portal) -> dict[tuple[str, str], Any]:
        found = portal.cells(FACTORS, LAST)
        whole = rng.randint(12, 60)
        alone = rng.randint(0, min(6, whole))
        chosen = {key: min(count(rng, 0.6), whole - alone) for key in keys if key != "21"}
        cells: dict[tuple[str, str], Any] = {cell: min(rng.randint(6, 12), whole - alone) for cell in found}
        cells |= {(key, "count"): number for key, number in chosen.items() if (key, "count") in found}
        return cells | {("assessments", "count"): whole, ("21", "count"): alone}

    def script(portal: Portal) -> Iterator[str]:
        now_and_then(rng, portal, FACTORS)
        for _ in range(rng.randint(2, 3)):
            portal.send(FACTORS, LAST, numbers(portal))
            yield LAST
            now_and_then(rng, portal, FACTORS)

    return script


def contacts(rng: Random) -> Script:
    """Contacts by source: answers of every kind, marks, and years before for a trend."""

    def numbers(portal: Portal) -> dict[tuple[str, str], Any]:
        cells: dict[tuple[str, str], Any] = {}
        for cell in portal.cells(CONTACTS, LAST):
            answer: Any = count(rng, 0.25)
            if rng.random() < 0.06:
                answer = rng.choice(["[x]", "[z]"])
            elif rng.random() < 0.1:
                answer = portal.marked(value_of(answer), provisional=True)
            cells[cell] = answer
        return cells

    def script(portal: Portal) -> Iterator[str]:
        now_and_then(rng, portal, CONTACTS)
        for year in rng.choice([(LAST,), (BEFORE, LAST), ("2018-19", "2019-20", *YEARS)]):
            portal.send(CONTACTS, year, numbers(portal))
            if year in (BEFORE, LAST):
                yield year
        now_and_then(rng, portal, CONTACTS)
        portal.send(CONTACTS, LAST, numbers(portal))
        yield LAST

    return script


def rates(rng: Random) -> Script:
    """Rates with counts and without, with people that are known and that are not."""
    family, decimals = rng.choice([(RATES, 1), (LOOKED_AFTER, 0)])
    people = {year: rng.randint(30_000, 38_000) for year in YEARS}
    people[BEFORE] = people[YEARS[0]] + rng.randint(-400, 400)
    people[LAST] = people[BEFORE] + rng.randint(-400, 400)
    is_known = rng.random() < 0.3

    def script(portal: Portal) -> Iterator[str]:
        now_and_then(rng, portal, family)
        if is_known:
            portal.populate({OWN: people[LAST]}, f"{LAST[:4]}-06-30")
        for year in YEARS:
            number = count(rng, 0.45)
            cells = portal.cells(family, year)
            cells[OWN, "rate"] = rate(people[year], number, decimals)
            without = rng.random() < 0.4
            cells[OWN, "count"] = "[x]" if without else number
            portal.send(family, year, cells, behind={(OWN, "count"): number})
            yield year
        if rng.random() < 0.5:
            number = count(rng, 0.5)
            cells = portal.cells(family, LAST)
            cells[OWN, "count"], cells[OWN, "rate"] = number, rate(people[LAST], number, decimals)
            portal.send(family, LAST, cells)
            yield LAST

    return script
