"""What every reader knows of the rows of one column."""

from dataclasses import replace

import pytest

from indicators.definitions.families import Rule, get_family
from indicators.disclosure.change_rules import counted
from indicators.disclosure.relations import relations_of
from indicators.disclosure.solver.facts import at_most, scaled, sums_to
from tests.unit.indicators.disclosure.tables import (
    MISSING,
    categories,
)


def rule(kind: str, **more: object) -> Rule:
    return Rule(code="X-1", kind=kind, because="So it is", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "values", "found"),
    [
        (rule("at_most", lower="a", upper="b"), {"a": 1, "b": 2}, [at_most("a", "b")]),
        (
            rule("behind", lower="a", upper="b"),
            {"a": 1, "b": 2},
            [at_most("a", "b"), scaled({"a": 1000, "b": -1}, 0, None)],
        ),
        (rule("behind", lower="a", upper="x"), {"a": 1, "b": 2}, []),
        (rule("each_at_most", upper="c"), {"a": 1, "b": 2, "c": 3}, [at_most("a", "c"), at_most("b", "c")]),
        (rule("sums_to", parts=("a", "b"), whole="c"), {"a": 1, "b": 2, "c": 3}, [sums_to("ab", "c")]),
        (
            rule("sum_at_most", parts=("a", "b"), whole="c"),
            {"a": 1, "b": 1, "c": 3},
            [scaled({"a": -1, "b": -1, "c": 1}, 0, None)],
        ),
        (rule("sums_to", parts=("a", "x"), whole="c"), {"a": 1, "c": 3}, [at_most("a", "c")]),
        (rule("sums_to", parts=("x", "y"), whole="c"), {"c": 3}, []),
        (rule("at_least_whole", whole="c"), {"a": 2, "b": 2, "c": 3}, [scaled({"a": 1, "b": 1, "c": -1}, 0, None)]),
        (rule("at_least_whole", whole="c"), {"a": 2, "c": 1}, []),
        (
            rule("stands_alone", lower="a", upper="c"),
            {"a": 1, "b": 2, "c": 3},
            [scaled({"b": -1, "a": -1, "c": 1}, 0, None)],
        ),
        (rule("at_most", lower="a", upper="b", severity="soft"), {"a": 1, "b": 2}, [at_most("a", "b")]),
        (
            rule("counted_again", lower="a", parts=("b",), whole="c"),
            {"a": 1, "b": 1, "c": 4},
            [scaled({"a": -1, "b": -1, "c": 1}, 0, None), scaled({"a": 1, "b": 1000, "c": -1}, 0, None)],
        ),
        (
            rule("counted_again", lower="a", parts=("x",), whole="c"),
            {"a": 1, "c": 4},
            [at_most("a", "c"), scaled({"a": 1000, "c": -1}, 0, None)],
        ),
        (rule("counted_again", lower="x", parts=("b",), whole="c"), {"b": 1, "c": 4}, []),
        # One or two more are allowed for; so far off, the rule does not hold for these figures.
        (rule("at_most", lower="a", upper="b"), {"a": 3, "b": 2}, [scaled({"a": -1, "b": 1}, -2, None)]),
        (rule("at_most", lower="a", upper="b"), {"a": 5, "b": 2}, []),
        (
            rule("sums_to", parts=("a", "b"), whole="c"),
            {"a": 1, "b": 2, "c": 9},
            [scaled({"a": 1, "b": 1, "c": -1}, None, 0)],
        ),
        (
            rule("at_least_whole", parts=("a", "b"), whole="c"),
            {"a": 2, "b": 2, "c": 3},
            [scaled({"a": 1, "b": 1, "c": -1}, 0, None)],
        ),
    ],
)
def test_each_rule_is_a_relation_where_the_figures_keep_it(
    given: Rule, values: dict[str, int], found: list[object]
) -> None:
    base = get_family(MISSING)
    rows = [replace(base.fixed_rows[0], key=key) for key in "abc"]
    family = replace(base, rules=(given,))
    assert list(relations_of(family, rows, {key: key for key in values}, values)) == found


def test_parts_of_a_total_and_of_a_base() -> None:
    snapshot = categories([3, 40])
    names = {row.key: row.key for row in snapshot.rows} | {"total": "total"}
    values = {one.place.row: one.value for one in counted(snapshot)}
    whole = sums_to([row.key for row in snapshot.rows], "total")
    parts = [at_most(row.key, "total") for row in snapshot.rows]
    assert set(relations_of(snapshot.family, snapshot.rows, names, values)) == {whole, *parts}
    desired = get_family("desired-outcomes")
    based = relations_of(desired, desired.fixed_rows, {"expressed": "e", "fully-achieved": "f"}, {"e": 5, "f": 2})
    assert list(based) == [at_most("f", "e")]
    del names["ceased"]
    others = scaled({**{row.key: -1 for row in snapshot.rows[:-1]}, "total": 1}, 0, None)
    assert set(relations_of(snapshot.family, snapshot.rows, names, values)) == {others, *parts[:-1]}
