"""Relations between rows: wholes and parts, false zeros, codes that stand alone."""

from dataclasses import replace

import pytest

from indicators.checks.relations import check_relations
from indicators.definitions.families import Rule, get_family
from indicators.definitions.values import Value, ValueState, reported
from tests.unit.indicators.checks.cases import END, cells, check, codes, factors

UNKNOWN = Value(ValueState.UNABLE_TO_SUPPLY, reason="lost")


def test_all_parts_zero_under_a_whole_above_zero_is_a_false_zero_and_said_once() -> None:
    nothing = {row.key: 0 for row in get_family("assessment-factors").rows_on(END)} | {"assessments": 100}
    (problem,) = check("assessment-factors", cells(nothing, "count"))
    assert (problem.code, problem.row, problem.column) == ("ZERO-1", "assessments", "count")
    assert "“Assessments with factor information” is 100, but all its parts are 0" in problem.sentence


def test_a_zero_whole_with_parts_is_said_once_and_not_once_a_part() -> None:
    (problem,) = check("assessment-factors", factors(assessments=0))
    assert problem.code == "ZERO-2"
    assert "is 0, but “Alcohol misuse: child” is 8" in problem.sentence


def test_zero_in_whole_and_parts_is_a_true_zero() -> None:
    nothing = {row.key: 0 for row in get_family("assessment-factors").rows_on(END)}
    assert codes(check("assessment-factors", cells(nothing, "count"))) == ["ZERO-5"]


def test_a_part_that_is_not_known_may_hold_the_whole() -> None:
    nothing = {row.key: 0 for row in get_family("assessment-factors").rows_on(END)} | {"assessments": 100}
    assert check("assessment-factors", cells(nothing, "count") | {("3b", "count"): UNKNOWN}) == []


def test_factors_may_come_to_more_than_the_assessments_but_not_to_less() -> None:
    assert check("assessment-factors", factors()) == []
    (problem,) = check("assessment-factors", factors(assessments=400))
    assert problem.code == "FACTORS-3"
    assert "together the parts add up to 333, which is less than" in problem.sentence


def test_code_21_leaves_no_room_for_another_factor() -> None:
    assert check("assessment-factors", factors(code_3b=95)) == []
    (problem,) = check("assessment-factors", factors(code_3b=96))
    assert (problem.code, problem.row) == ("FACTORS-2", "3b")
    assert "at 96 and “No factors identified" in problem.sentence


def test_code_21_is_silent_where_it_or_the_base_is_not_known() -> None:
    assert check("assessment-factors", factors(code_3b=96) | {("21", "count"): UNKNOWN}) == []


def test_more_than_the_base_is_said_once() -> None:
    assert codes(check("assessment-factors", factors(code_3b=101))) == ["FACTORS-1"]


def test_enquiries_are_set_against_concerns_as_a_question() -> None:
    numbers = {"concerns": 20, "section-42-started": 15, "other-started": 6}
    numbers |= {"section-42-concluded": 10, "other-concluded": 2}
    figures = cells(numbers, "current", "previous") | {("concerns", "previous"): reported(21)}
    odd, _ = check("adult-safeguarding-summary", figures)
    assert (odd.code, odd.row, odd.column, odd.stops, odd.confirm) == ("ADULT-1", "concerns", "current", False, True)
    assert "add up to 21, which is more than “Safeguarding concerns received” at 20" in odd.sentence
    assert odd.sentence.endswith("check both.")


def test_sums_at_most_look_at_the_parts_that_are_known() -> None:
    numbers = {"concerns": 1, "section-42-started": 15, "other-started": 6}
    numbers |= {"section-42-concluded": 10, "other-concluded": 2}
    figures = cells(numbers, "current", "previous")
    figures |= {("other-started", column): UNKNOWN for column in ("current", "previous")}
    assert codes(check("adult-safeguarding-summary", figures)) == ["ADULT-1", "ADULT-1", "HISTORY-2"]
    figures |= {("concerns", column): reported(16) for column in ("current", "previous")}
    assert codes(check("adult-safeguarding-summary", figures)) == ["HISTORY-2"]


@pytest.mark.parametrize(
    ("severity", "stops", "ends"),
    [("hard", True, "correct the parts or the whole."), ("soft", False, "check both.")],
)
def test_severity_comes_from_the_definition(severity: str, stops: bool, ends: str) -> None:
    family = get_family("desired-outcomes")
    rule = Rule("X-1", "sums_to", "They belong together", parts=("expressed",), whole="concluded", severity=severity)
    figures = cells({"expressed": 5, "concluded": 6}, "count")
    (problem,) = check_relations(replace(family, rules=(rule,)), family.rows_on(END), figures)
    assert (problem.stops, problem.confirm) == (stops, not stops)
    assert problem.sentence.endswith(ends)


def test_parts_that_are_too_many_already_are_found_though_another_part_has_no_number() -> None:
    family = get_family("desired-outcomes")
    figures = cells({"expressed": 10, "none-expressed": 3, "concluded": 12}, "count")
    (problem,) = check_relations(family, family.rows_on(END), figures)
    assert (problem.code, problem.stops) == ("DESIRED-1", True)
    assert "“Asked, outcomes expressed”, “Asked, none expressed” add up to 13, which is more than" in problem.sentence
    assert not list(check_relations(family, family.rows_on(END), cells({"expressed": 10, "concluded": 12}, "count")))


def children(reports: int, repeats: int) -> list[str]:
    """What is said of 40 missing children with so many reports, and so many of them missing more than once."""
    rows = {
        "number-of-missing-children": 40,
        "number-of-missing-children-reports": reports,
        "number-of-repeat-missing-children": repeats,
    }
    family = get_family("missing-children")
    figures = cells(rows, "current")
    return [problem.sentence for problem in check_relations(family, family.fixed_rows, figures)]


def test_each_repeat_missing_child_needs_one_report_more() -> None:
    assert children(reports=45, repeats=5) == []
    assert children(reports=60, repeats=5) == []
    (said,) = children(reports=44, repeats=5)
    assert "add up to 45, which is more than “Number of Missing Children Reports” at 44" in said


def test_more_reports_than_children_are_those_of_repeat_missing_children() -> None:
    assert children(reports=40, repeats=0) == []
    (said,) = children(reports=41, repeats=0)
    assert "“Number of Missing Children Reports” at 41 is more than “Number of Missing Children” at 40" in said
    assert "but “Number of Repeat Missing Children” is 0" in said


@pytest.mark.parametrize(
    ("people", "events", "says"),
    [
        (3, 2, "which is more than"),
        (0, 2, "is 2, but “Number of Missing Children” is 0"),
        (0, 0, ""),
        (2, 2, ""),
    ],
)
def test_where_something_happened_there_is_somebody_behind_it(people: int, events: int, says: str) -> None:
    rows = ("number-of-missing-children", "number-of-missing-children-reports")
    rule = Rule("BEHIND", "behind", "Each missing child has a report", lower=rows[0], upper=rows[1])
    family = replace(get_family("missing-children"), rules=(rule,))
    figures = {(row, "current"): reported(number) for row, number in zip(rows, (people, events), strict=True)}
    found = [one for one in check_relations(family, family.fixed_rows, figures) if one.code == "BEHIND"]
    assert [one.row for one in found] == ([rows[0]] if says else [])
    assert all(says in one.sentence for one in found)
