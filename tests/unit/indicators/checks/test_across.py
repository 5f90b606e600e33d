"""What one partner sent against what another received, from either end."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.checks.context import Context
from indicators.checks.pairs import PAIRS, load_pairs, other_ends, pairs
from indicators.definitions.current import holds
from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import catalogue, get_family
from indicators.definitions.values import Value, ValueState
from tests.unit.indicators.checks.cases import YEAR, Figures, cells, check

SENT, RECEIVED = "referrals-to-social-care", "contact-sources"


def police(number: int) -> Figures:
    return cells({"children-contacts-sent": number, "adult-concerns-sent": 5}, "current", "previous")


def council(number: int) -> Figures:
    rows = get_family(RECEIVED).rows_on(YEAR.ends_on)
    return cells({row.key: 5 for row in rows} | {"6": number}, "count")


@pytest.mark.parametrize(
    ("sent", "received", "agrees"),
    [(100, 80, True), (100, 79, False), (80, 100, True), (12, 2, True), (12, 1, False), (0, 0, True), (0, 11, False)],
)
def test_both_ends_are_told_where_they_are_far_apart(sent: int, received: int, agrees: bool) -> None:
    (pair,) = pairs()
    assert pair.agrees(Decimal(sent), Decimal(received)) == agrees
    ours = check(RECEIVED, council(received), context=Context(YEAR, others={SENT: police(sent)}))
    theirs = check(
        SENT, police(sent), context=Context(YEAR, earlier=police(sent), others={RECEIVED: council(received)})
    )
    for found, row, column in ((ours, "6", "count"), (theirs, "children-contacts-sent", "current")):
        assert [(one.code, one.row, one.column) for one in found] == ([] if agrees else [("ACROSS-1", row, column)])
        assert all(one.confirm and not one.stops for one in found)


def test_the_other_partners_number_is_not_told() -> None:
    (problem,) = check(RECEIVED, council(100), context=Context(YEAR, others={SENT: police(618)}))
    assert "your count is much fewer than the other partner's" in problem.sentence
    assert "618" not in problem.sentence
    (problem,) = check(RECEIVED, council(618), context=Context(YEAR, others={SENT: police(100)}))
    assert "your count is much more" in problem.sentence


def test_nothing_is_compared_with_what_is_not_known() -> None:
    unknown = Value(ValueState.UNABLE_TO_SUPPLY, reason="lost")
    lost = police(1) | {("children-contacts-sent", "current"): unknown}
    nothing: tuple[dict[str, Figures], ...] = ({}, {SENT: {}}, {SENT: lost})
    for others in nothing:
        assert check(RECEIVED, council(100), context=Context(YEAR, others=others)) == []
    ours = council(100) | {("6", "count"): unknown}
    assert check(RECEIVED, ours, context=Context(YEAR, others={SENT: police(500)})) == []


def test_each_end_names_the_other() -> None:
    assert [place.family for place in other_ends(RECEIVED)] == [SENT]
    assert [place.family for place in other_ends(SENT)] == [RECEIVED]
    assert other_ends("missing-children") == []


def test_a_pair_holds_once_both_families_are_in_use() -> None:
    with holds(catalogue().only([RECEIVED])):
        assert other_ends(RECEIVED) == []
        assert pairs() == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Portal project: second reader", "Portal project: data definitions", "author and checker must be two"),
        ('family = "contact-sources"', 'family = "no-such"', "ACROSS-1 names 'no-such', which does not exist"),
        ('column = "count"', 'column = "no-such"', "ACROSS-1 names 'no-such', which does not exist"),
        ('row = "6"', 'row = "66"', "ACROSS-1 names the row 66, which contact-sources does not have"),
    ],
)
def test_a_pair_that_cannot_be_used_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = PAIRS.read_text(encoding="utf-8")
    assert old in text
    tomllib.loads(text.replace(old, new))
    path = tmp_path / "pairs.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError, match=says):
        load_pairs(path)
