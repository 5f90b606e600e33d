import pytest

from indicators.disclosure.solver.facts import Fact, difference, exactly, sums_to
from indicators.disclosure.solver.parts import independent_parts
from indicators.disclosure.solver.problem import Cell, Problem, Quantity, count_cell
from tests.unit.indicators.disclosure.solver.tables import count, counts, listed


def keys(problem: Problem) -> list[str]:
    return [one.key for one in problem.quantities]


def test_tables_that_nothing_ties_are_apart() -> None:
    first, second = sums_to(["a", "b"], "c"), sums_to(["d", "e"], "f")
    known = (exactly("c", 12), exactly("f", 30))
    problem = listed({"d": 8, "a": 3, "b": 9, "e": 22, "c": 12, "f": 30}, [second, first], known)
    (only,) = independent_parts(problem)
    assert keys(only) == ["a", "b", "c"]
    assert [cell.key for cell in only.cells] == ["a", "b", "c"]
    assert (only.relations, only.known) == ((first,), (known[0],))


def test_every_part_with_something_sensitive_is_given_in_the_order_of_names() -> None:
    problem = listed({"z": 2, "m": 9, "a": 3})
    assert [keys(part) for part in independent_parts(problem)] == [["a"], ["z"]]
    assert list(independent_parts(listed({"m": 9}))) == []


@pytest.mark.parametrize("how", ["relation", "known", "cell"])
def test_whatever_ties_two_tables_makes_them_one(how: str) -> None:
    fact = Fact((("b", 1), ("x", -1)), 0, 5)
    values = {"a": 3, "b": 9, "x": 7, "y": 20}
    problem = listed(values)
    cells = (*problem.cells, Cell("tie", (fact,))) if how == "cell" else problem.cells
    problem = Problem(
        problem.quantities,
        cells,
        (Fact((("a", 1), ("b", 1)), 12, 12), *([fact] if how == "relation" else [])),
        (fact,) if how == "known" else (),
    )
    (part,) = independent_parts(problem)
    assert keys(part) == ["a", "b", "x"]
    assert {cell.key for cell in part.cells} == {"a", "b", "x"} | ({"tie"} if how == "cell" else set())


def test_a_cell_that_tells_two_things_ties_them() -> None:
    problem = Problem(counts({"a": 3, "b": 9}), (Cell("both", (exactly("a", 3), exactly("b", 9))),))
    (part,) = independent_parts(problem)
    assert keys(part) == ["a", "b"]
    assert part.cells == problem.cells


def test_what_is_worked_out_is_left_out_unless_it_is_printed_in_any_case() -> None:
    fact = difference("b", "a", 6)
    cells = (
        count_cell(count("a", 3)),
        Cell("change", (fact,), needs=("a",)),
        Cell("always", (fact,), fixed=True, needs=("a",)),
        Cell("says nothing", ()),
        Cell("alone", (fact,)),
    )
    (part,) = independent_parts(Problem(counts({"a": 3, "b": 9}), cells))
    assert part.cells == (cells[0], Cell("always", (fact,), fixed=True), cells[4])


def test_long_chains_are_one_part() -> None:
    values = {f"q{number:02}": 9 for number in range(29)} | {"q29": 3}
    ties = [
        Fact(((f"q{number:02}", 1), (f"q{number + 1:02}", 1)), 0, 99) for number in [*range(0, 29, 2), *range(1, 29, 2)]
    ]
    (part,) = independent_parts(Problem(counts(values), (), tuple(reversed(ties))))
    assert keys(part) == list(values)
    assert len(part.relations) == 29


def test_promises_and_floors_come_along() -> None:
    quantity = Quantity("a", 3, 1, (1, 5))
    (part,) = independent_parts(Problem((quantity,), ()))
    assert part.quantities == (quantity,)
