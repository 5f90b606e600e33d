"""What is not applicable counts as none for a reader, as long as nothing says otherwise."""

import datetime
from collections.abc import Mapping

import pytest

from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.disclosure.change_rules import Measure
from indicators.disclosure.not_counted import is_taken_for_none, none_in_return
from indicators.disclosure.solver.policy import Method, Policy
from tests.unit.indicators.disclosure.tables import as_published, categories, released, texts
from tests.unit.indicators.tables.readings import returned

NOT_APPLICABLE = Value(ValueState.NOT_APPLICABLE)
CSE, CRIMES = "child-sexual-exploitation", "number-of-child-sexual-exploitation-crimes"
SUMMARY, OUTCOMES = "adult-safeguarding-summary", "section-42-outcomes"
ROUNDED = Policy(method=Method.BOTH, base=10)
YEAR = datetime.date(2022, 4, 1), datetime.date(2023, 3, 31)
QUARTER = datetime.date(2022, 4, 1), datetime.date(2022, 6, 30)


def outcomes(*counts: int) -> Snapshot:
    """Outcomes of which the last row is not applicable, so that there is no total."""
    whole = categories(counts)
    return returned(OUTCOMES, "2022-23", {**whole.figures, ("ceased", "count"): NOT_APPLICABLE})


def concluded(number: int) -> Snapshot:
    return returned(SUMMARY, "2022-23", {("section-42-concluded", "current"): reported(number)})


def test_a_total_of_another_family_is_that_of_the_rows_that_apply() -> None:
    """50 is 45 to 54 and 59 in all: what is suppressed beside it would be 5."""
    first = released(outcomes(54, 5), policies={OUTCOMES: ROUNDED})
    hidden = [row.key for row in outcomes().rows if texts(first, row.key)[0] == "[c]"]
    assert hidden == ["identified-no-action"]
    assert texts(released(concluded(59), published=as_published(first)), "section-42-concluded")[0] == "[c]"
    both = released(outcomes(54, 5), concluded(59), policies={OUTCOMES: ROUNDED})
    assert both.passed
    assert len(both.hidden) > len(hidden)


def test_a_quarter_that_is_not_applicable_is_no_part_of_its_year() -> None:
    quarters = [
        returned(CSE, f"2022-23-q{at}", {(CRIMES, "current"): value})
        for at, value in enumerate((NOT_APPLICABLE, reported(5), reported(54), reported(0)), 1)
    ]
    year = returned(CSE, "2022-23", {(CRIMES, "current"): reported(59)})
    before = [table for one in quarters for table in as_published(released(one, policies={CSE: ROUNDED}), one.period)]
    assert texts(released(year, published=before), CRIMES)[0] == "[c]"


@pytest.mark.parametrize(
    ("row", "counts", "taken"),
    [
        ("ceased", {}, True),
        ("ceased", {Measure(OUTCOMES, "ceased", *YEAR): 7}, True),
        ("ceased", {Measure(OUTCOMES, "ceased", *QUARTER): 0}, True),
        ("ceased", {Measure(OUTCOMES, "ceased", *QUARTER): 2}, False),
        ("ceased", {Measure(OUTCOMES, "none-action", *QUARTER): 2}, True),
        ("total", {}, False),
    ],
)
def test_what_is_counted_elsewhere_is_not_taken_for_none(row: str, counts: Mapping[Measure, int], taken: bool) -> None:
    assert is_taken_for_none(Measure(OUTCOMES, row, *YEAR), counts) is taken


def test_what_another_family_counts_is_not_taken_for_none() -> None:
    measure = Measure(SUMMARY, "section-42-concluded", *YEAR)
    assert is_taken_for_none(measure, {})
    assert not is_taken_for_none(measure, {Measure(OUTCOMES, "total", *YEAR): 59})


def test_a_row_that_others_are_a_part_of_is_not_taken_for_none() -> None:
    rows = ("number-of-repeat-missing-children", "number-of-repeat-children-missing-from-care")
    taken = [is_taken_for_none(Measure("missing-children", row, *YEAR), {}) for row in rows]
    assert taken == [False, True]


def test_a_return_names_what_is_not_applicable() -> None:
    assert list(none_in_return(outcomes(54, 5), {})) == [("count", Measure(OUTCOMES, "ceased", *YEAR))]
    assert list(none_in_return(categories([54, 5]), {})) == []
