"""Words and numbers of a note beside the table that it is printed below."""

import pytest

from indicators.checks.context import Context
from indicators.checks.problems import Problem
from indicators.definitions.families import get_family
from tests.unit.indicators.checks.cases import CSE, CSE_ROW, END, YEAR, cells, check, crimes, rates, rates_before


def said(note: str, current: int = 16, before: int = 10) -> list[Problem]:
    found = check(CSE, crimes(current, before), context=Context(YEAR, earlier=crimes(before)), note=note)
    return [one for one in found if one.code == "NOTE-1"]


def test_a_decrease_under_a_rise_is_asked_about_beside_the_change() -> None:
    (problem,) = said("Numbers decreased further to 16.")
    assert (problem.row, problem.column, problem.confirm, problem.stops) == (CSE_ROW, "current", True, False)
    assert "The note says “Numbers decreased further to 16”" in problem.sentence
    assert "“Number of Child Sexual Exploitation Crimes” went up from 10 to 16 (+6)" in problem.sentence


@pytest.mark.parametrize(
    "note",
    [
        "Crimes fell.",
        "There were fewer crimes than last year.",
        "This is a reduction from 16 to 10.",
        "Crimes rose to 17.",
        "An increase from 11 to 16.",
        "Crimes rose by 7.",
        "Up by 50%.",
        "Crimes went up by 61 per cent, because of new recording.",
        "We changed the system. Crimes dropped to 16 since.",
        "Crimes were down from 10.",
    ],
)
def test_what_the_table_contradicts_is_asked_about(note: str) -> None:
    assert len(said(note)) == 1


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Crimes rose from 10 to 16.",
        "Up by 60%.",
        "An increase of more than half, due to better recognition.",
        "Crimes rose by 6, to 16.",
        "The figures cover the 12 months to 31 March 2023.",
        "Crimes increased, although the year to 31 March 2021 was higher.",
        "Crimes did not fall.",
        "Recorded under section 42 since 2021-22; children aged 16 and 17 are included.",
        "Number of crimes as recorded on 3 April 2023.",
        "Crimes are up from 10.",
    ],
)
def test_what_fits_the_table_is_not(note: str) -> None:
    assert said(note) == []


def test_what_is_made_up_or_unknown_is_not_judged() -> None:
    found = check("contact-sources", cells({"6": 618}, "count"), note="Contacts from the police fell.")
    assert "NOTE-1" not in [one.code for one in found]


def test_a_row_that_is_named_is_the_one_that_is_meant() -> None:
    rows = {"6": 618, "4": 47}
    before = Context(YEAR, earlier=cells({"6": 600, "4": 60}, "count"))
    for note, found in (("Police fell.", ["6"]), ("Police rose to 618.", []), ("Some sources fell.", [])):
        problems = check("contact-sources", cells(rows, "count"), context=before, note=note)
        assert [one.row for one in problems if one.code == "NOTE-1"] == found


def test_a_total_may_be_spoken_of() -> None:
    family = get_family("contact-sources")
    rows = {row.key: 10 for row in family.rows_on(END)}
    before = Context(YEAR, earlier=cells(dict.fromkeys(rows, 11), "count"))
    total = 10 * len(rows)
    for note, found in ((f"Contacts fell to {total}.", []), (f"Contacts fell to {total + 1}.", [""])):
        problems = check(family, cells(rows, "count"), context=before, note=note)
        assert [one.row for one in problems if one.code == "NOTE-1"] == found


def test_the_name_of_a_row_is_no_direction() -> None:
    numbers = cells({"remained": 24, "reduced": 158, "removed": 101}, "count")
    earlier = Context(YEAR, earlier=cells({"remained": 20, "reduced": 150, "removed": 90}, "count"))
    assert "NOTE-1" not in [
        one.code for one in check("enquiry-outcomes", numbers, context=earlier, note="Risk reduced: as recorded.")
    ]


def test_rates_are_spoken_of_with_their_decimals() -> None:
    context = Context(YEAR, earlier=rates_before())
    for note, found in (("The rate rose to 110.0.", []), ("The rate fell to 110.0.", ["own"])):
        problems = check("referrals-rate", rates(), context=context, note=note)
        assert [one.row for one in problems if one.code == "NOTE-1"] == found
