"""Figures that once gave a count away while every certificate said that nothing did."""

from collections.abc import Callable, Iterator

from tests.disclosure.attack.figures import (
    BEFORE,
    CSE,
    CSE_ROW,
    DESIRED,
    LAST,
    MISSING,
    OUTCOMES,
    OWN,
    QUARTERS,
    RATES,
    REFERRALS,
    RISK,
    SAFETY,
    SUMMARY,
    cse,
    desired,
    missing,
    outcomes,
    rate,
    risk,
    safety,
    summary,
)
from tests.disclosure.attack.portal import Portal

Script = Callable[[Portal], Iterator[str]]
BIG = {"inconclusive-no-action": 60, "none-action": 30, "none-no-action": 41, "ceased": 22}


def months_that_miss_a_late_record(portal: Portal) -> Iterator[str]:
    """Months of 0, 0 and 7, their quarter 8; the year is the quarters' sum: the second quarter is 2."""
    for month, number in zip(("m01", "m02", "m03"), (0, 0, 7), strict=True):
        portal.send(CSE, f"{LAST}-{month}", cse(number))
    yield LAST
    for quarter, number in zip(QUARTERS, (8, 2, 9, 11), strict=True):
        portal.send(CSE, f"{LAST}-{quarter}", cse(number))
    yield LAST
    portal.send(CSE, LAST, cse(30))
    yield LAST


def a_year_with_a_late_record(portal: Portal) -> Iterator[str]:
    """A year with one late record more than its quarters: the second is at most 3."""
    for quarter, number in zip(QUARTERS, (8, 2, 9, 11), strict=True):
        portal.send(CSE, f"{LAST}-{quarter}", cse(number))
    yield LAST
    portal.send(CSE, LAST, cse(31))
    yield LAST


def revised_and_revised_back(portal: Portal) -> Iterator[str]:
    """A quarter of 120 goes up and comes back; then the year says 453, and so the small quarter."""
    for quarter, number in zip(QUARTERS, (120, 3, 150, 180), strict=True):
        portal.send(CSE, f"{LAST}-{quarter}", cse(number))
    yield LAST
    for number in (131, 120):
        portal.send(CSE, f"{LAST}-q1", cse(number))
        yield LAST
    portal.send(CSE, LAST, cse(453))
    yield LAST


def a_year_revised_below_its_quarters(portal: Portal) -> Iterator[str]:
    """Four small quarters are 13, then their year is 11: any three of them are 11 at most, so that the fourth is 2."""
    for quarter, number in zip(QUARTERS, (3, 2, 4, 4), strict=True):
        portal.send(CSE, f"{LAST}-{quarter}", cse(number))
    yield LAST
    for number in (13, 11):
        portal.send(CSE, LAST, cse(number))
        yield LAST


def corrected_under_rounding(portal: Portal) -> Iterator[str]:
    """Corrected under rounding and suppression, which unties the tables that it replaced."""
    portal.agree(OUTCOMES, threshold=5, zeros="hidden")
    first = {"identified-action": 9, "identified-no-action": 4, "inconclusive-action": 12, **BIG}
    portal.send(OUTCOMES, LAST, outcomes(first))
    yield LAST
    portal.agree(OUTCOMES, threshold=9, zeros="hidden", method="both", base=5)
    portal.send(OUTCOMES, LAST, outcomes(first | {"inconclusive-action": 14}))
    yield LAST
    portal.agree(OUTCOMES, threshold=5, zeros="hidden")
    portal.send(OUTCOMES, LAST, outcomes(first | {"inconclusive-action": 12}))
    yield LAST
    portal.send(OUTCOMES, LAST, outcomes(first | {"inconclusive-action": 15}))
    yield LAST


def quarters_beside_another_familys_year(portal: Portal) -> Iterator[str]:
    """Quarters of 120, 3, 150 and 180 in one family, the year 453 in another."""
    for quarter, number in zip(QUARTERS, (120, 3, 150, 180), strict=True):
        numbers = {"identified-action": number, **dict.fromkeys(BIG, 0)}
        numbers |= {"identified-no-action": 0, "inconclusive-action": 0}
        portal.send(OUTCOMES, f"{LAST}-{quarter}", outcomes(numbers))
    yield LAST
    portal.send(SUMMARY, LAST, summary(453, 400))
    yield LAST


def the_year_before_in_another_family(portal: Portal) -> Iterator[str]:
    """The same, told by the column of the year before."""
    for quarter, number in zip(QUARTERS, (120, 3, 150, 180), strict=True):
        numbers = {"identified-action": number, **dict.fromkeys(BIG, 0)}
        numbers |= {"identified-no-action": 0, "inconclusive-action": 0}
        portal.send(OUTCOMES, f"{BEFORE}-{quarter}", outcomes(numbers))
    yield BEFORE
    portal.send(SUMMARY, LAST, summary(400, 453))
    yield LAST


def children_and_reports(portal: Portal) -> Iterator[str]:
    """40 children in 41 reports make one repeat; 30 in 30 make none, which a policy protects."""
    portal.agree(MISSING, threshold=5, zeros="hidden")
    portal.send(MISSING, LAST, missing((40, 41, 1, 12, 0), (30, 30, 0, 11, 0)))
    yield LAST


def risk_identified_in_two_families(portal: Portal) -> Iterator[str]:
    """265 with a risk identified in one family; 262 and 3 in the other."""
    numbers = {"identified-action": 262, "identified-no-action": 3, "inconclusive-action": 50, **BIG}
    portal.send(RISK, LAST, risk(120, 80, 65))
    yield LAST
    portal.send(OUTCOMES, LAST, outcomes(numbers))
    yield LAST


def concluded_in_two_families(portal: Portal) -> Iterator[str]:
    """Who was not asked is concluded elsewhere, less those who were."""
    numbers = {"identified-action": 200, "identified-no-action": 20, "inconclusive-action": 50, **BIG}
    concluded = sum(numbers.values())
    portal.send(OUTCOMES, LAST, outcomes(numbers))
    yield LAST
    portal.send(DESIRED, LAST, desired(concluded, concluded - 3, (200, 100, 0), (0, 0, 0)))
    yield LAST


def race_hate_among_few_victims(portal: Portal) -> Iterator[str]:
    """Victims of race hate crimes among very few victims."""
    few = {"number-of-child-victims-of-crimes": 6, "number-of-child-victims-of-race-hate-crimes": 5}
    portal.agree(SAFETY, threshold=9)
    portal.send(SAFETY, LAST, safety(few, few))
    yield LAST


def a_rate_without_its_count(portal: Portal) -> Iterator[str]:
    """0.8 per 10,000 beside last year's 139 and 38.4: three children."""
    for year, number in ((BEFORE, 139), (LAST, 3)):
        cells = portal.cells(RATES, year)
        cells[OWN, "rate"] = rate(36_198, number, 1)
        cells[OWN, "count"] = number if year == BEFORE else "[x]"
        portal.send(RATES, year, cells, behind={(OWN, "count"): number})
        yield year


def a_rate_of_a_year_beside_its_quarters(portal: Portal) -> Iterator[str]:
    """125.1 of 10,000 of 36,198 children are 453 referrals; without 120, 150 and 180 the second quarter is 3."""
    portal.populate({OWN: 36_198}, f"{LAST[:4]}-06-30")
    for part, number in (*zip(QUARTERS, (120, 3, 150, 180), strict=True), ("", 453)):
        period = f"{LAST}-{part}".rstrip("-")
        cells = portal.cells(REFERRALS, LAST)
        cells[OWN, "rate"] = rate(36_198, number, 1)
        cells[OWN, "count"] = number if part else "[x]"
        portal.send(REFERRALS, period, cells, behind={(OWN, "count"): number})
        if part in ("q4", ""):
            yield LAST


def a_rate_of_a_year_beside_quarters_that_tell_the_people(portal: Portal) -> Iterator[str]:
    """180 at 49.7 of 10,000 are 36,200 people in the year too: 124.6 of them are 451, and the second quarter is 1."""
    for part, number in (*zip(QUARTERS, (120, 1, 150, 180), strict=True), ("", 451)):
        cells = portal.cells(REFERRALS, LAST)
        cells[OWN, "rate"] = rate(36_198, number, 1)
        cells[OWN, "count"] = number if part else "[x]"
        portal.send(REFERRALS, f"{LAST}-{part}".rstrip("-"), cells, behind={(OWN, "count"): number})
        if part in ("q4", ""):
            yield LAST


def a_zero_that_was_one_beside_an_older_total(portal: Portal) -> Iterator[str]:
    """A printed 0 becomes 1, while another family still prints the older total: how far off it is, nobody says."""
    numbers = {"identified-action": 4, "identified-no-action": 0, "inconclusive-action": 1, **BIG}
    portal.send(OUTCOMES, BEFORE, outcomes(numbers))
    yield BEFORE
    portal.send(SUMMARY, LAST, summary(400, sum(numbers.values())))
    yield LAST
    portal.send(OUTCOMES, BEFORE, outcomes(numbers | {"identified-no-action": 1}))
    yield BEFORE


def a_total_that_comes_back_with_a_zero(portal: Portal) -> Iterator[str]:
    """1 and 4 come to 428 with others, then 1 and 5 to 429; then 428 again with a 0 that is always printed: 1 was 1."""
    numbers = {"identified-action": 182, "identified-no-action": 2, "inconclusive-action": 1, "ceased": 4}
    numbers |= {"inconclusive-no-action": 47, "none-action": 183, "none-no-action": 9}
    portal.send(OUTCOMES, LAST, outcomes(numbers))
    yield LAST
    portal.send(OUTCOMES, LAST, outcomes(numbers | {"ceased": 5}))
    yield LAST
    portal.agree(OUTCOMES, threshold=4, zeros="always", method="both", base=10)
    portal.send(OUTCOMES, LAST, outcomes(numbers | {"ceased": 5, "inconclusive-action": 0}))
    yield LAST


def a_row_that_is_not_applicable_beside_a_total(portal: Portal) -> Iterator[str]:
    """54 prints as 50, all other rows 0 or not applicable: of 59 in another family, what is suppressed would be 5."""
    portal.agree(OUTCOMES, threshold=5, method="both", base=10)
    numbers = {"identified-action": 54, "identified-no-action": 0, "inconclusive-action": 5, **dict.fromkeys(BIG, 0)}
    portal.send(OUTCOMES, LAST, outcomes(numbers) | {("ceased", "count"): "[z]"})
    yield LAST
    portal.send(SUMMARY, LAST, summary(59, 400))
    yield LAST


def a_quarter_that_is_not_applicable(portal: Portal) -> Iterator[str]:
    """A service that began in the second quarter: 5, 54 that prints as 50, and 0 are the year's 59."""
    portal.agree(CSE, threshold=5, method="both", base=10)
    for quarter, answer in zip(QUARTERS, ("[z]", 5, 54, 0), strict=True):
        portal.send(CSE, f"{LAST}-{quarter}", {(CSE_ROW, "current"): answer, (CSE_ROW, "previous"): 40})
    yield LAST
    portal.agree(CSE, threshold=5)
    portal.send(CSE, LAST, cse(59, 160))
    yield LAST


def a_policy_that_tells(portal: Portal) -> Iterator[str]:
    """What could be 0 to 5 is hidden under a policy that always prints zeros: it is 1 or more."""
    numbers = {"identified-action": 200, "identified-no-action": 4, "inconclusive-action": 3, **BIG}
    portal.agree(OUTCOMES, threshold=5, zeros="hidden")
    portal.send(OUTCOMES, LAST, outcomes(numbers))
    yield LAST
    portal.agree(OUTCOMES, threshold=5, zeros="always")
    portal.send(OUTCOMES, LAST, outcomes(numbers | {"ceased": 23}))
    yield LAST


def the_largest_is_hidden(portal: Portal) -> Iterator[str]:
    """Most cells are hidden, the largest among them; what is said of the largest has to be true."""
    portal.agree(RISK, threshold=9)
    portal.send(RISK, LAST, risk(0, 8, 7))
    yield LAST


SEEDS: tuple[Script, ...] = (
    months_that_miss_a_late_record,
    a_year_with_a_late_record,
    revised_and_revised_back,
    a_year_revised_below_its_quarters,
    corrected_under_rounding,
    quarters_beside_another_familys_year,
    the_year_before_in_another_family,
    children_and_reports,
    risk_identified_in_two_families,
    concluded_in_two_families,
    race_hate_among_few_victims,
    a_rate_without_its_count,
    a_rate_of_a_year_beside_its_quarters,
    a_rate_of_a_year_beside_quarters_that_tell_the_people,
    a_zero_that_was_one_beside_an_older_total,
    a_total_that_comes_back_with_a_zero,
    a_row_that_is_not_applicable_beside_a_total,
    a_quarter_that_is_not_applicable,
    a_policy_that_tells,
    the_largest_is_hidden,
)
