from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from indicators.disclosure.solver import attack
from indicators.disclosure.solver.attack import Attacker, Interval, Points, SolverError
from indicators.disclosure.solver.facts import at_most, between, exactly, share, sums_to, within_sum
from indicators.disclosure.solver.problem import Cell, Problem, Quantity, count_cell
from indicators.disclosure.solver.system import System
from tests.unit.indicators.disclosure.solver.tables import grid, listed, row


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(1200, None), "1,200 or more"),
        (Interval(3, 3), "3"),
        (Interval(1500, 1500), "1,500"),
        (Interval(0, 1250), "0 to 1,250"),
    ],
)
def test_interval_in_words(interval: Interval, words: str) -> None:
    assert str(interval) == words


def test_interval_contains_both_ends() -> None:
    assert Interval(1, 5).contains(1, 5)
    assert Interval(0, None).contains(1, 5)
    assert not Interval(2, 5).contains(1, 5)
    assert not Interval(1, 4).contains(1, 5)
    assert not Interval(2, None).contains(1, 5)


def test_interval_is_exact_where_there_is_one_possibility() -> None:
    assert Interval(3, 3).is_exact
    assert not Interval(3, 4).is_exact
    assert not Interval(3, None).is_exact


def test_a_single_hidden_cell_is_given_back_by_its_total() -> None:
    attacker = Attacker(row(3, 9, 20), ["a"])
    assert attacker.interval("a") == Interval(3, 3)
    assert attacker.can_be("a", 3)
    assert not attacker.can_be("a", 1)
    assert not attacker.can_be("a", 4)


def test_two_hidden_cells_share_what_is_left() -> None:
    attacker = Attacker(row(3, 9, 20), ["a", "b"])
    assert attacker.interval("a") == Interval(0, 12)
    assert attacker.interval("b") == Interval(0, 12)
    assert attacker.interval("c") == Interval(20, 20)
    assert attacker.can_be("a", 0)
    assert attacker.can_be("a", 12)
    assert not attacker.can_be("a", 13)


def test_the_first_question_needs_no_interval() -> None:
    assert Attacker(row(3, 9, 20), ["a", "b"]).can_be("a", 12)
    assert not Attacker(row(3, 9, 20), ["a", "b"]).can_be("a", 13)
    assert Attacker(row(3, 9, 20), ["a", "b"]).can_be("b", 0)


def test_a_count_without_an_end() -> None:
    attacker = Attacker(row(3, 9), ["a", "all"])
    assert attacker.interval("a") == Interval(0, None)
    assert attacker.interval("all") == Interval(9, None)
    assert attacker.can_be("a", 10_000)
    assert attacker.can_be("all", 9)
    assert not attacker.can_be("all", 8)


def test_a_count_alone_is_as_free_as_everybody_knows() -> None:
    problem = Problem((Quantity("a", 3, floor=1),), (count_cell(Quantity("a", 3)),), (between("a", None, 8),))
    assert Attacker(problem, ["a"]).interval("a") == Interval(1, 8)
    assert Attacker(problem, []).interval("a") == Interval(3, 3)


def test_the_corners_of_a_grid_are_not_enough_alone() -> None:
    problem = grid([[3, 9, 4], [20, 30, 40], [2, 50, 1]])
    attacker = Attacker(problem, ["00", "01", "20", "21"])
    assert attacker.interval("00") == Interval(0, 5)
    assert attacker.interval("20") == Interval(0, 5)
    assert attacker.interval("01") == Interval(7, 12)


def pairs() -> Problem:
    """2 a + 3 b = 13: (2, 3) and (5, 1), and nothing between them."""
    quantities = (Quantity("a", 2), Quantity("b", 3), Quantity("whole", 13))
    return Problem(quantities, (), (sums_to(["a", "a", "b", "b", "b"], "whole"), exactly("whole", 13)))


def test_counts_are_whole() -> None:
    attacker = Attacker(pairs(), [])
    assert attacker.interval("a") == Interval(2, 5)
    assert attacker.interval("b") == Interval(1, 3)


def test_a_gap_between_whole_numbers_is_no_end() -> None:
    # Neither 3 nor 4 is possible, but 5 is beyond them.
    assert Attacker(pairs(), []).can_be("a", 3)
    assert Attacker(pairs(), []).can_be("a", 4)
    assert Attacker(pairs(), []).can_be("a", 5)
    assert not Attacker(pairs(), []).can_be("a", 6)
    assert Attacker(pairs(), []).can_be("b", 2)
    assert not Attacker(pairs(), []).can_be("b", 0)


def test_a_printed_percentage_narrows_its_part() -> None:
    quantities = (Quantity("part", 3), Quantity("base", 20))
    cells = (count_cell(quantities[0]), count_cell(quantities[1]), Cell("%", tuple(share("part", "base", 15, 0))))
    problem = Problem(quantities, cells)
    assert Attacker(problem, ["part"]).interval("part") == Interval(3, 3)
    assert Attacker(problem, ["part", "%"]).interval("part") == Interval(0, None)
    # 14.5% to just below 15.5%: 1 of 7 is 14.3%, 2 of 13 is 15.4%.
    assert Attacker(problem, ["part", "base"]).interval("part") == Interval(2, None)
    assert Attacker(problem, ["part", "base"]).interval("base") == Interval(13, None)


def test_people_who_can_stand_in_several_parts() -> None:
    # HiGHS's presolve calls the search for the upper end infeasible; there is none.
    problem = listed(
        {"a": 5, "b": 1, "persons": 6},
        [within_sum(["a", "b"], "persons"), at_most("a", "persons"), at_most("b", "persons")],
    )
    problem = Problem(
        tuple(Quantity(one.key, one.value, 1, one.stays) for one in problem.quantities),
        problem.cells,
        problem.relations,
    )
    attacker = Attacker(problem, ["a", "b", "persons"])
    assert attacker.interval("persons") == Interval(1, None)
    assert attacker.interval("a") == Interval(1, None)
    assert Attacker(problem, ["b"]).interval("b") == Interval(1, 6)


def test_points_stay_possible_where_all_that_they_contradict_is_hidden() -> None:
    system = System(row(3, 9, 20))
    points = Points(system)
    assert [end.tolist() for end in points.ends(["a", "b"])] == [[3, 9, 20, 32]] * 2
    points.add(np.array([12, 0, 20, 32]))
    points.add(np.array([0, 9, 20, 29]))
    assert [end.tolist() for end in points.ends(["a", "b"])] == [[3, 0, 20, 32], [12, 9, 20, 32]]
    assert [end.tolist() for end in points.ends(["a", "b", "all"])] == [[0, 0, 20, 29], [12, 9, 20, 32]]
    assert [end.tolist() for end in points.ends(["a"])] == [[3, 9, 20, 32]] * 2


def test_points_are_handed_on_to_the_next_attack(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = row(3, 9, 20)
    system = System(problem)
    points = Points(system)
    assert Attacker(problem, ["a", "b"], system=system, points=points).can_be("a", 12)
    monkeypatch.setattr(attack, "milp", None)
    attacker = Attacker(problem, ["a", "b", "c"], system=system, points=points)
    assert attacker.can_be("a", 12)
    assert attacker.can_be("b", 0)


def test_a_point_answers_for_every_count_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    attacker = Attacker(row(3, 9, 20), ["a", "b"])
    assert attacker.can_be("a", 12)
    monkeypatch.setattr(attack, "milp", None)
    assert attacker.can_be("b", 0)


def answers(*given: Any) -> Any:
    """A solver that gives these answers, and keeps the options it was asked with."""
    waiting = list(given)

    def solve(*args: object, **options: Any) -> Any:
        asked.append(options)
        status, x = waiting.pop(0)
        return SimpleNamespace(status=status, x=None if x is None else np.array(x, dtype=float), message="Words.")

    asked: list[Any] = []
    solve.asked = asked  # type: ignore[attr-defined]
    return solve


def test_a_solver_that_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attack, "milp", answers((1, None)))
    with pytest.raises(SolverError, match=r"^The solver ended without an answer: Words\.$"):
        Attacker(row(3, 9, 20), ["a", "b"]).interval("a")


def test_a_solver_that_calls_the_truth_impossible_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    solver = answers((2, None), (2, None))
    monkeypatch.setattr(attack, "milp", solver)
    with pytest.raises(SolverError, match="ended without an answer"):
        Attacker(row(3, 9, 20), ["a", "b"]).interval("a")
    assert [one["options"]["presolve"] for one in solver.asked] == [True, False]
    solver = answers((2, None), (0, [0, 12]), (0, [12, 0]))
    monkeypatch.setattr(attack, "milp", solver)
    assert Attacker(row(3, 9, 20), ["a", "b"]).interval("a") == Interval(0, 12)


def test_no_answer_is_taken_that_does_not_hold_in_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ([0, 11], [-1, 13], [0.4, 12], [0.5, 11.5], [2e-6, 12]):
        solver = answers((0, wrong), (0, wrong))
        monkeypatch.setattr(attack, "milp", solver)
        with pytest.raises(SolverError, match=r"^The solver's answer does not hold in whole numbers\.$"):
            Attacker(row(3, 9, 20), ["a", "b"]).interval("a")
        assert [one["integrality"].tolist() for one in solver.asked] == [[0, 0], [1, 1]]


def test_an_answer_that_is_whole_within_the_solvers_tolerance_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attack, "milp", answers((0, [5e-7, 12]), (0, [11.9999996, 0])))
    assert Attacker(row(3, 9, 20), ["a", "b"]).interval("a") == Interval(0, 12)


def test_questions_are_limited_in_time_and_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    solver = answers((0, [0, 12]), (0, [12, 0]))
    monkeypatch.setattr(attack, "milp", solver)
    Attacker(row(3, 9, 20), ["a", "b"]).interval("a")
    assert solver.asked[0]["options"] == {"mip_rel_gap": 0.0, "time_limit": 60.0, "presolve": True}
