"""The shapes of campaigns: what is sent, corrected and published, in which order. Numbers and turns are chance.

Each shape is a script for a portal, which yields the year of every release that is to be made. The figures that gave
counts away once are shapes without chance, at the end.
"""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

from tests.disclosure.attack.portal import Answers, Portal, value_of

Script = Callable[[Portal], Iterator[str]]
Shape = Callable[[Random], Script]
YEARS = ("2020-21", "2021-22", "2022-23")
LAST, BEFORE = "2022-23", "2021-22"
CSE, CSE_ROW = "child-sexual-exploitation", "number-of-child-sexual-exploitation-crimes"
RISK, OUTCOMES, DESIRED = "enquiry-outcomes", "section-42-outcomes", "desired-outcomes"
SUMMARY, MISSING, SAFETY = "adult-safeguarding-summary", "missing-children", "safety-and-anti-bullying"
FACTORS, CONTACTS, RATES = "assessment-factors", "contact-sources", "child-protection-plans-rate"
LOOKED_AFTER, OWN = "children-looked-after-rate", "bath-and-north-east-somerset"
QUARTERS = ("q1", "q2", "q3", "q4")
OUTCOME_ROWS = (
    *("identified-action", "identified-no-action", "inconclusive-action", "inconclusive-no-action"),
    *("none-action", "none-no-action", "ceased"),
)


def count(rng: Random, small: float = 0.35) -> int:
    """A count, small more often than in life."""
    if rng.random() < small:
        return rng.randint(0, 8)
    return rng.choice([rng.randint(6, 60), rng.randint(20, 200), rng.randint(60, 700)])


def rules(rng: Random) -> dict[str, Any]:
    """A policy by chance, of those that may be agreed."""
    threshold = rng.randint(3, 9)
    zeros = rng.choice(["printed", "printed", "always", "hidden"])
    method = rng.choice(["suppress", "suppress", "suppress", "both", "round"])
    base = {"suppress": 0, "both": rng.choice([3, 5, 10]), "round": 2 * threshold + rng.randint(1, 3)}[method]
    return {"threshold": threshold, "zeros": zeros, "method": method, "base": base}


def now_and_then(rng: Random, portal: Portal, family: str) -> None:
    """One time in four another policy, of the family or of every family."""
    if rng.random() < 0.25:
        portal.agree(rng.choice([family, family, ""]), **rules(rng))


# --- What returns say


def risk(remained: int, reduced: int, removed: int) -> dict[tuple[str, str], Any]:
    """A return about what became of the risk."""
    return {("remained", "count"): remained, ("reduced", "count"): reduced, ("removed", "count"): removed}


def one_row(family: str, row: str, now: int, before: int) -> Answers:
    """The current and the previous 12 months of a row."""
    return {(row, "current"): now, (row, "previous"): before}


def cse(now: int, before: int = 40) -> Answers:
    """A return of child sexual exploitation crimes."""
    return one_row(CSE, CSE_ROW, now, before)


def outcomes(numbers: Mapping[str, int]) -> dict[tuple[str, str], Any]:
    """A return about outcomes of enquiries."""
    return {(row, "count"): numbers.get(row, 40 + 7 * at) for at, row in enumerate(OUTCOME_ROWS)}


def summary(concluded: int, before: int, **more: int) -> dict[tuple[str, str], Any]:
    """The summary of the year and of the year before."""
    rows = {"concerns": 900, "section-42-started": 300, "other-started": 150, "other-concluded": 140} | more
    cells = {(row, column): number for row, number in rows.items() for column in ("current", "previous")}
    return cells | {("section-42-concluded", "current"): concluded, ("section-42-concluded", "previous"): before}


def desired(concluded: int, expressed: int, parts: tuple[int, int, int], rest: tuple[int, int, int]) -> dict[Any, Any]:
    """What was wanted, and whether it was achieved; who was not asked is the rest."""
    fully, partially, _ = parts
    none, dont_know, not_recorded = rest
    numbers = {
        "concluded": concluded,
        "expressed": expressed,
        "none-expressed": none,
        "not-asked": concluded - expressed - sum(rest),
        "dont-know": dont_know,
        "not-recorded": not_recorded,
        "fully-achieved": fully,
        "partially-achieved": partially,
        "not-achieved": expressed - fully - partially,
    }
    return {(row, "count"): number for row, number in numbers.items()}


def missing(now: tuple[int, int, int, int, int], before: tuple[int, int, int, int, int]) -> Answers:
    """Children, reports, repeats, from care, repeats from care."""
    rows = (
        *("number-of-missing-children", "number-of-missing-children-reports", "number-of-repeat-missing-children"),
        *("number-of-children-missing-from-care", "number-of-repeat-children-missing-from-care"),
    )
    return {
        (row, column): number
        for column, numbers in (("current", now), ("previous", before))
        for row, number in zip(rows, numbers, strict=True)
    }


def safety(now: Mapping[str, int], before: Mapping[str, int]) -> Answers:
    """Crimes, by row; what is not named is large."""
    rows = {
        "number-of-child-suspects-of-crimes": 210,
        "number-of-domestic-abuse-incidents-excluding-crimes": 3100,
        "number-of-domestic-abuse-crimes": 1685,
        "number-of-domestic-abuse-crimes-victim-age-16-17": 61,
        "number-of-child-victims-of-crimes": 711,
        "number-of-child-victims-of-race-hate-crimes": 31,
    }
    return {
        (row, column): numbers.get(row, usual)
        for column, numbers in (("current", now), ("previous", before))
        for row, usual in rows.items()
    }


def rate(persons: int, number: int, decimals: int) -> float:
    """A rate per 10,000, halves up."""
    units = (2 * number * 10_000 * 10**decimals + persons) // (2 * persons)
    return units / 10**decimals


# --- Shapes


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


SHAPES: dict[str, Shape] = {
    "periods": periods,
    "revisions": revisions,
    "corrections": corrections,
    "same counts": same_counts,
    "years across": years_across,
    "definitions": definitions,
    "rates": rates,
    "rolling": rolling,
    "contacts": contacts,
    "closed years": closed_years,
    "factors": factors,
}
