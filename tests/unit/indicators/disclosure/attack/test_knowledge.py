"""What a reader concludes from tables and definitions: each by figures that once gave a count away."""

import pytest

from tests.disclosure.attack.knowledge import Knowledge
from tests.disclosure.attack.tables import Policy
from tests.unit.indicators.disclosure.attack.tables import (
    BEFORE,
    MONTHS,
    QUARTERS,
    YEAR,
    cell,
    concluded,
    counts,
    table,
)

CSE, ROW = "child-sexual-exploitation", "crimes"
OUTCOMES, SUMMARY, RISK, DESIRED = (
    "section-42-outcomes",
    "adult-safeguarding-summary",
    "enquiry-outcomes",
    "desired-outcomes",
)
MISSING = "missing-children"
CHILDREN, REPORTS, REPEATS = (
    "number-of-missing-children",
    "number-of-missing-children-reports",
    "number-of-repeat-missing-children",
)
RATES, AREA = "child-protection-plans-rate", "somewhere"


def reader(*releases: list) -> Knowledge:
    found = Knowledge()
    for tables in releases:
        found.read(tables)
    assert found.wrong == []
    return found


def quarters(*numbers: int, family: str = CSE, row: str = ROW):
    return counts(family, row, *zip(QUARTERS, numbers, strict=True))


def year(number: int, family: str = CSE, row: str = ROW, span=YEAR):
    return counts(family, row, (span, number))


def test_quarters_and_their_year_tell_the_quarter_that_is_hidden() -> None:
    assert concluded(reader([quarters(8, 2, 9, 11)]), CSE, ROW, QUARTERS[1]) == (0, 9)
    assert concluded(reader([quarters(8, 2, 9, 11)], [year(30)]), CSE, ROW, QUARTERS[1]) == (2, 2)


def test_months_that_miss_their_quarter_switch_nothing_else_off() -> None:
    months = counts(CSE, ROW, *zip(MONTHS, (0, 0, 7), strict=True))
    known = reader([months], [quarters(8, 2, 9, 11)], [year(30)])
    assert concluded(known, CSE, ROW, QUARTERS[1]) == (2, 2)


@pytest.mark.parametrize(("late", "interval"), [(1, (1, 3)), (2, (2, 4)), (3, (0, 5))])
def test_late_records_add_a_little_to_a_year(late: int, interval: tuple[int, int]) -> None:
    known = reader([quarters(8, 2, 9, 11)], [year(30 + late)])
    assert concluded(known, CSE, ROW, QUARTERS[1]) == interval


def test_a_figure_that_comes_back_is_tied_again() -> None:
    first, second = quarters(120, 3, 150, 180), quarters(131, 3, 150, 180)
    assert concluded(reader([first], [second], [first], [year(453)]), CSE, ROW, QUARTERS[1]) == (3, 3)


def test_a_version_that_was_replaced_still_tells() -> None:
    known = reader([quarters(120, 3, 150, 180), year(453)], [quarters(131, 3, 150, 180)], [year(500)])
    assert concluded(known, CSE, ROW, QUARTERS[1]) == (3, 3)


def test_the_same_count_in_two_families_is_one_before_windows_are_added() -> None:
    of_quarters = quarters(120, 3, 150, 180, family=OUTCOMES, row="total")
    known = reader([of_quarters], [year(453, SUMMARY, "section-42-concluded")])
    assert concluded(known, OUTCOMES, "total", QUARTERS[1]) == (3, 3)


def test_two_rows_of_one_family_are_the_total_of_another() -> None:
    rows = table(
        (cell(OUTCOMES, "identified-action", YEAR, "262"), 262),
        (cell(OUTCOMES, "identified-no-action", YEAR, "[c]"), 3),
    )
    known = reader([rows], [year(265, RISK, "total")])
    assert concluded(known, OUTCOMES, "identified-no-action", YEAR) == (3, 3)


@pytest.mark.parametrize(("children", "reports", "repeats"), [(40, 41, 1), (30, 30, 0)])
def test_reports_and_children_tell_how_many_came_again(children: int, reports: int, repeats: int) -> None:
    rows = table(
        (cell(MISSING, CHILDREN, YEAR, str(children)), children),
        (cell(MISSING, REPORTS, YEAR, str(reports)), reports),
        (cell(MISSING, REPEATS, YEAR, "[c]"), repeats),
        policy=Policy(0, 5, "[c]", zeros_kept=True),
    )
    assert concluded(reader([rows]), MISSING, REPEATS, YEAR) == (repeats, repeats)


def test_changes_and_percentages_tell_the_count_behind_them() -> None:
    change = table(
        (cell(CSE, ROW, YEAR, "[c]", column="current"), 3),
        (cell(CSE, ROW, BEFORE, "40", column="previous"), 40),
        (cell(CSE, ROW, YEAR, "-37", "change", "change"), None),
    )
    assert concluded(reader([change]), CSE, ROW, YEAR) == (3, 3)
    percentage = table(
        (cell(CSE, ROW, YEAR, "[c]", column="current"), 3),
        (cell(CSE, ROW, BEFORE, "9", column="previous"), 9),
        (cell(CSE, ROW, YEAR, "-66.7", "signed_percent", "percent_change"), None),
    )
    assert concluded(reader([percentage]), CSE, ROW, YEAR) == (3, 3)


def test_a_percentage_that_has_no_meaning_tells_a_zero() -> None:
    rows = table(
        (cell(CSE, ROW, YEAR, "9", column="current"), 9),
        (cell(CSE, ROW, BEFORE, "[c]", column="previous"), 0),
        (cell(CSE, ROW, YEAR, "[z]", "signed_percent", "percent_change"), None),
    )
    assert concluded(reader([rows]), CSE, ROW, BEFORE) == (0, 0)


def test_a_share_tells_its_part() -> None:
    rows = table(
        (cell(OUTCOMES, "ceased", YEAR, "[c]"), 3),
        (cell(OUTCOMES, "ceased", YEAR, "1.5", "percent", "share"), None),
        (cell(OUTCOMES, "total", YEAR, "200"), 200),
    )
    assert concluded(reader([rows]), OUTCOMES, "ceased", YEAR) == (3, 3)


def test_a_rate_without_its_count_tells_it_beside_the_year_before() -> None:
    rows = table(
        (cell(RATES, AREA, BEFORE, "139"), 139),
        (cell(RATES, AREA, BEFORE, "38.4", "rate", "rate"), None),
        (cell(RATES, AREA, YEAR, "[x]"), 3),
        (cell(RATES, AREA, YEAR, "0.8", "rate", "rate"), None),
    )
    assert concluded(reader([rows]), RATES, AREA, YEAR) == (3, 3)


def test_a_policy_that_always_prints_zeros_tells_that_what_is_hidden_is_none() -> None:
    always = table((cell(CSE, ROW, YEAR, "[c]"), 3), policy=Policy(1, 5, "[c]", zeros_always=True))
    assert concluded(reader([always]), CSE, ROW, YEAR) == (1, 9)


@pytest.mark.parametrize(
    ("printed", "true", "interval"),
    [("10", 8, (8, 9)), ("5", 7, (6, 7)), ("[low]", 1, (1, 2)), ("0", 0, (0, 0))],
)
def test_rounded_counts_tell_what_rounds_alike(printed: str, true: int, interval: tuple[int, int]) -> None:
    rows = table((cell(CSE, ROW, YEAR, printed), true), policy=Policy(1, 5, "[c]", base=5, zeros_kept=False))
    assert concluded(reader([rows]), CSE, ROW, YEAR) == interval


def test_what_a_table_says_wrongly_is_told_and_not_believed() -> None:
    found = Knowledge()
    found.read([table((cell(CSE, ROW, YEAR, "7"), 8))])
    assert found.wrong == ["2022-23, child-sexual-exploitation, crimes, count: 7"]
    largest = "The largest share is “remained”: 0, 0.0%."
    rows = [
        (cell(RISK, "remained", YEAR, "0"), 0),
        (cell(RISK, "remained", YEAR, "0.0", "percent", "share"), None),
        (cell(RISK, "reduced", YEAR, "[c]"), 4),
        (cell(RISK, "reduced", YEAR, "[c]", "percent", "share"), None),
        (cell(RISK, "total", YEAR, "[c]"), 4),
    ]
    found = Knowledge()
    found.read([table(*rows, headline=largest)])
    assert found.wrong == [f"2022-23, {RISK}: not true of all rows: “{largest}”"]


def test_a_largest_that_is_true_tells_of_what_is_hidden() -> None:
    rows = [
        (cell(RISK, "remained", YEAR, "4"), 4),
        (cell(RISK, "remained", YEAR, "66.7", "percent", "share"), None),
        (cell(RISK, "reduced", YEAR, "[c]"), 2),
        (cell(RISK, "reduced", YEAR, "[c]", "percent", "share"), None),
    ]
    known = reader([table(*rows, headline="The largest share is “remained”: 4, 66.7%.")])
    assert concluded(known, RISK, "reduced", YEAR) == (0, 4)


def test_the_sentence_of_a_policy_is_read() -> None:
    always = "Counts from 1 to 5 are replaced by [c], as is any figure that would reveal one. Zeros are shown."
    assert Policy.read([always]) == Policy(1, 5, "[c]", 0, zeros_always=True, zeros_kept=False)
    both = "Counts from 0 to 9 are replaced by [s], as is any figure. The others are rounded to the nearest 5."
    assert Policy.read(["A note.", both]) == Policy(0, 9, "[s]", 5, zeros_always=False, zeros_kept=True)
    assert Policy.read(["Counts are shown as they are."]) == Policy()


@pytest.mark.parametrize(("symbol", "interval"), [("[z]", (5, 9)), ("[x]", (0, 9))])
def test_a_row_that_is_not_applicable_counts_none_and_a_total_may_stand_elsewhere(
    symbol: str, interval: tuple[int, int]
) -> None:
    rows = table(
        (cell(OUTCOMES, "identified-action", YEAR, "50"), 54),
        (cell(OUTCOMES, "identified-no-action", YEAR, "[c]"), 5),
        (cell(OUTCOMES, "ceased", YEAR, symbol), None),
        (cell(OUTCOMES, "total", YEAR, "[x]"), None),
        policy=Policy(1, 5, "[c]", base=10, zeros_kept=False),
    )
    known = reader([rows, year(59, SUMMARY, "section-42-concluded")])
    assert concluded(known, OUTCOMES, "identified-no-action", YEAR) == interval
