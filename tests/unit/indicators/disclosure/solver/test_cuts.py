import numpy as np
import pytest

from indicators.disclosure.solver.attack import Attacker, Points
from indicators.disclosure.solver.cuts import Cut, Cutter, hideable, primary
from indicators.disclosure.solver.exposure import targets
from indicators.disclosure.solver.facts import Fact, at_most, between, difference, exactly, share, sums_to
from indicators.disclosure.solver.problem import Cell, Problem, Quantity, count_cell
from indicators.disclosure.solver.system import System, View
from tests.unit.indicators.disclosure.solver.tables import count, counts, grid, listed, row


def named(system: System, cut: Cut | None) -> dict[str, float]:
    """A cut by the names of its cells, for those that have a part in it."""
    assert cut is not None, "there is a cut"
    assert cut.least == 1.0
    return {system.problem.cells[cell].key: pytest.approx(gain) for cell, gain in cut.coefficients.items()}


def attacked(problem: Problem, hidden: list[str], key: str, target: int) -> dict[str, float] | None:
    system = System(problem)
    quantity = next(one for one in problem.quantities if one.key == key)
    cut = Cutter(system, primary(system)).from_attack(View(system, hidden), quantity, target)
    return None if cut is None else named(system, cut)


def test_cells_that_one_may_decide_on() -> None:
    cells = (Cell("a", ()), Cell("b", (), fixed=True), Cell("c", (), needs=("a",)), Cell("d", ()))
    assert hideable(System(Problem((), cells))) == {0, 3}


@pytest.mark.parametrize(
    ("low", "high", "gives_away"),
    [(1, 5, False), (0, 9, False), (2, 9, True), (0, 4, True), (3, 3, True), (None, 5, False), (None, 4, True)],
)
def test_primary_cells_exclude_an_end_alone(low: int | None, high: int, gives_away: bool) -> None:
    problem = Problem((count("a", 3),), (Cell("x", (between("a", low, high),)),))
    assert primary(System(problem)) == ({"x"} if gives_away else frozenset())


def test_primary_cells_can_be_hidden_and_are_about_sensitive_counts() -> None:
    quantities = (count("a", 3), count("b", 9))
    cells = (
        count_cell(quantities[1]),
        count_cell(quantities[0]),
        Cell("fixed", (exactly("a", 3),), fixed=True),
        Cell("worked out", (exactly("a", 3),), needs=("a",)),
        Cell("change", (difference("b", "a", 6),)),
    )
    assert primary(System(Problem(quantities, cells))) == {"a"}


def test_a_count_of_which_one_value_is_left_is_still_hidden() -> None:
    problem = Problem((Quantity("a", 5, stays=(5, 5)),), (count_cell(Quantity("a", 5)),))
    assert primary(System(problem)) == {"a"}


def test_first_cuts_are_those_of_single_relations() -> None:
    system = System(row(3, 9, 20))
    cuts = list(Cutter(system, primary(system)).first())
    # The count must be able to fall to 1 and to rise to 5: each needs one of the others to move by 2 at least.
    assert [named(system, cut) for cut in cuts] == [{"b": 1.0, "c": 1.0, "all": 1.0}] * 2


def test_first_cuts_come_from_what_everybody_knows_and_not_from_cells() -> None:
    problem = row(3, 9, also=[Cell("x", (difference("b", "a", 6),))])
    system = System(problem)
    assert len(list(Cutter(system, primary(system)).first())) == 2


def test_small_numbers_are_not_enough_alone() -> None:
    # For 5 in place of 1, the total stays: one of the others must fall by 4, and b and c are 2 and 9.
    system = System(listed({"a": 1, "b": 12, "c": 9, "all": 22}, [sums_to(["a", "b", "c"], "all")]))
    (cut,) = Cutter(system, primary(system)).first()
    assert named(system, cut) == {"b": 1.0, "c": 1.0, "all": 1.0}
    low = Problem(
        (count("a", 1), Quantity("b", 2), Quantity("c", 9), Quantity("all", 12)),
        tuple(count_cell(Quantity(key, value)) for key, value in {"a": 1, "b": 2, "c": 9, "all": 12}.items()),
        (sums_to(["a", "b", "c"], "all"),),
    )
    (cut,) = Cutter(System(low), primary(System(low))).first()
    # b can give 2 of the 4 that are needed.
    assert named(System(low), cut) == {"b": 0.5, "c": 1.0, "all": 1.0}


def test_a_known_least_value_gives_less() -> None:
    quantities = (count("a", 1), Quantity("b", 3, floor=1), Quantity("all", 4))
    problem = Problem(quantities, tuple(map(count_cell, quantities)), (sums_to(["a", "b"], "all"),))
    (cut,) = Cutter(System(problem), primary(System(problem))).first()
    assert named(System(problem), cut) == {"b": 0.5, "all": 1.0}


def test_fixed_cells_give_nothing() -> None:
    quantities = counts({"a": 3, "b": 9, "all": 12})
    cells = tuple(count_cell(one, fixed=one.key != "a") for one in quantities)
    system = System(Problem(quantities, cells, (sums_to(["a", "b"], "all"),)))
    assert [named(system, cut) for cut in Cutter(system, ["a"]).first()] == [{}, {}]


def test_a_rounded_total_gives_as_much_as_it_leaves_open() -> None:
    quantities = (*counts({"a": 3, "b": 9}), Quantity("all", 12))
    cells = (
        count_cell(quantities[0]),
        count_cell(quantities[1]),
        Cell("about all", (between("all", 11, 13),)),
        Cell("all", (exactly("all", 12),)),
    )
    system = System(Problem(quantities, cells, (sums_to(["a", "b"], "all"),)))
    cuts = [named(system, cut) for cut in Cutter(system, ["a"]).first()]
    assert cuts == [{"b": 1.0, "about all": 1.0, "all": 1.0}] * 2


@pytest.mark.parametrize("target", [1, 5])
def test_an_attack_that_fails_gives_no_cut_that_asks_for_more(target: int) -> None:
    assert attacked(row(3, 9, 20), ["a", "b"], "a", target) in (None, {"b": 1.0, "c": 1.0, "all": 1.0})


def test_an_attack_by_two_relations_names_the_numbers_of_both() -> None:
    problem = grid([[3, 9, 4], [20, 30, 40], [2, 50, 7]])
    # Hiding 00 and 20 leaves the first row's cell to be found from its row.
    found = attacked(problem, ["00", "02", "20"], "00", 5)
    assert found
    assert set(found) <= {cell.key for cell in problem.cells} - {"00", "02", "20"}
    assert all(0 < gain.expected <= 1 for gain in found.values())  # type: ignore[attr-defined]


def test_a_number_that_is_printed_alone_must_go() -> None:
    quantities = (count("a", 3), Quantity("b", 9))
    problem = Problem(quantities, (count_cell(quantities[0]),))
    system = System(problem)
    cut = Cutter(system, []).from_attack(View(system, []), quantities[0], 5)
    assert named(system, cut) == {"a": 1.0}
    cut = Cutter(system, []).from_attack(View(system, []), quantities[0], 1)
    assert named(system, cut) == {"a": 1.0}


def test_a_printed_interval_is_hidden_as_far_as_it_matters() -> None:
    quantities = (Quantity("a", 8, stays=(0, 16)),)
    cells = (Cell("about", (between("a", 5, 14),)), Cell("more", (between("a", 6, None),)))
    system = System(Problem(quantities, cells, (between("a", 2, 30),)))
    cutter = Cutter(system, [])
    view = View(system, [])
    # What prints the upper end is what keeps it from 16, what prints the lower ends keeps it from 0 to 5.
    assert named(system, cutter.from_attack(view, quantities[0], 16)) == {"about": 1.0}
    # Everybody knows that there are 2.
    known = Problem((Quantity("a", 8, stays=(2, 16)),), cells, (between("a", 2, 30),))
    cut = Cutter(System(known), []).from_attack(View(System(known), []), known.quantities[0], 2)
    assert named(system, cut) == {"about": 1.0, "more": 1.0}


def test_a_printed_change_is_a_row_of_its_cell() -> None:
    quantities = counts({"now": 9, "before": 3})
    cells = (count_cell(quantities[0]), count_cell(quantities[1]), Cell("change", (difference("now", "before", 6),)))
    assert attacked(Problem(quantities, cells), ["before"], "before", 5) == {"now": 1.0, "change": 1.0}
    assert attacked(Problem(quantities, cells), ["before"], "before", 1) == {"now": 1.0, "change": 1.0}
    assert attacked(Problem(quantities, cells), ["before", "now"], "before", 5) is None


def test_a_printed_percentage_is_a_row_of_its_cell() -> None:
    quantities = counts({"part": 3, "base": 20})
    cells = (*map(count_cell, quantities), Cell("%", tuple(share("part", "base", 15, 0))))  # type: ignore[arg-type]
    problem = Problem(quantities, cells)
    assert attacked(problem, ["part"], "part", 5) == {"base": 1.0, "%": 1.0}
    found = attacked(problem, ["part"], "part", 1)
    assert found is not None
    assert set(found) == {"base", "%"}


def test_a_part_cannot_pass_its_whole() -> None:
    quantities = counts({"part": 3, "whole": 4})
    problem = Problem(
        (quantities[0], Quantity("whole", 4)), tuple(map(count_cell, quantities)), (at_most("part", "whole"),)
    )
    assert attacked(problem, ["part"], "part", 5) == {"whole": 1.0}
    assert attacked(problem, ["part"], "part", 1) is None
    system = System(problem)
    assert [named(system, cut) for cut in Cutter(system, ["part"]).first()] == [{"whole": 1.0}]


@pytest.mark.parametrize("seed", range(2))
def test_every_safe_choice_keeps_every_cut(seed: int) -> None:
    """No cut takes away a choice that withstands the attack: tried with all choices of a small table."""
    from_seed = np.random.default_rng(seed)
    rows = from_seed.integers(0, 12, size=(2, 3)).tolist()
    rows[0][0] = 1 + seed % 5
    problem = grid(rows)
    system = System(problem)
    always = primary(system)
    cutter = Cutter(system, always)
    cuts = list(cutter.first())
    for number in sorted(cutter.free):
        view = View(system, [*always, problem.cells[number].key])
        for one in problem.sensitive:
            found = [cutter.from_attack(view, one, target) for target in targets(one)]
            cuts += [cut for cut in found if cut is not None]
    assert cuts
    from_all = [problem.cells[number].key for number in sorted(cutter.free)]
    points = Points(system)
    for _ in range(12):
        chosen = {key for key in from_all if from_seed.random() < 0.6}
        if withstands(Attacker(problem, always | chosen, system=system, points=points)):
            for cut in cuts:
                assert sum(g for c, g in cut.coefficients.items() if problem.cells[c].key in chosen) >= 1 - 1e-6


def withstands(attacker: Attacker) -> bool:
    """Whether every promise is kept."""
    sensitive = attacker.system.problem.sensitive
    return all(attacker.can_be(one.key, target) for one in sensitive for target in targets(one))


def first_cuts(problem: Problem) -> list[dict[str, float]]:
    system = System(problem)
    return [named(system, cut) for cut in Cutter(system, primary(system)).first()]


def test_first_cuts_leave_out_the_rows_of_cells_wherever_they_stand() -> None:
    quantities = counts({"a": 3, "b": 9, "all": 12})
    change = Cell("change", (difference("b", "a", 6),))
    problem = Problem(quantities, (change, *map(count_cell, quantities)), (sums_to(["a", "b"], "all"),))
    assert first_cuts(problem) == [{"b": 1.0, "all": 1.0}] * 2


def test_each_relation_gives_its_own_first_cuts() -> None:
    values = {"a": 3, "b": 9, "c": 12, "d": 2, "e": 70, "f": 72, "g": 80, "h": 90, "i": 170}
    sums = [sums_to(["a", "b"], "c"), sums_to(["d", "e"], "f"), sums_to(["g", "h"], "i")]
    cuts = [{"b": 1.0, "c": 1.0}] * 2 + [{"e": 1.0, "f": 1.0}] * 2
    assert first_cuts(listed(values, sums)) == cuts
    assert first_cuts(listed(values, sums[::-1])) == cuts[2:] + cuts[:2]


def test_a_count_that_counts_twice_needs_twice_as_much() -> None:
    # 2 a + b = whole: for 5 in place of 1 the others must give 8, of which b can give 6.
    quantities = (count("a", 1), Quantity("b", 6), Quantity("whole", 8))
    problem = Problem(quantities, tuple(map(count_cell, quantities)), (sums_to(["a", "a", "b"], "whole"),))
    assert first_cuts(problem) == [{"b": 0.75, "whole": 1.0}]
    assert attacked(problem, ["a"], "a", 5) == {"b": 0.75, "whole": 1.0}


def test_an_upper_limit_of_a_sum_is_as_good_a_proof() -> None:
    quantities = (count("part", 3), Quantity("whole", 4), Quantity("other", 30))
    relation = Fact((("part", 1), ("whole", -1)), None, 0)
    problem = Problem(quantities, tuple(map(count_cell, quantities)), (relation,))
    assert attacked(problem, ["part"], "part", 5) == {"whole": 1.0}
    assert attacked(problem, ["part"], "part", 1) is None
    both = Fact((("part", 1), ("whole", 1)), 6, 8)
    problem = Problem(quantities, tuple(map(count_cell, quantities)), (both,))
    assert attacked(problem, ["part"], "part", 5) == {"whole": 1.0}
    assert attacked(problem, ["part"], "part", 1) == {"whole": 1.0}
    mixed = (relation, Fact((("part", 1), ("other", 1)), 33, 33), Fact((("part", 1), ("other", 1)), 30, None))
    problem = Problem(quantities, tuple(map(count_cell, quantities)), mixed)
    assert attacked(problem, ["part"], "part", 1) == {"other": 1.0}
    assert attacked(problem, ["part", "other"], "part", 5) == {"whole": 1.0}


@pytest.mark.parametrize("target", [1, 5])
def test_what_everybody_knows_of_a_hidden_count_is_part_of_the_proof(target: int) -> None:
    problem = listed({"a": 3, "b": 9, "all": 12}, [sums_to(["a", "b"], "all"), between("b", 8, 10)])
    # b can give 1 of the 2 that are needed, and no more.
    assert attacked(problem, ["a", "b"], "a", target) == {"b": 0.5, "all": 1.0}
