from types import SimpleNamespace
from typing import Any

import pytest

from indicators.disclosure.solver import repair
from indicators.disclosure.solver.attack import SolverError
from indicators.disclosure.solver.facts import Fact, at_most, between, difference, exactly, sums_to
from indicators.disclosure.solver.problem import Cell, Problem, Quantity, count_cell
from indicators.disclosure.solver.repair import cheapest
from indicators.disclosure.solver.system import System
from tests.unit.indicators.disclosure.solver.tables import count, counts, row


def weighed(values: dict[str, int], weights: dict[str, int], *also: Cell, fixed: str = "") -> System:
    quantities = counts(values)
    cells = [count_cell(one, weight=weights[one.key], fixed=one.key == fixed) for one in quantities]
    return System(Problem(quantities, (*cells, *also), (sums_to(["a", "b", "c"], "all"),)))


ROW = {"a": 3, "b": 9, "c": 20, "all": 32}


@pytest.mark.parametrize("target", [1, 5])
def test_the_cheapest_cell_moves_with_it(target: int) -> None:
    assert cheapest(weighed(ROW, {"a": 1, "b": 2, "c": 1, "all": 9}), ["a"], "a", target) == {"c"}
    assert cheapest(weighed(ROW, {"a": 1, "b": 1, "c": 2, "all": 9}), ["a"], "a", target) == {"b"}
    assert cheapest(weighed(ROW, {"a": 1, "b": 9, "c": 9, "all": 1}), ["a"], "a", target) == {"all"}


def test_its_own_cell_is_hidden_as_well() -> None:
    assert cheapest(weighed(ROW, {"a": 1, "b": 2, "c": 1, "all": 9}), [], "a", 5) == {"a", "c"}


def test_nothing_more_is_needed_where_it_is_possible() -> None:
    assert cheapest(weighed(ROW, {"a": 1, "b": 2, "c": 1, "all": 9}), ["a", "b"], "a", 5) == frozenset()


def test_a_fixed_cell_does_not_move() -> None:
    assert cheapest(weighed(ROW, {"a": 1, "b": 1, "c": 2, "all": 9}, fixed="b"), ["a"], "a", 5) == {"c"}


def test_nothing_helps_where_everything_else_is_fixed() -> None:
    quantities = counts({"a": 3, "b": 9, "all": 12})
    cells = tuple(count_cell(one, fixed=one.key != "a") for one in quantities)
    system = System(Problem(quantities, cells, (sums_to(["a", "b"], "all"),)))
    assert cheapest(system, ["a"], "a", 5) is None
    assert cheapest(system, ["a"], "a", 1) is None


def test_nothing_helps_beyond_what_everybody_knows() -> None:
    system = System(Problem((count("a", 3),), (count_cell(count("a", 3)),), (between("a", 2, 4),)))
    assert cheapest(system, ["a"], "a", 5) is None
    assert cheapest(system, ["a"], "a", 1) is None
    assert cheapest(system, [], "a", 4) == {"a"}
    assert cheapest(system, [], "a", 2) == {"a"}


def test_printed_changes_move_too() -> None:
    change = Cell("change", (difference("b", "a", 6),), weight=3)
    system = weighed(ROW, {"a": 1, "b": 1, "c": 9, "all": 9}, change)
    # b cannot move without the change, c can.
    assert cheapest(system, ["a"], "a", 5) == {"b", "change"}
    assert cheapest(weighed(ROW, {"a": 1, "b": 1, "c": 3, "all": 9}, change), ["a", "change"], "a", 5) == {"b"}
    dear = Cell("change", (difference("b", "a", 6),), weight=30)
    assert cheapest(weighed(ROW, {"a": 1, "b": 1, "c": 9, "all": 10}, dear), ["a"], "a", 5) == {"b", "c"}


def test_a_printed_interval_is_left_only_where_it_is_passed() -> None:
    quantities = (*counts({"a": 3, "b": 9}), Quantity("all", 12))
    wide = Cell("about", (between("b", 5, 14),), weight=2)
    cells = (*(count_cell(one, weight=1) for one in quantities), wide)
    system = System(Problem(quantities, cells, (sums_to(["a", "b"], "all"),)))
    assert cheapest(system, ["a", "b"], "a", 5) == frozenset()
    assert cheapest(system, ["a", "b"], "a", 8) in ({"about"}, {"all"})
    assert cheapest(system, ["a", "b", "all"], "a", 80) == frozenset()


def test_relations_stay_kept() -> None:
    quantities = (count("part", 3), Quantity("whole", 4))
    cells = tuple(count_cell(one, weight=1) for one in quantities)
    system = System(Problem(quantities, cells, (at_most("part", "whole"),), (exactly("whole", 4),)))
    assert cheapest(system, ["part"], "part", 5) is None
    assert cheapest(system, ["part"], "part", 4) == frozenset()
    free = System(Problem(quantities, cells, (at_most("part", "whole"),)))
    assert cheapest(free, ["part"], "part", 5) == {"whole"}


def test_counts_move_by_whole_numbers() -> None:
    # 2 a + 3 b = 13: from (2, 3) only to (5, 1).
    def system(b: int, whole: int, *known: Fact) -> System:
        weights = {"a": 1, "b": b, "whole": whole}
        quantities = (Quantity("a", 2, stays=(1, 5)), Quantity("b", 3), Quantity("whole", 13))
        cells = tuple(count_cell(one, weight=weights[one.key]) for one in quantities)
        return System(Problem(quantities, cells, (sums_to(["a", "a", "b", "b", "b"], "whole"),), known))

    assert cheapest(system(1, 9), ["a"], "a", 3) == {"b"}
    assert cheapest(system(9, 1), ["a"], "a", 3) == {"whole"}
    assert cheapest(system(1, 1, exactly("whole", 13)), ["a"], "a", 3) == {"b"}
    assert cheapest(system(1, 1, exactly("whole", 13)), ["a"], "a", 6) is None


@pytest.mark.parametrize("status", [1, 3, 4])
def test_a_solver_that_gives_up(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    asked: dict[str, Any] = {}

    def solve(*args: object, **options: Any) -> Any:
        asked.update(options)
        return SimpleNamespace(status=status, x=None, message="Words.")

    monkeypatch.setattr(repair, "milp", solve)
    with pytest.raises(SolverError, match=r"^The solver ended without an answer: Words\.$"):
        cheapest(System(row(3, 9, 20)), ["a"], "a", 5)
    assert asked["options"] == {"time_limit": 60.0}


def test_each_printed_change_moves_by_its_own_counts() -> None:
    quantities = counts({"a": 3, "b": 9, "c": 20, "d": 40})
    cells = (
        Cell("b less a", (difference("b", "a", 6),), weight=5),
        *(count_cell(one, weight=1) for one in quantities),
        Cell("d less c", (difference("d", "c", 20),), weight=5),
        Cell("c less a", (difference("c", "a", 17),), weight=7),
    )
    system = System(Problem(quantities, cells))
    # b and c move with a, and d with c: each costs 1, a change that no longer holds would cost more.
    assert cheapest(system, ["a"], "a", 5) == {"b", "c", "d"}
    assert cheapest(system, ["a", "c less a"], "a", 5) == {"b"}
    assert cheapest(system, ["a", "b less a"], "a", 5) == {"c", "d"}
