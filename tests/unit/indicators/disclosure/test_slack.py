"""What is left of a relation that the figures do not keep."""

import pytest

from indicators.disclosure.slack import kept, loosened
from indicators.disclosure.solver.facts import Fact, at_most, between, sums_to


@pytest.mark.parametrize(
    ("whole", "left"),
    [
        (3, (0, 0)),
        # Nobody knows by how much it is off: that one or two are allowed for is all that is known.
        (4, (-2, 0)),
        (5, (-2, 0)),
        (6, (None, 0)),
        (2, (0, 2)),
        (1, (0, 2)),
        (0, (0, None)),
    ],
)
def test_how_far_off_a_sum_is_stays_unknown(whole: int, left: tuple[int | None, int | None]) -> None:
    fact = sums_to("ab", "c")
    assert loosened(fact, {"a": 1, "b": 2, "c": whole}) == Fact(fact.terms, *left)


def test_what_only_limits_one_side_is_lost_where_it_is_far_off() -> None:
    fact = at_most("a", "b")
    assert loosened(fact, {"a": 3, "b": 2}) == loosened(fact, {"a": 4, "b": 2}) == Fact(fact.terms, -2, None)
    assert loosened(fact, {"a": 5, "b": 2}) is None


def test_slack_is_counted_in_what_the_relation_counts() -> None:
    tenths = Fact((("a", 10), ("b", -30)), 0, None)
    assert loosened(tenths, {"a": 1, "b": 1}) == Fact(tenths.terms, -20, None)
    assert loosened(tenths, {"a": 0, "b": 1}) is None


def test_each_relation_is_kept_once() -> None:
    values = {"a": 7, "b": 2}
    facts = [between("a", 1, None), at_most("a", "b"), between("a", 1, None), between("b", None, 1)]
    assert list(kept(facts, values)) == [between("a", 1, None), between("b", None, 3)]
