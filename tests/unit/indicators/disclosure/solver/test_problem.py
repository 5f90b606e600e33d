import pytest

from indicators.disclosure.solver.facts import Fact, between, difference, exactly, sums_to
from indicators.disclosure.solver.problem import Cell, Problem, ProblemError, Quantity, count_cell, information, worth

A, B, ALL = Quantity("a", 3, stays=(1, 5)), Quantity("b", 9), Quantity("all", 12)
SUM = sums_to(["a", "b"], "all")


def test_quantity_is_sensitive_where_something_must_stay_possible() -> None:
    assert A.is_sensitive
    assert not B.is_sensitive
    assert (B.floor, B.stays) == (0, None)


@pytest.mark.parametrize(
    ("value", "levels", "worth"),
    [(0, 0, 8), (1, 0, 3), (3, 0, 4), (4, 0, 5), (255, 0, 10), (-3, 0, 4), (0, 1, 160), (3, 1, 80), (3, 2, 1600)],
)
def test_information(value: int, levels: int, worth: int) -> None:
    assert information(value, levels=levels) == worth


@pytest.mark.parametrize(
    ("counts", "level", "cost"), [((0, 1, 9, 10, 99), 0, 9), ((100, 999), 0, 12), ((1000,), 0, 16), ((0, 7), 1, 180)]
)
def test_counts_below_a_hundred_or_of_as_many_digits_are_hidden_at_the_same_cost(
    counts: tuple[int, ...], level: int, cost: int
) -> None:
    assert {worth(count, levels=level) for count in counts} == {cost}


def test_information_of_a_plain_cell_is_the_default() -> None:
    assert information(9) == information(9, levels=0) == 6


def test_count_cell_prints_its_quantity() -> None:
    assert count_cell(B) == Cell("b", (exactly("b", 9),), 6, False, ())
    assert count_cell(B, weight=0, fixed=True) == Cell("b", (exactly("b", 9),), 0, True, ())


def test_cell_weighs_one_and_stands_alone_unless_it_is_said_otherwise() -> None:
    assert Cell("x", ()) == Cell("x", (), 1, False, ())


def test_problem_by_its_keys() -> None:
    problem = Problem((A, B, ALL), (count_cell(A), count_cell(B)), (SUM,))
    assert problem.values == {"a": 3, "b": 9, "all": 12}
    assert problem.by_key == {"a": count_cell(A), "b": count_cell(B)}
    assert problem.sensitive == (A,)
    assert problem.known == ()
    assert problem.names == {}
    assert problem.lost(["a", "b"]) == 4 + 6


def test_every_fact_is_given_once() -> None:
    change = Cell("change", (difference("b", "a", 6),))
    problem = Problem((A, B, ALL), (count_cell(A), change), (SUM,), (exactly("b", 9),))
    assert list(problem.facts()) == [SUM, exactly("b", 9), exactly("a", 3), difference("b", "a", 6)]


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        ({"quantities": (A, A)}, "Two quantities have the same name."),
        ({"quantities": (A,), "cells": (Cell("x", ()), Cell("x", ()))}, "Two cells have the same name."),
        ({"quantities": (A,), "cells": (Cell("x", (exactly("z", 1),)),)}, "Unknown: z."),
        ({"quantities": (A,), "cells": (Cell("x", (), needs=("no", "n")),)}, "Unknown: n, no."),
        ({"quantities": (A,), "known": (exactly("z", 1),)}, "Unknown: z."),
        (
            {"quantities": (A,), "relations": (Fact(tuple((f"q{number}", 1) for number in range(7)), 0, 9),)},
            "Unknown: q0, q1, q2, q3, q4.",
        ),
        ({"quantities": (Quantity("b", 0, floor=1),)}, "Less than every reader knows it to be: b."),
        (
            {"quantities": tuple(Quantity(f"q{number}", 0, floor=1) for number in range(7))},
            "Less than every reader knows it to be: q0, q1, q2, q3, q4.",
        ),
        (
            {"quantities": (A, B, Quantity("all", 13)), "relations": (SUM,)},
            "A relation does not agree with the figures: +1 x a +1 x all +1 x b.",
        ),
        (
            {"quantities": (A,), "known": (between("a", 4, None),)},
            "Something published before does not agree with the figures: +1 x a.",
        ),
        (
            {"quantities": (A, B), "cells": (Cell("x", (exactly("a", 3), difference("b", "a", 7))),)},
            "The cell x does not agree with the figures: -1 x a +1 x b.",
        ),
    ],
)
def test_problem_that_contradicts_itself(problem: dict, sentence: str) -> None:
    with pytest.raises(ProblemError) as refused:
        Problem(**({"cells": ()} | problem))
    assert str(refused.value) == sentence.replace("+1 x a +1 x all +1 x b", "+1 x a -1 x all +1 x b")


def test_a_value_may_be_its_floor() -> None:
    assert Problem((Quantity("a", 1, floor=1),), ()).values == {"a": 1}


def test_what_is_worked_out_from_hidden_cells_is_hidden_however_far() -> None:
    cells = (
        Cell("third", (), needs=("second",)),
        Cell("a", (exactly("a", 3),)),
        Cell("b", (exactly("b", 9),)),
        Cell("second", (), needs=("first", "b")),
        Cell("first", (), needs=("a",)),
        Cell("always", (), needs=("a",), fixed=True),
        Cell("apart", (), needs=("b",)),
    )
    problem = Problem((A, B), cells)
    assert problem.with_needed(["a"]) == {"a", "first", "second", "third"}
    assert problem.with_needed(["b"]) == {"b", "second", "third", "apart"}
    assert problem.with_needed([]) == frozenset()


def test_what_is_worked_out_tells_nothing_unless_it_is_printed_in_any_case() -> None:
    fact = exactly("a", 3)
    worked_out, plain = Cell("x", (fact,), needs=("a",)), Cell("a", (fact,))
    always, fixed = Cell("y", (fact,), needs=("a",), fixed=True), Cell("z", (fact,), fixed=True)
    problem = Problem((A,), (worked_out, plain, always, fixed))
    assert [tuple(problem.says(cell)) for cell in problem.cells] == [(), (fact,), (fact,), (fact,)]
