import pytest

from indicators.disclosure.solver.attack import Interval
from indicators.disclosure.solver.audit import audit
from indicators.disclosure.solver.exposure import Exposure
from indicators.disclosure.solver.facts import at_most, difference, exactly, percent_change, share, sums_to
from indicators.disclosure.solver.problem import Cell, Problem, Quantity, count_cell
from indicators.disclosure.solver.protect import Unprotectable, protect
from tests.unit.indicators.disclosure.solver.tables import count, counts, grid, listed, row, weighed


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    found = protect(row(30, 9, 20))
    assert (found.hidden, found.primary, found.derived, found.exposed) == (frozenset(), frozenset(), frozenset(), ())
    assert (found.lost, found.least, found.rounds) == (0, 0, 0)


@pytest.mark.parametrize(("weights", "helper"), [((4, 2, 5), "b"), ((4, 5, 2), "c")])
def test_the_cheapest_other_cell_protects(weights: tuple[int, int, int], helper: str) -> None:
    own, b, c = weights
    found = protect(weighed({"a": own, "b": b, "c": c, "all": 50}))
    assert found.hidden == {"a", helper}
    assert found.primary == {"a"}
    assert found.derived == frozenset()
    assert found.lost == found.least == own + min(b, c)
    assert found.rounds == 1


def test_the_total_is_hidden_where_it_is_worth_least() -> None:
    assert protect(weighed({"a": 1, "b": 9, "c": 9, "all": 2})).hidden == {"a", "all"}


def test_two_small_counts_can_protect_each_other() -> None:
    found = protect(row(3, 4, 90))
    assert found.hidden == found.primary == {"a", "b"}
    # 1 and 1 are together 2: nobody would be kept from knowing that neither is 5.
    assert protect(row(1, 1, 90)).hidden == {"a", "b", "c"}


def test_what_is_worked_out_is_hidden_with_what_it_needs() -> None:
    also = (
        Cell("change", (difference("c", "b", 11),), needs=("b", "c")),
        Cell("other", (difference("all", "c", 12),), needs=("c", "all")),
        Cell("says nothing", (), needs=("a",)),
    )
    found = protect(weighed({"a": 1, "b": 2, "c": 5, "all": 50}, *also))
    assert found.hidden == {"a", "b", "change", "says nothing"}
    assert found.derived == {"change", "says nothing"}
    assert found.lost == 3


def test_a_cell_that_is_printed_in_any_case_tells_what_it_tells() -> None:
    always = Cell("change", (difference("b", "a", 6),), fixed=True, needs=("a", "b"))
    found = protect(weighed({"a": 1, "b": 2, "c": 5, "all": 50}, always))
    # With the change b gives a away, and both together their sum.
    assert found.hidden == {"a", "b", "c"}
    assert audit(weighed({"a": 1, "b": 2, "c": 5, "all": 50}, always), found.hidden).passed


def test_the_children_who_went_missing() -> None:
    """Current, previous, change and percent: the row with a small count keeps its large one."""
    quantities = counts({"now": 3, "before": 10})
    change = Cell("change", (difference("now", "before", -7),), needs=("now", "before"))
    percent = Cell("%", tuple(percent_change("now", "before", -70, 1)), needs=("now", "before"))  # type: ignore[arg-type]
    found = protect(Problem(quantities, (*map(count_cell, quantities), change, percent)))
    assert found.hidden == {"now", "change", "%"}
    assert found.primary == {"now"}


def test_a_percentage_that_stands_alone_gives_way() -> None:
    quantities = counts({"part": 3, "base": 150})
    cells = (count_cell(quantities[1]), Cell("%", tuple(share("part", "base", 2, 0)), weight=2))  # type: ignore[arg-type]
    problem = Problem(quantities, cells, (at_most("part", "base"),))
    found = protect(problem)
    assert found.hidden == {"%"}
    assert found.primary == frozenset()
    assert protect(Problem(quantities, (cells[0], Cell("%", cells[1].facts, weight=90)))).hidden == {"base"}


def test_grids_are_safe_and_nothing_is_hidden_for_nothing() -> None:
    problem = grid([[3, 9, 4, 30], [20, 30, 40, 50], [2, 50, 7, 0], [8, 9, 10, 11]])
    found = protect(problem)
    assert audit(problem, found.hidden).passed
    assert found.primary == {"00", "02", "20"}
    for key in found.hidden - found.primary:
        assert not audit(problem, found.hidden - {key}).passed
    assert found.least <= found.lost == problem.lost(found.hidden)


def test_the_same_tables_hide_the_same_cells() -> None:
    problem = grid([[3, 9, 4, 30], [20, 30, 40, 50], [2, 50, 7, 0], [8, 9, 10, 11]])
    assert [protect(problem).hidden for _ in range(2)] == [protect(problem).hidden] * 2


def test_tables_apart_are_protected_apart() -> None:
    values = {"a": 3, "b": 9, "c": 12, "d": 2, "e": 7, "f": 9, "g": 8, "h": 9, "i": 17}
    sums = [sums_to(["a", "b"], "c"), sums_to(["d", "e"], "f"), sums_to(["g", "h"], "i")]
    quantities = counts(values)
    weights = dict(zip(values, (1, 2, 30, 4, 5, 60, 7, 8, 9), strict=True))
    found = protect(
        Problem(quantities, tuple(count_cell(one, weight=weights[one.key]) for one in quantities), tuple(sums))
    )
    assert found.hidden == {"a", "b", "d", "e"}
    assert found.primary == {"a", "d"}
    assert found.lost == found.least == 1 + 2 + 4 + 5
    assert found.rounds == 1


def test_counts_that_nothing_protects_are_all_named() -> None:
    values = {"a": 3, "b": 9, "c": 12, "d": 2, "e": 7, "f": 9, "g": 4}
    quantities = counts(values)
    cells = tuple(count_cell(one, fixed=one.key in "bcef") for one in quantities)
    sums = (sums_to(["a", "b"], "c"), sums_to(["d", "e"], "f"))
    with pytest.raises(Unprotectable) as refused:
        protect(Problem(quantities, cells, sums))
    assert refused.value.keys == ("a", "d")
    assert str(refused.value) == "Whatever is suppressed, a reader could work out: a, d."


def test_only_the_counts_beyond_help_are_named() -> None:
    # Of a and b in one table, b alone is given away by what is printed in any case.
    quantities = counts({"a": 3, "b": 2, "c": 30, "all": 35})
    cells = (*map(count_cell, quantities), Cell("b again", (exactly("b", 2),), fixed=True))
    with pytest.raises(Unprotectable) as refused:
        protect(Problem(quantities, cells, (sums_to(["a", "b", "c"], "all"),)))
    assert refused.value.keys == ("b",)


def test_a_count_without_a_cell_that_may_be_hidden() -> None:
    with pytest.raises(Unprotectable) as refused:
        protect(Problem((count("a", 3),), (count_cell(count("a", 3), fixed=True),)))
    assert refused.value.keys == ("a",)
    with pytest.raises(Unprotectable) as refused:
        protect(Problem((Quantity("a", 3, 2, (1, 5)),), ()))
    assert refused.value.keys == ("a",)
    assert protect(Problem((count("a", 3),), ())).hidden == frozenset()


def test_what_is_public_already_is_named_and_printed() -> None:
    problem = listed({"a": 3, "b": 9, "all": 12}, [sums_to(["a", "b"], "all")], [exactly("a", 3)])
    found = protect(problem)
    assert found.exposed == (Exposure("a", Interval(3, 3)),)
    assert found.hidden == frozenset()
    assert found.problem.by_key["a"].fixed
    assert not found.problem.sensitive


def test_what_was_hidden_last_year_is_not_given_back_by_the_next() -> None:
    quantities = counts({"before": 3, "now": 30})
    cells = (count_cell(quantities[1]), Cell("change", (difference("now", "before", 27),), weight=3))
    assert protect(Problem(quantities, cells)).hidden == {"change"}
    known = Problem(quantities, cells, known=(exactly("now", 30),))
    assert protect(known).hidden == {"change"}
    worth = (count_cell(quantities[1]), Cell("change", cells[1].facts, weight=90))
    assert protect(Problem(quantities, worth)).hidden == {"now"}
    assert protect(Problem(quantities, worth, known=(exactly("now", 30),))).hidden == {"change"}


def pairs(*, weight: int = 1) -> Problem:
    """2 a + 3 b + 3 c = 22 with a sensitive from 1 to 5: without whole numbers it would be safe with b alone."""
    quantities = (Quantity("a", 2, stays=(1, 5)), Quantity("b", 3), Quantity("c", 3), Quantity("whole", 22))
    cells = tuple(count_cell(one, weight={"c": 5, "whole": 9}.get(one.key, weight)) for one in quantities)
    return Problem(quantities, cells, (sums_to(["a", "a", *("b" * 3), *("c" * 3)], "whole"),))


def test_counts_are_whole_when_the_solvers_numbers_are_not() -> None:
    found = protect(pairs())
    assert audit(pairs(), found.hidden).passed
    assert found.hidden == {"a", "whole"} or "b" in found.hidden
    for key in found.hidden - found.primary:
        assert not audit(pairs(), found.hidden - {key}).passed
