from dataclasses import replace

import pytest

from indicators.disclosure.solver.attack import Interval
from indicators.disclosure.solver.exposure import Exposure, settle, targets
from indicators.disclosure.solver.facts import at_most, between, difference, exactly, sums_to
from indicators.disclosure.solver.problem import Cell, Problem, Quantity, count_cell
from tests.unit.indicators.disclosure.solver.tables import counts, listed


@pytest.mark.parametrize(("value", "ends"), [(1, (5,)), (3, (1, 5)), (5, (1,))])
def test_targets_are_the_ends_that_are_not_true(value: int, ends: tuple[int, ...]) -> None:
    assert targets(Quantity("a", value, stays=(1, 5))) == ends


def test_targets_are_for_sensitive_counts_only() -> None:
    with pytest.raises(AssertionError, match="only sensitive counts have something that must stay possible"):
        targets(Quantity("a", 3))


def test_nothing_was_given_away_where_nothing_was_published() -> None:
    problem = listed({"a": 3, "b": 9})
    assert settle(problem) == (problem, ())
    assert settle(problem)[0] is problem


def test_what_was_published_may_give_nothing_away() -> None:
    problem = listed({"a": 3, "b": 9}, known=[exactly("b", 9), between("a", 0, 8)])
    assert settle(problem)[0] is problem
    assert settle(problem)[1] == ()


def test_a_count_that_is_public_is_printed_again() -> None:
    problem = listed({"a": 3, "b": 2, "c": 9}, known=[exactly("a", 3)])
    settled, exposed = settle(problem)
    assert exposed == (Exposure("a", Interval(3, 3)),)
    assert [one.stays for one in settled.quantities] == [None, (1, 5), None]
    assert [cell.fixed for cell in settled.cells] == [True, False, False]
    assert (settled.relations, settled.known) == (problem.relations, problem.known)


def test_an_old_change_and_an_old_total_give_counts_away() -> None:
    problem = listed(
        {"a": 3, "b": 4, "all": 7},
        [sums_to(["a", "b"], "all")],
        [exactly("all", 7), difference("b", "a", 1)],
    )
    settled, exposed = settle(problem)
    assert [(one.key, one.interval) for one in exposed] == [("a", Interval(3, 3)), ("b", Interval(4, 4))]
    assert [cell.fixed for cell in settled.cells] == [True, True, False]


@pytest.mark.parametrize(
    ("known", "interval", "stays"),
    [
        (between("a", 2, None), Interval(2, None), (2, 5)),
        (between("a", None, 4), Interval(0, 4), (1, 4)),
        (between("a", 3, 9), Interval(3, 9), (3, 5)),
        (between("a", 2, 4), Interval(2, 4), (2, 4)),
    ],
)
def test_what_is_known_in_part_keeps_the_rest(known: object, interval: Interval, stays: tuple[int, int]) -> None:
    problem = listed({"a": 3, "b": 9}, known=[known])  # type: ignore[list-item]
    settled, exposed = settle(problem)
    assert exposed == (Exposure("a", interval),)
    assert settled.quantities == (Quantity("a", 3, 0, stays), Quantity("b", 9))
    assert not any(cell.fixed for cell in settled.cells)


def test_what_was_published_counts_and_not_what_would_be() -> None:
    # The total would give it away; but the total can be hidden.
    problem = listed({"a": 3, "b": 9, "all": 12}, [sums_to(["a", "b"], "all")], [exactly("b", 9)])
    assert settle(problem)[1] == ()


def test_only_cells_that_tell_nothing_else_are_printed_again() -> None:
    quantities = counts({"a": 3, "b": 2})
    cells = (
        count_cell(quantities[0]),
        Cell("both", (exactly("a", 3), exactly("b", 2))),
        Cell("change", (difference("b", "a", -1),)),
        Cell("worked out", (exactly("a", 3),), needs=("a",)),
    )
    settled, _ = settle(Problem(quantities, cells, (at_most("b", "a"),), (exactly("a", 3),)))
    assert [cell.fixed for cell in settled.cells] == [True, False, False, False]


def test_what_these_tables_give_away_themselves_is_not_public_already() -> None:
    """Nothing is known of both but that they are 5 together, until these tables tell that neither is none."""
    both = (Quantity("a", 3, 1, (0, 5), before=0), Quantity("b", 2, 1, (0, 5), before=0), Quantity("all", 5))
    cells = tuple(count_cell(one) for one in both)
    problem = Problem(both, cells, (sums_to("ab", "all"),), (exactly("all", 5),))
    settled, exposed = settle(problem)
    assert (settled, exposed) == (problem, ())
    known = replace(problem, quantities=tuple(replace(one, before=None) for one in both))
    assert [str(one.interval) for one in settle(known)[1]] == ["1 to 4", "1 to 4"]
