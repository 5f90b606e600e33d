"""A return beside the other returns of its organisation: families that count the same, and parts of each other."""

from dataclasses import replace

import pytest

from indicators.checks.context import Context
from indicators.definitions.across_relations import relations
from indicators.definitions.families import get_family
from indicators.definitions.values import Value, ValueState
from tests.unit.indicators.checks.cases import END, YEAR, Figures, cells, check

SUMMARY, OUTCOMES, RISKS = "adult-safeguarding-summary", "section-42-outcomes", "enquiry-outcomes"


def summary(concluded: int) -> Figures:
    numbers = {"concerns": 1240, "section-42-started": 420, "other-started": 36, "other-concluded": 33}
    return cells(numbers | {"section-42-concluded": concluded}, "current", "previous")


def outcomes(identified: int, other: int) -> Figures:
    rows = {row.key: 0 for row in get_family(OUTCOMES).rows_on(END)}
    return cells(rows | {"identified-action": identified, "ceased": other}, "count")


def risks(number: int) -> Figures:
    return cells({"remained": 24, "reduced": 100, "removed": number - 124}, "count")


def told(of: str, figures: Figures, siblings: dict[str, Figures]) -> list[tuple[str, str, str]]:
    found = check(of, figures, context=Context(YEAR, siblings=siblings))
    return [(one.code, one.row, one.column) for one in found if one.code.startswith("BETWEEN")]


def test_enquiries_that_two_tables_count_must_be_as_many_in_both() -> None:
    assert told(SUMMARY, summary(431), {OUTCOMES: outcomes(50, 20)}) == [
        ("BETWEEN-1", "section-42-concluded", "current")
    ]
    found = check(OUTCOMES, outcomes(50, 20), context=Context(YEAR, siblings={SUMMARY: summary(431)}))
    (problem,) = [one for one in found if one.code == "BETWEEN-1"]
    assert (problem.row, problem.column, problem.stops) == ("identified-action", "count", True)
    assert "“Section 42(2) enquiries concluded” in “Adult safeguarding summary” is 431, but" in problem.sentence
    assert "“All section 42(2) enquiries concluded” in “Outcomes of closed section 42(2) enquiries” is 70" in (
        problem.sentence
    )


def test_risks_in_more_enquiries_than_a_risk_was_identified_in_are_asked_about() -> None:
    found = check(RISKS, risks(499), context=Context(YEAR, siblings={OUTCOMES: outcomes(283, 148)}))
    (problem,) = [one for one in found if one.code.startswith("BETWEEN")]
    assert (problem.code, problem.confirm, problem.stops) == ("BETWEEN-3", True, False)
    assert "come to 283, but “All enquiries with a risk identified”" in problem.sentence
    assert "is 499" in problem.sentence


def test_tables_that_agree_are_passed_over() -> None:
    others = {OUTCOMES: outcomes(283, 148), RISKS: risks(283), "desired-outcomes": cells({"concluded": 431}, "count")}
    assert told(SUMMARY, summary(431), others) == []
    assert told(OUTCOMES, outcomes(283, 148), others | {SUMMARY: summary(431)}) == []
    assert told(RISKS, risks(283), others) == []


def test_nothing_is_said_where_a_figure_or_the_other_return_is_missing() -> None:
    unknown = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost.")
    assert told(SUMMARY, summary(431), {}) == []
    assert told(SUMMARY, summary(431), {OUTCOMES: outcomes(50, 20) | {("ceased", "count"): unknown}}) == []
    half = {cell: value for cell, value in outcomes(50, 20).items() if cell[0] != "ceased"}
    assert told(SUMMARY, summary(431), {OUTCOMES: half}) == []
    assert check(SUMMARY, summary(431), context=Context(siblings={OUTCOMES: outcomes(50, 20)})) == check(
        SUMMARY, summary(431), context=Context()
    )


@pytest.mark.parametrize(("whole", "found"), [(13, []), (14, []), (12, ["BETWEEN-9"])])
def test_parts_of_another_family_are_at_most_their_whole(
    monkeypatch: pytest.MonkeyPatch, whole: int, found: list[str]
) -> None:
    equal = next(one for one in relations() if one.code == "BETWEEN-3")
    monkeypatch.setattr(
        "indicators.checks.between.relations", lambda: [replace(equal, kind="at_most", code="BETWEEN-9")]
    )
    rest = cells({"remained": whole, "reduced": 0, "removed": 0}, "count")
    assert [code for code, *_ in told(RISKS, rest, {OUTCOMES: outcomes(13, 5)})] == found
