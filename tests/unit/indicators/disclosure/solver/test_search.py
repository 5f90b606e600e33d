"""How the search gets along when the solver, or the cuts, go wrong."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from indicators.disclosure.solver import protect as module
from indicators.disclosure.solver.attack import Attacker, SolverError
from indicators.disclosure.solver.cuts import Cut, Cutter
from indicators.disclosure.solver.problem import Problem
from indicators.disclosure.solver.protect import Unprotectable, protect
from tests.unit.indicators.disclosure.solver.tables import row, weighed


def search(problem: Problem) -> module._Search:
    return module._Search(module.System(problem))


def test_a_search_misled_by_its_cuts_goes_the_long_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = weighed({"a": 1, "b": 2, "c": 5, "all": 50})
    monkeypatch.setattr(Cutter, "first", lambda self: iter([Cut({}, 1.0)]))
    found = protect(problem)
    assert found.hidden == {"a", "b"}
    assert (found.lost, found.least, found.rounds) == (3, 1, 0)
    assert found.primary == {"a"}


def test_a_cut_that_cannot_be_kept_misleads_no_one(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = weighed({"a": 1, "b": 2, "c": 5, "all": 50})
    monkeypatch.setattr(Cutter, "first", lambda self: iter([]))
    monkeypatch.setattr(Cutter, "from_attack", lambda self, *args: Cut({1: 0.5}, 1.0))
    found = protect(problem)
    assert found.hidden == {"a", "b"}
    assert found.rounds == 0


def test_an_attack_that_leaves_no_cut_is_met_by_force(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = weighed({"a": 1, "b": 5, "c": 2, "all": 50})
    monkeypatch.setattr(Cutter, "first", lambda self: iter([]))
    monkeypatch.setattr(Cutter, "from_attack", lambda self, *args: None)
    found = protect(problem)
    assert found.hidden == {"a", "c"}
    assert found.lost == 3
    assert found.least == 1
    assert found.rounds == 1


@pytest.mark.parametrize("answer", [None, frozenset()])
def test_force_that_finds_nothing_misleads_no_one(
    monkeypatch: pytest.MonkeyPatch, answer: frozenset[str] | None
) -> None:
    problem = weighed({"a": 1, "b": 5, "c": 2, "all": 50})
    monkeypatch.setattr(Cutter, "first", lambda self: iter([]))
    monkeypatch.setattr(Cutter, "from_attack", lambda self, *args: None)
    monkeypatch.setattr(module, "cheapest", lambda *args: answer)
    assert protect(problem).hidden == {"a", "c"}


def test_force_that_finds_nothing_refuses_what_is_beyond_help(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = weighed({"a": 1, "b": 5, "c": 2, "all": 50}, fixed=("b", "c", "all"))
    monkeypatch.setattr(Cutter, "first", lambda self: iter([]))
    monkeypatch.setattr(Cutter, "from_attack", lambda self, *args: None)
    with pytest.raises(Unprotectable) as refused:
        protect(problem)
    assert refused.value.keys == ("a",)


def test_cells_are_taken_by_what_they_cost_for_what_they_give() -> None:
    one = search(weighed({"a": 1, "b": 2, "c": 5, "all": 50}))
    hidden = frozenset({"a"})
    assert one._with_enough(hidden, Cut({1: 0.3, 2: 1.0, 3: 1.0}, 1.0)) == {"a", "c"}
    assert one._with_enough(hidden, Cut({1: 0.5, 2: 0.5, 3: 0.5}, 1.0)) == {"a", "b", "c"}
    assert one._with_enough(hidden, Cut({1: 1.0, 2: 1.0}, 1.0)) == {"a", "b"}
    assert one._with_enough(frozenset({"a", "b"}), Cut({1: 0.6, 2: 0.3, 3: 0.4}, 1.0)) == {"a", "b", "c", "all"}
    # What is missing counts, not what a cell could give beyond it: c gives all of the last tenth as well as all does.
    assert one._with_enough(frozenset({"a", "b"}), Cut({1: 0.9, 2: 0.1, 3: 1.0}, 1.0)) == {"a", "b", "c"}


def test_the_first_of_equal_cells_is_taken() -> None:
    one = search(weighed({"a": 1, "b": 5, "c": 5, "all": 5}))
    assert one._with_enough(frozenset({"a"}), Cut({3: 1.0, 2: 1.0, 1: 1.0}, 1.0)) == {"a", "b"}


def test_a_cut_is_kept_within_rounding() -> None:
    one = search(weighed({"a": 1, "b": 2, "c": 5, "all": 50}))
    assert one._keeps(frozenset({"b"}), Cut({1: 1.0 - 5e-7, 2: 1.0}, 1.0))
    assert not one._keeps(frozenset({"b"}), Cut({1: 0.99, 2: 1.0}, 1.0))
    assert one._keeps(frozenset({"b", "c"}), Cut({1: 0.5, 2: 0.5}, 1.0))


def test_the_most_valuable_cell_is_tried_first_for_printing() -> None:
    one = search(weighed({"a": 1, "b": 2, "c": 5, "all": 50}))
    assert one._thinned(frozenset({"a", "b", "c", "all"})) == {"a", "b"}
    same = search(weighed({"a": 1, "b": 5, "c": 5, "all": 5}))
    # Of equal ones the first names are printed first.
    assert same._thinned(frozenset({"a", "b", "c", "all"})) == {"a", "c"}


def test_an_expensive_choice_is_not_taken_for_a_cheap_one() -> None:
    one = search(weighed({"a": 1, "b": 2, "c": 5, "all": 50}))
    for hidden, best in ((("a", "c"), 6), (("a", "b"), 3), (("a", "c"), 3)):
        one._take(frozenset(hidden))
        assert one.best is not None
        assert one.problem.lost(one.best) == best


def test_a_large_table_is_searched_until_it_is_near_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = weighed({"a": 1, "b": 2, "c": 5, "all": 50})
    monkeypatch.setattr(module, "SMALL", 3)
    assert search(problem).gap == 0.0
    monkeypatch.setattr(module, "SMALL", 2)
    assert search(problem).gap == module.GAP == 0.1


def test_a_search_without_end_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    def more(self: module._Search) -> frozenset[str]:
        self.cuts.append(Cut({1: 1.0, 2: 1.0, 3: 1.0}, 1.0))
        return frozenset({"a", "c"})

    monkeypatch.setattr(module._Search, "_choose", more)
    monkeypatch.setattr(module, "MOST_ROUNDS", 3)
    with pytest.raises(SolverError, match=r"^No choice was found within 3 rounds\.$"):
        protect(weighed({"a": 1, "b": 2, "c": 5, "all": 50}))


def test_rounds_go_on_until_the_bound_is_met(monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = module._Search._choose, []

    def choose(self: module._Search) -> frozenset[str]:
        asked.append(1)
        if len(asked) == 1:
            self.cuts.append(Cut({1: 1.0, 2: 1.0, 3: 1.0}, 1.0))
            return frozenset({"a", "c"})
        return real(self)

    monkeypatch.setattr(module._Search, "_choose", choose)
    found = protect(weighed({"a": 1, "b": 2, "c": 5, "all": 50}))
    assert found.hidden == {"a", "b"}
    assert found.rounds == 2
    assert (found.lost, found.least) == (3, 3)


@pytest.mark.parametrize("status", [1, 3, 4])
def test_a_solver_that_chooses_nothing(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    asked: dict[str, Any] = {}

    def solve(*args: object, **options: Any) -> Any:
        asked.update(options)
        return SimpleNamespace(status=status, x=None, message="Words.")

    monkeypatch.setattr(module, "milp", solve)
    with pytest.raises(SolverError, match=r"^The solver ended without a choice: Words\.$"):
        protect(row(3, 9, 20))
    assert asked["options"] == {"mip_rel_gap": 0.0, "time_limit": 60.0}
    assert asked["integrality"].tolist() == [1, 1, 1, 1]
    assert asked["bounds"].lb.tolist() == [1, 0, 0, 0]
    assert asked["bounds"].ub.tolist() == [1, 1, 1, 1]


def test_a_large_table_is_solved_to_half_its_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SMALL", 0)
    asked: dict[str, Any] = {}

    def solve(*args: object, **options: Any) -> Any:
        asked.update(options)
        return SimpleNamespace(status=0, x=np.array([1, 0.6, 0.4, 0]), message="", mip_dual_bound=2.2)

    monkeypatch.setattr(module, "milp", solve)
    one = search(weighed({"a": 1, "b": 2, "c": 5, "all": 50}))
    assert one._choose() == {"a", "b"}
    assert one.least == 2.2
    assert asked["options"]["mip_rel_gap"] == pytest.approx(0.05)


def test_the_bound_never_falls(monkeypatch: pytest.MonkeyPatch) -> None:
    one = search(weighed({"a": 4, "b": 2, "c": 5, "all": 50}))
    assert one.least == 4
    answer = SimpleNamespace(status=0, x=np.array([1, 1, 0, 0]), message="", mip_dual_bound=1.0)
    monkeypatch.setattr(module, "milp", lambda *args, **options: answer)
    one._choose()
    assert one.least == 4


def test_fixed_cells_are_never_chosen() -> None:
    found = protect(weighed({"a": 1, "b": 1, "c": 5, "all": 50}, fixed=("b",)))
    assert found.hidden == {"a", "c"}


def test_points_are_shared_by_all_attacks_of_a_search() -> None:
    one = search(weighed({"a": 1, "b": 2, "c": 5, "all": 50}))
    attacker, broken = one._broken(frozenset({"a"}))
    assert isinstance(attacker, Attacker)
    assert attacker.points is one.points
    assert attacker.system is one.system
    assert [(quantity.key, target) for quantity, target in broken] == [("a", 1), ("a", 5)]
    assert one._broken(frozenset({"a", "b"}))[1] == []


def begins_with(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    """Let the search choose these cells first."""
    real, asked = module._Search._choose, []

    def choose(self: module._Search) -> frozenset[str]:
        asked.append(1)
        if len(asked) == 1:
            self.cuts.append(Cut({1: 1.0, 2: 1.0, 3: 1.0}, 1.0))
            return frozenset(keys)
        return real(self)

    monkeypatch.setattr(module._Search, "_choose", choose)


def test_a_choice_that_is_not_much_dearer_is_still_not_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    begins_with(monkeypatch, "a", "c")
    found = protect(weighed({"a": 10, "b": 2, "c": 5, "all": 50}))
    assert (found.hidden, found.lost, found.rounds) == ({"a", "b"}, 12, 2)


@pytest.mark.parametrize(("gap", "lost", "rounds"), [(0.5, 15, 1), (0.4, 12, 2), (0.0, 12, 2)])
def test_a_choice_within_the_gap_is_taken(monkeypatch: pytest.MonkeyPatch, gap: float, lost: int, rounds: int) -> None:
    begins_with(monkeypatch, "a", "c")
    found = protect(weighed({"a": 10, "b": 2, "c": 5, "all": 50}), gap=gap)
    assert (found.lost, found.rounds) == (lost, rounds)


def test_a_cut_that_another_one_keeps_asks_for_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cutter, "first", lambda self: iter([]))
    one = module._Search(module.System(weighed({"a": 1, "b": 2, "c": 5, "all": 50})), 0.1)
    # Both ends can be concluded, and the same cells help against both.
    assert one._made_safe(frozenset({"a"})) == {"a", "b"}
    assert len(one.cuts) == 1


def test_of_choices_that_lose_the_same_one_is_preferred_by_name() -> None:
    """Which of three cells protects the first does not depend on what they hold, where each is worth the same."""
    same = [(9, 12), (12, 9), (10, 11), (15, 15)]
    assert len({protect(row(3, one, two, 15)).hidden for one, two in same}) == 1
