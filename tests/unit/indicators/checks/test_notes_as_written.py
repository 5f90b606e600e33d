"""Notes as councils and forces write them, each beside its table: asked about, or passed over."""

import pytest

from indicators.checks.context import Context
from indicators.checks.rules import check_return
from indicators.definitions.families import Row, get_family, library
from indicators.definitions.values import Value
from tests.unit.indicators.checks.cases import CSE, YEAR, cells, check, crimes, reported_text
from tests.unit.indicators.checks.written_notes import CONTRADICTED, FITTING


def asked(note: str, current: int = 16, before: int = 10) -> list[str]:
    found = check(CSE, crimes(current, before), context=Context(YEAR, earlier=crimes(before)), note=note)
    return [one.sentence for one in found if one.code == "NOTE-1"]


@pytest.mark.parametrize("note", CONTRADICTED)
def test_what_a_rise_from_10_to_16_contradicts_is_asked_about(note: str) -> None:
    assert len(asked(note)) == 1


@pytest.mark.parametrize("note", FITTING)
def test_what_a_rise_from_10_to_16_bears_out_or_does_not_touch_is_passed_over(note: str) -> None:
    assert asked(note) == []


@pytest.mark.parametrize(
    ("note", "current", "before", "count"),
    [
        ("Crimes doubled.", 20, 10, 0),
        ("Crimes more than doubled.", 23, 10, 0),
        ("Crimes more than doubled.", 19, 10, 1),
        ("Crimes nearly doubled.", 19, 10, 0),
        ("Crimes halved.", 5, 10, 0),
        ("Crimes more than halved.", 6, 10, 1),
        ("Crimes fell by a third.", 20, 30, 0),
        ("Crimes fell by two thirds.", 20, 30, 1),
        ("Crimes fell by three quarters.", 10, 40, 0),
        ("Numbers remained stable.", 101, 100, 0),
        ("Numbers remained stable.", 4, 3, 0),
        ("Numbers remained stable.", 140, 100, 1),
        ("No change.", 10, 10, 0),
        ("No change.", 11, 10, 1),
        ("The number is unchanged at 10.", 10, 10, 0),
        ("The number is unchanged at 11.", 10, 10, 1),
        ("Crimes rose.", 10, 10, 1),
        ("Crimes did not rise.", 10, 10, 0),
        ("Crimes fell slightly.", 98, 100, 0),
        ("Crimes rose from 1,016 to 1,040.", 1040, 1016, 0),
        ("Crimes rose from 1 016 to 1 040.", 1040, 1016, 0),
        ("Crimes rose from 1,016 to 1,041.", 1040, 1016, 1),
        ("Up 2.4%.", 1040, 1016, 0),
        ("Up 2%.", 1040, 1016, 0),
        ("Up 3%.", 1040, 1016, 1),
        ("Crimes rose by 12.5%.", 9, 8, 0),
        ("Crimes rose by 12%.", 9, 8, 0),
        ("Crimes fell to zero.", 0, 8, 0),
        ("Crimes fell to zero.", 3, 8, 1),
        ("There were none this year.", 3, 8, 1),
        ("There were no crimes this year.", 0, 8, 0),
    ],
)
def test_words_for_how_much_are_held_against_the_change(note: str, current: int, before: int, count: int) -> None:
    assert len(asked(note, current, before)) == count


@pytest.mark.parametrize(
    ("note", "rows"),
    [
        ("Police rose by 18 and Anonymous fell by 13.", []),
        ("Police rose by 13 and Anonymous fell by 18.", 2),
        ("Police fell, Anonymous rose.", 2),
        ("Police rose while Anonymous fell.", []),
        ("Police rose to 47.", 1),
        ("Police (618) and Anonymous (47).", []),
        ("Police is the largest source.", []),
        ("Anonymous is the largest source.", 1),
        ("Anonymous is the second largest source.", []),
        ("Police is the second largest source.", 1),
        ("The highest number came from Anonymous.", 1),
        ("Anonymous was the lowest.", 1),
    ],
)
def test_each_row_is_held_against_what_is_said_of_it(note: str, rows: list[str] | int) -> None:
    family = get_family("contact-sources")
    labels = {row.key: row.label for row in family.fixed_rows}
    note = note.replace("Anonymous", labels["4"]).replace("Police", labels["6"])
    sent, before = {"6": 618, "4": 47, "1a": 12}, {"6": 600, "4": 60, "1a": 12}
    context = Context(YEAR, earlier=cells(before, "count"))
    found = [one for one in check(family, cells(sent, "count"), context=context, note=note) if one.code == "NOTE-1"]
    assert len(found) == (rows or 0), [one.sentence for one in found]


AREAS = [Row("own", "Kentside"), Row("b", "Norwell"), Row("c", "Southam"), Row("d", "Easton"), Row("eng", "England")]


def of_areas(note: str, own_area: str = "own") -> list[str]:
    def of(rates: list[str]) -> dict[tuple[str, str], Value]:
        return {(row.key, "rate"): reported_text(rate) for row, rate in zip(AREAS, rates, strict=True)} | {
            (row.key, "count"): reported_text("500") for row in AREAS
        }

    context = Context(YEAR, earlier=of(["400.0", "380.0", "510.0", "620.0", "550.0"]), own_area=own_area)
    found = check_return(
        family=get_family("referrals-rate"),
        rows=AREAS,
        figures=of(["390.5", "400.0", "500.0", "610.0", "540.1"]),
        note=note,
        context=context,
    )
    return [one.sentence for one in found if one.code == "NOTE-1"]


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("Our rate fell.", 0),
        ("Our rate rose.", 1),
        ("Norwell fell.", 1),
        ("The rate in England fell to 540.1.", 0),
        ("The rate in England fell to 390.5.", 1),
        ("Our rate is the lowest of all areas.", 0),
        ("Our rate is the second lowest.", 1),
        ("Kentside has the highest rate.", 1),
        ("Norwell has the second lowest rate.", 0),
        ("Our rate is below the England average.", 0),
        ("Our rate is above that of England.", 1),
        ("Our rate is lower than Norwell.", 0),
        ("Our rate is higher than Norwell.", 1),
        ("Kentside's rate fell by 9.5.", 0),
        ("Kentside's rate fell by 2.4%.", 0),
        ("Our rate of 390.5 is below the England rate of 540.1.", 0),
        ("Our rate of 391.5 is below the England rate.", 1),
        ("Kentside is now the lowest, ahead of Norwell.", 0),
        ("England fell and Norwell rose.", 0),
        ("England rose and Norwell fell.", 1),
        ("Rates fell in all areas.", 1),
        ("The rate fell to 390.5 per 10,000, the lowest since 2015-16.", 0),
        ("We are third of our statistical neighbours.", 0),
        ("Our rate is lower than our statistical neighbours.", 0),
        ("Our rate is the highest of our statistical neighbours.", 1),
        ("All rates are provisional; Easton was 610.0.", 0),
        ("Rates per 10,000 children aged under 18 at 31 March 2023, table 3.", 0),
    ],
)
def test_areas_are_held_against_each_other(note: str, count: int) -> None:
    assert len(of_areas(note)) == count, of_areas(note)


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("The percentage rose by 2 percentage points.", 0),
        ("The percentage rose by 2 points.", 0),
        ("The percentage rose by 2 percentage points, from 20.0% to 22.0%.", 0),
        ("The percentage rose by 3 percentage points.", 1),
        ("The percentage rose to 22%.", 0),
        ("The percentage rose to 23%.", 1),
        ("The percentage rose from 20% to 22%.", 0),
        ("The percentage fell from 22% to 20%.", 1),
        ("The percentage rose by 10%.", 0),
        ("The percentage rose by 2%.", 0),
        ("The percentage rose by 7%.", 1),
    ],
)
def test_percentages_move_by_points(note: str, count: int) -> None:
    family = library()["school-absence"]
    keys = [row.key for row in family.fixed_rows][:1]
    now = {(key, "rate"): reported_text("22.0") for key in keys}
    before = {(key, "rate"): reported_text("20.0") for key in keys}
    found = check_return(
        family=family,
        rows=[row for row in family.fixed_rows if row.key in keys],
        figures=now,
        note=note,
        context=Context(YEAR, earlier=before),
    )
    assert len([one for one in found if one.code == "NOTE-1"]) == count
