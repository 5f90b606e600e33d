import pytest

from indicators.disclosure.solver import audit as module
from indicators.disclosure.solver.attack import Interval, SolverError
from indicators.disclosure.solver.audit import AttackResult, Why, audit, intervals
from indicators.disclosure.solver.exposure import Exposure
from indicators.disclosure.solver.facts import difference, exactly, sums_to
from indicators.disclosure.solver.problem import Cell, Problem, count_cell
from tests.unit.indicators.disclosure.solver.tables import count, counts, grid, listed, row


def test_reasons_in_words() -> None:
    assert [why.words for why in Why] == [
        "small count",
        "protects another figure",
        "calculated from a suppressed figure",
    ]


def test_hiding_the_small_count_alone_fails() -> None:
    result = audit(row(3, 9, 20), ["a"])
    assert not result.passed
    assert result.findings == (AttackResult("a", (1, 5), Interval(3, 3), None, ""),)
    assert result.unsafe == result.findings
    assert result.reasons == {"a": Why.SMALL}
    assert result.exposed == ()


def test_hiding_enough_passes() -> None:
    result = audit(row(3, 9, 20), ["b", "a"])
    assert result.passed
    assert result.unsafe == ()
    assert result.reasons == {"a": Why.SMALL, "b": Why.PROTECTS}
    assert list(result.reasons) == ["a", "b"]
    assert result.findings == (AttackResult("a", (1, 5), Interval(0, 12), None, ""),)


def test_one_unsafe_count_is_enough_to_fail() -> None:
    values = {"a": 3, "b": 9, "c": 12, "d": 2, "e": 7, "f": 9}
    problem = listed(values, [sums_to(["a", "b"], "c"), sums_to(["d", "e"], "f")])
    result = audit(problem, ["a", "b", "d"])
    assert not result.passed
    assert [one.key for one in result.unsafe] == ["d"]
    assert [one.key for one in result.findings] == ["a", "d"]


def test_the_reviewer_sees_what_the_rest_is_for() -> None:
    result = audit(row(3, 9, 20), ["a", "b"], compare=True)
    assert result.findings == (AttackResult("a", (1, 5), Interval(0, 12), Interval(3, 3), ""),)


def test_what_is_worked_out_goes_with_what_it_needs() -> None:
    problem = row(3, 9, 20, also=[Cell("change", (difference("b", "a", 6),), needs=("b",))])
    result = audit(problem, ["a", "b"], compare=True)
    assert result.reasons == {"a": Why.SMALL, "b": Why.PROTECTS, "change": Why.DERIVED}
    assert result.passed
    assert result.findings[0].before == Interval(3, 3)


def test_the_comparison_hides_what_is_worked_out_from_small_counts() -> None:
    quantities = counts({"a": 3, "b": 9})
    cells = (
        count_cell(quantities[0]),
        count_cell(quantities[1]),
        Cell("change", (difference("b", "a", 6),), needs=("a", "b")),
    )
    assert audit(Problem(quantities, cells), ["a"], compare=True).findings[0].before == Interval(0, None)


def test_what_is_public_is_told_apart() -> None:
    result = audit(listed({"a": 3, "b": 9}, known=[exactly("a", 3)]), [])
    assert result.exposed == (Exposure("a", Interval(3, 3)),)
    assert result.findings == ()
    assert result.passed


def test_a_cell_that_is_printed_in_any_case_counts_as_printed() -> None:
    problem = Problem((count("a", 3),), (count_cell(count("a", 3), fixed=True),))
    result = audit(problem, ["a"])
    assert not result.passed
    assert result.reasons == {}


def test_nothing_is_proven_where_the_solver_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(self: object, key: str) -> Interval:
        raise SolverError("No end.")

    monkeypatch.setattr(module.Attacker, "interval", give_up)
    result = audit(row(3, 9, 20), ["a", "b"], compare=True)
    assert result.findings == (AttackResult("a", (1, 5), None, None, "No end."),)
    assert not result.passed
    assert result.unsafe == result.findings


def test_intervals_of_any_counts() -> None:
    problem = grid([[3, 9, 4], [20, 30, 40], [2, 50, 1]])
    assert intervals(problem, ["00", "01", "20", "21"], ["01", "++"]) == {
        "01": Interval(7, 12),
        "++": Interval(159, 159),
    }
    changed = row(3, 9, 20, also=[Cell("change", (difference("b", "a", 6),), needs=("b",))])
    assert intervals(changed, ["a", "b"], ["b"]) == {"b": Interval(0, 12)}
