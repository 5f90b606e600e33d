"""The figures that campaigns send: whole returns from a few numbers, by chance where it is given."""

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.disclosure.attack.portal import Answers, Portal

YEARS = ("2020-21", "2021-22", "2022-23")
LAST, BEFORE = "2022-23", "2021-22"
CSE, CSE_ROW = "child-sexual-exploitation", "number-of-child-sexual-exploitation-crimes"
RISK, OUTCOMES, DESIRED = "enquiry-outcomes", "section-42-outcomes", "desired-outcomes"
SUMMARY, MISSING, SAFETY = "adult-safeguarding-summary", "missing-children", "safety-and-anti-bullying"
FACTORS, CONTACTS, RATES = "assessment-factors", "contact-sources", "child-protection-plans-rate"
REFERRALS, LOOKED_AFTER = "referrals-rate", "children-looked-after-rate"
OWN = "bath-and-north-east-somerset"
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
