"""A return beside the other returns of its organisation: families that count the same, and parts of each other."""

from dataclasses import replace

import pytest

from indicators.checks.context import Context
from indicators.definitions.across_relations import relations
from indicators.definitions.families import get_family
from indicators.definitions.values import Value, ValueState, reported
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


UNKNOWN, NOT_APPLICABLE = Value(ValueState.UNABLE_TO_SUPPLY), Value(ValueState.NOT_APPLICABLE)
HIDDEN = Value(ValueState.UNABLE_TO_SUPPLY, withheld="[c]")
DESIRED, ROUNDED = "desired-outcomes", "Numbers are rounded to the nearest 5."


def desired(concluded: int) -> Figures:
    return cells({"concluded": concluded}, "count")


def without(figures: Figures, row: str, value: Value) -> Figures:
    """The figures with another answer in a row."""
    return {cell: value if cell[0] == row else known for cell, known in figures.items()}


@pytest.mark.parametrize(
    ("concluded", "sent", "found"),
    [
        (70, outcomes(50, 20), []),
        (69, outcomes(50, 20), ["BETWEEN-1"]),
        (0, outcomes(50, 20), ["BETWEEN-1"]),
        (70, outcomes(0, 0), ["BETWEEN-1"]),
        # Where a part is missing, the others can still be too many, and never too few.
        (60, without(outcomes(50, 20), "ceased", UNKNOWN), []),
        (49, without(outcomes(50, 20), "ceased", UNKNOWN), ["BETWEEN-1"]),
        (49, without(outcomes(50, 20), "ceased", NOT_APPLICABLE), ["BETWEEN-1"]),
        (49, without(outcomes(50, 20), "ceased", HIDDEN), ["BETWEEN-1"]),
        (50, without(outcomes(50, 20), "ceased", HIDDEN), []),
        # What is provisional or revised is a figure like any other; what is made up is held against nothing real.
        (69, without(outcomes(50, 20), "ceased", replace(reported(20), provisional=True)), ["BETWEEN-1"]),
        (70, without(outcomes(50, 20), "ceased", replace(reported(20), revised=True)), []),
        (69, without(outcomes(50, 20), "ceased", replace(reported(20), illustrative=True)), []),
    ],
)
def test_what_two_tables_count_is_the_same_as_far_as_it_is_known(
    concluded: int, sent: Figures, found: list[str]
) -> None:
    assert [code for code, *_ in told(SUMMARY, summary(concluded), {OUTCOMES: sent})] == found
    assert [code for code, *_ in told(OUTCOMES, sent, {SUMMARY: summary(concluded)})] == found


def test_the_sentence_says_that_some_are_missing() -> None:
    sent = without(outcomes(50, 20), "ceased", UNKNOWN)
    found = check(OUTCOMES, sent, context=Context(YEAR, siblings={SUMMARY: summary(49)}))
    (problem,) = [one for one in found if one.code == "BETWEEN-1"]
    assert "is 49, but" in problem.sentence
    assert "is at least 50." in problem.sentence


@pytest.mark.parametrize(
    ("concluded", "sent", "note", "their_note", "found"),
    [
        (72, outcomes(50, 20), "", ROUNDED, []),
        (72, outcomes(50, 20), "", "", ["BETWEEN-1"]),
        (70, outcomes(51, 21), ROUNDED, "", ["BETWEEN-1"]),
        (720, outcomes(50, 20), "", ROUNDED, ["BETWEEN-1"]),
        (72, outcomes(51, 20), "", ROUNDED, ["BETWEEN-1"]),
    ],
)
def test_what_the_other_table_rounded_need_not_be_exact(
    concluded: int, sent: Figures, note: str, their_note: str, found: list[str]
) -> None:
    context = Context(YEAR, siblings={OUTCOMES: sent}, sibling_notes={OUTCOMES: their_note})
    codes = [one.code for one in check(SUMMARY, summary(concluded), context=context, note=note)]
    assert [code for code in codes if code.startswith("BETWEEN")] == found


def test_three_tables_are_each_held_against_the_others() -> None:
    others = {OUTCOMES: outcomes(50, 20), DESIRED: desired(68)}
    assert {code for code, *_ in told(SUMMARY, summary(70), others)} == {"BETWEEN-2"}
    assert {code for code, *_ in told(SUMMARY, summary(68), others)} == {"BETWEEN-1"}
    assert {code for code, *_ in told(SUMMARY, summary(66), others)} == {"BETWEEN-1", "BETWEEN-2"}
    assert {code for code, *_ in told(SUMMARY, summary(66), {DESIRED: desired(68)})} == {"BETWEEN-2"}


@pytest.mark.parametrize(
    ("parts", "upper", "found"),
    [
        ((13, 0), outcomes(13, 5), []),
        ((13, 1), outcomes(13, 5), ["BETWEEN-9"]),
        ((12, None), outcomes(13, 5), []),
        ((14, None), outcomes(13, 5), ["BETWEEN-9"]),
        ((14, None), without(outcomes(13, 5), "identified-no-action", UNKNOWN), []),
        ((0, 0), outcomes(13, 5), []),
    ],
)
def test_parts_elsewhere_can_be_too_many_before_all_are_known(
    monkeypatch: pytest.MonkeyPatch, parts: tuple[int, int | None], upper: Figures, found: list[str]
) -> None:
    equal = next(one for one in relations() if one.code == "BETWEEN-3")
    turned = replace(equal, kind="at_most", code="BETWEEN-9", lower=equal.upper, upper=equal.lower)
    monkeypatch.setattr("indicators.checks.between.relations", lambda: [turned])
    rest = cells({"remained": parts[0], "reduced": 0}, "count")
    rest |= {("removed", "count"): UNKNOWN if parts[1] is None else reported(parts[1])}
    assert [code for code, *_ in told(RISKS, rest, {OUTCOMES: upper})] == found
