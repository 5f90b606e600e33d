"""Slips in bases of percentages, net changes and shares: asked about from the first earlier value on.

The figures are made up.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.checks.context import Cell, Context, PastReturn
from indicators.checks.rules import check_return
from indicators.definitions.families import Family, Row, Rule, parse_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, reported
from tests.unit.indicators.shapes.generated import definition

NOW, BEFORE = parse_period("2022-23"), parse_period("2021-22")
_PERCENT = {"key": "rate", "label": "Percentage", "unit": "percent", "decimals": 1}
SHARES = parse_family(
    definition(
        "measures", [{"key": "count", "label": "Number"}, _PERCENT, {"key": "people", "label": "Out of"}], per=100
    ),
    "shares",
)
NET = parse_family(
    definition("measures", [{"key": "rate", "label": "Net change", "unit": "change", "below_zero": True}]), "net"
)
_CATEGORIES = parse_family(
    definition("categories", [{"key": "count", "label": "Number"}, {
        "key": "share", "label": "Share", "unit": "percent", "decimals": 1, "computation": "share",
    }]),
    "categories",
)  # fmt: skip
PARTS = replace(_CATEGORIES, fixed_rows=(Row("all", "All"), Row("part", "Part", base="all")), total_label="")


def figures(numbers: Mapping[Cell, Any]) -> dict[Cell, Value]:
    return {cell: reported(Decimal(str(number))) for cell, number in numbers.items()}


def asked(
    family: Family, now: Mapping[Cell, Any], before: Mapping[Cell, Any] | None = None
) -> set[tuple[str, str, str]]:
    """What is asked about, or stopped: code, row and column."""
    earlier = None if before is None else figures(before)
    history = () if earlier is None else (PastReturn(BEFORE, earlier),)
    context = Context(NOW, earlier=earlier, history=history)
    found = check_return(family=family, rows=family.fixed_rows, figures=figures(now), context=context)
    return {(one.code, one.row, one.column) for one in found if one.confirm or one.stops}


def share(count: int, people: int, rate: float) -> dict[Cell, Any]:
    """A row with another one that stays as it is, but for one event."""
    return {
        ("a", "count"): count, ("a", "people"): people, ("a", "rate"): rate,
        ("b", "count"): 9, ("b", "people"): 20, ("b", "rate"): 45,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("count", "people", "rate"),
    [(30, 500, 6.0), (30, 530, 5.7), (3, 5, 60.0), (31, 550, 5.6), (33, 5500, 0.6)],
)
def test_a_slip_in_what_a_percentage_is_of_is_asked_about(count: int, people: int, rate: float) -> None:
    """The base with a digit too many or too few, and its percentage worked out over it."""
    assert ("JUMP-1", "a", "people") in asked(SHARES, share(count, people, rate), share(30, 50, 60.0))


def test_a_base_that_is_nought_is_asked_about() -> None:
    assert ("ZERO-4", "a", "people") in asked(SHARES, share(0, 0, 0), share(3, 20, 15.0))
    assert asked(SHARES, share(0, 0, 0), share(1, 5, 20.0)) == set()


@pytest.mark.parametrize(("count", "people", "rate"), [(31, 52, 59.6), (45, 80, 56.3), (20, 30, 66.7), (12, 24, 50.0)])
def test_bases_change_from_year_to_year(count: int, people: int, rate: float) -> None:
    assert not {one for one in asked(SHARES, share(count, people, rate), share(30, 50, 60.0)) if one[1] == "a"}


def net(first: int, second: int = 8) -> dict[Cell, Any]:
    return {("a", "rate"): first, ("b", "rate"): second}


@pytest.mark.parametrize(("now", "before"), [(0, -120), (0, 6), (12, -12), (-12, 12), (-6, 6), (-1200, -120)])
def test_a_net_change_that_is_lost_or_turned_is_asked_about(now: int, before: int) -> None:
    assert ("JUMP-1", "a", "rate") in asked(NET, net(now), net(before, 7))


@pytest.mark.parametrize(("now", "before"), [(0, 5), (0, 0), (-5, 5), (13, -12), (-9, 30), (30, -12)])
def test_net_changes_turn_and_vanish_by_themselves(now: int, before: int) -> None:
    assert asked(NET, net(now), net(before, 7)) == set()


def test_the_other_sign_is_named() -> None:
    context = Context(NOW, history=(PastReturn(BEFORE, figures(net(-12))),))
    found = check_return(family=NET, rows=NET.fixed_rows, figures=figures(net(12, 9)), context=context)
    assert [one.sentence for one in found if one.code == "JUMP-1"] == [
        "“First row”, Net change: 12, but -12 in 2021-22: the same with the other sign. Check the sign."
    ]


def test_a_share_of_more_than_all_is_asked_about() -> None:
    now = {("all", "count"): 70, ("part", "count"): 77}
    assert asked(PARTS, now) == {("PERCENT-1", "part", "count")}
    assert asked(PARTS, now | {("part", "count"): 70}) == set()


@pytest.mark.parametrize(
    "rule",
    [
        Rule("PART-1", "each_at_most", "Part of all.", upper="all"),
        Rule("PART-1", "at_most", "Part of all.", lower="part", upper="all"),
        Rule("PART-1", "sum_at_most", "Part of all.", parts=("part",), whole="all"),
    ],
)
def test_where_a_rule_says_so_it_is_said_once(rule: Rule) -> None:
    family = replace(PARTS, rules=(rule,))
    assert {code for code, _row, _column in asked(family, {("all", "count"): 70, ("part", "count"): 77})} == {"PART-1"}
