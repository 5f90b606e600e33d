"""Tables and lines that were sent before, and lines that changed places."""

from indicators.checks.context import Context
from indicators.checks.repeats import check_swaps
from indicators.definitions.families import Row, get_family
from indicators.definitions.values import reported
from tests.unit.indicators.checks.cases import (
    AREAS,
    CSE,
    END,
    YEAR,
    Figures,
    cells,
    check,
    codes,
    crimes,
    rates,
    reported_text,
)

CONTACTS = {"1a": 214, "1b": 96, "2a": 412, "3a": 58, "6": 618, "10": 17}


def contacts(**changes: int) -> Figures:
    rows = {row.key: 3 for row in get_family("contact-sources").rows_on(END)}
    return cells(rows | CONTACTS | {key.removeprefix("row_"): number for key, number in changes.items()}, "count")


def test_last_years_whole_table_is_asked_about_once() -> None:
    (problem,) = check("contact-sources", contacts(), context=Context(YEAR, earlier=contacts()))
    assert (problem.code, problem.row, problem.column, problem.confirm) == ("REPEAT-1", "", "", True)
    assert "the same as those approved a year ago" in problem.sentence


def test_a_table_of_which_one_figure_was_typed_anew_is_asked_about_too() -> None:
    found = check("contact-sources", contacts(row_6=640), context=Context(YEAR, earlier=contacts()))
    assert codes(found) == ["REPEAT-1"]


def test_a_table_in_which_small_numbers_stay_is_not() -> None:
    changed = contacts(row_1a=230, row_1b=90, row_2a=400, row_3a=61, row_6=640, row_10=15)
    rows = get_family("contact-sources").rows_on(END)
    small = {row.key: 1 + index % 4 for index, row in enumerate(rows) if row.key not in CONTACTS}
    assert check("contact-sources", changed | cells(small, "count"), context=Context(YEAR, earlier=contacts())) == []
    assert "REPEAT-1" not in codes(check(CSE, crimes(10, 10), context=Context(YEAR, earlier=crimes(10))))


def test_a_line_with_number_and_rate_of_last_year_is_asked_about() -> None:
    (problem,) = check("referrals-rate", rates(396), context=Context(YEAR, earlier=rates(380, "105.6")))
    assert (problem.code, problem.row, problem.confirm) == ("REPEAT-2", "other", True)
    assert "500 and 100.0, both as a year ago" in problem.sentence


def test_the_same_number_with_another_rate_is_no_line_sent_twice() -> None:
    now = rates(396) | {("other", "rate"): reported_text("99.0")}
    assert check("referrals-rate", now, context=Context(YEAR, earlier=rates(380, "105.6"))) == []


def test_two_areas_of_the_same_size_that_changed_places_are_asked_about() -> None:
    """As many children live in both: only what each was a year ago tells that the lines are swapped."""
    rows = (*AREAS, Row("third", "Third Area"))
    before = rates(396) | {("other", "count"): reported(720), ("other", "rate"): reported_text("200.0")}
    before |= {("third", "count"): reported(360), ("third", "rate"): reported_text("100.0")}
    now: Figures = {("own", "count"): reported(735), ("own", "rate"): reported_text("204.2")}
    now |= {("other", "count"): reported(380), ("other", "rate"): reported_text("105.6")}
    now |= {("third", "count"): reported(350), ("third", "rate"): reported_text("97.2")}
    found = list(check_swaps(get_family("referrals-rate"), rows, now, Context(YEAR, earlier=before)))
    assert [(one.code, one.row, one.column) for one in found] == [
        ("SWAP-1", "own", "count"),
        ("SWAP-1", "other", "count"),
    ]
    assert "“Our Area” and “Other Area” may have changed places" in found[0].sentence


def test_categories_that_changed_places_are_asked_about() -> None:
    found = check("contact-sources", contacts(row_1a=600, row_6=230), context=Context(YEAR, earlier=contacts()))
    assert [(one.code, one.row) for one in found if one.row] == [("SWAP-1", "1a"), ("SWAP-1", "6")]


def test_nothing_is_repeated_where_nothing_was_before() -> None:
    assert check("contact-sources", contacts()) == []
