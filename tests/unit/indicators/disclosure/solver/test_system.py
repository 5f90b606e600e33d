import numpy as np
import pytest

from indicators.disclosure.solver.facts import Fact, at_most, between, difference, exactly, sums_to
from indicators.disclosure.solver.problem import Cell, Problem, ProblemError, Quantity, count_cell
from indicators.disclosure.solver.system import EXACT, System, View
from tests.unit.indicators.disclosure.solver.tables import grid, listed, row

A, B = Quantity("a", 3, floor=1), Quantity("b", 9)


def limits(system: System, hidden: list[str]) -> list[tuple[float, float]]:
    return [(float(low), float(high)) for low, high in zip(*system.limits(hidden), strict=True)]


def test_numbers_and_values() -> None:
    system = System(row(3, 9))
    assert system.keys == ["a", "b", "all"]
    assert system.index == {"a": 0, "b": 1, "all": 2}
    assert system.cell_index == {"a": 0, "b": 1, "all": 2}
    assert system.values.tolist() == [3, 9, 12]
    assert system.values.dtype == np.int64
    assert system.numbers(["all", "a"]).tolist() == [0, 2]
    with pytest.raises(KeyError):
        system.numbers(["z"])


def test_rows_are_facts_about_several_quantities() -> None:
    cells = (count_cell(A), Cell("change", (difference("b", "a", 6),)), Cell("least", (at_most("a", "b"),)))
    system = System(Problem((A, B, Quantity("all", 12)), cells, (sums_to(["a", "b"], "all"),), (at_most("a", "all"),)))
    assert system.matrix.toarray().tolist() == [[1, 1, -1], [-1, 0, 1], [-1, 1, 0], [-1, 1, 0]]
    assert system.row_cell.tolist() == [-1, -1, 1, 2]
    assert system.row_lower.tolist() == [0, 0, 6, 0]
    assert system.row_upper.tolist() == [0, np.inf, 6, np.inf]
    assert system.rows_known(["change"]).tolist() == [True, True, False, True]
    assert system.rows_known(["a"]).all()


def test_a_row_without_a_least_value() -> None:
    fact = Fact((("a", 1), ("b", 1)), None, 20)
    system = System(Problem((A, B), (), (fact,)))
    assert system.row_lower.tolist() == [-np.inf]
    assert system.row_upper.tolist() == [20]


def test_a_problem_without_rows() -> None:
    system = System(listed({"a": 3}))
    assert system.matrix.shape == (0, 1)
    assert View(system, ["a"]).part_of(0).matrix.shape == (0, 1)


def test_limits_are_what_is_known_and_what_is_printed() -> None:
    quantities = (A, B, Quantity("c", 20))
    cells = (
        count_cell(B),
        Cell("about b", (between("b", 5, 14),)),
        Cell("more of b", (between("b", 7, None),)),
        Cell("less of c", (between("c", None, 30),)),
    )
    system = System(
        Problem(
            quantities,
            cells,
            (between("a", None, 8), between("c", 2, 90)),
            (between("a", 2, 40), between("c", 1, 80)),
        )
    )
    assert limits(system, []) == [(2, 8), (9, 9), (2, 30)]
    assert limits(system, ["b"]) == [(2, 8), (7, 14), (2, 30)]
    assert limits(system, ["b", "more of b"]) == [(2, 8), (5, 14), (2, 30)]
    assert limits(system, ["b", "about b"]) == [(2, 8), (7, np.inf), (2, 30)]
    assert limits(system, ["b", "about b", "more of b", "less of c"]) == [(2, 8), (0, np.inf), (2, 80)]


@pytest.mark.parametrize(
    ("fact", "ends"),
    [
        (Fact((("b", 2),), 17, 19), (9, 9)),
        (Fact((("b", 2),), 15, 21), (8, 10)),
        (Fact((("b", -2),), -21, -15), (8, 10)),
        (Fact((("b", -1),), None, -4), (4, np.inf)),
        (Fact((("b", -1),), -12, None), (0, 12)),
        (Fact((("b", 3),), None, 29), (0, 9)),
    ],
)
def test_limits_are_rounded_inwards(fact: Fact, ends: tuple[float, float]) -> None:
    assert limits(System(Problem((B,), (), (fact,))), []) == [ends]


def test_what_is_worked_out_from_others_adds_nothing() -> None:
    system = System(Problem((A, B), (count_cell(A), Cell("x", (exactly("b", 9),), needs=("a",)))))
    assert [one.cell for one in system.cell_limits] == [0]


def test_figures_that_are_too_large() -> None:
    big = 10**12
    fact = Fact((("a", big), ("b", -big)), None, None)
    with pytest.raises(ProblemError, match=r"^The figures are too large to be worked with exactly\.$"):
        System(Problem((Quantity("a", 10**7), Quantity("b", 0)), (), (fact,)))
    assert System(Problem((Quantity("a", 10**6), Quantity("b", 0)), (), (fact,))).matrix.shape == (1, 2)
    assert EXACT == 2**62


def test_contradicted_names_the_cells_that_would_print_otherwise() -> None:
    cells = (
        count_cell(A),
        Cell("about b", (between("b", 5, 14),)),
        Cell("change", (difference("b", "a", 6),)),
    )
    system = System(Problem((A, B, Quantity("all", 12)), cells, (sums_to(["a", "b"], "all"),)))

    def found(*point: int) -> list[bool]:
        return system.contradicted(np.array(point)).tolist()

    assert found(3, 9, 12) == [False, False, False]
    assert found(4, 10, 14) == [True, False, False]
    assert found(3, 15, 18) == [False, True, True]
    assert found(3, 4, 7) == [False, True, True]
    assert found(2, 9, 11) == [True, False, True]
    assert found(3, 9, 99) == [False, False, False]


def test_view_leaves_open_what_is_not_settled_alone() -> None:
    system = System(row(3, 9))
    assert View(system, ["a"]).open.tolist() == [True, False, False]
    assert View(system, ["a", "all"]).open.tolist() == [True, False, True]
    assert View(system, []).open.tolist() == [False, False, False]


def test_parts_hold_the_open_quantities_that_hang_together() -> None:
    problem = grid([[3, 9, 4], [20, 30, 40], [2, 50, 1]])
    system = System(problem)
    view = View(system, ["00", "02", "20", "22"])
    part = view.part_of(system.index["00"])
    assert [system.keys[number] for number in part.variables] == ["00", "02", "20", "22"]
    assert part is view.part_of(system.index["22"])
    names = {
        tuple(sorted(system.keys[part.variables[at]] for at in row))
        for row in map(np.flatnonzero, part.matrix.toarray())
    }
    assert names == {("00", "02"), ("20", "22"), ("00", "20"), ("02", "22")}
    for line, lower, upper, number in zip(
        part.matrix.toarray(), part.row_lower, part.row_upper, part.rows, strict=True
    ):
        assert lower == upper == line @ system.values[part.variables]
        assert system.row_cell[number] == -1
    assert part.lower.tolist() == [0, 0, 0, 0]
    assert np.isinf(part.upper).all()


def test_parts_that_do_not_touch_are_apart() -> None:
    first, second = sums_to(["a", "b"], "c"), sums_to(["d", "e"], "f")
    system = System(listed({"d": 8, "a": 3, "b": 9, "c": 12, "e": 4, "f": 12}, [first, second]))
    view = View(system, ["a", "b", "d", "e"])
    part, other = view.part_of(system.index["a"]), view.part_of(system.index["e"])
    assert [system.keys[number] for number in part.variables] == ["a", "b"]
    assert [system.keys[number] for number in other.variables] == ["d", "e"]
    assert (part.rows.tolist(), other.rows.tolist()) == ([0], [1])
    assert part.row_lower.tolist() == [12]


def test_hidden_facts_are_no_rows_of_a_part() -> None:
    cells = (Cell("a", (exactly("a", 3),)), Cell("b", (exactly("b", 9),)), Cell("change", (difference("b", "a", 6),)))
    system = System(Problem((A, B), cells))
    assert View(system, ["a", "b"]).part_of(0).rows.tolist() == [0]
    hidden = View(system, ["a", "b", "change"])
    assert hidden.part_of(1).rows.tolist() == []
    assert hidden.part_of(1).variables.tolist() == [1]
