"""Unusual counts: told with their reason, held against approved counts that do not overlap."""

from dataclasses import replace

from indicators.checks.context import Context, PastReturn
from indicators.checks.outliers import check_outliers
from indicators.definitions.families import Column, get_family
from indicators.definitions.periods import Frequency, parse_period, periods_of_year
from indicators.definitions.values import Value, ValueState, reported
from tests.unit.indicators.checks.cases import (
    AREAS,
    CSE,
    CSE_ROW,
    YEAR,
    Figures,
    cells,
    check,
    codes,
    crimes,
    past,
    rates,
)

FOUR = past(3, 5, 4, 2)


def found(current: int, history: tuple[PastReturn, ...]) -> list[str]:
    return [
        code for code in codes(check(CSE, crimes(current), context=Context(YEAR, history=history))) if "OUT" in code
    ]


def test_an_unusual_count_is_told_with_range_history_and_model() -> None:
    context = Context(YEAR, history=past(3, 5, 4, 2, 4))
    (problem,) = [one for one in check(CSE, crimes(40, 4), context=context) if one.code == "OUTLIER-1"]
    assert (problem.row, problem.column, problem.stops, problem.confirm) == (CSE_ROW, "current", False, True)
    assert "unusual: 40; between 0 and 10 expected" in problem.sentence
    assert "from 6 earlier periods (mean 3.5) by a Poisson model" in problem.sentence


def test_usual_counts_are_passed_over() -> None:
    assert found(0, past(3, 5, 4, 2, 4)) == []
    assert found(10, past(3, 5, 4, 2, 4)) == []


def test_the_window_before_the_oldest_return_counts_as_a_fifth_period() -> None:
    assert found(40, FOUR) == ["OUTLIER-1"]
    first = replace(FOUR[0], figures={(CSE_ROW, "current"): reported(3)})
    assert found(40, (first, *FOUR[1:])) == []


def test_nothing_is_expected_without_history_or_period() -> None:
    assert found(40, ()) == []
    assert "OUTLIER-1" not in codes(check(CSE, crimes(40), context=Context(history=FOUR)))


def test_made_up_and_absent_counts_neither_are_judged_nor_judge() -> None:
    absent = Value(ValueState.UNABLE_TO_SUPPLY, reason="lost")
    history = past(3, 5, 4, 2, 4)
    for value in (absent, replace(reported(40), illustrative=True)):
        figures: Figures = crimes(40) | {(CSE_ROW, "current"): value}
        assert "OUTLIER-1" not in codes(check(CSE, figures, context=Context(YEAR, history=history), note="Made up."))
    made_up = tuple(
        replace(one, figures={key: replace(value, illustrative=True) for key, value in one.figures.items()})
        for one in history
    )
    assert found(40, made_up) == []


def test_windows_that_overlap_are_one_period_and_not_four() -> None:
    rolling = [one for year in ("2020-21", "2021-22") for one in periods_of_year(Frequency.ROLLING, year)]
    history = tuple(PastReturn(period, crimes(4, 4)) for period in rolling)
    assert found(40, history) == []


def test_months_are_held_against_months() -> None:
    months = periods_of_year(Frequency.MONTH, "2022-23")
    history = tuple(PastReturn(period, crimes(4)) for period in months[:6])
    context = Context(parse_period("2022-23-m07"), history=history)
    assert "OUTLIER-1" in codes(check(CSE, crimes(40), context=context))


def test_published_counts_are_noted_for_our_own_area_only() -> None:
    old = cells({"own": 10, "other": 10}, "count", "rate")
    context = Context(YEAR, history=tuple(replace(one, figures=old) for one in past(1, 1, 1, 1, 1)), own_area="own")
    notes = [one for one in check("referrals-rate", rates(), context=context) if one.code.startswith("OUTLIER")]
    assert [(one.code, one.row, one.column, one.stops, one.confirm) for one in notes] == [
        ("OUTLIER-2", "own", "count", False, False)
    ]


def test_the_people_behind_a_rate_are_no_unusual_count() -> None:
    family = get_family("referrals-rate")
    family = replace(family, columns=(*family.columns, Column("people", "Children aged under 18")))
    old = rates() | {("own", "people"): reported(30_000)}
    context = Context(YEAR, history=tuple(replace(one, figures=old) for one in past(1, 1, 1, 1, 1)), own_area="own")
    assert list(check_outliers(family, AREAS, rates() | {("own", "people"): reported(36_000)}, context)) == []
