"""The table of transitions, written as the allowed set; every other pair is refused."""

import itertools

import pytest

from review.states import ReviewState as S
from review.transitions import PROPOSALS, TRANSITIONS, WITHDRAWABLE_PROPOSALS, Verb

ALLOWED = {
    (Verb.EDIT, S.DRAFT, S.DRAFT),
    (Verb.EDIT, S.SUBMITTED, S.DRAFT),
    (Verb.EDIT, S.RETURNED, S.DRAFT),
    (Verb.EDIT, S.APPROVED, S.DRAFT),
    (Verb.EDIT, S.PUBLISHED, S.DRAFT),
    (Verb.SUBMIT, S.DRAFT, S.SUBMITTED),
    (Verb.SUBMIT, S.RETURNED, S.SUBMITTED),
    (Verb.RETURN, S.SUBMITTED, S.RETURNED),
    (Verb.APPROVE, S.SUBMITTED, S.APPROVED),
    (Verb.PUBLISH, S.APPROVED, S.PUBLISHED),
    (Verb.WITHDRAW, S.DRAFT, S.WITHDRAWN),
    (Verb.WITHDRAW, S.SUBMITTED, S.WITHDRAWN),
    (Verb.WITHDRAW, S.RETURNED, S.WITHDRAWN),
    (Verb.WITHDRAW, S.APPROVED, S.WITHDRAWN),
    (Verb.WITHDRAW, S.PUBLISHED, S.WITHDRAWN),
}


PROPOSED = {
    (Verb.SUBMIT, S.DRAFT, S.SUBMITTED),
    (Verb.RETURN, S.SUBMITTED, S.RETURNED),
    (Verb.APPROVE, S.SUBMITTED, S.APPROVED),
}


@pytest.mark.parametrize(
    ("table", "allowed"),
    [
        (TRANSITIONS, ALLOWED),
        (PROPOSALS, PROPOSED),
        (WITHDRAWABLE_PROPOSALS, PROPOSED | {(Verb.WITHDRAW, S.APPROVED, S.WITHDRAWN)}),
    ],
)
def test_table_allows_exactly_these(table, allowed):
    assert allowed == {
        (verb, source, table[verb].target)
        for verb, source in itertools.product(table, S)
        if source in table[verb].sources
    }


def test_who_proposes_may_refuse_and_never_approve():
    assert {verb for verb, row in WITHDRAWABLE_PROPOSALS.items() if row.conflict_bars} == {Verb.APPROVE}
    assert {verb for verb, row in WITHDRAWABLE_PROPOSALS.items() if row.owner_may} == {Verb.RETURN, Verb.WITHDRAW}
    assert all(row.note_required for row in WITHDRAWABLE_PROPOSALS.values() if row.owner_may)
    assert {verb for verb, row in WITHDRAWABLE_PROPOSALS.items() if row.bars_others} == {Verb.RETURN}


def test_only_decisions_bar_conflicts_and_both_do():
    assert {verb for verb, row in TRANSITIONS.items() if row.conflict_bars} == {Verb.APPROVE, Verb.RETURN}


def test_return_and_withdrawal_need_a_reason():
    assert {verb for verb, row in TRANSITIONS.items() if row.note_required} == {Verb.RETURN, Verb.WITHDRAW}
